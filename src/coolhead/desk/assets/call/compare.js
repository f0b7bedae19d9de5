// What another playbook would have shown, for the call's own agent: a second lane, and where they part.

import { callPath, get } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { clock, RUNG_NAMES } from '../base/words.js';

const KINDS = { only_here: 'Only in your call', only_there: 'Only there', other_words: 'In other words', other_time: 'At another time' };

export class Compare {
  constructor(call, picture) {
    this.call = call;
    this.picture = picture;
    this.select = h('select', { id: 'compare-playbook' });
    this.found = h('div', { role: 'status' });
    this.element = h(
      'div',
      null,
      h('form', { class: 'compare', onsubmit: (event) => this.ask(event) }, h('label', { for: 'compare-playbook' }, 'What would another playbook have shown?'), h('div', { class: 'buttons' }, this.select, h('button', { class: 'first' }, 'Show'), h('button', { type: 'button', onclick: () => this.clear() }, 'Clear'))),
      h('p', { class: 'quiet' }, 'The same words and signals, folded by another playbook. Your answers to cues are left out. Nobody but you can see this.'),
      this.found,
    );
  }

  async open() {
    if (this.isOpen) return;
    this.isOpen = true;
    try {
      const { playbooks } = await get('/playbooks');
      const own = this.call.view.row?.playbook?.name;
      replace(this.select, playbooks.map(({ name, version }) => h('option', { value: name }, name === own ? `${name} ${version}, as it is now` : `${name} ${version}`)));
      this.select.value = playbooks.find(({ name }) => name !== own)?.name ?? own;
    } catch (error) {
      this.isOpen = false;
      this.call.say(error.message, 'problem');
    }
  }

  async ask(event) {
    event.preventDefault();
    const name = this.select.value;
    try {
      const compared = await get(callPath(this.call.view.id, '/compare'), { playbook: name });
      this.picture.compare({ name, course: compared.there });
      this.show(compared);
    } catch (error) {
      this.call.say(error.message, 'problem');
    }
  }

  clear() {
    this.picture.compare(undefined);
    replace(this.found);
  }

  show({ playbook, here, there, differences }) {
    replace(
      this.found,
      h('p', null, h('b', null, playbook.title), `: ${count(there.cues, 'cue')}, your call had ${count(here.cues, 'cue')}. `, differences.length ? `${count(differences, 'difference')}:` : 'No difference.'),
      h('ol', { class: 'differences' }, differences.map((each) => h(
        'li',
        { dataset: { kind: each.kind } },
        h('button', { class: 'plain', onclick: () => this.call.cursor.move(each.at, 'compare') }, h('b', { class: 'at' }, clock(each.at)), h('span', null, `${KINDS[each.kind]}: `, h('b', null, what(each.here ?? each.there)))),
        each.kind === 'other_words' && h('p', null, h('span', { class: 'quiet' }, 'Your call: '), h('q', null, each.here.say ?? each.here.do), h('br'), h('span', { class: 'quiet' }, 'There: '), h('q', null, each.there.say ?? each.there.do)),
        each.kind === 'other_time' && h('p', { class: 'quiet' }, `Your call at ${clock(each.here.at)}, there at ${clock(each.there.at)}`),
        ['only_here', 'only_there'].includes(each.kind) && (each.here ?? each.there).say && h('p', null, h('q', null, (each.here ?? each.there).say)),
      ))),
    );
  }
}

function what(each) {
  return each.type === 'ladder' ? `boundary: ${RUNG_NAMES[each.rung].toLowerCase()}` : each.do;
}

function count(list, name) {
  return `${list.length || 'no'} ${name}${list.length === 1 ? '' : 's'}`;
}
