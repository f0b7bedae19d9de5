// What the setting under the cursor means, what may stand there, and what ships.

import { h, replace } from '../base/dom.js';
import { Fields, valueAt } from './fields.js';
import { valueWords } from './wording.js';

export class Help {
  constructor(fields, standard) {
    this.fields = new Fields(fields);
    this.standard = standard;
    this.body = h('div', { class: 'help-body' });
    this.element = h('div', { class: 'card' }, h('h2', null, 'The setting under the cursor'), this.body);
    this.show([]);
  }

  show(path) {
    const key = path.join('.');
    if (key === this.key) return;
    this.key = key;
    const field = this.fields.at(path);
    replace(this.body, field ? this.about(field, path) : h('p', { class: 'quiet' }, path[0] === 'extends' ? 'The shipped playbook that this one builds on: what it does not say stays as it is there.' : 'Put the cursor on a setting to read what it means.'));
  }

  about(field, path) {
    const standard = valueAt(this.standard, path);
    const isPlain = standard !== undefined && (typeof standard !== 'object' || standard === null || (Array.isArray(standard) && standard.every((each) => typeof each === 'string')));
    return [
      h('p', null, h('code', null, path.slice(0, field.path.split('.').length).join('.'))),
      h('p', null, field.description),
      h(
        'dl',
        { class: 'pairs' },
        row('Takes', [field.type, field.bounds].filter(Boolean).join(': ')),
        field.choices?.length > 0 && row(field.type === 'mapping' ? 'Keys' : 'Choices', field.choices.join(', ')),
        isPlain && row('In “standard”', Array.isArray(standard) ? list(standard) : valueWords(standard)),
      ),
    ];
  }
}

function row(name, value) {
  return h('div', null, h('dt', null, name), h('dd', null, value));
}

function list(values) {
  return values.length ? h('ul', { class: 'phrases' }, values.map((each) => h('li', null, each))) : 'nothing';
}
