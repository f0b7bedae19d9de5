// Sources, by which calls come in: by kind, with their state and what they lack.

import { del, get, put } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { showConnect } from './connect.js';
import { agreed, keepFocus } from './dialogs.js';
import { openSource } from './source.js';
import { showTrying } from './trying.js';
import { KINDS } from './words.js';

export async function showSources({ place, say, connection }) {
  const [{ kinds }, { teams }, { playbooks }] = await Promise.all([get('/source-kinds'), get('/teams'), get('/playbooks')]);
  let leave = () => {};
  window.addEventListener('hashchange', show);
  await show();

  // #try=name and #connect=name are pages of their own, so that Back leads out of them.
  async function show() {
    leave();
    leave = () => {};
    const [what, name] = decodeURIComponent(location.hash.slice(1)).split('=');
    const { sources } = await get('/sources');
    const source = sources.find((each) => each.name === name);
    if (source && what === 'try') leave = showTrying({ place, source, connection });
    else if (source && what === 'connect') showConnect({ place, source });
    else list(sources);
  }

  function list(sources) {
    const open = (source) => openSource({ source, kinds, teams, playbooks, say, onChanged: show, onSaved: () => keepFocus(place) });
    const used = kinds.filter(({ kind }) => sources.some((each) => each.kind === kind));
    replace(
      place,
      h('h1', { tabIndex: -1 }, 'Sources'),
      h('p', { class: 'quiet' }, 'Where calls come in. Every call of a source is its team’s.'),
      h('div', { class: 'buttons bar' }, h('button', { class: 'first', onclick: () => open() }, 'Add a source')),
      !sources.length && h('p', { class: 'empty' }, 'There are no sources yet. Add the one that your telephone system speaks; transcript lines are the simplest to try.'),
      used.map(({ kind }) => h('section', { class: 'kind' },
        h('h2', null, KINDS[kind] ?? kind),
        h('ul', { class: 'sources' }, sources.filter((each) => each.kind === kind).map((each) => card(each, open))))),
    );
  }

  function card(source, open) {
    const team = teams.find((each) => each.id === source.team)?.name ?? source.team;
    return h(
      'li',
      { class: 'card', 'data-source': source.name },
      h('h3', null, source.name),
      h('p', null, h('span', { class: 'state', 'data-state': stateOf(source).kind }, stateOf(source).text), ` Team ${team}, playbook ${source.playbook ?? 'the usual one'}`),
      source.lacks.length > 0 && h('div', { class: 'lacks' }, h('p', null, 'Before it can take calls:'), h('ul', { class: 'points' }, source.lacks.map((text) => h('li', null, text)))),
      h('div', { class: 'buttons' },
        h('a', { class: 'button', href: `#try=${source.name}` }, 'Call me now', h('span', { class: 'for-readers' }, `: try ${source.name}`)),
        h('a', { class: 'button', href: `#connect=${source.name}` }, 'How to connect', h('span', { class: 'for-readers' }, ` ${source.name}`)),
        h('button', { onclick: () => open(source), 'aria-label': `Change ${source.name}` }, 'Change'),
        h('button', { onclick: () => turn(source), 'aria-label': `Turn ${source.name} ${source.enabled ? 'off' : 'on'}` }, source.enabled ? 'Turn off' : 'Turn on'),
        h('button', { class: 'grave', onclick: () => remove(source), 'aria-label': `Remove ${source.name}` }, 'Remove')),
    );
  }

  async function turn(source) {
    const { kind, team, playbook, settings } = source;
    await done(put(`/sources/${source.name}`, { kind, team, playbook, settings, enabled: !source.enabled }), source.enabled ? 'Turned off. What is connected goes on.' : 'Turned on.');
    place.querySelector(`[data-source="${source.name}"] button[aria-label^="Turn"]`)?.focus();
  }

  async function remove(source) {
    if (!await agreed(`Remove ${source.name}?`, 'Nothing can come in by it any more. Calls that came in by it stay.', 'Remove')) return;
    await done(del(`/sources/${source.name}`), 'Removed.');
    keepFocus(place);
  }

  async function done(asking, text) {
    try {
      await asking;
      say(text);
      await show();
    } catch (error) {
      say(error.message, 'problem');
    }
  }
}

function stateOf({ enabled, lacks }) {
  if (!enabled) return { kind: 'off', text: 'Turned off' };
  return lacks.length ? { kind: 'lacks', text: 'Lacks something' } : { kind: 'ready', text: 'Ready' };
}
