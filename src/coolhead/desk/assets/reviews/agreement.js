// How far people and the rules agree, line by line; of few reviews no figure is made.

import { h } from '../base/dom.js';
import { sentence } from '../base/words.js';

const STANDINGS = {
  counts: 'Counts',
  does_not_count: 'Does not count',
  undefined: 'Undefined: all answers were the same',
  too_few: 'Not enough reviews yet',
};

export function agreementPart({ items, enough, least_kappa: least }) {
  const counting = (standing) => items.filter((item) => item.standing === standing).length;
  return h(
    'section',
    { 'aria-labelledby': 'agreed-title' },
    h('h2', { id: 'agreed-title' }, 'Do people and the rules agree?'),
    h('p', { class: 'quiet' }, `Kappa is agreement beyond chance: 1 is always, 0 is no more than by chance. It is shown from ${enough} blind reviews of a line on. A line below ${least} stops counting in scores. Reviews by somebody who had seen the score are left out.`),
    counting('does_not_count') > 0 && h('p', { class: 'warning' }, h('b', null, counting('does_not_count') === 1 ? 'One line does not count' : `${counting('does_not_count')} lines do not count`), ': people and the rules agree on it too seldom.'),
    items.length === 0
      ? h('p', { class: 'card empty' }, `Nothing is reviewed yet. From ${enough} reviews of a line on you see here how far it can be trusted.`)
      : h('div', { class: 'card agreed', tabIndex: 0, role: 'region', 'aria-labelledby': 'agreed-title' }, table(items, enough)),
  );
}

function table(items, enough) {
  return h(
    'table',
    null,
    h('thead', null, h('tr', null, ['Line', 'What follows', 'Blind reviews', 'Kappa (95 %)', 'Same answer', 'Playbook'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', null, items.map((item) => h(
      'tr',
      { dataset: { standing: item.standing } },
      h('th', { scope: 'row' }, sentence(item.item), months(item)),
      h('td', null, h('span', { class: 'standing' }, STANDINGS[item.standing])),
      h('td', { class: 'number' }, item.standing === 'too_few' ? `${item.overall.pairs} of ${enough}` : String(item.overall.pairs)),
      h('td', { class: 'number' }, kappa(item.overall)),
      h('td', { class: 'number' }, item.overall.agreed === null ? '–' : `${Math.round(item.overall.agreed * 100)} %`),
      h('td', null, item.playbook),
    ))),
  );
}

function months(item) {
  if (item.standing === 'too_few') return null;
  return h('details', null, h('summary', null, 'By month', h('span', { class: 'for-readers' }, `: ${sentence(item.item)}`)), h('ul', null, item.months.map(({ month, agreement }) => h('li', null, h('time', { datetime: month }, month), `: ${agreement.pairs} reviews, `, agreement.kappa === null ? 'no kappa' : `kappa ${kappa(agreement)}`))));
}

function kappa({ kappa: value, low, high }) {
  return value === null ? '–' : `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
