// Tries the text on a call: what would be shown before and after, beside each other.

import { get, post } from '../base/api.js';
import { h, replace, tell } from '../base/dom.js';
import { clock, moment, PARTIES } from '../base/words.js';
import { heatPair } from './heat_pair.js';
import { figures, moments } from './moments.js';

// So many pages of calls are looked through for lent ones.
const PAGES = 5;

export class Preview {
  // `text()` is what is written at the moment.
  constructor({ text, examples, me }) {
    this.text = text;
    this.lent = h('optgroup', { label: 'Calls that agents have lent' });
    this.call = h('select', { 'aria-label': 'Call to try it on' }, h('optgroup', { label: 'Example calls' }, examples.map(({ name, title }) => h('option', { value: `example:${name}`, selected: name.startsWith('04') }, title))), this.lent);
    this.button = h('button', { onclick: () => this.run() }, 'Try it');
    this.onlyChanges = h('input', { type: 'checkbox', checked: true, onchange: () => this.draw() });
    this.state = h('p', { role: 'status', class: 'quiet' });
    this.shown = h('div', { class: 'tried' });
    this.element = h(
      'section',
      { class: 'card', 'aria-labelledby': 'try-title' },
      h('h2', { id: 'try-title' }, 'Try it on a call'),
      h('div', { class: 'choose' }, h('label', null, 'Call', this.call), this.button),
      h('p', { class: 'quiet' }, 'The cues are worked out anew. What an agent was shown in a lent call, and how they answered, stays theirs.'),
      this.state,
      this.shown,
    );
    if (me.roles.some((role) => ['supervisor', 'coach'].includes(role))) this.findLent();
    else this.lent.remove();
  }

  async findLent() {
    const found = [];
    try {
      for (let page = 0, after; page < PAGES && (page === 0 || after); page += 1) {
        const { calls, next } = await get('/calls', { ended: true, limit: 200, after });
        found.push(...calls.filter(({ lent }) => lent));
        after = next;
      }
    } catch (error) {
      tell(this.state, `Lent calls could not be listed: ${error.message}`);
    }
    replace(this.lent, found.length ? found.map((call) => h('option', { value: `call:${call.call}` }, `${moment(call.started_at)}, ${call.utterances} lines`)) : h('option', { disabled: true }, 'None of the last thousand calls'));
  }

  // The text has changed: what is shown is of an earlier one.
  changed() {
    if (this.result) tell(this.state, 'The text has changed since. Try it again to see what holds now.');
  }

  async run() {
    const [kind, ...rest] = this.call.value.split(':');
    this.button.disabled = true;
    tell(this.state, 'Working it out…');
    try {
      this.result = await post('/playbooks/preview', { text: this.text(), call: { [kind]: rest.join(':') } });
      this.draw();
    } catch (error) {
      this.result = undefined;
      replace(this.shown);
      tell(this.state, error.status === 422 ? 'The text has problems: mend those listed above first.' : error.message);
    } finally {
      this.button.disabled = false;
    }
  }

  draw() {
    const { result } = this;
    const all = moments(result);
    const differing = all.filter(({ differs }) => differs);
    const names = { before: nameOf(result.before, result.against), after: 'Your text' };
    const [a, b] = [figures(result.before), figures(result.after)];
    tell(this.state, differing.length ? `${differing.length} of ${all.length} moments differ.` : 'Every cue and every step of the ladder stays as it is in this call.');
    const shown = this.onlyChanges.checked ? differing : all;
    replace(
      this.shown,
      h('dl', { class: 'pairs figures' }, pair('Ladder', a.rungs, b.rungs, names), pair('Heat at its highest', a.peak, b.peak, names), pair('Heat at the end', a.end, b.end, names)),
      heatPair(result.before.heat, result.after.heat, `Heat: ${names.before} up to ${a.peak}, your text up to ${b.peak}`),
      h('p', { class: 'quiet' }, `Dashed: ${names.before}. Full line: your text.`, result.heard_anew ? '' : ' In a lent call the signals are those that were recorded: thresholds of timing change nothing in it.'),
      h('label', { class: 'choice' }, this.onlyChanges, ' Only what differs'),
      shown.length > 0 && h('ol', { class: 'moments', tabIndex: 0, 'aria-label': 'Moments of the call' }, shown.map((each) => momentOf(each, names))),
    );
  }
}

function nameOf(run, against) {
  return `${run.name}, version ${run.version}${against.shipped ? ' (shipped)' : ''}`;
}

function pair(name, before, after, names) {
  return h('div', null, h('dt', null, name), h('dd', null, before === after ? `${after}, the same` : `${names.before}: ${before}. Your text: ${after}.`));
}

function momentOf({ at, said, before, after, differs }, names) {
  return h(
    'li',
    { dataset: { differs } },
    h('p', { class: 'when' }, h('span', { class: 'at' }, clock(at)), said && [` ${PARTIES[said.party] ?? said.party}: `, h('q', { dir: 'auto' }, said.text)]),
    differs ? h('div', { class: 'sides' }, side(names.before, before), side(names.after, after)) : h('div', { class: 'sides' }, side('Both', after)),
  );
}

function side(name, items) {
  return h(
    'div',
    { class: 'side' },
    h('h3', null, name),
    items.length ? items.map(({ head, text, reason }) => [h('p', { class: 'what', dir: 'auto' }, head), text && h('p', { dir: 'auto' }, `“${text}”`), reason && h('p', { class: 'quiet', dir: 'auto' }, reason)]) : h('p', { class: 'quiet' }, 'Nothing'),
  );
}
