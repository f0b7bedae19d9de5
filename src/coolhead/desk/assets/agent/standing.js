// The line above the desk: free or on a break, calls that wait for the screen, records to sign.

import { asked, get, put } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { clock, moment } from '../base/words.js';

const TELL_EVERY_MS = 30000;
const LOOK_EVERY_MS = 60000;
const KEPT = 'coolhead.availability';

export class Standing {
  // `onAvailable(availability)` when somebody presses a button here.
  constructor({ onOpen, onAvailable }) {
    this.onOpen = onOpen;
    this.availability = sessionStorage.getItem(KEPT) ?? 'free';
    this.free = h('button', { onclick: () => onAvailable('free') }, 'Free');
    this.break = h('button', { onclick: () => onAvailable('break') }, 'On a break');
    this.waiting = h('ul', { class: 'waiting-calls', 'aria-label': 'Your other calls' });
    this.element = h('div', { class: 'standing' }, h('div', { class: 'buttons', role: 'group', 'aria-label': 'What your team is told' }, this.free, this.break), this.waiting);
    this.unsigned = [];
    this.tell(this.availability);
    setInterval(() => this.tell(this.availability), TELL_EVERY_MS);
    this.look();
    setInterval(() => this.look(), LOOK_EVERY_MS);
    addEventListener('pagehide', () => asked('DELETE', '/presence').catch(() => {}));
  }

  async tell(availability) {
    this.availability = availability;
    sessionStorage.setItem(KEPT, availability);
    this.free.setAttribute('aria-pressed', String(availability === 'free'));
    this.break.setAttribute('aria-pressed', String(availability === 'break'));
    await put('/presence', { availability }).catch(() => {});
  }

  // Records of mine that nobody has signed, the newest first.
  async look() {
    try {
      const { calls } = await get('/calls', { mine: true, ended: true, limit: 20 });
      this.unsigned = calls.filter((call) => !call.signed && call.utterances > 0).slice(0, 5);
      this.draw();
    } catch {
      // It is looked at again in a minute.
    }
  }

  show(live, view) {
    this.live = live;
    const isOver = view && view.ended && !this.unsigned.some((call) => call.call === view.id);
    this.view = view;
    if (isOver && view.row && !view.row.signed && view.utterances.length) this.unsigned = [view.row, ...this.unsigned].slice(0, 5);
    if (view?.signed.length) this.unsigned = this.unsigned.filter((call) => call.call !== view.id);
    this.draw();
  }

  draw() {
    const others = (this.live ?? []).filter((call) => call.call !== this.view?.id);
    const unsigned = this.unsigned.filter((call) => call.call !== this.view?.id);
    const state = JSON.stringify([others.map((call) => call.call), unsigned.map((call) => call.call)]);
    if (state === this.state) return;
    this.state = state;
    replace(
      this.waiting,
      others.map((call) => h('li', null, h('button', { onclick: () => this.onOpen(call.call) }, `On the line: ${call.customer ?? call.call}`))),
      unsigned.map((call) => h('li', null, h('button', { class: 'plain', onclick: () => this.onOpen(call.call), title: call.started_at ? moment(call.started_at) : '' }, `To sign: ${call.customer ?? call.call}, ${clock(call.now)}`))),
    );
  }
}
