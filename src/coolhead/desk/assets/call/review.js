// The review beside the call: the form for whoever has it, and for everybody what came of it.

import { callPath, get, post, put } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { clock, moment, sentence } from '../base/words.js';

const VERDICTS = { pass: ['✓', 'Done'], miss: ['✗', 'Missed'], not_applicable: ['–', 'Not needed'], cannot_tell: ['?', 'Cannot tell'] };

export class Review {
  // `onDeciding(isDeciding)`: whoever decides sees nothing that the rules found.
  constructor(call, { onDone, onDeciding }) {
    this.call = call;
    this.onDone = onDone;
    this.onDeciding = onDeciding;
    this.isChanged = false;
    this.wasAsked = false;
    this.element = h('div', { class: 'review-part' });
    addEventListener('beforeunload', (event) => {
      if (this.isChanged) event.preventDefault();
    });
  }

  async load() {
    this.wasAsked = true;
    try {
      this.show(await get(this.path()));
    } catch (error) {
      replace(this.element, h('p', { class: 'problem' }, error.message));
    }
  }

  path(rest = '') {
    return callPath(this.call.view.id, `/review${rest}`);
  }

  show(review) {
    this.isChanged = false;
    if (review.state === 'taken' && review.is_mine) {
      this.form(review);
      this.onDeciding(true);
      return;
    }
    this.onDeciding(false);
    replace(this.element, review.state === 'finished' ? this.finished(review) : this.nothing(review));
  }

  nothing(review) {
    if (review.state === 'taken') return h('p', { class: 'empty' }, h('bdi', null, review.name), ' reviews this call since ', moment(review.taken_at), '.');
    if (this.call.isOwn) return h('p', { class: 'empty' }, 'Nobody has reviewed this call.');
    return h('p', { class: 'empty' }, 'Nobody has reviewed this call. Calls are drawn, so that nobody can pick: take the next at ', h('a', { href: '/reviews' }, 'Reviews'), '.');
  }

  form(review) {
    this.lines = review.items.map((item) => new Line(this.call, item, () => { this.isChanged = true; }));
    this.note = h('textarea', { rows: 3, maxLength: 2000, oninput: () => { this.isChanged = true; } });
    this.problem = h('p', { class: 'problem', role: 'alert', hidden: true });
    this.finish = h('button', { class: 'first' }, 'Finish the review');
    replace(
      this.element,
      h('p', { class: 'quiet' }, 'What the rules found, signs in the words too, is shown when you have finished; then nothing can be changed, and the agent reads it. J and K go through what was said.'),
      h(
        'form',
        { novalidate: true, onsubmit: (event) => this.send(event) },
        this.lines.length === 0 && h('p', null, 'The playbook of this call has no scorecard: there is only room for a note.'),
        this.lines.map((line) => line.element),
        h('label', { class: 'field' }, 'To the agent, about the whole call; it can stay empty', this.note),
        this.problem,
        h('div', { class: 'buttons' }, this.finish, h('button', { type: 'button', onclick: () => this.giveBack() }, 'Give it back')),
      ),
    );
  }

  async send(event) {
    event.preventDefault();
    const open = this.lines.find((line) => line.verdict === undefined);
    if (open) {
      this.tell('Every line needs an answer; “Cannot tell” is one.');
      open.focus();
      return;
    }
    await this.doing(() => put(this.path(), { items: this.lines.map((line) => line.given), note: this.note.value.trim() }, once()), 'The review is finished.');
  }

  async giveBack() {
    await this.doing(() => post(this.path('/back'), undefined, once()), 'Somebody else may review it now.');
  }

  async doing(send, done) {
    this.problem.hidden = true;
    this.finish.disabled = true;
    try {
      await send();
    } catch (error) {
      this.finish.disabled = false;
      this.tell(error.sentences.join(' '));
      return;
    }
    this.call.say(done);
    await this.load();
    this.onDone();
  }

  tell(message) {
    this.problem.hidden = false;
    this.problem.textContent = message;
  }

  finished(review) {
    const both = review.items.some((item) => item.machine);
    return [
      h('p', null, h('b', null, 'Reviewed by ', h('bdi', null, review.name)), ', ', moment(review.finished_at), '. ', h('span', { class: 'quiet' }, review.machine_seen ? 'What the rules found had been seen before.' : 'Decided without what the rules found.')),
      review.note && h('p', { class: 'review-note' }, h('q', { dir: 'auto' }, review.note)),
      h('ol', { class: 'score-lines' }, review.items.map((item) => this.line(item))),
      both && this.call.isOwn && h('p', { class: 'quiet' }, 'Where you disagree, say so beside the line at Score; a supervisor answers it.'),
    ];
  }

  line(item) {
    const [mark, name] = VERDICTS[item.verdict];
    const said = item.utterance && this.call.view.byId.get(item.utterance);
    return h(
      'li',
      { dataset: { result: item.verdict } },
      h('h3', null, h('span', { class: 'result' }, h('span', { 'aria-hidden': 'true' }, mark), ` ${name}`), ' ', item.item),
      item.comment && h('p', { dir: 'auto' }, item.comment),
      said && h('p', null, h('button', { class: 'plain quote', onclick: () => this.call.cursor.move(said.start, 'review') }, h('b', { class: 'at' }, clock(said.start)), ' ', h('q', { dir: 'auto' }, said.text))),
      item.machine && h('p', { class: 'rule' }, 'The rules: ', VERDICTS[item.machine][1].toLowerCase(), item.machine === item.verdict ? ', the same.' : '.'),
    );
  }
}

// One line of the form: a choice, a comment, and where it can be heard.
class Line {
  constructor(call, item, changed) {
    this.call = call;
    this.item = item;
    this.said = undefined;
    this.radios = Object.entries(VERDICTS).map(([value, [, name]]) => [h('input', { type: 'radio', name: `line-${item.id}`, value, onchange: changed }), name]);
    this.comment = h('input', { maxLength: 1000, autocomplete: 'off', 'aria-label': `Comment: ${item.item}`, placeholder: 'Comment', oninput: changed });
    this.quote = h('p', { class: 'quiet', hidden: true });
    this.point = h('button', { type: 'button', onclick: () => { this.take(); changed(); } }, 'Quote', h('span', { class: 'for-readers' }, ` the marked line for: ${item.item}`));
    this.element = h(
      'fieldset',
      { class: 'judge', dataset: { item: item.id } },
      h('legend', null, item.item),
      h('div', { class: 'verdicts' }, this.radios.map(([radio, name]) => h('label', { class: 'choice' }, radio, name))),
      h('div', { class: 'judge-words' }, this.comment, this.point),
      this.quote,
    );
  }

  get verdict() {
    return this.radios.find(([radio]) => radio.checked)?.[0].value;
  }

  get given() {
    return { item: this.item.id, verdict: this.verdict, comment: this.comment.value.trim(), utterance: this.said?.id ?? null };
  }

  // What was being said where the cursor stands; pressed again at the same place it lets go.
  take() {
    const { at } = this.call.cursor;
    const said = this.call.view.utterances.filter((each) => each.start <= at + 0.01).at(-1) ?? this.call.view.utterances[0];
    this.said = said && said.id === this.said?.id ? undefined : said;
    this.quote.hidden = !this.said;
    replace(this.quote, this.said ? [h('b', { class: 'at' }, clock(this.said.start)), ` ${sentence(this.said.party)}: `, h('q', { dir: 'auto' }, this.said.text)] : []);
  }

  focus() {
    this.radios[0][0].focus();
  }
}

function once() {
  return { 'Idempotency-Key': crypto.randomUUID() };
}
