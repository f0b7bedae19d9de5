// A source, added or changed; the fields of its kind come from the server's schema.

import { put } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { sentence } from '../base/words.js';
import { cancel, openDialog } from './dialogs.js';
import { checkbox, field, form, select } from './forms.js';
import { KINDS } from './words.js';

const FIELDS = {
  consent: ['Consent, where a call does not say', 'Whether the customer has agreed. While it is unknown, Privacy says what may be used.'],
  language: ['Language, where a call does not say', 'Such as en or en-GB.'],
  direction: ['Direction, where a call does not say'],
  api_key: ['API key', 'Where it is, not what it is: env:NAME or file:/path, on the server.'],
  client_secret: ['Client secret', 'Where it is: env:NAME or file:/path.'],
  auth_token: ['Auth token of the account', 'Where it is: env:NAME or file:/path, on the server.'],
  customer: ['Track on which the customer is', 'As the leg that is streamed names its tracks.'],
  account: ['Account', 'Calls of other accounts are refused. Empty: any whose signature holds.'],
  stop_ends_call: ['The call is over when the stream stops'],
  path: ['Folder', 'On the server’s own disk, such as /srv/coolhead/in.'],
  keep_done: ['Keep files that were taken, in done/', 'They are neither redacted nor erased with their call.'],
  polling: ['Look again and again', 'For network disks, which tell of no changes.'],
};

export function openSource({ source, kinds, teams, playbooks, say, onChanged, onSaved }) {
  const name = field('name', 'Name', h('input', { autocomplete: 'off', maxLength: 63 }), 'Small letters, digits and hyphens; it stands in the address.');
  const kind = field('kind', 'Kind', select(kinds.map((each) => ({ value: each.kind, label: KINDS[each.kind] ?? each.kind })), source?.kind, { onchange: fill }));
  const team = field('team', 'Team', select(teams.map(({ id, name: label }) => ({ value: id, label })), source?.team), teams.length ? 'Every call that comes in here is this team’s.' : 'There are no teams yet: make one first.');
  const names = [...new Set(playbooks.map((each) => each.name))];
  const playbook = field('playbook', 'Playbook', select([{ value: '', label: 'The usual one' }, ...names.map((value) => ({ value, label: value }))], source?.playbook ?? ''));
  const own = h('div');
  const fields = [...(source ? [] : [name, kind]), team, playbook];
  const standing = fields.length;
  fill();

  const dialog = openDialog(source ? `Change ${source.name}` : 'Add a source', form({
    fields,
    parts: [...fields.slice(0, standing).map((each) => each.element), own],
    text: source ? 'Save' : 'Add',
    beside: [cancel('Cancel', () => dialog.close())],
    send,
  }));

  // The fields of the kind take the place of those of another.
  function fill() {
    const shape = shapeOf(kinds, source?.kind ?? kind.input.value);
    const isNeeded = ([at]) => (shape.required ?? []).includes(at);
    const ordered = Object.entries(shape.properties).sort((one, other) => isNeeded(other) - isNeeded(one));
    const made = ordered.map(([at, schema]) => fieldOf(at, schema, source?.settings[at]));
    fields.splice(standing, fields.length, ...made);
    replace(own, made.map((each) => each.element));
  }

  async function send() {
    const wanted = source?.name ?? name.input.value.trim();
    if (!/^[a-z][a-z0-9-]{0,62}$/.test(wanted)) {
      name.tell('A name begins with a small letter; small letters, digits and hyphens follow.');
      name.input.focus();
      return;
    }
    const settings = {};
    for (const each of fields.slice(standing)) {
      const value = each.read();
      if (value !== undefined) settings[each.key] = value;
    }
    const shown = await put(`/sources/${wanted}`, {
      kind: source?.kind ?? kind.input.value,
      team: team.input.value,
      playbook: playbook.input.value || null,
      settings,
      enabled: source?.enabled ?? true,
    });
    dialog.close();
    say(shown.lacks.length ? 'Saved. It lacks something yet: see its card.' : 'Saved.');
    await onChanged();
    onSaved();
  }
}

function shapeOf(kinds, kind) {
  const schema = kinds.find((each) => each.kind === kind).settings;
  return schema.$defs[schema.$ref.split('/').at(-1)];
}

function fieldOf(key, schema, value = schema.default) {
  const [label, hint] = FIELDS[key] ?? [sentence(key), schema.description];
  const at = `settings.${key}`;
  if (schema.type === 'boolean') {
    const made = checkbox(at, label, value, hint);
    return { ...made, key, read: () => made.input.checked };
  }
  const input = schema.enum
    ? select(schema.enum.map((each) => ({ value: each, label: sentence(each) })), value)
    : h('input', { value: value ?? '', autocomplete: 'off', spellcheck: 'false' });
  return { ...field(at, label, input, hint), key, read: () => input.value.trim() || undefined };
}
