// A quiet line for each thing that one is reminded of; it goes when it is put away or done.

import { h, Keyed, tell } from './dom.js';
import { onReminders, putAway } from './reminders.js';
import { moment } from './words.js';

const MOST = 3;

export class Reminded {
  // `of`: "mine", or "teams" for what is told to supervisors.
  constructor({ of, say, label = 'Reminders', nameOf }) {
    this.of = of;
    this.say = say;
    this.nameOf = nameOf;
    const list = h('ul', { role: 'list' });
    this.more = h('a', { class: 'reminded-more', href: '/follow-ups', hidden: true });
    this.element = h('section', { class: 'reminded', 'aria-label': label, hidden: true }, list, this.more);
    this.rows = new Keyed(list, { key: (each) => `${each.follow_up} ${each.step} ${each.due}`, make: (each) => this.row(each), update: (row, each) => this.name(row, each) });
    onReminders((known, isHeld) => this.show(known[of], isHeld));
  }

  // Names may be known later than reminders.
  refresh() {
    for (const [row, each] of this.named ?? []) this.name(row, each);
  }

  name(row, each) {
    if (this.of !== 'teams') return;
    (this.named ??= new Map()).set(row, each);
    tell(row.querySelector('.whose'), this.nameOf?.(each.owner) ?? each.owner ?? '');
  }

  show(all, isHeld) {
    this.element.hidden = all.length === 0 || isHeld === true;
    this.rows.show(all.slice(0, MOST));
    this.more.hidden = all.length <= MOST;
    tell(this.more, `${Math.max(0, all.length - MOST)} more`);
  }

  row(each) {
    const lead = { soon: 'Soon due', due: 'Due', broken: 'Promised time is over' }[each.step];
    return h(
      'li',
      null,
      h('p', null, h('b', null, `${lead}: `), h('a', { href: `/calls/${encodeURIComponent(each.call)}` }, h('bdi', null, each.what || 'a follow-up')), h('span', { class: 'quiet' }, ` ${each.step === 'soon' ? 'by' : 'since'} ${moment(each.due)}`, each.customer && [' · ', h('bdi', null, each.customer)], this.of === 'teams' && [' · ', h('bdi', { class: 'whose' })])),
      h('button', { class: 'plain', 'aria-label': `Put away: ${each.what || 'a follow-up'}`, onclick: () => this.away(each) }, 'Put away'),
    );
  }

  async away(each) {
    try {
      await putAway(each.follow_up);
    } catch (error) {
      this.say?.(error.message, 'problem');
    }
  }
}
