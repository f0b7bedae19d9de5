// The transcript as it comes: evidence marked in the words, signals below them.

import { h, Keyed, replace } from './dom.js';
import { clock, PARTIES, signalWords } from './words.js';

const GRAVE = new Set(['insult', 'aggression', 'threat', 'vulnerability']);
const PARTY_ORDER = ['customer', 'agent', 'supervisor'];
// Noted for the record; beside a line they would only be noise.
const UNSHOWN = new Set(['acknowledgement', 'overlap', 'silence_before_answer', 'talk_ratio', 'speech_rate', 'closed_question', 'open_question', 'information']);

export class Transcript {
  // `onPick(utterance)` is called when a line is clicked; `label` names the list; `takenBack` is said
  // of abuse that the agent has taken back.
  constructor(view, { onPick, label = 'What is said', takenBack = 'You said: that was not abuse.' } = {}) {
    this.view = view;
    this.takenBack = takenBack;
    this.onPick = onPick;
    this.element = h('ol', { class: 'transcript', 'aria-label': label, tabIndex: 0, onscroll: () => this.scrolled() });
    this.element.addEventListener('contentvisibilityautostatechange', () => this.isAtEnd && this.toEnd());
    this.isAtEnd = true;
    this.top = 0;
    this.interim = PARTY_ORDER.map((party) => [party, h('li', { class: `${party} interim` })]);
    this.lines = new Keyed(this.element, { key: (said) => said.id, make: (said) => this.line(said), update: (element, said) => this.update(element, said) });
  }

  show() {
    this.lines.show(this.view.utterances);
    for (const [party, line] of this.interim) this.showInterim(party, line);
    if (this.isAtEnd) this.toEnd();
  }

  // Words that may still change: grey, below all that stands, and said to be so.
  showInterim(party, line) {
    const words = this.view.interim[party];
    if (!words) {
      line.remove();
      return;
    }
    replace(line, h('p', { class: 'who' }, h('b', null, PARTIES[party]), ' is saying'), h('p', { class: 'said', dir: 'auto' }, words.text));
    this.element.append(line);
  }

  toEnd() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  // A line is as tall as it is only once it is drawn: who follows the end goes on following it, and
  // only scrolling back leaves it.
  scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.element;
    if (scrollHeight - scrollTop - clientHeight < 48) this.isAtEnd = true;
    else if (scrollTop < this.top) this.isAtEnd = false;
    this.top = scrollTop;
  }

  // Brings a line into view and marks it for a moment.
  point(id) {
    const line = this.lines.shown.get(id);
    if (!line) return;
    this.isAtEnd = false;
    line.scrollIntoView({ block: 'center' });
    for (const each of this.element.querySelectorAll('.pointed')) each.classList.remove('pointed');
    line.classList.add('pointed');
  }

  line(said) {
    const line = h('li', { class: said.party, id: `said-${said.id}` });
    if (this.onPick) line.addEventListener('click', () => this.onPick(said));
    return line;
  }

  update(element, said) {
    const state = `${said.changed}|${this.view.isTakenBack(said.id)}`;
    if (element.dataset.state === state) return;
    element.dataset.state = state;
    const back = this.view.isTakenBack(said.id);
    const shown = said.signals.filter((each) => !UNSHOWN.has(each.name));
    replace(
      element,
      h('p', { class: 'who' }, h('b', null, PARTIES[said.party]), ' ', h('span', { class: 'at' }, clock(said.start))),
      h('p', { class: 'said', dir: 'auto' }, said.text ? marked(said.text, back ? [] : shown) : h('span', { class: 'quiet' }, '(not kept)')),
      shown.length > 0 && h('ul', { class: 'signs' }, shown.map((each) => h('li', { class: GRAVE.has(each.name) && !back ? 'grave' : '' }, signalWords(each)))),
      back && h('p', { class: 'quiet' }, this.takenBack),
    );
  }
}

// The text with the evidence of its signals marked; spans count characters, as Python does.
export function marked(text, signals) {
  const letters = [...text];
  const grave = new Uint8Array(letters.length);
  for (const { span, name } of signals) {
    if (!span) continue;
    const weight = GRAVE.has(name) ? 2 : 1;
    for (let at = span[0]; at < Math.min(span[1], letters.length); at += 1) grave[at] = Math.max(grave[at], weight);
  }
  const parts = [];
  for (let at = 0; at < letters.length;) {
    let to = at + 1;
    while (to < letters.length && grave[to] === grave[at]) to += 1;
    const piece = letters.slice(at, to).join('');
    parts.push(grave[at] ? h('mark', { class: grave[at] === 2 ? 'grave' : '' }, piece) : piece);
    at = to;
  }
  return parts;
}
