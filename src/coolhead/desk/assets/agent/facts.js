// The facts so far, each to be corrected, and the playbook's steps, ticking themselves off.

import { h, replace } from '../base/dom.js';
import { moment } from '../base/words.js';
import { correct, promise } from './writing.js';

// The draft is asked for again when something was said, but not more often than this.
const SETTLE_MS = 800;
const FIELDS = ['issue', 'wants', 'offered', 'accepted', 'done'];
const NAMES = { issue: 'Issue', wants: 'Wants', offered: 'Offered', accepted: 'Accepted', done: 'Done' };
const MARKS = { pass: '✓', miss: '·', not_applicable: '–' };
const STATES = { pass: 'done', miss: 'not yet', not_applicable: 'not needed so far' };

export class Facts {
  constructor(call) {
    this.call = call;
    this.list = h('dl', { class: 'facts' });
    this.steps = h('ol', { class: 'steps' });
    this.note = h('input', { placeholder: 'Note, Enter to keep', 'aria-label': 'Note for the record', maxLength: 2000, onkeydown: (event) => this.keep(event) });
    this.notes = h('ul', { class: 'notes' });
    this.element = h(
      'div',
      { class: 'facts-and-steps' },
      h('div', { class: 'card', tabIndex: 0, role: 'group', 'aria-label': 'Facts' }, h('h2', null, 'Facts so far'), this.list, this.note, this.notes),
      h('div', { class: 'card steps-card', tabIndex: 0, role: 'group', 'aria-label': 'Steps' }, h('h2', null, 'Steps'), this.steps),
    );
    call.keys.add('m', 'Write a note', () => this.note.focus());
  }

  close() {
    clearTimeout(this.waiting);
    this.isClosed = true;
  }

  show() {
    if (this.waiting || this.isClosed) return;
    this.waiting = setTimeout(() => this.look(), this.settle ?? 50);
  }

  async look() {
    const began = performance.now();
    try {
      const record = await this.call.record();
      if (this.isClosed) return;
      // A long call's draft takes its time: it is asked for less often then.
      this.settle = Math.max(SETTLE_MS, 8 * (performance.now() - began));
      this.draw(record);
    } catch {
      this.settle = 5000;
    } finally {
      this.waiting = undefined;
    }
  }

  draw(record) {
    const rows = FIELDS.map((field) => [field, [record[field]].flat().filter(Boolean)]).filter(([field, lines]) => lines.length || ['issue', 'wants'].includes(field));
    replace(
      this.list,
      rows.map(([field, lines]) => h(
        'div',
        null,
        h('dt', null, NAMES[field]),
        h('dd', { dir: 'auto' }, lines.length ? lines.join('; ') : h('span', { class: 'quiet' }, 'not known yet')),
        h('dd', null, h('button', { class: 'plain edit', 'aria-label': `Correct: ${NAMES[field]}`, title: 'Correct', onclick: () => correct(this.call, field, record[field]) }, '✎')),
      )),
      h('div', null, h('dt', null, 'Promised'), h('dd', null, record.commitments.length ? h('ul', null, record.commitments.map((each) => h('li', { dir: 'auto' }, each.action, ' ', h('small', null, each.due ? `by ${moment(each.due)}` : (each.due_text ?? 'no time'))))) : h('span', { class: 'quiet' }, 'nothing')), h('dd', null, h('button', { class: 'plain edit', 'aria-label': 'Add a promise', title: 'Add', onclick: () => promise(this.call) }, '+'))),
    );
    replace(this.notes, record.notes.map((note) => h('li', { dir: 'auto' }, note)));
    const items = record.scorecard?.items ?? [];
    const open = { miss: 0, pass: 1, not_applicable: 2 };
    replace(
      this.steps,
      [...items].sort((a, b) => open[a.result] - open[b.result]).map((item) => h(
        'li',
        { dataset: { state: item.result } },
        h('span', { class: 'step-mark', 'aria-hidden': 'true' }, MARKS[item.result]),
        h('span', null, item.item, h('span', { class: 'for-readers' }, `: ${STATES[item.result]}`), item.result === 'pass' && item.quote && h('q', { dir: 'auto' }, item.quote)),
      )),
    );
  }

  async keep(event) {
    const text = this.note.value.trim();
    if (event.key === 'Escape') this.note.blur();
    if (event.key !== 'Enter' || !text) return;
    if (await this.call.act({ type: 'NoteAdded', text })) this.note.value = '';
  }
}

