// Keys of a page: single letters, which can be turned off (WCAG 2.2, 2.1.4), and a list of them.

import { h, replace } from './dom.js';

const TURNED = 'coolhead.letter-keys';

export class Keys {
  constructor() {
    this.known = []; // { key, label, act, letter }
    document.addEventListener('keydown', (event) => this.pressed(event));
  }

  get letters() {
    return localStorage.getItem(TURNED) !== 'off';
  }

  set letters(isOn) {
    localStorage.setItem(TURNED, isOn ? 'on' : 'off');
  }

  // `key` is a letter, '?' or the like; `shown` what the list calls it.
  add(key, label, act, shown = key.toUpperCase()) {
    this.known.push({ key, label, act, shown });
  }

  // A key on which the browser itself or the page acts, for the list alone.
  note(shown, label) {
    this.known.push({ shown, label });
  }

  // Keys of a part of the page, which go with it: group.add(…), group.close().
  group() {
    const added = [];
    return {
      add: (...key) => {
        this.add(...key);
        added.push(this.known.at(-1));
      },
      close: () => {
        this.known = this.known.filter((each) => !added.includes(each));
      },
    };
  }

  pressed(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === '?' && !isWriting(event.target)) {
      event.preventDefault();
      this.help();
      return;
    }
    if (!this.letters || isWriting(event.target) || document.querySelector('dialog[open]')) return;
    const found = this.known.find((each) => each.key === event.key.toLowerCase() || each.key === event.key);
    if (!found) return;
    event.preventDefault();
    found.act();
  }

  help() {
    const dialog = h('dialog', { class: 'help', 'aria-labelledby': 'help-title' });
    const turn = h('input', { type: 'checkbox', checked: this.letters, onchange: () => { this.letters = turn.checked; } });
    const rows = this.known.map(({ shown, label }) => h('div', null, h('dt', null, h('kbd', null, shown)), h('dd', null, label)));
    replace(
      dialog,
      h('h2', { id: 'help-title' }, 'Keys of this page'),
      h('dl', { class: 'keys' }, rows, h('div', null, h('dt', null, h('kbd', null, '?')), h('dd', null, 'This list'))),
      h('label', { class: 'choice' }, turn, ' Letters work as keys'),
      h('p', { class: 'quiet' }, 'While you write in a field, letters are letters. Everything can be reached with Tab too.'),
      h('form', { method: 'dialog' }, h('button', { class: 'first' }, 'Close')),
    );
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }
}

export function isWriting(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])'));
}
