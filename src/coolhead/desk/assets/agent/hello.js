// After a call that was ended for abuse: whether somebody should say hello. Off until the agent says
// so, and gone when they take it back.

import { callPath, del, get, put } from '../base/api.js';
import { h, replace } from '../base/dom.js';

const LOOK_EVERY_MS = 15000;

export class Hello {
  constructor({ view, keys, say }) {
    this.view = view;
    this.say = say;
    this.element = h('section', { class: 'card hello', 'aria-label': 'A hello', hidden: true });
    keys.add('g', 'After abuse: somebody may say hello, or not', () => this.turn());
    this.look();
    this.looking = setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  close() {
    clearInterval(this.looking);
  }

  async look() {
    if (document.hidden) return;
    try {
      this.draw(await get(callPath(this.view.id, '/check-in')));
    } catch {
      // It is looked at again.
    }
  }

  draw(now) {
    const state = JSON.stringify(now);
    if (state === this.state) return;
    this.state = state;
    this.now = now;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.hidden = !now.possible && !now.asked_at;
    const isAsked = now.asked_at !== null;
    replace(
      this.element,
      h('p', { role: 'status' }, !isAsked ? 'Would you like somebody to say hello?' : now.taken_by ? `${now.taken_by} says hello.` : 'Your supervisors see that somebody should say hello.'),
      h('div', { class: 'buttons' }, h('button', { onclick: () => this.turn(), 'aria-keyshortcuts': 'G' }, isAsked ? 'No need any more ' : 'Yes, please ', h('kbd', null, 'G'))),
      h('p', { class: 'quiet only-you' }, 'They see your name and which call it was: no reason, no measure.'),
    );
    if (hadFocus) this.element.querySelector('button').focus();
  }

  async turn() {
    if (!this.now || this.element.hidden || this.isWriting) return;
    this.isWriting = true;
    const path = callPath(this.view.id, '/check-in');
    try {
      if (this.now.asked_at) await del(path);
      else await put(path, {}, { 'Idempotency-Key': crypto.randomUUID() });
    } catch (error) {
      this.say(error.message, 'problem');
    } finally {
      this.isWriting = false;
    }
    await this.look();
  }
}
