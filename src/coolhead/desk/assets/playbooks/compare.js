// The versions of a playbook, and two of them compared in words.

import { get } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { aboutVersion } from './list.js';
import { pathWords, valueWords } from './wording.js';

export async function compareView(name, wanted) {
  const path = `/playbooks/${encodeURIComponent(name)}`;
  const { playbooks: rows } = await get(`${path}/versions`);
  const select = (label, given, fallback) => h('select', { 'aria-label': label }, rows.map((row, index) => h('option', { value: row.version, selected: given ? Number(given) === row.version : index === fallback }, `Version ${row.version}${row.shipped ? ', shipped' : ''}`)));
  const before = select('Before', wanted.get('before'), Math.min(1, rows.length - 1));
  const after = select('After', wanted.get('after'), 0);
  const told = h('div', { role: 'status' });
  const compare = async () => {
    try {
      const [a, b] = [before.value, after.value];
      if (a === b) replace(told, h('p', { class: 'quiet' }, 'Choose two versions to compare.'));
      else replace(told, differences(await get(`${path}/diff`, { before: a, after: b })));
    } catch (error) {
      replace(told, h('p', { class: 'problem' }, error.message));
    }
  };
  before.addEventListener('change', compare);
  after.addEventListener('change', compare);
  const element = h(
    'div',
    null,
    h('p', null, h('a', { href: '/playbooks' }, 'All playbooks'), ' / ', h('a', { href: path }, name)),
    h('h1', null, `Versions of ${name}`),
    h('ol', { class: 'versions', 'aria-label': 'Versions' }, rows.map((row, index) => h('li', { class: 'card' }, h('a', { href: `${path}#version=${row.version}` }, `Version ${row.version}`), ` ${aboutVersion(row).replace(/^version \d+, /, '')}${index === 0 ? ', the newest' : ''}`, row.note && h('p', { dir: 'auto' }, row.note)))),
    h('h2', null, 'Compare'),
    rows.length > 1 ? h('div', { class: 'choose' }, h('label', null, 'Before', before), h('label', null, 'After', after)) : alone(rows[0], told, path),
    told,
  );
  return { element, opened: rows.length > 1 ? compare : undefined };
}

// With one version alone there is what it builds on.
function alone(row, told, path) {
  if (row.shipped) return h('p', { class: 'quiet' }, 'There is one version.');
  const compare = async () => {
    try {
      replace(told, differences(await get(`${path}/diff`)));
    } catch (error) {
      replace(told, h('p', { class: 'problem' }, error.message));
    }
  };
  return h('p', null, h('button', { onclick: compare }, 'Compare with “standard”'));
}

export function differences({ before, after, changes }) {
  const names = [before, after].map((row) => `${row.name}, version ${row.version}`);
  const shown = changes.filter(({ path }) => !['name', 'version'].includes(path));
  if (!shown.length) return h('p', null, `Nothing differs between ${names[0]} and ${names[1]}.`);
  return [
    h('p', null, `${shown.length} ${shown.length === 1 ? 'setting differs' : 'settings differ'} between ${names[0]} and ${names[1]}.`),
    h('ul', { class: 'changes' }, shown.map(change)),
  ];
}

function change({ path, before, after }) {
  return h('li', { class: 'card' }, h('h3', null, pathWords(path)), isPhrases(before, after) ? phrases(before ?? [], after ?? []) : h('dl', { class: 'pairs' }, side('Before', before), side('After', after)));
}

function isPhrases(before, after) {
  const list = (value) => Array.isArray(value) && value.every((each) => typeof each === 'string');
  return (list(before) || before === null) && (list(after) || after === null) && (before !== null || after !== null);
}

// Of a list: what is gone, what is new; where only the order differs, both.
function phrases(before, after) {
  const gone = before.filter((each) => !after.includes(each));
  const fresh = after.filter((each) => !before.includes(each));
  if (!gone.length && !fresh.length) return h('dl', { class: 'pairs' }, side('Before', before), side('After', after));
  return h('dl', { class: 'pairs' }, gone.map((each) => side('Gone', each)), fresh.map((each) => side('New', each)));
}

function side(label, value) {
  return h('div', { dataset: { side: label } }, h('dt', null, label), h('dd', { dir: 'auto' }, valueWords(value)));
}
