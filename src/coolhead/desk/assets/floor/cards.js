// Live calls as cards, the most needed first. The order rests while somebody is at a card.

import { h, Keyed, replace, tell } from '../base/dom.js';
import { levelTag, Sparkline } from '../base/pictures.js';
import { clock, sentence } from '../base/words.js';
import { showAlerts } from './alerts.js';
import { held, inOrder } from './need.js';

const ORDER_EVERY_MS = 3000;

export class Cards {
  // `nameOf(row)` is the agent's name; `onOpen(id)`, `onAcknowledge(id, ids of alerts)`.
  constructor({ nameOf, onOpen, onAcknowledge }) {
    this.nameOf = nameOf;
    this.onOpen = onOpen;
    this.onAcknowledge = onAcknowledge;
    this.calls = [];
    this.order = [];
    this.ordered = -Infinity;
    this.list = h('ol', { class: 'cards', 'aria-label': 'Live calls, the most needed first', onkeydown: (event) => this.arrow(event) });
    this.waits = h('p', { class: 'waits', hidden: true }, 'The order waits while you are at a card. ', h('button', { class: 'plain', onclick: () => this.sort() }, 'Sort now'));
    this.empty = h('div', { class: 'empty', hidden: true }, h('p', { class: 'empty-first' }, 'No live calls'), h('p', null, 'A call appears here by itself as it begins.'));
    this.element = h('section', { class: 'wall', 'aria-labelledby': 'wall-title' }, h('h2', { id: 'wall-title', class: 'for-readers' }, 'Live calls'), this.waits, this.list, this.empty);
    this.cards = new Keyed(this.list, { key: (call) => call.id, make: (call) => this.make(call), update: (element, call) => this.update(element, call) });
  }

  // `calls` have their need worked out.
  show(calls, openId, now) {
    this.calls = calls;
    this.openId = openId;
    const wanted = inOrder(calls);
    const kept = held(this.order, calls);
    const differs = wanted.some((call, place) => call !== kept[place]);
    const isHeld = this.isAtACard();
    const isDue = now - this.ordered >= ORDER_EVERY_MS;
    const shown = differs && isDue && !isHeld ? wanted : kept;
    if (shown === wanted) this.ordered = now;
    this.order = shown.map((call) => call.id);
    this.cards.show(shown);
    this.waits.hidden = !(differs && isHeld);
    this.list.hidden = calls.length === 0;
    this.empty.hidden = calls.length > 0;
  }

  sort() {
    const wanted = inOrder(this.calls);
    this.order = wanted.map((call) => call.id);
    this.cards.show(wanted);
    this.waits.hidden = true;
    this.focus(this.order[0]);
  }

  isAtACard() {
    const isPointed = matchMedia('(hover: hover)').matches && this.list.querySelector(':scope > :hover') !== null;
    return isPointed || this.list.contains(document.activeElement);
  }

  // Seconds pass between what is told of a call.
  tick(now) {
    for (const call of this.calls) {
      const card = this.cards.shown.get(call.id);
      if (card) tell(card.parts.time, clock(call.row.ended ? call.row.now : call.row.now + (now - call.received) / 1000));
    }
  }

  // The call whose card has the focus.
  get focused() {
    return this.order.find((id) => this.cards.shown.get(id)?.contains(document.activeElement));
  }

  focus(id) {
    const card = this.cards.shown.get(id);
    card?.parts.name.focus();
    card?.scrollIntoView({ block: 'nearest' });
  }

  // Moves on from the card with the focus, else from the one that is open.
  step(by) {
    const from = this.order.indexOf(this.focused ?? this.openId);
    const to = from < 0 ? 0 : Math.max(0, Math.min(this.order.length - 1, from + by));
    this.focus(this.order[to]);
  }

  arrow(event) {
    const columns = getComputedStyle(this.list).gridTemplateColumns.split(' ').length;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (!by) return;
    event.preventDefault();
    this.step(by);
  }

  make(call) {
    const parts = {
      name: h('button', { class: 'plain card-name', onclick: () => this.onOpen(call.id) }),
      customer: h('span', { class: 'quiet' }),
      time: h('span', { class: 'at quiet' }),
      standing: h('p', { class: 'card-standing' }),
      spark: new Sparkline('Heat so far'),
      reasons: h('ul', { class: 'reasons' }),
      alerts: h('ul', { class: 'alerts' }),
    };
    const card = h(
      'li',
      { class: 'card call-card', id: `call-${call.id}` },
      h('div', { class: 'card-head' }, h('h3', null, parts.name), parts.time),
      parts.standing,
      parts.alerts,
      parts.reasons,
      parts.spark.element,
    );
    card.parts = parts;
    card.addEventListener('click', ({ target }) => {
      if (!target.closest('button')) this.onOpen(call.id);
    });
    return card;
  }

  update(card, call) {
    const { row, need } = call;
    const { parts } = card;
    const name = this.nameOf(row);
    const state = JSON.stringify([row.utterances, row.heat, row.phase, row.ended, row.consent, name, need, call.id === this.openId]);
    if (card.dataset.state === state) return;
    card.dataset.state = state;
    const open = need.alerts.filter((alert) => alert.by === undefined);
    card.classList.toggle('needs', open.length > 0 && !row.ended);
    card.classList.toggle('over', row.ended);
    card.classList.toggle('is-open', call.id === this.openId);
    tell(parts.name, name);
    if (call.id === this.openId) parts.name.setAttribute('aria-current', 'true');
    else parts.name.removeAttribute('aria-current');
    replace(
      parts.standing,
      row.ended ? h('b', null, 'The call has ended') : [levelTag(row.level, row.heat), ' ', h('span', { class: 'quiet' }, sentence(row.phase))],
      row.customer && h('span', { class: 'quiet', dir: 'auto' }, ` · ${row.customer}`),
      row.consent !== 'given' && h('span', { class: 'quiet' }, ' · No consent: words are not read'),
    );
    parts.spark.show(call.curve, row.now);
    replace(parts.reasons, need.reasons.map((reason) => h('li', null, reason.text)));
    showAlerts(parts.alerts, need.alerts, { name, isOver: row.ended, onAcknowledge: (ids) => this.onAcknowledge(call.id, ids) });
  }
}
