// Agents who would like somebody to say hello after a hard call: who, after which call, and when.

import { callPath, get, post } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { time } from '../base/words.js';

const LOOK_EVERY_MS = 5000;

export class Hellos {
  constructor({ say }) {
    this.say = say;
    this.list = h('ul', { class: 'hellos-list' });
    this.element = h('section', { class: 'hellos', 'aria-label': 'Someone should say hello', hidden: true }, this.list);
    this.look();
    setInterval(() => this.look(), LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', () => this.look());
  }

  async look() {
    if (document.hidden) return;
    try {
      const { check_ins: asked } = await get('/check-ins');
      this.show(asked);
    } catch {
      // It is looked at again in a few seconds.
    }
  }

  show(asked) {
    const state = JSON.stringify(asked);
    if (state === this.state) return;
    this.state = state;
    const focused = document.activeElement?.closest('.hello-line')?.dataset.call;
    this.element.hidden = asked.length === 0;
    replace(this.list, asked.map((each) => this.line(each)));
    if (focused) [...this.list.children].find((each) => each.dataset.call === focused)?.querySelector('button, a').focus();
  }

  line(each) {
    return h(
      'li',
      { class: 'card hello-line', dataset: { call: each.call } },
      h('p', null, h('b', null, `Someone should say hello to ${each.name}`), ' ', h('a', { href: callPath(each.call) }, `after this call, ${time(each.asked_at)}`)),
      each.taken_by === null ? h('button', { class: 'take', onclick: () => this.take(each), 'aria-label': `I say hello to ${each.name}` }, 'I do') : h('span', { class: 'quiet' }, `${each.taken_by} says hello`),
    );
  }

  async take(each) {
    try {
      await post(callPath(each.call, '/check-in/taken'), {}, { 'Idempotency-Key': crypto.randomUUID() });
    } catch (error) {
      this.say(error.message, 'problem');
    }
    await this.look();
  }
}
