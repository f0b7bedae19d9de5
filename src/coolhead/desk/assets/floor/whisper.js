// A note to the agent, between the two of you.

import { h, replace } from '../base/dom.js';
import { clock } from '../base/words.js';

const LONGEST = 300;

export class Whisper {
  constructor(call) {
    this.call = call;
    this.field = h('input', { maxLength: LONGEST, autocomplete: 'off', 'aria-keyshortcuts': 'W', 'aria-describedby': 'whisper-hint' });
    this.sent = h('ul', { class: 'whispers', 'aria-label': 'Whispered in this call' });
    this.form = h(
      'form',
      { class: 'whisper-form', onsubmit: (event) => this.send(event) },
      h('label', null, 'Whisper to the agent', this.field),
      h('button', null, 'Send'),
    );
    this.element = h('div', { class: 'whisper-card' }, this.sent, this.form, h('small', { id: 'whisper-hint', class: 'quiet' }, 'Short: they are listening. Only the agent and supervisors see it.'));
  }

  show() {
    const { view } = this.call;
    replace(this.sent, view.whispers.slice(-3).map((each) => h('li', { dir: 'auto' }, h('span', { class: 'at quiet' }, clock(each.at)), ' ', h('b', null, each.by || 'Supervisor'), ' ', each.text)));
    this.form.hidden = Boolean(view.ended);
  }

  focus() {
    this.field.focus();
  }

  async send(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (!text) return;
    this.field.value = '';
    if (!(await this.call.act({ type: 'Whispered', text }))) this.field.value ||= text;
  }
}
