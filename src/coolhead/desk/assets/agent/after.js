// After the call: the drafted record, read, corrected and signed with the keyboard.

import { h, replace, tell } from '../base/dom.js';
import { levelTag } from '../base/pictures.js';
import { Transcript } from '../base/transcript.js';
import { length, levelOf, moment, sentence, words } from '../base/words.js';
import { Hello } from './hello.js';
import { Reflecting } from './reflecting.js';
import { Sharing } from './sharing.js';
import { correct, promise } from './writing.js';

const LISTS = ['issue', 'details', 'wants', 'offered', 'accepted', 'done'];
const CHOICES = {
  outcome: ['resolved', 'open', 'saved', 'lost', 'no_contact'],
  fault: ['company', 'customer', 'neither', 'unknown'],
};

export class AfterCall {
  constructor(opened) {
    this.keys = opened.keys.group();
    this.call = { ...opened, keys: this.keys };
    const { view, act } = this.call;
    this.transcript = new Transcript(view, { label: 'What was said' });
    this.fields = h('dl', { class: 'record' });
    this.summary = h('p', { class: 'quiet' });
    this.signed = h('p', { class: 'signed', role: 'status', hidden: true });
    this.sign = h('button', { class: 'first', onclick: () => this.doSign(), 'aria-keyshortcuts': 'Control+Enter' }, 'Sign the record ', h('kbd', null, 'Ctrl'), ' ', h('kbd', null, '↵'));
    this.follow = h('ul', { class: 'follow-ups' });
    this.reflecting = new Reflecting({ ...this.call, onKept: () => this.answer('done', 'reflect_on_call') });
    this.hello = new Hello(this.call);
    this.lent = h('input', { type: 'checkbox', onchange: () => act({ type: 'CallLent', lent: this.lent.checked }) });
    this.sharing = new Sharing({ ...this.call, onShared: () => this.answer('done', 'share_lesson') }, h('label', { class: 'choice' }, this.lent, ' My team may try playbooks on this call'));
    this.cueWords = h('span', { role: 'status' });
    this.cue = h(
      'div',
      { class: 'after-cue', hidden: true },
      this.cueWords,
      h('span', { class: 'buttons' }, h('button', { class: 'plain', onclick: () => this.answer('done') }, 'Done ', h('kbd', null, 'D')), h('button', { class: 'plain', onclick: () => this.answer('not_now') }, 'Not now ', h('kbd', null, 'Z'))),
    );
    this.keys.add('d', 'What comes next after the call is done', () => this.answer('done'));
    this.keys.add('z', 'Not now', () => this.answer('not_now'));
    this.onKey = (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !document.querySelector('dialog[open]')) this.doSign();
    };
    document.addEventListener('keydown', this.onKey);
    this.element = h(
      'div',
      { class: 'after' },
      h(
        'section',
        { class: 'card record-card', 'aria-labelledby': 'record-title', tabIndex: 0 },
        h('h1', { id: 'record-title' }, 'The record'),
        this.summary,
        this.cue,
        this.fields,
        h('div', { class: 'buttons sign-line' }, this.sign, this.signed),
      ),
      h(
        'section',
        { class: 'after-right', 'aria-label': 'Afterwards' },
        h('div', { class: 'card' }, h('h2', null, 'Follow-ups'), this.follow),
        this.hello.element,
        this.reflecting.element,
        this.sharing.element,
        h('div', { class: 'card said-card' }, h('h2', null, 'What was said'), this.transcript.element),
      ),
    );
  }

  close() {
    this.keys.close();
    this.hello.close();
    document.removeEventListener('keydown', this.onKey);
    this.isClosed = true;
  }

  show(changed) {
    const { view } = this.call;
    this.transcript.show();
    this.lent.checked = view.lent;
    // The card of breaks says the same, where it is there.
    const cue = view.cue?.id === 'take_break' && this.call.hasBreakCard() ? undefined : view.cue;
    this.cue.hidden = !cue;
    tell(this.cueWords, cue ? `${cue.do}. ${cue.reason}` : '');
    this.reflecting.show();
    const signature = view.signed.at(-1);
    this.signed.hidden = !signature;
    if (signature) tell(this.signed, `Signed, ${moment(signature.signed_at)}. A correction now wants a new signature.`);
    if (changed.has('all') || changed.has('facts') || changed.has('ended') || changed.has('marks')) this.look();
    if (!this.isFocused) {
      this.isFocused = true;
      requestAnimationFrame(() => this.sign.focus({ preventScroll: true }));
    }
  }

  async look() {
    try {
      const record = await this.call.record();
      if (!this.isClosed) this.draw(record);
    } catch (error) {
      this.call.say(error.message, 'problem');
    }
  }

  draw(record) {
    tell(this.summary, `${record.customer ?? 'A customer'}, ${length(record.duration_s)}, ended by ${words(record.ended_by).replace('agent for abuse', 'you for abuse').replace(/^agent$/, 'you')}`);
    replace(
      this.fields,
      LISTS.map((field) => this.line(field, record)),
      Object.entries(CHOICES).map(([field, options]) => this.choice(field, record, options)),
      h('div', null, h('dt', null, 'Heat'), h('dd', null, 'from ', levelTag(levelOf(record.heat.start), record.heat.start), ' over ', levelTag(levelOf(record.heat.peak), record.heat.peak), ' to ', levelTag(levelOf(record.heat.end), record.heat.end))),
      record.ladder.length > 0 && h('div', null, h('dt', null, 'Boundary'), h('dd', null, record.ladder.map((step) => words(step.rung)).join(', then '))),
      record.do_not_call && h('div', null, h('dt', null, 'Do not call'), h('dd', null, h('b', null, 'The customer wants no more calls.'))),
      record.vulnerability && h('div', null, h('dt', null, 'Take care'), h('dd', null, words(record.vulnerability))),
      record.notes.length > 0 && h('div', null, h('dt', null, 'Notes'), h('dd', { dir: 'auto' }, record.notes.join('; '))),
    );
    const follow = [...record.follow_ups];
    replace(
      this.follow,
      follow.length ? follow.map((each) => h('li', { dir: 'auto' }, h('b', null, each.kind === 'promise' ? 'Promised: ' : 'Check in: '), each.what, ' ', h('small', null, each.due ? moment(each.due) : (each.due_text ?? 'no time')))) : h('li', { class: 'quiet' }, 'None'),
      h('li', null, h('button', { class: 'plain', onclick: () => promise(this.call) }, '+ Add a promise')),
    );
  }

  // A field with its lines; the quotes that it comes from appear when it has the pointer or the focus.
  line(field, record) {
    const lines = [record[field]].flat().filter(Boolean);
    const quotes = (record.evidence[field] ?? []).map((id) => this.call.view.byId.get(id)).filter(Boolean);
    return h(
      'div',
      { class: 'has-quotes' },
      h('dt', null, sentence(field)),
      h(
        'dd',
        { dir: 'auto' },
        lines.length > 1 ? h('ul', null, lines.map((each) => h('li', null, each))) : (lines[0] ?? h('span', { class: 'quiet' }, 'nothing')),
        quotes.length > 0 && h('span', { class: 'quotes' }, quotes.slice(0, 3).map((said) => h('button', { class: 'plain', onclick: () => this.transcript.point(said.id) }, h('q', { dir: 'auto' }, said.text)))),
      ),
      h('dd', null, h('button', { class: 'plain edit', 'aria-label': `Correct: ${sentence(field)}`, onclick: () => correct(this.call, field, record[field]) }, '✎')),
    );
  }

  choice(field, record, options) {
    const select = h(
      'select',
      { 'aria-label': sentence(field), onchange: () => this.call.act(field === 'fault' ? { type: 'FaultSet', fault: select.value } : { type: 'FieldCorrected', field, value: select.value }) },
      options.map((each) => h('option', { value: each, selected: each === record[field] }, words(each))),
    );
    return h('div', null, h('dt', null, sentence(field)), h('dd', null, select));
  }

  // What the cue wanted was done, or is put off; `id` where only that cue is meant.
  answer(answer, id) {
    const { cue } = this.call.view;
    if (cue && (!id || cue.id === id)) this.call.act({ type: 'CueAnswered', number: cue.number, answer });
  }

  async doSign() {
    if (this.isClosed || this.isSigning) return;
    this.isSigning = true;
    this.sign.disabled = true;
    try {
      if (await this.call.act({ type: 'RecordSigned' })) {
        this.call.say('The record is signed.');
        this.answer('done', 'complete_record');
      }
    } finally {
      this.isSigning = false;
      this.sign.disabled = false;
    }
  }
}
