// What was done and dropped in the last days, folded away: a slip can be undone for a week.

import { get, post } from '../base/api.js';
import { h, Keyed } from '../base/dom.js';
import { moment } from '../base/words.js';

const UNDO_WITHIN_MS = 7 * 24 * 3600 * 1000;
const STATES = { done: 'Done', dropped: 'Dropped' };

export class Closed {
  constructor({ say, onReopened }) {
    this.say = say;
    this.onReopened = onReopened;
    const list = h('ul', { class: 'card follow-ups', 'aria-label': 'Done and dropped lately' });
    this.element = h('details', { class: 'besides closed', hidden: true }, h('summary', null, 'Done and dropped lately'), list);
    this.rows = new Keyed(list, { key: (each) => `${each.id} ${each.at}`, make: (each) => this.row(each) });
  }

  async load() {
    const pages = await Promise.all(Object.keys(STATES).map((state) => get('/follow-ups', { mine: true, state, limit: 200 })));
    const since = Date.now() - UNDO_WITHIN_MS;
    const lately = pages.flatMap((page) => page.follow_ups).filter((each) => each.what && Date.parse(each.at) > since);
    lately.sort((one, other) => other.at.localeCompare(one.at));
    this.rows.show(lately.slice(0, 50));
    this.element.hidden = lately.length === 0;
  }

  row(each) {
    return h(
      'li',
      { class: 'closed-one' },
      h('div', null, h('p', { class: 'what' }, h('span', { class: 'quiet' }, `${STATES[each.state]}: `), h('a', { href: `/calls/${encodeURIComponent(each.call)}` }, h('bdi', null, each.what))), h('p', { class: 'when' }, moment(each.at), each.customer && ['\u00a0· ', h('bdi', null, each.customer)], each.note && ['\u00a0· ', h('q', { dir: 'auto' }, each.note)])),
      h('button', { 'aria-label': `Open again: ${each.what}`, onclick: () => this.reopen(each) }, 'Open again'),
    );
  }

  async reopen(each) {
    try {
      await post(`/follow-ups/${each.id}/reopen`, {}, { 'Idempotency-Key': crypto.randomUUID() });
      this.say('It is open again.');
    } catch (error) {
      this.say(error.message, 'problem');
    }
    await this.onReopened();
  }
}
