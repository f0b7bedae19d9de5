// Everything of note as a list: the picture for whoever does not see it, and a quick way about.

import { h, Keyed, replace } from '../base/dom.js';
import { clock } from '../base/words.js';

const KINDS = { all: 'Everything', heat: 'Heat', signal: 'What was shown in words', interruption: 'Interruptions', silence: 'Silences', pause: 'Pauses', rung: 'Boundary', alert: 'Alerts', mark: 'Marks of the agent', cue: 'Cues' };

export class Moments {
  constructor(happened, cursor) {
    this.happened = happened;
    this.select = h('select', { 'aria-label': 'Which moments', onchange: () => this.show() });
    this.list = h('ol', { class: 'moments' });
    this.none = h('p', { class: 'quiet' }, 'Nothing of this kind.');
    this.element = h('div', null, this.select, this.list, this.none);
    this.keyed = new Keyed(this.list, {
      key: (each) => each.key,
      make: (each) => h('li', null, h('button', { class: 'plain', onclick: () => cursor.move(each.at, 'list') }, h('b', { class: 'at' }, clock(each.at)), h('span', null, each.text), each.quote && h('q', { dir: 'auto' }, each.quote))),
    });
  }

  show() {
    const { moments } = this.happened;
    const kinds = ['all', ...Object.keys(KINDS).filter((kind) => moments.some((each) => each.kind === kind))];
    if (kinds.join() !== this.kinds) {
      this.kinds = kinds.join();
      const chosen = kinds.includes(this.select.value) ? this.select.value : 'all';
      replace(this.select, kinds.map((kind) => h('option', { value: kind, selected: kind === chosen }, KINDS[kind])));
    }
    const shown = moments.filter((each) => this.select.value === 'all' || each.kind === this.select.value);
    this.keyed.show(keyed(shown));
    this.none.hidden = shown.length > 0;
  }
}

// Each with a key of its own, which stays the same when others come before it.
function keyed(moments) {
  const seen = new Map();
  return moments.map((each) => {
    const name = `${each.at}|${each.kind}|${each.text}|${each.utterance}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return { ...each, key: `${name}|${seen.get(name)}` };
  });
}
