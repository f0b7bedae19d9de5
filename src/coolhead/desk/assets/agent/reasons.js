// Why the heat is what it is: the quotes that moved it, and by how much.

import { h, replace, tell } from '../base/dom.js';
import { words } from '../base/words.js';

export class Reasons {
  constructor(view, onPick) {
    this.view = view;
    this.onPick = onPick;
    this.list = h('ul', { class: 'reasons' });
    this.summary = h('summary', null, 'Why?');
    this.button = h('details', { class: 'why' }, this.summary, this.list);
  }

  show() {
    const { because } = this.view.heat;
    tell(this.summary, because.length ? 'Why?' : 'Nothing moves it');
    replace(
      this.list,
      because.map((each) => h(
        'li',
        null,
        h('button', { class: 'plain', onclick: () => each.utterance && this.onPick(each.utterance) }, h('b', null, `+${Math.round(each.points ?? 0)} ${words(each.signal)}`), h('q', { dir: 'auto' }, each.quote)),
      )),
    );
  }
}
