// Every playbook: those that ship and those published here.

import { get } from '../base/api.js';
import { h } from '../base/dom.js';
import { moment } from '../base/words.js';

export async function listView({ me }) {
  const { playbooks } = await get('/playbooks');
  const published = playbooks.filter((each) => !each.shipped).sort((a, b) => a.name.localeCompare(b.name));
  const shipped = playbooks.filter((each) => each.shipped);
  const element = h(
    'div',
    null,
    h(
      'div',
      { class: 'title-line' },
      h('h1', null, 'Playbooks'),
      h('a', { class: 'button first', href: '/playbooks#new=standard' }, 'Write a playbook'),
    ),
    h('p', { class: 'lead' }, 'A playbook is what a team has decided: which steps to show and when, what to say, when to apologise, where the limits are.'),
    h('h2', null, 'Published here'),
    published.length
      ? h('ul', { class: 'cards', 'aria-label': 'Published here' }, published.map((each) => card(each, me)))
      : h('p', { class: 'quiet' }, 'None yet. Write one of your own, or begin with one of those below.'),
    h('h2', null, 'Shipped with Coolhead'),
    h('ul', { class: 'cards', 'aria-label': 'Shipped with Coolhead' }, shipped.map((each) => card(each, me))),
  );
  return { element };
}

function card(row, me) {
  return h(
    'li',
    { class: 'card' },
    h('h3', { dir: 'auto' }, h('a', { href: `/playbooks/${encodeURIComponent(row.name)}` }, row.title || row.name)),
    h('p', { class: 'quiet' }, `${row.name}, ${aboutVersion(row, me)}`),
    row.description && h('p', { dir: 'auto' }, row.description),
    row.sources.length > 0 && h('p', { class: 'quiet' }, `Sources: ${row.sources.join(', ')}`),
  );
}

// "version 2, for the team north, published Fri, 27 Nov, 12:46 by you"
export function aboutVersion(row, me) {
  if (row.shipped) return `version ${row.version}, shipped`;
  const by = me && row.published_by === me.id ? ' by you' : '';
  return `version ${row.version}, for ${audience(row.team)}, published ${moment(row.published_at)}${by}`;
}

export function audience(team) {
  return team === null || team === undefined ? 'the whole workspace' : `the team ${team}`;
}
