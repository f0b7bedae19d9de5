// Programs' keys: made, shown once, revoked.

import { del, get, post } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { agreed, cancel, copied, keepFocus, openDialog } from './dialogs.js';
import { choices, field, form } from './forms.js';
import { fullMoment, named, SCOPES } from './words.js';

export async function showKeys({ place, say }) {
  const { teams } = await get('/teams');
  const list = h('div');
  replace(
    place,
    h('h1', { tabIndex: -1 }, 'Keys'),
    h('p', { class: 'quiet' }, 'A program has a key as a person has a password: for a purpose, for teams, and until it is revoked. Give each program one of its own.'),
    h('div', { class: 'buttons bar' }, h('button', { class: 'first', onclick: make }, 'Make a key')),
    list,
  );
  await load();

  async function load() {
    const { keys } = await get('/keys');
    replace(list, keys.length
      ? h('table', { class: 'stacked' },
        h('thead', null, h('tr', null, ['Key', 'May', 'Teams', 'State', 'Last used'].map((text) => h('th', { scope: 'col' }, text)), h('td'))),
        h('tbody', null, keys.map(row)))
      : h('p', { class: 'empty' }, 'There are no keys yet.'));
  }

  function row(key) {
    const state = stateOf(key);
    return h(
      'tr',
      null,
      h('th', { scope: 'row', class: 'name' }, key.name, h('small', null, `${key.prefix}…`)),
      h('td', { 'data-label': 'May' }, key.scopes.map((scope) => named(SCOPES, scope)).join(', ')),
      h('td', { 'data-label': 'Teams' }, key.teams.join(', ') || 'None'),
      h('td', { 'data-label': 'State' }, state.text),
      h('td', { 'data-label': 'Last used' }, key.used_at ? fullMoment(key.used_at) : 'Never'),
      h('td', { class: 'act' }, state.holds && h('button', { class: 'grave', onclick: () => revoke(key), 'aria-label': `Revoke ${key.name}` }, 'Revoke')),
    );
  }

  function make() {
    const name = field('name', 'Name', h('input', { autocomplete: 'off' }), 'What uses it, such as “Genesys, north”.');
    const scopes = choices('scopes', 'What it may do', SCOPES);
    const forTeams = choices('teams', 'For which teams', teams.map(({ id, name: label }) => ({ value: id, label, hint: id === label ? '' : id })), [], 'There are no teams yet: make one first.');
    const until = field('expires_at', 'Until the end of', h('input', { type: 'date' }), 'Empty: until it is revoked.');
    const dialog = openDialog('Make a key', form({
      fields: [name, scopes, forTeams, until],
      text: 'Make the key',
      beside: [cancel('Cancel', () => dialog.close())],
      send: async () => {
        const day = until.input.value;
        const made = await post('/keys', { name: name.input.value, scopes: scopes.value, teams: forTeams.value, expires_at: day ? new Date(`${day}T23:59:59`).toISOString() : null });
        dialog.fill('The key, this once', shownOnce(made, dialog.close));
        await load();
      },
    }));
  }

  async function revoke(key) {
    if (!await agreed(`Revoke ${key.name}?`, 'Whatever uses it is refused from now on. A key that was revoked stays so; make another where one is needed.', 'Revoke')) return;
    try {
      await del(`/keys/${key.id}`);
      say('Revoked.');
      await load();
      keepFocus(place);
    } catch (error) {
      say(error.message, 'problem');
    }
  }
}

function stateOf(key) {
  if (key.revoked_at) return { holds: false, text: `Revoked ${fullMoment(key.revoked_at)}` };
  if (key.expires_at && new Date(key.expires_at) <= new Date()) return { holds: false, text: `Over since ${fullMoment(key.expires_at)}` };
  return { holds: true, text: key.expires_at ? `Holds until ${fullMoment(key.expires_at)}` : 'Holds until it is revoked' };
}

function shownOnce({ key, token }, close) {
  return [
    h('p', null, `Put this key of “${key.name}” where the program runs. It is sent as `, h('code', null, 'Authorization: Bearer …'), '.'),
    copied('Key', token),
    h('ul', { class: 'points' },
      h('li', null, 'It is not kept here and cannot be shown again; its first letters stay in the list.'),
      h('li', null, 'Whoever has it can use it. If it gets lost or seen, revoke it and make another.')),
    h('div', { class: 'buttons' }, h('button', { class: 'first', onclick: close }, 'Done')),
  ];
}
