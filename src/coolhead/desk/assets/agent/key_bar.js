// What the agent does: a key and a button each. Nothing asks back in mid-storm; reasons come after.

import { h } from '../base/dom.js';
import { fault, promise, reason } from './writing.js';

const PAUSES = {
  hold: ['HoldStarted', 'HoldEnded'],
  mute: ['MuteStarted', 'MuteEnded'],
  payment: ['PaymentPauseStarted', 'PaymentPauseEnded'],
};

export class KeyBar {
  constructor(call) {
    this.call = call;
    this.toggles = {};
    const { act } = call;
    this.element = h(
      'div',
      { class: 'key-bar', role: 'group', 'aria-label': 'What you do' },
      this.button('a', 'Abuse', 'That was abuse', () => this.mark()),
      this.button('n', 'Not abuse', 'That was not abuse: takes its heat and its rung back', () => this.takeBack()),
      this.button('q', 'I asked', 'I have asked for respect', () => act({ type: 'mark_asked' })),
      this.button('w', 'I warned', 'I have given the final warning', () => act({ type: 'mark_warned' })),
      h('span', { class: 'gap' }),
      this.button('s', 'Supervisor', 'Ask for a supervisor', () => this.supervisor()),
      this.button('p', 'Promise', 'Add a promise', () => promise(call)),
      this.button('f', 'Fault', 'Say whose fault it was', () => fault(call)),
      h('span', { class: 'gap' }),
      this.toggle('c', 'payment', 'Payment', 'Pause for payment: nothing is heard or kept'),
      this.toggle('h', 'hold', 'Hold', 'The customer is on hold'),
      this.toggle('u', 'mute', 'Mute', 'Your microphone is muted'),
      h('span', { class: 'gap' }),
      this.button('e', 'End for abuse', 'End the call for abuse; the reason afterwards', () => this.end(), 'grave'),
    );
  }

  button(key, text, label, act, kind = '') {
    this.call.keys.add(key, label, act);
    return h('button', { class: kind, onclick: act, title: label, 'aria-keyshortcuts': key.toUpperCase() }, text, ' ', h('kbd', null, key.toUpperCase()));
  }

  toggle(key, kind, text, label) {
    const act = () => {
      const isOn = this.call.view.paused.has(kind);
      this.call.act({ type: PAUSES[kind][isOn ? 1 : 0] });
    };
    const button = this.button(key, text, label, act);
    button.setAttribute('aria-pressed', 'false');
    this.toggles[kind] = button;
    return button;
  }

  // What the customer said last is meant, as it stands on this screen.
  mark() {
    const said = this.call.view.utterances.findLast((each) => each.party === 'customer');
    this.call.act({ type: 'mark_abuse', utterance: said?.id ?? null });
  }

  // The latest utterance of the customer that was taken for abuse.
  takeBack() {
    const { view } = this.call;
    const abuse = view.utterances.findLast((said) => said.party === 'customer' && !view.isTakenBack(said.id) && (said.signals.some((each) => ['insult', 'aggression', 'threat'].includes(each.name)) || view.marks.some((mark) => mark.utterance === said.id && mark.mark === 'mark_abuse')));
    if (!abuse) {
      this.call.say('No abuse has been noted.');
      return;
    }
    this.call.act({ type: 'not_abuse', utterance: abuse.id });
  }

  async supervisor() {
    if (await this.call.act({ type: 'SupervisorAsked' })) this.call.say('Your supervisors see that you ask for one.');
  }

  async end() {
    if (await this.call.act({ type: 'end_for_abuse' })) reason(this.call, 'end_for_abuse');
  }

  show() {
    for (const [kind, button] of Object.entries(this.toggles)) button.setAttribute('aria-pressed', String(this.call.view.paused.has(kind)));
  }
}
