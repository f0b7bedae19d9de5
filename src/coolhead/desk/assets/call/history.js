// What became of a record: who corrected what, who signed, in the order in which it happened.

import { h, Keyed } from '../base/dom.js';
import { clock, moment, sentence, words } from '../base/words.js';

const TOLD = {
  FieldCorrected: (event) => [`corrected “${sentence(event.field)}”`, valueWords(event.value)],
  FaultSet: (event) => ['said whose fault it was', words(event.fault)],
  PromiseMade: (event) => ['added a promise', event.action],
  FollowUpAdded: (event) => [`added ${event.kind === 'thank_you' ? 'thanks' : event.kind === 'check_in' ? 'a check-in' : 'a promise'} to the follow-ups`, event.what],
  NoteAdded: (event) => ['noted', event.text],
};

export class History {
  constructor({ isOwn }) {
    this.agent = isOwn ? 'You' : 'The agent';
    this.entries = [];
    this.list = h('ol', { class: 'history' });
    this.none = h('p', { class: 'quiet' }, 'Nobody has changed or signed anything.');
    this.element = h('section', { 'aria-labelledby': 'history-title' }, h('h3', { id: 'history-title' }, 'History'), this.list, this.none);
    this.keyed = new Keyed(this.list, { key: (each) => each.seq, make: (each) => h('li', null, h('b', { class: 'at' }, each.when), h('span', null, each.text, each.value && [': ', h('q', { dir: 'auto' }, each.value)])) });
  }

  take(item) {
    for (const { seq, event } of item.data.events ?? []) this.event(event, seq);
  }

  event(event, seq) {
    if (event.type === 'RecordSigned') {
      const signed = this.entries.some((each) => each.isSignature) ? 'signed it again' : 'signed the record';
      this.entries.push({ seq, isSignature: true, when: moment(event.signed_at), text: `${event.by || this.agent} ${signed}` });
    }
    const told = TOLD[event.type]?.(event);
    if (told) this.entries.push({ seq, when: clock(event.at), text: `${event.by && event.type === 'FollowUpAdded' ? event.by : this.agent} ${told[0]}`, value: told[1] });
  }

  // Whether something was changed after the latest signature.
  get isSigned() {
    return this.entries.at(-1)?.isSignature === true;
  }

  show() {
    this.keyed.show(this.entries);
    this.none.hidden = this.entries.length > 0;
  }
}

function valueWords(value) {
  const text = [value].flat().map((each) => (typeof each === 'object' ? (each?.action ?? JSON.stringify(each)) : String(each))).join('; ');
  return text || 'nothing';
}
