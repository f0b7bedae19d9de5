// E-mails that wait for somebody to decide, also where their follow-up is closed.

import { get, post } from '../base/api.js';
import { h, Keyed, replace } from '../base/dom.js';
import { moment } from '../base/words.js';
import { write } from './letter.js';

const STATES = { unsure: 'May have been sent', dead: 'Was not taken' };
const KINDS = { promise: 'Promised: ', check_in: 'Check-in: ', thank_you: 'Thanks: ' };
const PURPOSES = { thank_you: 'thanks', check_in: 'the question whether it is settled', promise_kept: 'word that it is done', confirmation: 'confirmation of what was promised' };
// What is decided: `was_sent` as the API takes it, and what is told then.
const CHOICES = {
  unsure: [['It arrived', true, 'Noted as sent.'], ['Send again', false, 'It is sent again.']],
  dead: [['Send again', false, 'It is sent again.'], ['Leave it', null, 'It is left, as a draft.']],
};

export class Waiting {
  constructor({ names, onDecide }) {
    this.names = names;
    this.onDecide = onDecide;
    const list = h('ul', { class: 'card follow-ups' });
    this.rows = new Keyed(list, { key: (each) => `${each.follow_up} ${each.purpose} ${each.state}`, make: (each) => this.row(each), update: (row, each) => this.fill(row, each) });
    this.element = h('section', { class: 'group answers waiting', 'aria-label': 'E-mails to decide about', hidden: true }, h('h2', null, 'E-mails to decide about'), list);
  }

  async load() {
    const { messages } = await get('/messages');
    this.rows.show(messages);
    this.element.hidden = messages.length === 0;
  }

  row(each) {
    const about = h('span', { class: 'for-readers' }, `: ${each.what}`);
    const buttons = CHOICES[each.state].map(([text, was, told]) => h('button', { onclick: () => this.decide(each, was, told) }, text, about.cloneNode(true)));
    const isDead = each.state === 'dead';
    const look = h('button', { onclick: () => this.look(each) }, isDead ? 'Mend' : 'Look', about);
    return h('li', { class: 'answered' }, h('div'), h('div', { class: 'buttons' }, isDead ? [look, buttons] : [buttons, look]));
  }

  fill(row, each) {
    const shown = JSON.stringify(each);
    if (row.shown === shown) return;
    row.shown = shown;
    const whose = this.names && (this.names.get(each.owner) ?? each.owner ?? 'Nobody’s call');
    replace(row.firstChild,
      h('p', { class: 'what' }, h('span', { class: 'quiet' }, KINDS[each.kind]), h('a', { href: `/calls/${encodeURIComponent(each.call)}`, title: 'To the call' }, h('bdi', null, each.what || 'the call'))),
      h('p', null, h('b', { class: 'warning' }, STATES[each.state]), `: ${PURPOSES[each.purpose]}`, '. ', each.error && h('span', { class: 'quiet' }, sentence(each.error))),
      h('p', { class: 'when' }, moment(each.at), '\u00a0· ', each.customer ? h('bdi', null, each.customer) : 'Customer not known', whose && ['\u00a0· ', h('bdi', null, whose)], each.closed && '\u00a0· the follow-up is closed'));
  }

  async decide(each, was, told) {
    const body = { purpose: each.purpose, was_sent: was };
    await this.onDecide(async () => {
      await post(`/follow-ups/${each.follow_up}/message/decide`, body, { 'Idempotency-Key': crypto.randomUUID() });
      return told;
    });
    this.focus();
  }

  async look(each) {
    await this.onDecide(() => write({ id: each.follow_up, kind: each.kind, what: each.what, purpose: each.purpose }));
    this.focus();
  }

  focus() {
    (this.element.querySelector('.answered button') ?? document.querySelector('.queue-title'))?.focus();
  }
}

function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
