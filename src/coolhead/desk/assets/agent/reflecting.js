// What an agent takes from a call, in two lines of their own; shared with nobody until they do so.

import { callPath, del, get, put } from '../base/api.js';
import { h, replace, tell } from '../base/dom.js';

const FIELDS = [['went_well', 'What went well'], ['next_time', 'What I do next time']];
const SHARED = { coach: 'Your coach can read it.', team: 'Your coach and your supervisors can read it.' };

export class Reflecting {
  constructor({ view, act, say, onKept }) {
    this.onKept = onKept;
    this.view = view;
    this.act = act;
    this.say = say;
    this.inputs = FIELDS.map(([name, label]) => [name, h('input', { maxLength: 500, id: `reflect-${name}`, onkeydown: (event) => event.key === 'Enter' && this.keep() }), label]);
    this.kept = h('div', { class: 'reflected', hidden: true });
    this.who = h('p', { class: 'quiet', role: 'status' });
    this.sharing = h(
      'select',
      { 'aria-label': 'Who may read what you kept', onchange: () => this.share(this.sharing.value) },
      h('option', { value: '' }, 'Only I'),
      h('option', { value: 'coach' }, 'My coach too'),
      h('option', { value: 'team' }, 'My coach and my supervisors'),
    );
    this.shareLine = h('p', { class: 'share-line', hidden: true }, h('span', { class: 'quiet' }, 'Who may read it '), this.sharing);
    this.element = h(
      'section',
      { class: 'card reflecting', 'aria-labelledby': 'reflect-title' },
      h('h2', { id: 'reflect-title' }, 'For yourself'),
      this.kept,
      this.inputs.map(([, input, label]) => h('div', { class: 'reflect-field' }, h('label', { for: input.id }, label), input)),
      h('div', { class: 'reflect-foot' }, h('button', { onclick: () => this.keep() }, 'Keep'), this.shareLine, this.who),
    );
    this.load();
  }

  show() {
    const latest = this.view.reflections.at(-1);
    this.kept.hidden = !latest;
    this.shareLine.hidden = !latest;
    if (!latest) tell(this.who, 'Nobody else can read this.');
    if (!latest || latest === this.shown) return;
    this.shown = latest;
    const lines = [[latest.went_well || latest.text, 'Went well'], [latest.next_time, 'Next time']].filter(([text]) => text);
    replace(this.kept, lines.map(([text, label]) => h('p', null, h('b', null, `${label}: `), h('span', { dir: 'auto' }, text))));
    this.tellWho();
  }

  async load() {
    try {
      const { shared } = await get(callPath(this.view.id, '/reflection'));
      this.shared = shared;
      this.tellWho();
    } catch (error) {
      this.say(error.message, 'problem');
    }
  }

  // Sharing is of what stood there then: what is kept afterwards is private again, and it is said so.
  tellWho() {
    const latest = this.view.reflections.at(-1);
    const isOlder = this.shared && latest && (this.shared.went_well !== (latest.went_well || latest.text || '') || this.shared.next_time !== (latest.next_time ?? ''));
    this.sharing.value = isOlder ? '' : (this.shared?.shared_with ?? '');
    tell(this.who, isOlder ? 'What you kept before is shared, this is not.' : (SHARED[this.shared?.shared_with] ?? 'Nobody else can read this.'));
  }

  async keep() {
    const given = Object.fromEntries(this.inputs.map(([name, input]) => [name, input.value.trim()]));
    if (!Object.values(given).some(Boolean)) return;
    if (!await this.act({ type: 'ReflectionNoted', ...given })) return;
    for (const [, input] of this.inputs) input.value = '';
    this.onKept();
  }

  async share(shared_with) {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    try {
      if (shared_with) await put(callPath(this.view.id, '/reflection'), { shared_with }, headers);
      else await del(callPath(this.view.id, '/reflection'));
      await this.load();
    } catch (error) {
      this.say(error.message, 'problem');
      this.tellWho();
    }
  }
}
