// Which calls are counted, and what they are compared with.

import { h, replace } from '../base/dom.js';
import { playbookValue } from './query.js';

export class Filters {
  constructor({ choices: { teams, playbooks, campaigns }, onChange }) {
    this.onChange = onChange;
    this.shows = [];
    const names = [...new Set(playbooks.map(({ name }) => name))];
    const versions = playbooks.map((each) => [playbookValue(each), `${each.name}, version ${each.version}`]);
    const all = [...names.map((name) => [name, `${name}, every version`]), ...versions];
    this.first = this.day('From', 'from');
    this.element = h(
      'form',
      { class: 'insights-filters card', 'aria-label': 'Which calls', onsubmit: (event) => event.preventDefault() },
      this.first,
      this.day('Up to', 'to'),
      teams.length > 1 && this.choice('Team', 'team', teams.map(({ id, name }) => [id, name]), 'All of mine'),
      this.choice('Playbook', 'playbook', all, 'Any'),
      this.choice('Direction', 'direction', [['inbound', 'Inbound'], ['outbound', 'Outbound']], 'Both'),
      campaigns.length > 0 && this.choice('Campaign', 'campaign', campaigns.map((name) => [name, name]), 'Any'),
      this.choice('Compare with', 'with', [['before', 'The period before'], ...all.map(([value, text]) => [value, `Playbook ${text}`])], 'Nothing'),
    );
  }

  focus() {
    this.first.querySelector('input').focus();
  }

  show(query) {
    for (const show of this.shows) show(query);
  }

  day(label, name) {
    const input = h('input', { type: 'date', required: true, onchange: () => input.value && this.onChange({ [name]: input.value }) });
    this.shows.push((query) => { input.value = query[name] ?? ''; });
    return labelled(label, input);
  }

  // What an address asks for and the list does not have is added as it is.
  choice(label, name, options, none) {
    const select = h('select', { onchange: () => this.onChange({ [name]: select.value }) });
    this.shows.push((query) => {
      const value = query[name] ?? '';
      const more = value && !options.some(([known]) => known === value) ? [[value, value]] : [];
      replace(select, [['', none], ...options, ...more].map(([each, text]) => h('option', { value: each }, text)));
      select.value = value;
    });
    return labelled(label, select);
  }
}

function labelled(text, field) {
  field.id = `insights-${text.toLowerCase().replaceAll(/\W+/g, '-')}`;
  return h('div', { class: 'field' }, h('label', { for: field.id }, text), field);
}
