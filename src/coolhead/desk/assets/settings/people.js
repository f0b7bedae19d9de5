// People with accounts: found, set up, changed, made inactive.

import { get } from '../base/api.js';
import { h, Keyed, replace, tell } from '../base/dom.js';
import { select } from './forms.js';
import { openPerson } from './person.js';
import { openTable } from './table.js';
import { named, ROLES } from './words.js';

const WAIT_MS = 250;

export async function showPeople({ place, say }) {
  const { teams } = await get('/teams');
  const words = h('input', { type: 'search', oninput: soon, autocomplete: 'off', maxLength: 200 });
  const state = select([{ value: 'true', label: 'Active' }, { value: 'false', label: 'Inactive' }, { value: '', label: 'All' }], 'true', { onchange: load });
  const team = select([{ value: '', label: 'Every team' }, ...teams.map(({ id, name }) => ({ value: id, label: name }))], '', { onchange: load });
  const rows = h('tbody');
  const shown = new Keyed(rows, { key: (user) => user.id, make: () => h('tr'), update: fillRow });
  const found = h('p', { class: 'quiet', role: 'status' });
  const more = h('button', { hidden: true, onclick: () => load({ goOn: true }) }, 'Show more');
  const filled = new WeakMap(); // what each row shows
  let users = [];
  let next;
  let asked = 0;
  let waiting;

  replace(
    place,
    h('h1', null, 'People'),
    h('div', { class: 'buttons bar' },
      h('button', { class: 'first', onclick: () => openPerson({ teams, say, onChanged: load }) }, 'Add a person'),
      h('button', { onclick: () => openTable({ say, onChanged: load }) }, 'Import a table')),
    h('form', { class: 'filters', role: 'search', onsubmit: (event) => { event.preventDefault(); load(); } },
      h('label', null, 'Name, e-mail or agent id', words), h('label', null, 'Accounts', state), h('label', null, 'Team', team)),
    found,
    h('table', { class: 'stacked' },
      h('thead', null, h('tr', null, ['Person', 'Roles', 'Teams', 'Agent id', 'Account'].map((text) => h('th', { scope: 'col' }, text)), h('td'))),
      rows),
    more,
  );
  await load();

  function soon() {
    clearTimeout(waiting);
    waiting = setTimeout(load, WAIT_MS);
  }

  async function load({ goOn = false } = {}) {
    asked += 1;
    const mine = asked;
    try {
      const page = await get('/users', { words: words.value.trim(), active: state.value, team: team.value, after: goOn === true ? next : undefined });
      if (mine !== asked) return; // another search has begun meanwhile
      users = goOn === true ? [...users, ...page.users] : page.users;
      next = page.next;
      shown.show(users);
      more.hidden = !next;
      tell(found, users.length ? `${users.length}${next ? ' and more' : ''} ${users.length === 1 ? 'person' : 'people'}` : 'Nobody is like that.');
    } catch (error) {
      say(error.message, 'problem');
    }
  }

  function fillRow(row, user) {
    const is = JSON.stringify(user);
    if (filled.get(row) === is) return;
    filled.set(row, is);
    const open = () => openPerson({ user, teams, say, onChanged: load });
    const button = row.querySelector('button');
    const isFocused = button && button === document.activeElement;
    const change = h('button', { onclick: open, 'aria-label': `Change ${user.name}` }, 'Change');
    replace(
      row,
      h('th', { scope: 'row', class: 'name' }, user.name, h('small', null, user.email)),
      cell('Roles', user.roles.map((role) => named(ROLES, role)).join(', ') || 'None'),
      cell('Teams', user.teams.map((id) => teams.find((each) => each.id === id)?.name ?? id).join(', ') || 'None'),
      cell('Agent id', user.agent ?? '–'),
      cell('Account', accountOf(user)),
      h('td', { class: 'act' }, change),
    );
    if (isFocused) change.focus();
  }
}

function cell(label, text) {
  return h('td', { 'data-label': label }, text);
}

export function accountOf(user) {
  if (!user.active) return 'Inactive';
  if (user.single_sign_on) return 'Active, single sign-on';
  return user.has_password ? 'Active' : 'Invited, not taken yet';
}
