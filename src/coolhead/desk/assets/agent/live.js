// A call that goes on: heat and ladder at the left, the cue and the words in the middle, steps and
// facts at the right, and the keys below.

import { h, tell } from '../base/dom.js';
import { Gauge, Ladder, Sparkline } from '../base/pictures.js';
import { Transcript } from '../base/transcript.js';
import { clock, PARTIES, words } from '../base/words.js';
import { CueCard } from './cue.js';
import { Facts } from './facts.js';
import { KeyBar } from './key_bar.js';
import { Owed } from './owed.js';
import { Reasons } from './reasons.js';

export class LiveDesk {
  constructor(opened) {
    this.keys = opened.keys.group();
    const call = { ...opened, keys: this.keys };
    this.call = call;
    const { view } = call;
    this.gauge = new Gauge();
    this.sparkline = new Sparkline();
    this.ladder = new Ladder();
    this.owed = new Owed(call);
    this.cue = new CueCard(call);
    this.transcript = new Transcript(view);
    this.facts = new Facts(call);
    this.bar = new KeyBar(call);
    this.reasons = new Reasons(view, (id) => this.transcript.point(id));
    this.time = h('b', { class: 'time' });
    this.speaking = h('p', { class: 'speaking', 'aria-live': 'off' });
    this.talk = h('meter', { min: 0, max: 1, 'aria-label': 'Share of the customer in what is said' });
    this.talkWords = h('span', { class: 'quiet' });
    this.notices = h('p', { class: 'notice', role: 'status', hidden: true });
    this.whisper = h('p', { class: 'whisper', role: 'status', hidden: true });
    this.handover = h('p', { class: 'handover', role: 'status', hidden: true });
    this.element = h(
      'div',
      { class: 'live' },
      h('h1', { class: 'for-readers' }, 'This call'),
      h(
        'section',
        { class: 'left', 'aria-label': 'The customer' },
        h('div', { class: 'card heat-card', tabIndex: 0, role: 'group', 'aria-label': 'Heat' }, h('h2', null, 'Customer’s heat'), this.gauge.element, this.sparkline.element, this.reasons.button),
        h('div', { class: 'card' }, h('h2', null, 'Boundary'), this.ladder.element),
        h('div', { class: 'card now-card' }, h('p', { class: 'now-line' }, this.time, this.speaking), h('p', { class: 'talk' }, this.talkWords, this.talk)),
      ),
      h(
        'section',
        { class: 'centre', 'aria-label': 'What to do, and what is said' },
        this.notices,
        this.whisper,
        this.handover,
        this.owed.element,
        this.cue.element,
        h('div', { class: 'card said-card' }, h('h2', { class: 'for-readers' }, 'What is said'), this.transcript.element),
      ),
      h('section', { class: 'right', 'aria-label': 'Facts and steps' }, this.facts.element),
      this.bar.element,
    );
  }

  close() {
    this.keys.close();
    this.facts.close();
  }

  show(changed) {
    const { view } = this.call;
    const has = (...names) => changed.has('all') || names.some((name) => changed.has(name));
    tell(this.time, clock(view.now));
    if (has('heat', 'row')) {
      this.gauge.show(view.heat.value, view.heat.level, view.trend);
      this.sparkline.show(view.curve, view.now);
    }
    if (has('heat', 'marks')) this.reasons.show();
    if (has('ladder', 'row', 'marks')) this.ladder.show(view.rung, view.row?.open_step, view.rungs, clock);
    if (has('cue', 'help')) this.cue.show();
    if (has('said')) this.owed.show();
    if (has('said', 'marks')) {
      this.transcript.show();
      this.showTalk();
    }
    if (has('speaking', 'paused', 'row')) this.showSpeaking();
    if (has('said', 'facts', 'marks', 'ended')) this.facts.show();
    if (has('paused', 'help', 'ladder', 'handover', 'marks', 'facts')) this.bar.show();
    if (has('notices')) this.showNotices();
    if (has('whispers')) this.showWhisper();
    if (has('handover')) this.showHandover();
  }

  showTalk() {
    const { talk } = this.call.view;
    this.talk.hidden = !talk;
    if (!talk) return;
    this.talk.value = talk.customer;
    tell(this.talkWords, `Customer ${Math.round(talk.customer * 100)} %, you ${Math.round(talk.agent * 100)} %`);
  }

  showSpeaking() {
    const { view } = this.call;
    const who = Object.keys(view.speaking);
    const isKnown = view.header?.speech_timing ?? true;
    let text = who.length ? `${who.map((party) => (party === 'agent' ? 'You' : PARTIES[party])).join(' and ')} speaking` : isKnown ? 'Quiet' : '';
    if (view.paused.size) text = `${[...view.paused].map((kind) => ({ hold: 'On hold', mute: 'Muted', payment: 'Paused for payment' })[kind]).join(', ')}`;
    this.speaking.dataset.who = view.paused.size ? 'paused' : who.join(' ');
    tell(this.speaking, text);
  }

  // Of the hearing itself only what the agent must reckon with, and for as long as it is so.
  showNotices() {
    const { notices } = this.call.view;
    const ear = notices.findLast((each) => ['recogniser_lost', 'recogniser_restored'].includes(each.kind));
    const told = notices.find((each) => each.kind === 'language_not_understood') ?? (ear?.kind === 'recogniser_lost' ? ear : undefined);
    this.notices.hidden = !told;
    tell(this.notices, told ? told.text || words(told.kind) : '');
  }

  showWhisper() {
    const { whispers } = this.call.view;
    const latest = whispers.at(-1);
    this.whisper.hidden = !latest;
    if (latest) tell(this.whisper, `${latest.by || 'Supervisor'}: ${latest.text}`);
  }

  // Where a hand-over stands: the customer is told of it once somebody has taken it.
  showHandover() {
    const { handover, supervisorAsked } = this.call.view;
    const latest = handover.at(-1);
    const who = handover.findLast((step) => step.to)?.to ?? 'A supervisor';
    const text = {
      requested: 'A supervisor is asked. Tell the customer when one has accepted.',
      accepted: `${who} has read the story and takes the call. Introduce them now.`,
      declined: `${who} cannot take the call now. Go on, and ask again if you need to.`,
      introduced: `You have introduced ${who}.`,
      completed: `${who} has the call.`,
    }[latest?.step ?? (supervisorAsked ? 'requested' : '')];
    this.handover.hidden = !text;
    tell(this.handover, text ?? '');
  }
}
