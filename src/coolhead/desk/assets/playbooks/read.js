// One playbook as a team reads it: what it decides, in sentences.

import { get } from '../base/api.js';
import { h } from '../base/dom.js';
import { aboutVersion } from './list.js';
import { sections } from './sections.js';

export async function readView({ me }, name, version) {
  const { about, flattened } = await get(`/playbooks/${encodeURIComponent(name)}`, { version });
  const parts = sections(flattened);
  const element = h(
    'div',
    null,
    h('p', null, h('a', { href: '/playbooks' }, 'All playbooks')),
    h(
      'div',
      { class: 'title-line' },
      h('h1', { dir: 'auto' }, flattened.title),
      h(
        'div',
        { class: 'buttons' },
        about.shipped
          ? h('a', { class: 'button first', href: `/playbooks#new=${encodeURIComponent(name)}` }, 'Write your own from this one')
          : h('a', { class: 'button first', href: '#edit' }, 'Edit'),
        about.shipped && me.roles.includes('admin') && h('a', { class: 'button', href: '#edit' }, 'Replace it for the workspace'),
        h('a', { class: 'button', href: '#versions' }, 'Versions'),
      ),
    ),
    h('p', { class: 'quiet' }, `${about.name}, ${aboutVersion(about, me)}`, about.note && [': ', h('span', { dir: 'auto' }, about.note)]),
    flattened.description && h('p', { class: 'lead', dir: 'auto' }, flattened.description),
    flattened.sources.length > 0 && h('p', { class: 'quiet' }, `Follows the sources ${flattened.sources.join(', ')}`),
    h('nav', { 'aria-label': 'On this page' }, h('ul', { class: 'contents' }, parts.map(({ id, title }) => h('li', null, h('button', { class: 'plain', onclick: () => goTo(id) }, title))))),
    parts.map(({ id, title, body }) => h('section', { class: 'card', id, tabIndex: -1, 'aria-labelledby': `${id}-title` }, h('h2', { id: `${id}-title` }, title), body)),
  );
  return { element };
}

function goTo(id) {
  const part = document.getElementById(id);
  part.scrollIntoView({ block: 'start' });
  part.focus({ preventScroll: true });
}
