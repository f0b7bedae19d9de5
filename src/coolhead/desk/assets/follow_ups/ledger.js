// The promise ledger: what became of what was promised, as a picture and in numbers.

import { get } from '../base/api.js';
import { h, replace } from '../base/dom.js';

const COLUMNS = [['kept', 'Kept'], ['late', 'Late'], ['broken', 'Broken'], ['open', 'Open'], ['dropped', 'Dropped']];
const KINDS = [['promise', 'Promises'], ['check_in', 'Check-ins'], ['thank_you', 'Thanks']];
const PERIODS = [[7, 'Last 7 days'], [30, 'Last 30 days'], [90, 'Last 90 days'], [365, 'Last year']];
const DAY_MS = 24 * 3600 * 1000;

export class Ledger {
  constructor({ title, query }) {
    this.query = query;
    this.period = h('select', { 'aria-label': `${title}: period`, onchange: () => this.load() }, PERIODS.map(([days, text]) => h('option', { value: days, selected: days === 30 }, text)));
    this.content = h('div');
    this.element = h('section', { class: 'besides ledger', 'aria-label': title }, h('div', { class: 'ledger-head' }, h('h2', null, title), this.period), this.content);
  }

  async load() {
    const until = new Date();
    const since = new Date(until - Number(this.period.value) * DAY_MS);
    const shown = await get('/follow-ups/ledger', { ...this.query, since: since.toISOString(), until: until.toISOString() });
    const text = JSON.stringify(shown.kinds ?? shown.withheld);
    if (text === this.text) return;
    this.text = text;
    if (!shown.kinds) {
      replace(this.content, h('p', { class: 'quiet' }, shown.withheld));
      return;
    }
    const kinds = KINDS.filter(([kind]) => total(shown.kinds[kind]) > 0);
    replace(this.content, kinds.length ? table(kinds, shown.kinds) : h('p', { class: 'quiet' }, 'Nothing was due in this time.'));
  }
}

function total(counts) {
  return counts ? COLUMNS.reduce((sum, [name]) => sum + counts[name], 0) : 0;
}

// The bars are for the eye; the numbers stand beside them.
function table(kinds, counts) {
  return h(
    'div',
    { class: 'card' },
    h(
      'table',
      { class: 'ledger-table' },
      h('thead', null, h('tr', null, h('th', { scope: 'col' }, h('span', { class: 'for-readers' }, 'What')), COLUMNS.map(([name, text]) => h('th', { scope: 'col' }, h('span', { class: 'swatch', dataset: { part: name }, 'aria-hidden': 'true' }), text)))),
      h('tbody', null, kinds.map(([kind, text]) => h('tr', null, h('th', { scope: 'row' }, text), COLUMNS.map(([name]) => h('td', null, String(counts[kind][name])))))),
    ),
    kinds.map(([kind, text]) => h('div', { class: 'bar', 'aria-hidden': 'true' }, h('span', { class: 'bar-name' }, text), h('span', { class: 'bar-parts' }, COLUMNS.filter(([name]) => counts[kind][name]).map(([name]) => h('span', { dataset: { part: name }, style: { 'flex-grow': counts[kind][name] } }))))),
  );
}
