// A phrase or a moment for the team's lessons. Whoever shares sees exactly what will be shared, and
// writes it anew before.

import { callPath, post } from '../base/api.js';
import { h, replace, tell } from '../base/dom.js';
import { sentence } from '../base/words.js';
import { CUES } from '../lessons/cues.js';

const KINDS = [['phrase', 'A phrase to say'], ['moment', 'A moment, told in a few words']];

export class Sharing {
  // `lending` is the choice that belongs to the same card.
  constructor({ view, say, keys, onShared }, lending) {
    this.onShared = onShared;
    this.view = view;
    this.say = say;
    this.element = h(
      'section',
      { class: 'card sharing', 'aria-labelledby': 'sharing-title' },
      h('h2', { id: 'sharing-title' }, 'For your team'),
      h('p', { class: 'quiet' }, 'What you said well can help a colleague, without the customer in it. ', h('a', { href: '/lessons' }, 'All lessons')),
      h('div', { class: 'buttons' }, h('button', { onclick: () => this.open(), 'aria-keyshortcuts': 'L' }, 'Share a lesson… ', h('kbd', null, 'L'))),
      lending,
    );
    keys.add('l', 'Share a lesson with your team', () => this.open());
  }

  open() {
    const mine = this.view.utterances.filter((said) => said.party === 'agent' && said.text);
    this.text = h('textarea', { rows: 4, maxLength: 600, required: true, id: 'lesson-text', onchange: () => this.look() });
    this.from = h('select', { id: 'lesson-from', onchange: () => this.take() }, h('option', { value: '' }, 'In my own words'), mine.map((said) => h('option', { value: said.id }, short(said.text))));
    this.kind = h('select', { id: 'lesson-kind' }, KINDS.map(([value, text]) => h('option', { value }, text)));
    this.cue = h('select', { id: 'lesson-cue' }, h('option', { value: '' }, 'No cue'), CUES.map((cue) => h('option', { value: cue }, sentence(cue))));
    this.told = h('p', { class: 'lesson-told', role: 'status' });
    this.share = h('button', { class: 'first' }, 'Share this with my team');
    this.dialog = h(
      'dialog',
      { class: 'lesson-dialog', 'aria-labelledby': 'lesson-title' },
      h(
        'form',
        { onsubmit: (event) => this.send(event) },
        h('h2', { id: 'lesson-title' }, 'Share a lesson'),
        field('What you said', this.from),
        field('What your team will read, to the letter', this.text),
        this.told,
        h('div', { class: 'lesson-choices' }, field('It is', this.kind), field('It belongs to the cue', this.cue)),
        h('p', { class: 'quiet' }, 'Your name does not stand beside it. You can take it back at any time, and a supervisor or coach may take it out.'),
        h('div', { class: 'buttons' }, this.share, h('button', { type: 'button', onclick: () => this.dialog.close() }, 'Cancel')),
      ),
    );
    const { dialog } = this;
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    this.from.focus();
  }

  draft(asked) {
    return post(callPath(this.view.id, '/lesson-draft'), asked);
  }

  // An utterance of one's own, as it may be shared.
  async take() {
    if (!this.from.value) return;
    await this.tried(async () => this.drawn(await this.draft({ utterance: this.from.value }), true));
  }

  // What was written: what must go is taken out, and it is said that it was.
  async look() {
    if (this.text.value.trim()) await this.tried(async () => this.drawn(await this.draft({ text: this.text.value })));
  }

  drawn({ text, removed, cue, with_call: withCall }, isTaken = false) {
    this.text.value = text;
    if (isTaken) this.cue.value = CUES.includes(cue) ? cue : '';
    const gone = removed.length ? `Taken out: ${removed.join(', ')}. Write the rest so that it reads well. ` : '';
    tell(this.told, `${gone}${withCall ? 'Words of the call stand in it: it goes when the call is erased.' : 'No words of the call stand in it: it stays when the call is erased.'}`);
  }

  async send(event) {
    event.preventDefault();
    const text = this.text.value.trim();
    const lesson = { call: this.view.id, kind: this.kind.value, cue: this.cue.value || null, text };
    this.share.disabled = true;
    await this.tried(async () => {
      // Nothing goes out that was not seen: where something is taken out, it is read once more.
      const seen = await this.draft({ text });
      this.drawn(seen);
      if (seen.text !== text) {
        this.text.focus();
        return;
      }
      await post('/lessons', lesson, { 'Idempotency-Key': crypto.randomUUID() });
      this.dialog.close();
      this.say('Your team can read it now.');
      this.onShared();
    });
    this.share.disabled = false;
  }

  async tried(act) {
    try {
      await act();
    } catch (error) {
      replace(this.told, error.message);
    }
  }
}

function field(label, input) {
  return h('div', { class: 'field' }, h('label', { for: input.id }, label), input);
}

function short(text) {
  return text.length > 90 ? `${text.slice(0, 88)}…` : text;
}
