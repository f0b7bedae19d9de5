// Taking a call over: the story in ten seconds, then yes or no. The agent is told, and tells the
// customer, only once the receiver has confirmed.

import { callPath, get } from '../base/api.js';
import { h, tell } from '../base/dom.js';
import { clock } from '../base/words.js';

const READ_AGAIN_MS = 1500;
const PARTS = [['happened', 'What happened'], ['tried', 'What was tried'], ['promised', 'What was promised'], ['mood', 'The customer'], ['avoid', 'What not to say']];
const ASKING = new Set(['agent_request', 'asked_for']);

// Where a hand-over stands for somebody: { is: 'unasked' | 'asked' | 'declined' | 'mine' | 'theirs' | 'done', who }.
export function standingOf({ handover, supervisorAsked, alerts }, me) {
  let asked = supervisorAsked || alerts.some((alert) => ASKING.has(alert.kind));
  let who;
  let haveDeclined = false;
  let isDone = false;
  for (const { step, to } of handover) {
    if (step === 'requested') [asked, haveDeclined, isDone] = [true, false, false];
    else if (step === 'accepted') who ??= to ?? 'A supervisor';
    else if (step === 'completed') isDone = true;
    else if (step === 'declined') {
      if (to === who) who = undefined;
      haveDeclined = to === me;
    }
  }
  if (isDone) return { is: 'done', who: who ?? 'A supervisor' };
  if (who) return { is: who === me ? 'mine' : 'theirs', who };
  if (haveDeclined) return { is: 'declined' };
  return { is: asked ? 'asked' : 'unasked' };
}

export class Handover {
  // `call` has view, me, act(action), and takeOn(kinds) for alerts that are met by taking the call.
  constructor(call) {
    this.call = call;
    this.parts = new Map(PARTS.map(([part]) => [part, h('dd', { dir: 'auto' })]));
    this.standing = h('p', { class: 'handover-standing', role: 'status' });
    this.asOf = h('span', { class: 'quiet at' });
    this.accept = h('button', { class: 'first', onclick: () => this.step('accepted') }, 'I have read it and take the call');
    this.decline = h('button', { onclick: () => this.step('declined') }, 'I cannot now');
    this.complete = h('button', { class: 'first', onclick: () => this.step('completed') }, 'I have the call');
    this.story = h('details', null, h('summary', null, 'The story so far ', this.asOf), h('dl', { class: 'brief' }, PARTS.map(([part, title]) => h('div', { class: part }, h('dt', null, title), this.parts.get(part)))));
    this.element = h(
      'section',
      { class: 'card handover-card', 'aria-labelledby': 'handover-title' },
      h('h3', { id: 'handover-title' }, 'Hand-over'),
      this.standing,
      this.story,
      h('div', { class: 'buttons' }, this.accept, this.decline, this.complete),
    );
  }

  close() {
    clearTimeout(this.waiting);
    this.isClosed = true;
  }

  show(changed) {
    const { view, me } = this.call;
    const { is, who } = standingOf(view, me.name);
    const isOver = Boolean(view.ended);
    if (this.element.dataset.is !== is) this.story.open = ['asked', 'mine'].includes(is);
    this.element.dataset.is = is;
    tell(this.standing, isOver ? 'The call has ended.' : words(is, who, view));
    this.accept.hidden = isOver || !['asked', 'declined'].includes(is);
    this.decline.hidden = isOver || is !== 'asked';
    this.complete.hidden = isOver || is !== 'mine';
    if (!this.hasRead) this.read();
    else if (changed.has('said') || changed.has('facts')) this.readSoon();
  }

  // The story goes on while it is read; a part changes only where it differs.
  readSoon() {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      this.read();
    }, READ_AGAIN_MS);
  }

  async read() {
    this.hasRead = true;
    try {
      const { now } = this.call.view;
      const brief = await get(callPath(this.call.view.id, '/brief'));
      if (this.isClosed) return;
      for (const [part, element] of this.parts) {
        tell(element, brief[part]);
        element.parentElement.hidden = !brief[part];
      }
      tell(this.asOf, `as of ${clock(now)}`);
    } catch {
      if (!this.isClosed) tell(this.asOf, 'cannot be read at the moment');
    }
  }

  async step(step) {
    const { act, me, takeOn } = this.call;
    for (const button of [this.accept, this.decline, this.complete]) button.disabled = true;
    const isDone = await act({ type: 'HandoverStepped', step, to: me.name });
    if (isDone && step === 'accepted') takeOn(ASKING);
    for (const button of [this.accept, this.decline, this.complete]) button.disabled = false;
  }
}

function words(is, who, view) {
  const accepted = view.handover.findLast((step) => step.step === 'accepted');
  const since = accepted ? view.utterances.filter((said) => said.start >= accepted.at) : [];
  const isIntroduced = view.handover.some((step) => step.step === 'introduced') || since.some((said) => said.party === 'supervisor' || (said.party === 'agent' && said.signals.some((signal) => signal.name === 'handover')));
  return {
    unasked: 'Nobody has asked for you. If you want to help, whisper.',
    asked: view.supervisorAsked ? 'The agent asks for you. The customer is not told yet: read this first.' : 'The customer asks for a supervisor and is not told of you yet: read this first.',
    declined: 'You have said that you cannot now. Another supervisor may take it, or you after all.',
    mine: isIntroduced ? 'You are introduced. Say hello; do not ask for the story again.' : 'The agent introduces you now, and tells the customer what you know already. Wait for it.',
    theirs: `${who} takes the call.`,
    done: `${who} has the call.`,
  }[is];
}
