// A list of follow-ups in groups, each in the order of its time.

import { get } from '../base/api.js';
import { h, Keyed, replace, tell } from '../base/dom.js';
import { moment } from '../base/words.js';
import { besideOf } from './beside.js';
import { mayCall } from './may_call.js';
import { moreOf } from './more.js';

const KINDS = { promise: 'Promised: ', check_in: 'Check in: ', thank_you: 'Thank: ' };
// What is wanted most; the rest is under “More” (more.js).
const BUTTONS = [['done', 'Done', 'D'], ['write', 'Write', 'W']];
const STANDINGS = { broken: 'Promised time is over', overdue: 'Time is over', due_today: 'Today' };

export class List {
  // `names`: of agents, where the list is of others' follow-ups.
  constructor({ title, empty, groups, query, names, isSupervisor = false, onChange }) {
    this.isSupervisor = isSupervisor;
    this.title = title;
    this.query = query;
    this.names = names;
    this.onChange = onChange;
    this.limit = 50;
    this.empty = h('p', { class: 'empty', hidden: true }, empty);
    this.groups = groups.map((group) => this.group(group, groups.length > 1));
    this.more = h('button', { hidden: true, onclick: () => this.showMore() }, 'More');
    this.element = h('div', null, this.empty, this.groups.map(({ element }) => element), this.more);
  }

  group({ name, has, timed }, isNamed) {
    const list = h('ul', { class: 'card follow-ups', 'aria-label': isNamed ? undefined : this.title });
    const rows = new Keyed(list, { key: (each) => each.id, make: (each) => this.row(each), update: (row, each) => this.fill(row, each) });
    const fits = (each) => has.includes(each.standing) && (timed === undefined || timed === (each.due !== null));
    const element = h('section', { class: 'group', 'aria-label': isNamed ? name : this.title, dataset: { group: name }, hidden: true }, isNamed && h('h2', null, name), list);
    return { element, rows, fits };
  }

  async load() {
    const found = [];
    let after;
    do {
      const page = await get('/follow-ups', { ...this.query, calling: true, after, limit: 50 });
      found.push(...page.follow_ups);
      after = page.next ?? undefined;
    } while (after && found.length < this.limit);
    for (const { element, rows, fits } of this.groups) {
      const own = found.filter(fits);
      rows.show(own);
      element.hidden = own.length === 0;
    }
    this.empty.hidden = found.length > 0;
    this.more.hidden = !after;
  }

  async showMore() {
    this.limit += 50;
    await this.load();
  }

  row(each) {
    const row = h('li', { class: 'follow-up', dataset: { id: each.id } }, h('div', { class: 'about' }), h('div', { class: 'buttons' }));
    replace(row.lastChild, BUTTONS.map(([kind, text, key]) => h('button', { 'aria-keyshortcuts': key, dataset: { does: kind }, onclick: () => this.onChange(row.followUp, kind) }, text, ' ', h('kbd', { 'aria-hidden': 'true' }, key), h('span', { class: 'for-readers' }))), moreOf(row, this));
    return row;
  }

  fill(row, each) {
    for (const hidden of row.querySelectorAll('button .for-readers')) tell(hidden, `: ${each.what}`);
    const shown = JSON.stringify(each);
    const isKept = row.shown === shown;
    row.followUp = each;
    row.shown = shown;
    if (isKept) return;
    const hadFocus = row.firstChild.contains(document.activeElement);
    replace(
      row.firstChild,
      h('p', { class: 'what' }, h('span', { class: 'quiet' }, KINDS[each.kind]), h('a', { href: `/calls/${encodeURIComponent(each.call)}`, title: 'To the call' }, h('bdi', null, each.what || 'something'))),
      h('p', { class: 'when' }, due(each), '\u00a0· ', each.customer ? h('bdi', null, each.customer) : 'Customer not known', this.names && ['\u00a0· ', h('bdi', null, this.names.get(each.owner) ?? each.owner ?? 'Nobody’s call')], each.channel && `\u00a0· by ${each.channel}`, each.calling?.allowed === null && ' (number not known here)', each.owner !== each.promised_by && '\u00a0· passed on', each.added_by && ['\u00a0· added by ', h('bdi', null, each.added_by)]),
      mayCall(each),
      besideOf(each),
    );
    if (hadFocus) row.querySelector('a').focus();
  }
}

function due(each) {
  const standing = STANDINGS[each.standing];
  const time = each.due ? h('time', { datetime: each.due }, moment(each.due)) : h('bdi', null, each.due_text || 'No time was given');
  const isMoved = each.due && each.promised_due && each.due !== each.promised_due;
  return [standing && h('b', { class: 'standing-word', dataset: { standing: each.standing } }, `${standing}: `), time, isMoved && ` (first ${moment(each.promised_due)})`];
}
