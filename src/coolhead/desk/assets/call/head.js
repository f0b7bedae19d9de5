// Which call it is, in one line, and what can be done with all of it.

import { callPath } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { levelTag } from '../base/pictures.js';
import { clock, length, levelOf, moment } from '../base/words.js';
import { share } from './share.js';

const FILES = { html: 'A page', markdown: 'The record to read', record: 'The record as data', transcript: 'The transcript', vcon: 'vCon' };

export class CallHead {
  constructor(call) {
    this.call = call;
    this.title = h('h1', null, 'A call');
    this.facts = h('p', { class: 'quiet' });
    this.moment = h('span', { class: 'at' }, clock(0));
    this.files = h('details', { class: 'menu files', hidden: true }, h('summary', null, 'Save as'), h('ul', { class: 'menu-box' }, Object.entries(FILES).map(([format, name]) => h('li', null, h('a', { href: `/api/v1${callPath(call.view.id, `/exports/${format}`)}`, download: '' }, name)))));
    this.element = h(
      'header',
      { class: 'call-head' },
      h('div', null, this.title, this.facts),
      h('div', { class: 'buttons' }, h('button', { onclick: () => share(call.cursor.at, call.say) }, 'Share ', this.moment), this.files),
    );
    call.cursor.onMove((at) => replace(this.moment, clock(at)));
  }

  show() {
    const { view, isOwn } = this.call;
    const { row } = view;
    if (!row) return;
    replace(this.title, `Call with ${row.customer ?? 'a customer'}`);
    replace(
      this.facts,
      [row.started_at && moment(row.started_at), isOwn ? 'your call' : `agent ${row.agent ?? 'not known'}`, row.ended ? length(row.now) : `goes on, ${clock(row.now)}`, row.playbook && `playbook ${row.playbook.name} ${row.playbook.version}`].filter(Boolean).join(' · '),
      ' · peak ', levelTag(levelOf(row.heat_peak), row.heat_peak),
    );
    this.files.hidden = !row.ended;
  }
}
