// Between calls: whether a break is due, and why; taken, put off, or noted afterwards. It is the
// agent's own: their team is told that they are on a break, and nothing else.

import { get, post } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { time } from '../base/words.js';

const LOOK_EVERY_MS = 60000;
const SNOOZE_MINUTES = 20;

export class BreakCard {
  // `onTold(availability)` when a break begins or ends; `onAnswered(answer)` for the cue of the call.
  constructor({ keys, say, onTold, onAnswered }) {
    this.keys = keys;
    this.say = say;
    this.onTold = onTold;
    this.onAnswered = onAnswered;
    this.element = h('section', { class: 'card break-card', 'aria-label': 'A break', hidden: true });
    this.isBusy = true;
    setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  // Nothing of it is seen while a call goes on. Whoever takes a call is back; a break that was told
  // of during a call begins after it.
  show(isBusy, availability) {
    if (isBusy === this.isBusy) return;
    this.isBusy = isBusy;
    if (!isBusy && availability === 'break') this.take();
    else if (!isBusy) this.look();
    else if (this.mine?.on_break_since) this.over();
    if (isBusy) {
      this.mine = undefined;
      this.draw();
    }
  }

  async look() {
    if (this.isBusy) return;
    try {
      const mine = await get('/breaks');
      if (this.isBusy) return;
      this.mine = mine;
      this.draw();
    } catch {
      // It is looked at again in a minute.
    }
  }

  draw() {
    const { mine } = this;
    const shown = this.isBusy || !mine ? 'nothing' : mine.on_break_since ? 'on_break' : mine.advice ? 'advised' : 'nothing';
    const state = JSON.stringify([shown, shown === 'nothing' ? null : mine]);
    if (state === this.state) return;
    this.state = state;
    this.group?.close();
    this.group = undefined;
    this.element.hidden = shown === 'nothing';
    if (shown === 'nothing') return replace(this.element);
    this.group = this.keys.group();
    return replace(this.element, shown === 'on_break' ? this.resting() : this.advised());
  }

  advised() {
    const { advice } = this.mine;
    this.group.add('b', 'Take the break', () => this.take());
    return [
      h('div', { role: 'status' }, h('h2', null, `A break of ${advice.minutes} minutes?`), h('p', null, advice.reason, ' ', h('span', { class: 'quiet' }, covered(this.mine)))),
      h(
        'div',
        { class: 'buttons' },
        h('button', { class: 'first', onclick: () => this.take(), 'aria-keyshortcuts': 'B' }, 'Take it now ', h('kbd', null, 'B')),
        h('button', { onclick: () => this.snooze() }, `In ${SNOOZE_MINUTES} minutes`),
        h('button', { onclick: () => this.log(advice.minutes) }, 'I had one'),
      ),
      h('p', { class: 'quiet only-you' }, 'Only you see this. Your team sees that you are on a break, once you are.'),
    ];
  }

  resting() {
    this.group.add('b', 'The break is over', () => this.over());
    return [
      h('div', { role: 'status' }, h('h2', null, 'You are on a break'), h('p', null, `Since ${time(this.mine.on_break_since)}.`)),
      h('div', { class: 'buttons' }, h('button', { class: 'first', onclick: () => this.over(), 'aria-keyshortcuts': 'B' }, 'I am back ', h('kbd', null, 'B'))),
    ];
  }

  take() {
    return this.done(() => post('/breaks', { how: 'taken' }, once()), 'break', 'done');
  }

  over() {
    return this.done(() => post('/breaks/over', {}, once()), 'free');
  }

  snooze() {
    return this.done(() => post('/breaks/snooze', { minutes: SNOOZE_MINUTES }, once()), undefined, 'not_now');
  }

  log(minutes) {
    return this.done(() => post('/breaks', { how: 'logged', minutes }, once()), undefined, 'done');
  }

  async done(write, availability, answer) {
    if (this.isWriting) return;
    this.isWriting = true;
    try {
      await write();
      if (availability) this.onTold(availability);
      if (answer) this.onAnswered(answer);
    } catch (error) {
      this.say(error.message, 'problem');
    } finally {
      this.isWriting = false;
    }
    await this.look();
  }
}

function once() {
  return { 'Idempotency-Key': crypto.randomUUID() };
}

// How many of the team are there for the next call, without names.
function covered({ others_free: free, covered: isCovered }) {
  const words = free === 0 ? 'Nobody else is free' : free === 1 ? 'One other is free' : `${free} others are free`;
  return isCovered ? `${words}.` : `${words}, so the next call may wait.`;
}
