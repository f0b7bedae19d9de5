// Teams, which calls, people, sources and keys belong to.

import { del, get, put } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { agreed, cancel, keepFocus, openDialog } from './dialogs.js';
import { field, form } from './forms.js';

export async function showTeams({ place, say }) {
  const list = h('div');
  replace(
    place,
    h('h1', { tabIndex: -1 }, 'Teams'),
    h('p', { class: 'quiet' }, 'A call belongs to the team of the source by which it came in. Supervisors and coaches see the calls of their teams.'),
    h('div', { class: 'buttons bar' }, h('button', { class: 'first', onclick: () => open() }, 'Add a team')),
    list,
  );
  await load();

  async function load() {
    const { teams } = await get('/teams');
    replace(list, teams.length
      ? h('table', { class: 'stacked' },
        h('thead', null, h('tr', null, h('th', { scope: 'col' }, 'Team'), h('th', { scope: 'col' }, 'Id'), h('th', { scope: 'col' }, 'Stay free'), h('td'))),
        h('tbody', null, teams.map(row)))
      : h('p', { class: 'empty' }, 'There are no teams yet.'));
  }

  function row(team) {
    return h(
      'tr',
      null,
      h('th', { scope: 'row', class: 'name' }, team.name),
      h('td', { 'data-label': 'Id' }, team.id),
      h('td', { 'data-label': 'Stay free' }, team.minimum_free ?? 'As everywhere'),
      h('td', { class: 'act' },
        h('button', { onclick: () => open(team), 'aria-label': `Change ${team.name}` }, 'Change'), ' ',
        h('button', { class: 'grave', onclick: () => remove(team), 'aria-label': `Remove ${team.name}` }, 'Remove')),
    );
  }

  function open(team) {
    const id = field('id', 'Id', h('input', { autocomplete: 'off', required: true }), 'As calls, sources and the telephone system name it, such as north. It does not change.');
    const name = field('name', 'Name', h('input', { value: team?.name ?? '', autocomplete: 'off' }));
    const least = field('minimum_free', 'Agents who stay free', h('input', { type: 'number', min: 0, max: 1000, value: team?.minimum_free ?? '' }), 'A break is called possible where so many agents of this team stay free for the next call. Empty: as many as under Privacy.');
    const fields = team ? [name, least] : [id, name, least];
    const dialog = openDialog(team ? `Change ${team.name}` : 'Add a team', form({
      fields,
      text: team ? 'Save' : 'Add',
      beside: [cancel('Cancel', () => dialog.close())],
      send: async () => {
        const wanted = team?.id ?? id.input.value.trim();
        if (!wanted || wanted.includes('/')) {
          id.tell('An id has one character or more, and no /.');
          id.input.focus();
          return;
        }
        await put(`/teams/${encodeURIComponent(wanted)}`, { name: name.input.value, minimum_free: least.input.value === '' ? null : Number(least.input.value) });
        dialog.close();
        say(team ? 'Saved.' : 'Added.');
        await load();
        keepFocus(place);
      },
    }));
  }

  async function remove(team) {
    if (!await agreed(`Remove ${team.name}?`, 'This can be done where nobody belongs to the team and no key is for it. Its calls stay.', 'Remove')) return;
    try {
      await del(`/teams/${encodeURIComponent(team.id)}`);
      say('Removed.');
      await load();
      keepFocus(place);
    } catch (error) {
      say(error.detail || error.message, 'problem');
    }
  }
}
