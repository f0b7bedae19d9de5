// What is wrong with the text, each problem a way to its place.

import { h, replace, tell } from '../base/dom.js';

export class Problems {
  constructor(goTo) {
    this.goTo = goTo;
    this.state = h('p', { class: 'check-state', role: 'status', id: 'check-state' });
    this.list = h('ol', { class: 'problems', 'aria-label': 'Problems' });
    this.element = h('div', { class: 'card check' }, h('h2', null, 'Check'), this.state, this.list, h('p', { class: 'quiet' }, h('kbd', null, 'F8'), ' goes to the next problem.'));
    this.found = [];
    this.next = 0;
  }

  say(text, state) {
    this.state.dataset.state = state;
    tell(this.state, text);
  }

  show({ ok, problems, name, version }) {
    this.found = problems;
    this.next = 0;
    const count = problems.length;
    this.say(ok ? `No problems. This is ${name}, version ${version}.` : `${count} ${count === 1 ? 'problem' : 'problems'}`, ok ? 'good' : 'wrong');
    replace(this.list, problems.map((problem) => h('li', null, this.line(problem))));
  }

  line(problem) {
    const { line, column, message } = problem;
    if (line === undefined || line === null) return message;
    return h('button', { class: 'plain', dir: 'auto', onclick: () => this.goTo(line, column) }, h('b', null, `Line ${line}, column ${column}`), ' ', message);
  }

  goToNext() {
    const placed = this.found.filter(({ line }) => line !== undefined && line !== null);
    if (!placed.length) return;
    const { line, column } = placed[this.next % placed.length];
    this.next += 1;
    this.goTo(line, column);
  }
}
