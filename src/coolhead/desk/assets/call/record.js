// The record: each field with the words it comes from; the call's own agent corrects and signs it here.

import { correct } from '../agent/writing.js';
import { h, replace, tell } from '../base/dom.js';
import { levelTag } from '../base/pictures.js';
import { clock, length, levelOf, moment, RUNG_NAMES, sentence, words } from '../base/words.js';
import { addFollowUp } from '../follow_ups/more_changes.js';

const LISTS = ['issue', 'details', 'wants', 'offered', 'accepted', 'done'];
const CHOICES = {
  outcome: ['resolved', 'open', 'saved', 'lost', 'no_contact'],
  fault: ['company', 'customer', 'neither', 'unknown'],
};

export class RecordPart {
  constructor(call, history) {
    this.call = call;
    this.history = history;
    this.about = h('p', { class: 'quiet' });
    this.fields = h('dl', { class: 'record' });
    this.sign = h('button', { class: 'first', onclick: () => this.doSign(), hidden: true }, 'Sign the record');
    this.signed = h('p', { class: 'signed', role: 'status' });
    this.element = h('div', null, this.about, this.fields, h('div', { class: 'buttons sign-line' }, this.sign, this.signed), history.element);
  }

  show(record) {
    const { view, isOwn } = this.call;
    tell(this.about, view.ended ? `${length(record.duration_s)}, ended by ${words(record.ended_by)}` : 'A draft: the call goes on.');
    replace(
      this.fields,
      LISTS.map((field) => this.lines(field, record)),
      Object.entries(CHOICES).map(([field, options]) => this.choice(field, record, options)),
      row('Promised', record.commitments.length ? h('ul', null, record.commitments.map((each) => h('li', { dir: 'auto' }, each.action, ' ', h('small', null, each.due ? `by ${moment(each.due)}` : (each.due_text ?? 'no time')), this.goTo(each.utterance)))) : nothing()),
      row('Heat', 'from ', levelTag(levelOf(record.heat.start), record.heat.start), ' over ', levelTag(levelOf(record.heat.peak), record.heat.peak), ' to ', levelTag(levelOf(record.heat.end), record.heat.end)),
      record.ladder.length > 0 && row('Boundary', record.ladder.map((step) => `${RUNG_NAMES[step.rung].toLowerCase()} (${clock(step.at)})`).join(', ')),
      record.escalation && row('Supervisor', words(record.escalation.status), record.escalation.to && `: ${record.escalation.to}`),
      record.do_not_call && row('Do not call', h('b', null, 'The customer wants no more calls.')),
      record.vulnerability && row('Take care', words(record.vulnerability)),
      record.notes.length > 0 && row('Notes', h('span', { dir: 'auto' }, record.notes.join('; '))),
      (record.follow_ups.length > 0 || this.mayAdd) && row('Follow-ups', record.follow_ups.length > 0 && h('ul', null, record.follow_ups.map((each) => h('li', { dir: 'auto' }, each.what, ' ', h('small', null, each.due ? moment(each.due) : (each.due_text ?? 'no time'))))), this.mayAdd && h('button', { class: 'plain', onclick: () => this.addFollowUp(record) }, 'Add a follow-up')),
    );
    this.sign.hidden = !isOwn || !view.ended;
    const signature = view.signed.at(-1);
    const stands = this.history.isSigned ? '' : ' Changed since: it wants a new signature.';
    tell(this.signed, signature ? `Signed by ${signature.by}, ${moment(signature.signed_at)}.${stands}` : view.ended ? 'Not signed yet.' : '');
    this.signed.dataset.stands = String(Boolean(signature) && this.history.isSigned);
    this.history.show();
  }

  get mayAdd() {
    return this.call.isOwn || this.call.isAbove;
  }

  async addFollowUp(record) {
    try {
      const told = await addFollowUp(record.id, record.customer);
      if (told) this.call.say(told);
    } catch (error) {
      this.call.say(error.message, 'problem');
    }
  }

  lines(field, record) {
    const lines = [record[field]].flat().filter(Boolean);
    const said = (record.evidence[field] ?? []).map((id) => this.call.view.byId.get(id)).filter(Boolean);
    return row(
      sentence(field),
      lines.length > 1 ? h('ul', { dir: 'auto' }, lines.map((each) => h('li', null, each))) : (lines[0] ? h('span', { dir: 'auto' }, lines[0]) : nothing()),
      said.length > 0 && h('span', { class: 'sources' }, said.slice(0, 3).map((each) => this.goTo(each.id))),
      this.call.isOwn && h('button', { class: 'plain edit', 'aria-label': `Correct: ${sentence(field)}`, title: 'Correct', onclick: () => correct(this.call, field, record[field]) }, '✎'),
    );
  }

  choice(field, record, options) {
    if (!this.call.isOwn) return row(sentence(field), words(record[field]));
    const select = h(
      'select',
      { 'aria-label': sentence(field), onchange: () => this.call.act(field === 'fault' ? { type: 'FaultSet', fault: select.value } : { type: 'FieldCorrected', field, value: select.value }) },
      options.map((each) => h('option', { value: each, selected: each === record[field] }, words(each))),
    );
    return row(sentence(field), select);
  }

  // A small button to the moment in which something was said.
  goTo(utterance) {
    const said = this.call.view.byId.get(utterance);
    return said && h('button', { class: 'plain go', title: said.text, 'aria-label': `Go to ${clock(said.start)}: ${said.text}`, onclick: () => this.call.cursor.move(said.start, 'record') }, clock(said.start));
  }

  async doSign() {
    this.sign.disabled = true;
    try {
      if (await this.call.act({ type: 'RecordSigned' })) this.call.say('The record is signed.');
    } finally {
      this.sign.disabled = false;
    }
  }
}

function row(name, ...content) {
  return h('div', null, h('dt', null, name), h('dd', null, content));
}

function nothing() {
  return h('span', { class: 'quiet' }, 'nothing');
}
