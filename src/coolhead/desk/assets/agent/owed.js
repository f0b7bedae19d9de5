// What is owed to this customer from other calls: a line as the call begins, until the agent has
// said something or puts it away.

import { callPath, get } from '../base/api.js';
import { h, replace } from '../base/dom.js';

const MOST = 3;

export class Owed {
  constructor({ view, say }) {
    this.view = view;
    this.say = say;
    this.element = h('section', { class: 'owed', 'aria-label': 'Owed to this customer', hidden: true });
    this.load();
  }

  async load() {
    try {
      const { owed } = await get(callPath(this.view.id, '/owed'));
      // What has no time is never late: it stays in its owner's queue.
      this.owed = owed.filter(({ due }) => due).slice(0, MOST);
      this.draw();
    } catch (error) {
      this.say(error.message, 'problem');
    }
  }

  show() {
    if (this.hasSpoken) this.element.hidden = true;
  }

  get hasSpoken() {
    return this.view.utterances.some(({ party }) => party === 'agent');
  }

  draw() {
    if (this.owed.length === 0 || this.hasSpoken) return;
    const phrase = (this.owed.find(({ kind, say }) => kind === 'promise' && say) ?? this.owed.find(({ say }) => say))?.say;
    replace(
      this.element,
      h('div', { role: 'status' }, this.owed.map((each) => h('p', { class: 'owed-line' }, each.line, each.what && [' ', h('q', { dir: 'auto' }, each.what)])), phrase && h('p', { class: 'owed-say' }, phrase)),
      h('button', { class: 'plain', 'aria-label': 'Put away what is owed', onclick: () => { this.element.hidden = true; } }, 'Put away'),
    );
    this.element.hidden = false;
  }
}
