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
    this.keyed.show(shown.map((each, place) => ({ ...each, key: `${each.at}|${each.text}|${each.quote}|${place}` })));
    this.none.hidden = shown.length > 0;
  }
}
