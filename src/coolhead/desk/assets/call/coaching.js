// The moments of a call worth talking about, and the way from one to what is practised next.

import { write } from '../agent/writing.js';
import { callPath, get, post } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { clock } from '../base/words.js';

const WAYS = { up: ['▲', 'Heat rose'], down: ['▼', 'Heat fell'] };

export class Coaching {
  constructor(call, agent) {
    this.call = call;
    this.agent = agent;
    this.element = h('div', { class: 'coaching' });
  }

  async open() {
    if (this.element.hasChildNodes()) return;
    try {
      this.show((await get(callPath(this.call.view.id, '/turns'))).turns);
    } catch (error) {
      replace(this.element, h('p', { class: 'problem' }, error.message));
    }
  }

  show(turns) {
    replace(
      this.element,
      h('p', { class: 'quiet' }, 'Where heat turned, with what was said around it: to be talked about by the agent and their coach.'),
      turns.length === 0 && h('p', { class: 'empty' }, 'Heat went neither up nor down by much in this call.'),
      h('ol', { class: 'score-lines' }, turns.map((turn) => this.line(turn))),
    );
  }

  line(turn) {
    const [mark, name] = WAYS[turn.way];
    return h(
      'li',
      { dataset: { way: turn.way } },
      h('h3', null, h('span', { 'aria-hidden': 'true' }, `${mark} `), name, ` from ${Math.round(turn.before)} to ${Math.round(turn.after)}`),
      turn.agent_quote && this.words('Agent', turn.agent_utterance, turn.agent_quote),
      this.words('Customer', turn.utterance, turn.quote),
      h('p', { class: 'rule' }, turn.why.replace(/^Heat \w+ from \d+ to \d+\.\s*/, '')),
      this.agent && h('button', { onclick: () => this.practise(turn) }, 'Practise this', h('span', { class: 'for-readers' }, `: ${clock(turn.at)}`)),
    );
  }

  words(who, id, quote) {
    const said = this.call.view.byId.get(id);
    const shown = [said && h('b', { class: 'at' }, clock(said.start)), ` ${who}: `, h('q', { dir: 'auto' }, quote)];
    return h('p', null, said ? h('button', { class: 'plain quote', onclick: () => this.call.cursor.move(said.start, 'coaching') }, shown) : shown);
  }

  async practise(turn) {
    const given = await write('What to practise', [
      { name: 'practise', label: 'One thing, in a few words', required: true, hint: 'The agent and their coach both see it and may change it.' },
      { name: 'note', label: 'A note; it can stay empty', area: true },
    ], 'Begin');
    if (!given?.practise) return;
    try {
      await post('/coaching/plans', { agent: this.agent, ...given, call: this.call.view.id, moment: turn.at }, { 'Idempotency-Key': crypto.randomUUID() });
      this.call.say('It is the plan now. You find it at Coaching.');
    } catch (error) {
      this.call.say(error.sentences.join(' '), 'problem');
    }
  }
}
