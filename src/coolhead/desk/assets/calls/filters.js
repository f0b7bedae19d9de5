// The filters beside the results. Each says what it has changed: onChange({ name: value or '' }).

import { h, replace } from '../base/dom.js';
import { HEATS, ORDERS, OUTCOMES, RECORDS, signalGroups, STATES, STEPS } from './choices.js';
import { dayOf, lastDayOf, signalName, startOf } from './query.js';

export class Filters {
  // `offers`: { isTeam, careful, agents: [[id, name]] or undefined, teams, rows, canBeMine }
  constructor({ offers, onChange }) {
    this.onChange = onChange;
    this.shows = [];
    const fields = [
      this.choice('Signal', signalGroups(offers), (query) => (query.signal ? `${query.party ?? ''}:${query.signal}` : ''), signalChange, (query) => signalName(query.party, query.signal)),
      this.choice('Heat', HEATS, (query) => query.level ?? '', (level) => ({ level })),
      this.choice('Boundary ladder', STEPS, (query) => query.rung ?? '', (rung) => ({ rung })),
      this.choice('Outcome', OUTCOMES, (query) => query.outcome ?? '', (outcome) => ({ outcome })),
      offers.isTeam && (offers.agents
        ? this.choice('Agent', offers.agents, (query) => query.agent ?? '', (agent) => ({ agent }))
        : this.text('Agent', 'agent', 'Id, such as a17')),
      offers.teams.length > 1 && this.choice('Team', offers.teams, (query) => query.team ?? '', (team) => ({ team })),
      this.text('Customer', 'customer', 'Id, such as c9'),
      this.day('From', (query) => query.since && dayOf(query.since), (day) => ({ since: day && startOf(day) })),
      this.day('Up to', (query) => query.until && lastDayOf(query.until), (day) => ({ until: day && startOf(day, 1) })),
      this.choice('State', STATES, (query) => query.ended ?? '', (ended) => ({ ended })),
      this.choice('Record', RECORDS, recordOf, recordChange),
      offers.rows.length > 0 && this.choice('Source row of the scorecard', offers.rows, (query) => query.row ?? '', (row) => ({ row })),
      offers.canBeMine && this.choice('Whose calls', [['true', 'My own']], (query) => query.mine ?? '', (mine) => ({ mine }), undefined, 'My teams’'),
      this.choice('Order', ORDERS, (query) => query.order ?? '', (order) => ({ order }), undefined, 'Newest first'),
    ];
    this.element = h('div', { class: 'filter-fields' }, fields);
  }

  show(query) {
    for (const show of this.shows) show(query);
  }

  // `read(query)` is what is chosen; `change(value)` what choosing changes. What an address asks
  // for and the list does not have is added as `named(query)` says.
  choice(label, options, read, change, named = read, none = 'Any') {
    const select = h('select', { onchange: () => this.onChange(change(select.value)) });
    this.shows.push((query) => {
      const value = read(query);
      const isKnown = options.flat(2).includes(value);
      const more = value && !isKnown ? [[value, named(query)]] : [];
      replace(select, h('option', { value: '' }, none), options.map(option), more.map(option));
      select.value = value;
    });
    return labelled(label, select);
  }

  text(label, name, placeholder) {
    const input = h('input', { maxLength: 300, placeholder, autocomplete: 'off', spellcheck: 'false', onchange: () => this.onChange({ [name]: input.value.trim() }) });
    this.shows.push((query) => { input.value = query[name] ?? ''; });
    return labelled(label, input);
  }

  day(label, read, change) {
    const input = h('input', { type: 'date', onchange: () => this.onChange(change(input.value)) });
    this.shows.push((query) => { input.value = read(query) ?? ''; });
    return labelled(label, input);
  }
}

function labelled(text, field) {
  field.id = `filter-${text.toLowerCase().replaceAll(/\W+/g, '-')}`;
  return h('div', { class: 'field' }, h('label', { for: field.id }, text), field);
}

function option([value, text]) {
  return Array.isArray(text) ? h('optgroup', { label: value }, text.map(option)) : h('option', { value }, text);
}

function signalChange(value) {
  const [party, signal] = value ? value.split(':') : ['', ''];
  return { party, signal };
}

function recordOf(query) {
  const name = ['disputed', 'signed'].find((each) => query[each]);
  return name ? `${name}:${query[name]}` : '';
}

function recordChange(value) {
  const [name, is] = value.split(':');
  return { signed: '', disputed: '', ...(name && { [name]: is }) };
}
