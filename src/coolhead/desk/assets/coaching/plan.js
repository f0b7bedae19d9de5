// One agent's plan: what is practised now, changed by either side, and what was before.

import { get, post, put } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { clock, moment } from '../base/words.js';

const STATES = { open: 'Practising', done: 'Done', dropped: 'Dropped' };

export class PlanPart {
  // `agent` is undefined for one's own.
  constructor({ agent, title, say, onChange = () => {} }) {
    this.agent = agent;
    this.title = title;
    this.say = say;
    this.onChange = onChange;
    this.element = h('section', { class: 'card plan', 'aria-label': title });
  }

  async load() {
    const { plans } = await get('/coaching/plans', { agent: this.agent });
    this.show(plans);
  }

  show(plans) {
    const now = plans.find((plan) => plan.state === 'open');
    const before = plans.filter((plan) => plan.state !== 'open');
    replace(
      this.element,
      h('h2', { tabIndex: -1 }, this.title),
      now ? this.open(now) : this.begin(),
      before.length > 0 && [h('h3', null, 'Before'), h('ul', { class: 'plans-before' }, before.map((plan) => h('li', null, h('p', null, h('b', null, STATES[plan.state]), ': ', h('span', { dir: 'auto' }, plan.practise)), this.history(plan))))],
    );
  }

  fields(plan) {
    const practise = h('input', { value: plan?.practise ?? '', required: true, maxLength: 300, autocomplete: 'off' });
    const note = h('textarea', { value: plan?.note ?? '', rows: 3, maxLength: 2000 });
    return { practise, note, elements: [h('label', { class: 'field' }, 'One thing to practise', practise), h('label', { class: 'field' }, 'Notes; they can stay empty', note)] };
  }

  begin() {
    const { practise, note, elements } = this.fields();
    return h(
      'form',
      { onsubmit: (event) => this.send(event, () => post('/coaching/plans', { agent: this.agent ?? null, practise: practise.value, note: note.value }, once()), 'It is the plan now.') },
      h('p', { class: 'quiet' }, 'Nothing is practised at the moment. One thing at a time works best; agent and coach both see it and may change it.'),
      elements,
      h('div', { class: 'buttons' }, h('button', { class: 'first' }, 'Begin')),
    );
  }

  open(plan) {
    const { practise, note, elements } = this.fields(plan);
    const change = (state) => () => put(`/coaching/plans/${plan.id}`, { number: plan.number, practise: practise.value, note: note.value, state }, once());
    const other = (state, text, done) => h('button', { type: 'button', onclick: (event) => this.send(event, change(state), done) }, text);
    return h(
      'form',
      { onsubmit: (event) => this.send(event, change('open'), 'Kept.') },
      plan.call && h('p', null, h('a', { href: `/calls/${encodeURIComponent(plan.call)}${plan.moment === null ? '' : `#t=${Math.round(plan.moment * 10) / 10}`}` }, 'From this call', plan.moment !== null && ` at ${clock(plan.moment)}`)),
      elements,
      h('div', { class: 'buttons' }, h('button', { class: 'first' }, 'Keep'), other('done', 'It works now: done', 'Done.'), other('dropped', 'Drop it', 'Dropped.')),
      this.history(plan),
    );
  }

  history(plan) {
    return h('details', null, h('summary', null, `History (${plan.changes.length})`, h('span', { class: 'for-readers' }, `: ${plan.practise}`)), h('ol', { class: 'plan-history' }, plan.changes.map((each) => h('li', null, h('p', { class: 'quiet' }, h('time', { datetime: each.at }, moment(each.at)), ' · ', h('bdi', null, each.name), ` · ${STATES[each.state]}`), h('p', { dir: 'auto' }, each.practise), each.note && h('p', { class: 'quiet', dir: 'auto' }, each.note)))));
  }

  async send(event, doing, done) {
    event.preventDefault();
    const form = event.target.closest('form');
    if (!form.reportValidity()) return;
    try {
      await doing();
      this.say(done);
    } catch (error) {
      this.say(error.sentences.join(' '), 'problem');
      if (error.status !== 409) return;
    }
    await this.load();
    this.element.querySelector('h2').focus();
    this.onChange();
  }
}

function once() {
  return { 'Idempotency-Key': crypto.randomUUID() };
}
