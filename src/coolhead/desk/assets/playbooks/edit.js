// The editor: the text, checked as it is written, the setting explained, tried and published.

import { h, replace } from '../base/dom.js';
import { moment } from '../base/words.js';
import { Checker } from './check.js';
import { Draft } from './draft.js';
import { pathAt } from './fields.js';
import { Help } from './help.js';
import { Preview } from './preview.js';
import { Problems } from './problems.js';
import { Publish } from './publish.js';
import { TextArea } from './text_area.js';
import { beginning, replacing, withVersion } from './versioning.js';

export class EditView {
  constructor({ page, name, base, opened, fields, examples, playbooks, standard }) {
    const { me } = page;
    this.page = page;
    this.rows = new Map(playbooks.map((row) => [row.name, row]));
    this.draft = new Draft(me.id, name || 'new');
    this.fresh = firstText(opened, base);
    this.area = new TextArea({ label: 'Text of the playbook', describedBy: 'check-state', onInput: () => this.typed(), onMoved: () => this.moved() });
    this.problems = new Problems((line, column) => this.area.goTo(line, column));
    this.help = new Help(fields, standard);
    this.preview = new Preview({ text: () => this.area.value, examples, me });
    this.publish = new Publish({ me, opened, text: () => this.area.value, setVersion: (version) => this.setVersion(version), onPublished: (row) => this.published(row) });
    this.checker = new Checker({ onState: (state, why) => this.unsure(state, why), onChecked: (check) => this.checked(check) });
    this.banner = h('div', { class: 'draft', role: 'status', hidden: true });
    this.keys = page.keys.group();
    this.keys.add('F8', 'To the next problem in the text', () => this.problems.goToNext(), 'F8');
    this.area.text.addEventListener('keydown', (event) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      this.problems.goToNext();
    });
    const title = opened ? `Edit ${opened.flattened.title}` : 'Write a playbook';
    this.element = h(
      'div',
      { class: 'editor' },
      h('p', null, h('a', { href: '/playbooks' }, 'All playbooks'), name && [' / ', h('a', { href: `/playbooks/${encodeURIComponent(name)}` }, name)]),
      h('h1', { dir: 'auto' }, title),
      this.banner,
      h('div', { class: 'write' }, h('div', { class: 'card text-card' }, this.area.element), h('div', { class: 'beside' }, this.problems.element, this.help.element)),
      h('div', { class: 'then' }, this.preview.element, this.publish.element),
    );
    this.begin();
  }

  begin() {
    const kept = this.draft.read();
    if (kept && kept.text !== this.fresh) {
      this.area.value = kept.text;
      // It was written from this version, whatever has been published since.
      if (this.publish.seen && kept.digest) this.publish.seen = { ...this.publish.seen, digest: kept.digest, version: kept.version };
      this.offerFresh(kept);
    } else this.area.value = this.fresh;
  }

  opened() {
    this.checker.now(this.area.value);
    this.area.goTo(1, 1);
    this.moved();
  }

  close() {
    this.checker.close();
    this.keys.close();
  }

  offerFresh(kept) {
    const isOlder = kept.digest && this.rows.get(this.publish.name)?.digest !== kept.digest;
    replace(
      this.banner,
      h('p', null, `This is your draft of ${moment(kept.at)}, which is not published.`, isOlder ? ' Another version has been published since you began it.' : ''),
      h('div', { class: 'buttons' }, h('button', { onclick: () => this.discard(kept) }, 'Begin anew without the draft'), h('button', { class: 'plain', onclick: () => { this.banner.hidden = true; this.area.text.focus(); } }, 'Go on with it')),
    );
    this.banner.hidden = false;
  }

  discard(kept) {
    const { seen } = this.publish;
    this.area.value = this.fresh;
    this.publish.seen = this.rows.get(this.publish.name) ?? seen;
    this.draft.forget();
    this.checker.now(this.fresh);
    replace(this.banner, h('p', null, 'The draft is put aside.'), h('button', { onclick: () => this.restore(kept, seen) }, 'Bring it back'));
    this.area.text.focus();
  }

  restore(kept, seen) {
    this.area.value = kept.text;
    this.publish.seen = seen;
    this.keep();
    this.checker.now(kept.text);
    this.offerFresh(kept);
    this.area.text.focus();
  }

  keep() {
    if (!this.draft.keep(this.area.value, this.publish.seen)) this.page.say('This browser keeps no drafts: publish before you leave.', 'problem');
  }

  typed() {
    this.keep();
    this.checker.soon(this.area.value);
    this.preview.changed();
    this.moved();
  }

  moved() {
    this.help.show(pathAt(this.area.value, this.area.text.selectionStart));
  }

  unsure(state, why) {
    this.publish.show(undefined, this.rows);
    if (state === 'checking') this.problems.say('Checking…', state);
    else this.problems.say(`It could not be checked: ${why} Your text is kept in this browser.`, state);
  }

  checked(check) {
    this.problems.show(check);
    this.area.mark(check.problems);
    this.publish.show(check, this.rows);
  }

  setVersion(version) {
    this.area.change(withVersion(this.area.value, version));
    this.keep();
    return this.checker.now(this.area.value);
  }

  published(row) {
    this.rows.set(row.name, row);
    this.draft.forget();
    this.draft = new Draft(this.page.me.id, row.name);
    history.replaceState(null, '', `/playbooks/${encodeURIComponent(row.name)}#edit`);
    this.banner.hidden = true;
    this.fresh = withVersion(this.area.value, row.version + 1);
    this.checker.now(this.area.value);
  }
}

function firstText(opened, base) {
  if (!opened) return beginning(base);
  const { about, text, flattened } = opened;
  return about.shipped ? replacing(about.name, flattened.title, about.version + 1) : withVersion(text, about.version + 1);
}
