// Publishes the text as a new version, and says what to do where that does not go.

import { get, put } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { moment } from '../base/words.js';
import { differences } from './compare.js';
import { audience } from './list.js';

export class Publish {
  // `text()`; `setVersion(number)` writes it into the text; `onPublished(row)`.
  constructor({ me, opened, text, setVersion, onPublished }) {
    Object.assign(this, { me, text, setVersion, onPublished });
    this.name = opened?.about.name; // of what was opened; its text may get another
    this.seen = opened?.about; // the version that this text was written from
    this.isAdmin = me.roles.includes('admin');
    this.team = h('select', { 'aria-label': 'For whom' });
    this.note = h('input', { maxLength: 500, 'aria-label': 'What has changed, in a line' });
    this.button = h('button', { class: 'first', disabled: true, onclick: () => this.publish() }, 'Publish');
    this.why = h('p', { class: 'quiet', id: 'publish-why' });
    this.told = h('div', { class: 'told-here', role: 'status' });
    this.element = h(
      'section',
      { class: 'card publish', 'aria-labelledby': 'publish-title' },
      h('h2', { id: 'publish-title' }, 'Publish'),
      h('label', { class: 'field' }, 'For', this.team),
      h('label', { class: 'field' }, 'What has changed, in a line', this.note),
      h('div', { class: 'buttons' }, this.button),
      this.why,
      this.told,
    );
    this.fill(me.teams);
    if (this.isAdmin) this.findTeams();
  }

  fill(teams) {
    const chosen = this.seen?.team;
    replace(this.team, this.isAdmin && h('option', { value: '' }, 'the whole workspace'), teams.map((team) => h('option', { value: team, selected: team === chosen }, `the team ${team}`)));
  }

  async findTeams() {
    try {
      const { teams } = await get('/teams');
      this.fill(teams.map(({ id }) => id));
    } catch (error) {
      replace(this.told, h('p', { class: 'problem' }, error.message));
    }
  }

  // What a check says of the text, with the newest of each playbook as this page has seen it.
  show(check, rows) {
    this.check = check;
    const row = rows.get(check?.name);
    const isOpened = check?.name === this.name;
    const said = this.because(check, row, isOpened);
    this.button.disabled = said !== '';
    replace(this.why, said || `It becomes version ${check.version} of ${check.name}.`, this.offers(check, row, isOpened));
    this.button.textContent = check?.ok ? `Publish version ${check.version}` : 'Publish';
  }

  because(check, row, isOpened) {
    if (!check?.ok) return 'A text with problems cannot be published.';
    if (!this.isAdmin && !this.me.teams.length) return 'You belong to no team: an administrator can change that.';
    if (row && !isOpened) return `There is a playbook called ${row.name} already: give yours another name.`;
    if (row && !this.isAdmin && (row.shipped || !this.me.teams.includes(row.team))) return `This playbook is not your team's (it is for ${row.shipped ? 'everybody' : audience(row.team)}): give yours another name.`;
    if (row && !row.shipped && this.seen?.digest === row.digest && check.version <= row.version) return `Version ${row.version} is published already.`;
    return '';
  }

  offers(check, row, isOpened) {
    const isOld = check?.ok && isOpened && row && !row.shipped && check.version <= row.version;
    return isOld && [' ', this.offer(row.version + 1)];
  }

  offer(version) {
    return h('button', { onclick: () => { this.setVersion(version); replace(this.told); this.button.focus(); } }, `Make it version ${version}`);
  }

  async publish() {
    if (!this.check?.ok) return;
    const { name } = this.check;
    const isOpened = name === this.name && this.seen;
    const headers = { 'Idempotency-Key': crypto.randomUUID(), ...(isOpened ? { 'If-Match': `"${this.seen.digest}"` } : { 'If-None-Match': '*' }) };
    this.button.disabled = true;
    try {
      const row = await put(`/playbooks/${encodeURIComponent(name)}`, { text: this.text(), team: this.team.value || null, note: this.note.value.trim() }, headers);
      this.name = name;
      this.seen = row;
      this.note.value = '';
      replace(this.told, h('p', { class: 'published' }, h('b', null, `Version ${row.version} of ${name} is published for ${audience(row.team)}.`), ` New calls that are guided by ${name} use it; calls that go on keep the version they began with. `, h('a', { href: `/playbooks/${encodeURIComponent(name)}` }, 'Read it')));
      this.onPublished(row);
    } catch (error) {
      this.button.disabled = false;
      await this.explain(error, name);
    }
  }

  async explain(error, name) {
    if (error.status !== 412 && error.status !== 409) {
      replace(this.told, h('div', { role: 'alert' }, error.sentences.map((each) => h('p', { class: 'problem' }, each))));
      return;
    }
    try {
      const { about } = await get(`/playbooks/${encodeURIComponent(name)}`);
      if (error.status === 412) this.conflict(about);
      else replace(this.told, h('div', { role: 'alert' }, h('p', { class: 'problem' }, `Version ${about.version} is published already, so yours needs a higher number.`), this.offer(about.version + 1)));
    } catch (failed) {
      replace(this.told, h('p', { class: 'problem', role: 'alert' }, failed.message));
    }
  }

  // Somebody was quicker: nothing of theirs is replaced unseen, nothing of this text is lost.
  conflict(newest) {
    const changes = h('div', null);
    const next = newest.version + 1;
    const { seen } = this;
    const look = async () => {
      try {
        replace(changes, differences(await get(`/playbooks/${encodeURIComponent(newest.name)}/diff`, { before: seen?.version, after: newest.version })));
      } catch (error) {
        replace(changes, h('p', { class: 'problem' }, error.message));
      }
    };
    const onTop = async () => {
      this.name = newest.name;
      this.seen = newest;
      await this.setVersion(next);
      await this.publish();
    };
    replace(
      this.told,
      h(
        'div',
        { role: 'alert' },
        h('p', { class: 'problem' }, `Somebody has published version ${newest.version}${newest.published_at ? ` on ${moment(newest.published_at)}` : ''} while you wrote.`),
        h('p', null, 'Nothing is replaced, and your text is kept. Look at what they changed and take over what you want to keep; then publish yours after it.'),
        h('div', { class: 'buttons' }, h('button', { onclick: look }, 'See what they changed'), h('button', { onclick: onTop }, `Publish mine as version ${next}`)),
        changes,
      ),
    );
  }
}
