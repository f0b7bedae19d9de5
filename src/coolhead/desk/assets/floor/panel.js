// One call, read along: how it stands, what is said, a whisper, and the hand-over.

import { callPath } from '../base/api.js';
import { CallView } from '../base/call_view.js';
import { h, tell } from '../base/dom.js';
import { Feed } from '../base/feed.js';
import { Gauge, Ladder, Sparkline } from '../base/pictures.js';
import { Transcript } from '../base/transcript.js';
import { clock, PARTIES } from '../base/words.js';
import { showAlerts } from './alerts.js';
import { Handover } from './handover.js';
import { needOf } from './need.js';
import { Whisper } from './whisper.js';

const PAUSES = { hold: 'On hold', mute: 'Agent muted', payment: 'Paused for payment' };

export class Panel {
  // `opened`: id, me, name (the agent's), act(action), acknowledge(ids), connection(state), onClose().
  constructor(opened) {
    this.opened = opened;
    const view = new CallView(opened.id);
    this.view = view;
    const call = { ...opened, view, takeOn: (kinds) => this.takeOn(kinds) };
    this.gauge = new Gauge();
    this.sparkline = new Sparkline();
    this.ladder = new Ladder(forSupervisor);
    this.transcript = new Transcript(view, { takenBack: 'The agent said: that was not abuse.' });
    this.handover = new Handover(call);
    this.whisper = new Whisper(call);
    this.title = h('h2', { id: 'panel-title', tabIndex: -1 }, opened.name);
    this.standing = h('p', { class: 'panel-standing' });
    this.alerts = h('ul', { class: 'alerts', 'aria-label': 'Alerts of this call' });
    this.whole = h('a', { href: `/calls/${encodeURIComponent(opened.id)}` }, 'The whole call');
    this.element = h(
      'section',
      { class: 'panel', 'aria-labelledby': 'panel-title' },
      h('header', { class: 'panel-head' }, h('div', null, this.title, this.standing), this.whole, h('button', { onclick: opened.onClose, 'aria-keyshortcuts': 'Escape' }, 'Close ', h('kbd', null, 'Esc'))),
      h(
        'div',
        { class: 'panel-body' },
        this.alerts,
        this.handover.element,
        h('div', { class: 'card panel-pictures' }, h('div', null, h('h3', null, 'Customer’s heat'), this.gauge.element), h('div', null, this.sparkline.element, h('h3', null, 'Boundary'), this.ladder.element)),
        h('div', { class: 'card said-card' }, h('h3', null, 'What is said'), this.transcript.element),
      ),
      this.whisper.element,
    );
    this.changed = new Set();
    this.feed = new Feed(callPath(opened.id, '/feed'), {
      after: -1,
      onItem: (item) => this.take(item),
      onState: opened.connection,
      onClosed: opened.onClose,
    });
  }

  close() {
    this.feed.close();
    this.handover.close();
    cancelAnimationFrame(this.drawing);
    this.element.remove();
  }

  focus() {
    this.title.focus();
  }

  get told() {
    const { view } = this;
    return view.row ? needOf({ row: view.row, alerts: view.alerts, acknowledged: view.acknowledged, curve: view.curve }).alerts : [];
  }

  takeOn(kinds) {
    for (const alert of this.told) if (alert.kinds.some((kind) => kinds.has(kind))) this.opened.acknowledge(alert.ids);
  }

  // From its beginning a call comes in many items: they are drawn together.
  take(item) {
    for (const name of this.view.take(item)) this.changed.add(name);
    this.drawing ??= requestAnimationFrame(() => {
      this.drawing = undefined;
      const { changed } = this;
      this.changed = new Set();
      this.show(changed);
    });
  }

  show(changed) {
    const { view } = this;
    tell(this.standing, standing(view));
    this.gauge.show(view.heat.value, view.heat.level, view.trend);
    this.sparkline.show(view.curve, view.now);
    this.ladder.show(view.rung, view.row?.open_step, view.rungs, clock);
    showAlerts(this.alerts, this.told, {
      name: this.opened.name,
      isOver: Boolean(view.ended),
      onAcknowledge: this.opened.acknowledge,
      onPoint: (utterance) => this.transcript.point(utterance),
    });
    this.handover.show(changed);
    if (changed.has('said') || changed.has('marks')) this.transcript.show();
    if (changed.has('whispers') || changed.has('ended')) this.whisper.show();
  }
}

function standing(view) {
  if (view.ended) return `The call ended after ${clock(view.now)}.`;
  const who = Object.keys(view.speaking).map((party) => PARTIES[party]);
  const now = view.paused.size ? [...view.paused].map((kind) => PAUSES[kind]).join(', ') : who.length ? `${who.join(' and ')} speaking` : '';
  return [clock(view.now), view.header?.customer, now].filter(Boolean).join(' · ');
}

function forSupervisor(rung, openStep) {
  if (rung === 'ended') return 'The call was ended for abuse.';
  if (rung === 'may_end') return 'The agent may end the call, and decides.';
  if (openStep === 'ask') return 'Aimed at the agent, who may ask for respect.';
  if (openStep === 'warn') return 'It went on: the agent may give the final warning.';
  if (rung === 'warned') return 'Further abuse lets the agent end the call.';
  if (rung === 'asked') return 'Further abuse opens the final warning.';
  return 'No boundary is needed.';
}
