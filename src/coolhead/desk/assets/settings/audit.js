// Who saw and changed what: entries, newest first.

import { get } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { words } from '../base/words.js';
import { select } from './forms.js';
import { fullMoment } from './words.js';

const ACTIONS = {
  view: 'looked at',
  'session.begin': 'signed in',
  'session.end': 'signed out',
  'session.refused': 'was refused at sign-in',
  'password.change': 'changed their password',
  'link.make': 'made a link for',
  'link.use': 'used a link',
  'user.add': 'set up',
  'user.change': 'changed',
  'users.table': 'imported a table of people',
  'team.put': 'made or renamed',
  'team.drop': 'removed',
  'key.add': 'made',
  'key.revoke': 'revoked',
  'source.change': 'set up',
  'source.remove': 'removed',
  'source.try': 'tried',
  'settings.change': 'changed',
  'playbook.publish': 'published',
  'call.act': 'acted in',
  'call.hold': 'put a hold on',
  'call.release': 'took the hold from',
  'call.redact': 'masked words in',
  'follow_up.done': 'did a follow-up',
  'follow_up.dropped': 'dropped a follow-up',
  'follow_up.add': 'added a follow-up',
  'follow_up.reopened': 'opened a follow-up again',
  'follow_up.channel': 'changed how a customer is reached',
  'follow_up.owner': 'passed a follow-up on',
  'follow_up.called': 'called a customer who wants no calls',
  'calendar.link': 'made an address for a calendar',
  'calendar.unlink': 'took the address of a calendar back',
  'follow_up.due': 'changed when a follow-up is due',
  'calls.erase': 'erased',
  'calls.expire': 'erased what was past its time',
  'customer.export': 'exported a customer’s data',
  'do_not_call.add': 'put numbers on the list',
  'do_not_call.remove': 'took a number off the list',
  'do_not_call.export': 'exported the list',
  'agent.export': 'exported their own data',
};
const KINDS = ['call', 'events', 'record', 'export', 'feed', 'wall', 'search', 'audio', 'follow_ups', 'follow_up', 'user', 'team', 'key', 'source', 'settings', 'playbook', 'session', 'do_not_call'];

export async function showAudit({ place, say }) {
  const { users } = await get('/users', { limit: 200 });
  const names = new Map(users.map(({ id, name, email }) => [id, `${name} (${email})`]));
  const who = select([{ value: '', label: 'Anybody' }, ...[...names].map(([value, label]) => ({ value, label }))], '');
  const action = select([{ value: '', label: 'Anything' }, ...Object.keys(ACTIONS).map((value) => ({ value, label: value === 'view' ? 'looks' : words(value).replace('.', ': ') }))], '');
  const kind = select([{ value: '', label: 'Of every kind' }, ...KINDS.map((value) => ({ value, label: value }))], '');
  const object = h('input', { autocomplete: 'off', maxLength: 300 });
  const since = h('input', { type: 'date' });
  const until = h('input', { type: 'date' });
  const list = h('ol', { class: 'entries' });
  const found = h('p', { class: 'quiet', role: 'status' });
  const more = h('button', { hidden: true, onclick: () => load(true) }, 'Show more');
  let next;

  replace(
    place,
    h('h1', null, 'Audit'),
    h('p', { class: 'quiet' }, 'Who saw and changed what. Entries cannot be changed; of looking at the same thing again there is one in five minutes.'),
    h('form', { class: 'filters', role: 'search', onsubmit: (event) => { event.preventDefault(); load(); } },
      label('Who', who), label('What they did', action), label('To what kind of thing', kind), label('Its name or id', object), label('From', since), label('To', until),
      h('button', { class: 'first' }, 'Show')),
    found,
    list,
    more,
  );
  await load();

  async function load(goOn = false) {
    const query = {
      who: who.value,
      action: action.value,
      kind: kind.value,
      object: object.value.trim(),
      since: since.value && new Date(`${since.value}T00:00:00`).toISOString(),
      until: until.value && new Date(`${until.value}T23:59:59.999`).toISOString(),
      after: goOn ? next : undefined,
    };
    try {
      const page = await get('/audit', query);
      next = page.next;
      if (!goOn) replace(list);
      list.append(...page.entries.map(entry));
      more.hidden = !next;
      found.textContent = list.childElementCount ? `${list.childElementCount} ${next ? 'newest entries' : list.childElementCount === 1 ? 'entry' : 'entries'}` : 'There is no entry like that.';
    } catch (error) {
      say(error.message, 'problem');
    }
  }

  function entry({ at, who: by, name, roles, action: did, kind: on, object: what, detail, address }) {
    const parts = Object.entries(detail);
    return h(
      'li',
      null,
      h('p', null,
        h('time', { datetime: at }, fullMoment(at)), ' ',
        h('b', null, name || 'Nobody known'), roles.length > 0 && h('small', { class: 'quiet' }, ` (${roles.join(', ')})`), ' ',
        ACTIONS[did] ?? words(did), ' ',
        h('span', { class: 'on' }, by && what === by ? '' : thing(on, what, names))),
      parts.length > 0 && h('dl', null, changesOf(detail).map(([key, text]) => h('div', null, h('dt', null, words(key)), h('dd', null, text)))),
      address && h('small', { class: 'quiet' }, `from ${address}`),
    );
  }
}

function label(text, input) {
  return h('label', null, text, input);
}

function thing(kind, object, names) {
  if (kind === 'wall') return 'the wall';
  if (kind === 'link') return 'the first administrator';
  if (!object) return kind === 'session' ? '' : words(kind);
  return `${words(kind)} ${names.get(object) ?? object}`;
}

// What was and what is, side by side, whether a field holds them or they hold the fields.
function changesOf(detail) {
  if (isObject(detail.from) && isObject(detail.to)) {
    return Object.keys(detail.to).map((key) => [key, `${shown(detail.from[key])} → ${shown(detail.to[key])}`]);
  }
  return Object.entries(detail).map(([key, value]) => [
    key,
    isObject(value) && 'from' in value && 'to' in value ? `${shown(value.from)} → ${shown(value.to)}` : shown(value),
  ]);
}

function isObject(value) {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function shown(value) {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(shown).join(', ') || 'none';
  if (isObject(value)) return Object.entries(value).map(([key, each]) => `${words(key)}: ${shown(each)}`).join(', ');
  return String(value);
}
