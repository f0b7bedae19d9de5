// The scorecard: each line down to the quote and the rule, what the agent says against it, and the
// answer to that.

import { write } from '../agent/writing.js';
import { h, replace } from '../base/dom.js';
import { clock, sentence } from '../base/words.js';
import { rowWords } from './source_rows.js';

const RESULTS = { pass: ['✓', 'Done'], miss: ['✗', 'Missed'], not_applicable: ['–', 'Not needed'] };

// What the line becomes where the agent is right.
const RIGHT = [['pass', 'The agent is right: it was done'], ['not_applicable', 'The agent is right: it was not needed'], ['miss', 'The agent is right: it was missed']];

export class Scores {
  constructor(call) {
    this.call = call;
    this.results = new Map();
    this.out = new Set();
    this.element = h('div', { class: 'scores' });
  }

  // Of each disputed line the latest dispute and its answer, if there is one.
  get disputes() {
    const found = new Map();
    for (const event of this.call.view.disputes) {
      if (event.type === 'ScoreDisputed') found.set(event.item, { reason: event.reason });
      else if (found.has(event.item)) found.get(event.item).answer = event;
    }
    return found;
  }

  get open() {
    return [...this.disputes.values()].filter((each) => !each.answer).length;
  }

  show(record) {
    const { disputes } = this;
    const items = record.scorecard?.items ?? [];
    const score = record.scorecard?.score;
    this.results = new Map(items.map((item) => [item.id, item.result]));
    this.out = new Set(record.scorecard?.leaves_out ?? []);
    replace(
      this.element,
      h('p', { class: 'review' }, 'A person must look at a score before it has any effect on anybody.'),
      items.length > 0 && h('p', null, h('b', { class: 'score' }, score === null || score === undefined ? 'No line applied' : `${Math.round(score)} of 100`), h('span', { class: 'quiet' }, ' over the lines that applied')),
      items.length > 0 && h('ol', { class: 'score-lines' }, items.map((item) => this.line(item, disputes.get(item.id)))),
      !items.length && h('p', { class: 'empty' }, 'There is no score to be shown here. Named agents are scored only where an administrator has turned that on.'),
      !items.length && disputes.size > 0 && h('ol', { class: 'score-lines' }, [...disputes].map(([item, dispute]) => h('li', { dataset: { state: dispute.answer ? 'answered' : 'open' } }, h('h3', null, sentence(item)), this.dispute(item, dispute)))),
    );
  }

  line(item, dispute) {
    const [mark, result] = RESULTS[item.result];
    const said = this.call.view.byId.get(item.utterance);
    return h(
      'li',
      { dataset: { result: item.result, state: dispute && !dispute.answer ? 'open' : '' } },
      h('h3', null, h('span', { class: 'result' }, h('span', { 'aria-hidden': 'true' }, mark), ` ${result}`), ' ', item.item),
      item.quote && h('p', null, said ? h('button', { class: 'plain quote', onclick: () => this.call.cursor.move(said.start, 'score') }, h('b', { class: 'at' }, clock(said.start)), ' ', h('q', { dir: 'auto' }, item.quote)) : h('q', { dir: 'auto' }, item.quote)),
      item.was && h('p', null, h('b', null, 'Changed: '), `a dispute was upheld. The rules had found: ${RESULTS[item.was][1].toLowerCase()}.`),
      this.out.has(item.id) && h('p', { class: 'warning' }, h('b', null, 'Does not count'), ' in the score: people and the rules agree on this line too seldom.'),
      !item.was && h('p', { class: 'rule' }, sentence(item.rule), '. ', h('span', { class: 'quiet' }, `Weight ${item.weight}.`)),
      item.rows.length > 0 && h('details', null, h('summary', null, 'Where this comes from'), h('ul', { class: 'rows' }, item.rows.map((each) => h('li', null, rowWords(each))))),
      dispute ? this.dispute(item.id, dispute) : this.call.isOwn && h('button', { onclick: () => this.disagree(item) }, 'I disagree', h('span', { class: 'for-readers' }, ` with: ${item.item}`)),
    );
  }

  dispute(item, { reason, answer }) {
    const who = this.call.isOwn ? 'You disagree' : 'The agent disagrees';
    return h(
      'div',
      { class: 'dispute' },
      h('p', null, h('b', null, answer ? who : `Open: ${who.charAt(0).toLowerCase()}${who.slice(1)}`), reason && [': ', h('q', { dir: 'auto' }, reason)]),
      answer && h('p', null, h('b', null, answer.upheld ? 'The agent is right' : 'The line stands'), `, says ${answer.by || 'a supervisor'}`, answer.reason && [': ', h('q', { dir: 'auto' }, answer.reason)]),
      answer && this.call.isOwn && h('button', { class: 'plain', onclick: () => this.disagree({ id: item }) }, 'I still disagree'),
      !answer && this.call.isAbove && h('button', { onclick: () => this.answer(item) }, 'Answer', h('span', { class: 'for-readers' }, `: ${sentence(item)}`)),
    );
  }

  async disagree(item) {
    const given = await write('I disagree', [
      { name: 'reason', label: 'Why, in your words', area: true, required: true, hint: 'A supervisor of your team answers it.' },
      { name: 'may_test', label: 'May this call be used to test the rules?', value: 'no', options: [['no', 'No'], ['yes', 'Yes, without names']], hint: 'If you are right, its words, without names and numbers, help those who mend the rules.' },
    ], 'Send');
    if (given?.reason) await this.call.act({ type: 'ScoreDisputed', item: item.id, reason: given.reason, may_test: given.may_test === 'yes' });
  }

  async answer(item) {
    const given = await write('Answer the agent', [
      { name: 'answer', label: 'Having looked at the call', value: '', options: [...RIGHT.filter(([result]) => result !== this.results.get(item)), ['', 'The line stands']] },
      { name: 'reason', label: 'Why, in your words', area: true, required: true },
    ], 'Answer');
    if (given?.reason) await this.call.act({ type: 'DisputeAnswered', item, upheld: given.answer !== '', result: given.answer || null, reason: given.reason });
  }
}
