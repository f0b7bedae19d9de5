// The calls that were found: a table, on narrow screens cards. Each is opened by its link.

import { h, replace } from '../base/dom.js';
import { levelTag } from '../base/pictures.js';
import { length, levelOf, moment, RUNG_NAMES, sentence } from '../base/words.js';

export class Results {
  // `names`: { agent(id), team(id) }; `isTeam`: calls are of others too; `manyTeams`: which is said.
  constructor({ names, isTeam, manyTeams, onMore }) {
    this.names = names;
    this.columns = [
      { name: 'When', cell: (call) => this.when(call), isHead: true },
      { name: 'Customer', cell: (call) => named(call.customer, 'Not known') },
      isTeam && { name: 'Agent', cell: (call) => (call.agent ? named(names.agent(call.agent)) : named('', 'Nobody yet')) },
      manyTeams && { name: 'Team', cell: (call) => named(names.team(call.team)) },
      { name: 'Length', cell: (call) => [length(call.now), !call.ended && ' so far'] },
      { name: 'Peak heat', cell: (call) => levelTag(levelOf(call.heat_peak), call.heat_peak) },
      { name: 'Outcome', cell: (call) => (call.outcome ? sentence(call.outcome) : quiet('Not yet')) },
      { name: 'Ladder', cell: (call) => (call.rung_reached === 'none' ? quiet('No step') : RUNG_NAMES[call.rung_reached]) },
      { name: 'Signs', cell: (call) => signs(call) },
    ].filter(Boolean);
    this.body = h('tbody', { role: 'rowgroup' });
    const heads = this.columns.map(({ name }) => h('th', { role: 'columnheader', scope: 'col' }, name));
    this.table = h('table', { class: 'found', role: 'table', 'aria-label': 'Calls found' }, h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, heads)), this.body);
    this.more = h('button', { class: 'more', onclick: onMore }, 'More');
    this.element = h('div', { class: 'found-box', hidden: true }, this.table, this.more);
    this.table.addEventListener('keydown', (event) => this.pressed(event));
  }

  show(calls, { hasMore }) {
    replace(this.body, calls.map((call) => this.row(call)));
    this.element.hidden = calls.length === 0;
    this.more.hidden = !hasMore;
  }

  // Further calls below; focus stays on the button, or goes to the first of them where it goes away.
  add(calls, { hasMore }) {
    const rows = calls.map((call) => this.row(call));
    const hadFocus = document.activeElement === this.more;
    this.body.append(...rows);
    this.more.hidden = !hasMore;
    if (hadFocus && !hasMore) rows[0]?.querySelector('a').focus();
  }

  get count() {
    return this.body.children.length;
  }

  // Goes `by` results on from the one with the focus; from elsewhere to the first.
  move(by) {
    const links = [...this.body.querySelectorAll('th a')];
    const place = links.indexOf(document.activeElement);
    const next = links[place < 0 ? 0 : Math.min(Math.max(place + by, 0), links.length - 1)];
    next?.focus();
    next?.closest('tr').scrollIntoView({ block: 'nearest' });
  }

  pressed(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.move(by);
  }

  row(call) {
    const cells = this.columns.map(({ name, cell, isHead }) => h(isHead ? 'th' : 'td', { role: isHead ? 'rowheader' : 'cell', scope: isHead ? 'row' : undefined, dataset: { name } }, cell(call)));
    return h('tr', { role: 'row', dataset: { call: call.call, live: !call.ended } }, cells);
  }

  when(call) {
    const text = call.started_at ? whenWords(call.started_at) : call.call;
    return [
      h('a', { href: `/calls/${encodeURIComponent(call.call)}` }, call.started_at ? h('time', { datetime: call.started_at }, text) : text),
      !call.ended && h('span', { class: 'on-now' }, h('span', { 'aria-hidden': 'true' }, '● '), 'On now'),
    ];
  }
}

// With the year where it is not this one.
function whenWords(stamp) {
  const year = new Date(stamp).getFullYear();
  return Number.isNaN(year) || year === new Date().getFullYear() ? moment(stamp) : `${moment(stamp)}, ${year}`;
}

function signs(call) {
  const all = [[call.signed, 'Signed', 'signed'], [call.disputed, 'Disputed', 'disputed'], [call.do_not_call, 'Do not call', 'do-not-call']].filter(([is]) => is);
  return all.length ? h('ul', { class: 'call-signs' }, all.map(([, text, kind]) => h('li', { class: kind }, text))) : h('span', { class: 'for-readers' }, 'None');
}

function named(text, otherwise = '') {
  return text ? h('bdi', null, text) : quiet(otherwise);
}

function quiet(text) {
  return h('span', { class: 'quiet' }, text);
}
