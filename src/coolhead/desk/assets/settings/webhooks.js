// Webhooks: other systems are told what happens; what did not get through is here.

import { del, get, patch, post } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { agreed, cancel, copied, keepFocus, openDialog } from './dialogs.js';
import { choices, field, form } from './forms.js';
import { named } from './words.js';

const KINDS = [
  { value: 'follow_up.created', label: 'A follow-up came up' },
  { value: 'follow_up.due', label: 'A follow-up is due' },
  { value: 'follow_up.done', label: 'A follow-up is done' },
  { value: 'record.signed', label: 'A record was signed', hint: 'with the record’s public part' },
  { value: 'message.answered', label: 'A customer answered' },
];

export async function showWebhooks({ place, say }) {
  const { teams } = await get('/teams');
  const list = h('div');
  const dead = h('div');
  replace(
    place,
    h('h1', { tabIndex: -1 }, 'Webhooks'),
    h('p', { class: 'quiet' }, 'What happens is posted to other systems, such as a CRM. Each post is signed (Standard Webhooks) and carries ids and states; of a signed record the part that programs may read. Nothing of it is an agent’s alone.'),
    h('div', { class: 'buttons bar' }, h('button', { class: 'first', onclick: make }, 'Set a webhook up')),
    list,
    dead,
  );
  await load();

  async function load() {
    const found = await get('/webhooks');
    replace(list, found.webhooks.length
      ? h('table', { class: 'stacked' },
        h('thead', null, h('tr', null, ['Address', 'Told of', 'Teams', 'State'].map((text) => h('th', { scope: 'col' }, text)), h('td'))),
        h('tbody', null, found.webhooks.map(row)))
      : h('p', { class: 'empty' }, 'There are no webhooks yet.'));
    replace(dead, found.dead.length > 0 && [
      h('h2', null, 'What did not get through'),
      h('p', { class: 'quiet' }, 'It was tried for a day and more. Sent again, it has the id that it had: who took it before knows it again.'),
      h('table', { class: 'stacked' },
        h('thead', null, h('tr', null, ['What', 'To', 'Why'].map((text) => h('th', { scope: 'col' }, text)), h('td'))),
        h('tbody', null, found.dead.map(deadRow))),
    ]);
  }

  function row(hook) {
    return h('tr', null,
      h('th', { scope: 'row', class: 'name' }, hook.url),
      h('td', { 'data-label': 'Told of' }, hook.kinds.map((kind) => named(KINDS, kind)).join(', ')),
      h('td', { 'data-label': 'Teams' }, hook.teams.join(', ')),
      h('td', { 'data-label': 'State' }, hook.enabled ? 'On' : ['Off', hook.trouble && h('small', { class: 'warning' }, ` ${hook.trouble}`)]),
      h('td', { class: 'act' }, h('div', { class: 'buttons' },
        h('button', { onclick: () => done(() => patch(`/webhooks/${hook.id}`, { enabled: !hook.enabled }), hook.enabled ? 'Turned off.' : 'Turned on.'), 'aria-label': `Turn ${hook.enabled ? 'off' : 'on'} ${hook.url}` }, hook.enabled ? 'Turn off' : 'Turn on'),
        h('button', { class: 'grave', onclick: () => remove(hook), 'aria-label': `Remove ${hook.url}` }, 'Remove'))));
  }

  function deadRow(each) {
    return h('tr', null,
      h('th', { scope: 'row', class: 'name' }, named(KINDS, each.kind), h('small', null, ` ${each.call}`)),
      h('td', { 'data-label': 'To' }, each.url),
      h('td', { 'data-label': 'Why' }, `${each.error}, after ${each.tries} tries`),
      h('td', { class: 'act' }, h('button', { onclick: () => done(() => post(`/webhook-deliveries/${each.id}/again`, undefined, { 'Idempotency-Key': crypto.randomUUID() }), 'It is sent again.'), 'aria-label': `Send again to ${each.url}` }, 'Send again')));
  }

  function make() {
    const url = field('url', 'Address', h('input', { type: 'url', autocomplete: 'off', maxLength: 2000 }), 'Begins with https:// and can be reached from the internet.');
    const kinds = choices('kinds', 'What it is told of', KINDS);
    const of = choices('teams', 'Of which teams', teams.map(({ id, name }) => ({ value: id, label: name, hint: id === name ? '' : id })), [], 'There are no teams yet: make one first.');
    const dialog = openDialog('Set a webhook up', form({
      fields: [url, kinds, of],
      text: 'Set it up',
      beside: [cancel('Cancel', () => dialog.close())],
      send: async () => {
        const made = await post('/webhooks', { url: url.input.value.trim(), kinds: kinds.value, teams: of.value });
        dialog.fill('The secret, this once', shownOnce(made, dialog.close));
        await load();
      },
    }));
  }

  async function remove(hook) {
    if (!await agreed('Remove this webhook?', `${hook.url} is told nothing from now on; what is on its way to it does not go.`, 'Remove')) return;
    await done(() => del(`/webhooks/${hook.id}`), 'Removed.');
  }

  async function done(change, told) {
    try {
      await change();
      say(told);
      await load();
      keepFocus(place);
    } catch (error) {
      say(error.message, 'problem');
    }
  }
}

function shownOnce({ webhook, secret }, close) {
  return [
    h('p', null, `By this secret the receiver at ${webhook.url} knows that a post comes from here.`),
    copied('Secret', secret),
    h('ul', { class: 'points' }, h('li', null, 'It cannot be shown again. If it gets lost or seen, remove the webhook and set up another.')),
    h('div', { class: 'buttons' }, h('button', { class: 'first', onclick: close }, 'Done')),
  ];
}
