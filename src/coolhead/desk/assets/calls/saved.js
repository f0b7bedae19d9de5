// One's own saved searches: a list of them, and the way to save the one that is shown.

import { del, get, put } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { addressOf, cleaned, piecesOf } from './query.js';

const LONGEST_NAME = 80;

export class SavedSearches {
  // `offer` and `form` stand where the search is described; `onEmpty` takes the focus when the last
  // one is deleted.
  constructor({ names, say, onOpen, onEmpty }) {
    this.names = names;
    this.say = say;
    this.onOpen = onOpen;
    this.onEmpty = onEmpty;
    this.query = {};
    this.kept = [];
    this.list = h('ul', { class: 'saved-list' });
    this.title = h('h2', { id: 'saved-title', tabIndex: -1 }, 'Saved searches');
    this.element = h('section', { class: 'saved', 'aria-labelledby': 'saved-title', hidden: true }, this.title, this.list);
    this.name = h('input', { maxLength: LONGEST_NAME, required: true, autocomplete: 'off' });
    this.form = h(
      'form',
      { class: 'save-form', hidden: true, onsubmit: (event) => this.save(event) },
      h('label', { class: 'field' }, h('span', null, 'Name of this search'), this.name),
      h('div', { class: 'buttons' }, h('button', { class: 'first' }, 'Save'), h('button', { type: 'button', onclick: () => this.close() }, 'Cancel')),
    );
    this.form.addEventListener('keydown', (event) => event.key === 'Escape' && this.close());
    this.offer = h('button', { class: 'plain', hidden: true, onclick: () => this.ask() }, 'Save this search');
  }

  async load() {
    try {
      this.kept = (await get('/searches')).searches;
    } catch (error) {
      this.say(error.message, 'problem');
    }
    this.draw();
  }

  // The search that is shown now.
  show(query) {
    this.query = query;
    this.draw();
    if (!Object.keys(query).length) this.form.hidden = true;
    this.offer.hidden = !this.form.hidden || !Object.keys(query).length;
  }

  draw() {
    const here = addressOf(this.query);
    this.element.hidden = this.kept.length === 0;
    replace(
      this.list,
      this.kept.map((search) => {
        const query = cleaned(search.query);
        const open = (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          this.onOpen(query);
        };
        return h(
          'li',
          null,
          h('a', { href: addressOf(query), onclick: open, 'aria-current': addressOf(query) === here ? 'true' : undefined }, h('bdi', null, search.name)),
          h('button', { class: 'plain', 'aria-label': `Delete the saved search ${search.name}`, onclick: () => this.remove(search.name) }, '✕'),
        );
      }),
    );
  }

  ask() {
    this.form.hidden = false;
    this.offer.hidden = true;
    this.name.value = piecesOf(this.query, this.names).map(({ text }) => text).join(', ').replaceAll('/', '-').slice(0, LONGEST_NAME);
    this.name.focus();
    this.name.select();
  }

  close() {
    this.form.hidden = true;
    this.show(this.query);
    this.offer.focus();
  }

  async save(event) {
    event.preventDefault();
    const name = this.name.value.replaceAll('/', '-').trim();
    try {
      await put(`/searches/${encodeURIComponent(name)}`, this.query);
    } catch (error) {
      this.say(error.status === 422 ? 'A name needs a letter or a digit in it.' : error.message, 'problem');
      return;
    }
    await this.load();
    this.close();
    this.say('The search is saved.');
  }

  async remove(name) {
    try {
      await del(`/searches/${encodeURIComponent(name)}`);
    } catch (error) {
      if (error.status !== 404) {
        this.say(error.message, 'problem');
        return;
      }
    }
    await this.load();
    if (this.kept.length) this.title.focus();
    else this.onEmpty();
    this.say('The search is deleted. Calls are not touched.');
  }
}
