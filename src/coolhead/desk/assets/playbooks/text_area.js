// A text with line numbers that scroll along, and marks at the lines where something is wrong.

import { h, replace } from '../base/dom.js';

export class TextArea {
  constructor({ label, describedBy, onInput, onMoved }) {
    this.numbers = h('div', { class: 'numbers', 'aria-hidden': 'true' });
    this.bands = h('div', { class: 'bands', 'aria-hidden': 'true' });
    this.text = h('textarea', {
      'aria-label': label,
      'aria-describedby': describedBy,
      spellcheck: 'false',
      autocapitalize: 'off',
      autocomplete: 'off',
      wrap: 'off',
      rows: 24,
      oninput: () => {
        this.count();
        onInput();
      },
      onscroll: () => this.follow(),
    });
    for (const event of ['keyup', 'click', 'focus', 'select']) this.text.addEventListener(event, onMoved);
    this.element = h('div', { class: 'numbered' }, this.numbers, h('div', { class: 'lines' }, this.bands, this.text));
    this.marked = new Map();
    this.lines = 0;
  }

  get value() {
    return this.text.value;
  }

  set value(text) {
    this.text.value = text;
    this.count();
  }

  // Another text in which little is different: that alone is typed anew, so that it can be undone.
  change(text) {
    const old = this.text.value;
    if (text === old) return;
    let from = 0;
    while (from < old.length && old[from] === text[from]) from += 1;
    let left = 0;
    while (left < Math.min(old.length, text.length) - from && old.at(-1 - left) === text.at(-1 - left)) left += 1;
    const [to, part] = [old.length - left, text.slice(from, text.length - left)];
    this.text.focus();
    this.text.setSelectionRange(from, to);
    if (!document.execCommand(part ? 'insertText' : 'delete', false, part)) this.text.setRangeText(part, from, to, 'end');
    this.count();
  }

  // `problems` with a line, each marked there: number, sign and band.
  mark(problems) {
    this.marked = new Map(problems.filter(({ line }) => line).map(({ line, message }) => [line, message]));
    this.lines = 0;
    this.count();
    this.text.setAttribute('aria-invalid', problems.length > 0);
  }

  count() {
    const lines = this.text.value.split('\n').length;
    if (lines === this.lines) return;
    this.lines = lines;
    replace(this.numbers, Array.from({ length: lines }, (_, index) => h('div', this.marked.has(index + 1) ? { class: 'wrong', title: this.marked.get(index + 1) } : null, String(index + 1))));
    replace(this.bands, [...this.marked.keys()].filter((line) => line <= lines).map((line) => h('div', { class: 'band-wrong', style: { '--line': line - 1 } })));
    this.follow();
  }

  follow() {
    const { scrollTop } = this.text;
    this.numbers.scrollTop = scrollTop;
    this.bands.style.setProperty('--scrolled', `${-scrollTop}px`);
  }

  // Puts the cursor to a place; lines and columns count from 1.
  goTo(line, column = 1) {
    const lines = this.text.value.split('\n');
    const row = Math.min(line, lines.length) - 1;
    const start = lines.slice(0, row).reduce((sum, each) => sum + each.length + 1, 0);
    const at = start + Math.min(column - 1, lines[row].length);
    this.text.focus();
    this.text.setSelectionRange(at, at);
    const height = parseFloat(getComputedStyle(this.text).lineHeight);
    const top = row * height;
    if (top < this.text.scrollTop || top > this.text.scrollTop + this.text.clientHeight - 2 * height) this.text.scrollTop = Math.max(0, top - this.text.clientHeight / 3);
    this.text.scrollLeft = 0;
  }
}
