// Customers who said that it is not settled: on top of everything, until somebody has seen to it.

import { get, post } from '../base/api.js';
import { h, Keyed, replace } from '../base/dom.js';
import { answerOf } from './beside.js';

export class Answers {
  constructor({ names, onSeen }) {
    this.names = names;
    this.onSeen = onSeen;
    const list = h('ul', { class: 'card follow-ups' });
    this.rows = new Keyed(list, { key: (each) => each.follow_up, make: (each) => this.row(each), update: (row, each) => this.fill(row, each) });
    this.element = h('section', { class: 'group answers', 'aria-label': 'Not settled, customers say', hidden: true }, h('h2', { tabIndex: -1 }, 'Not settled, customers say'), list);
  }

  async load() {
    const { answers } = await get('/answers');
    this.rows.show(answers);
    this.element.hidden = answers.length === 0;
  }

  row(each) {
    const seen = h('button', { onclick: () => this.seen(each) }, 'Seen to it', h('span', { class: 'for-readers' }, `: ${each.what}`));
    return h('li', { class: 'answered' }, h('div'), h('div', { class: 'buttons' }, seen));
  }

  fill(row, each) {
    const whose = this.names && (this.names.get(each.owner) ?? each.owner ?? 'Nobody’s call');
    const shown = JSON.stringify(each);
    if (row.shown === shown) return;
    row.shown = shown;
    replace(row.firstChild,
      h('p', { class: 'what' }, h('a', { href: `/calls/${encodeURIComponent(each.call)}`, title: 'To the call' }, h('bdi', null, each.what || 'the call'))),
      h('p', null, answerOf(each.answer)),
      h('p', { class: 'when' }, each.customer ? h('bdi', null, each.customer) : 'Customer not known', whose && ['\u00a0· ', h('bdi', null, whose)]));
  }

  async seen(each) {
    await this.onSeen(() => post(`/follow-ups/${each.follow_up}/answer/seen`, undefined, { 'Idempotency-Key': crypto.randomUUID() }));
    (this.element.querySelector('.answered button') ?? document.querySelector('.queue-title'))?.focus();
  }
}
