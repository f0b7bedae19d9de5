// Checks a text while it is being written; an answer to an older text is not shown any more.

import { post } from '../base/api.js';

const PAUSE_MS = 350;

export class Checker {
  // `onState('checking' | 'unchecked', why?)`, `onChecked(check)`.
  constructor({ onState, onChecked }) {
    this.onState = onState;
    this.onChecked = onChecked;
    this.asked = 0;
  }

  soon(text) {
    clearTimeout(this.waiting);
    this.asked += 1;
    this.onState('checking');
    this.waiting = setTimeout(() => this.now(text), PAUSE_MS);
  }

  async now(text) {
    clearTimeout(this.waiting);
    this.asked += 1;
    const asked = this.asked;
    try {
      const check = text.trim() ? await post('/playbooks/check', { text }) : { ok: false, problems: [{ message: 'the text is empty', line: 1, column: 1 }] };
      if (asked === this.asked) this.onChecked({ problems: [], ...check });
    } catch (error) {
      if (asked === this.asked) this.onState('unchecked', error.message);
    }
  }

  close() {
    clearTimeout(this.waiting);
    this.asked += 1;
  }
}
