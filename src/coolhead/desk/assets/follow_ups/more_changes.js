// The dialogs of what is done with a follow-up seldom: another channel, another owner, one more.

import { callPath, post } from '../base/api.js';
import { h } from '../base/dom.js';
import { local, stamp } from './times.js';

const CHANNELS = [['', 'Not known'], ['phone', 'By phone'], ['e-mail', 'By e-mail'], ['message', 'By message'], ['post', 'By post']];
const KINDS = [['promise', 'A promise'], ['check_in', 'A check-in'], ['thank_you', 'Thanks']];
let agents = new Map();

// Who there is to pass something on to, by what the telephone system calls them.
export function agentsIn(names) {
  agents = names;
}

export const MORE = { channel, owner, add };

async function channel(followUp) {
  const field = choose(CHANNELS, followUp.preferred ?? followUp.channel ?? '');
  if (!(await asked('How to reach them', 'Keep', followUp.customer ?? followUp.what, [['How the customer wants to be reached', field]]))) return undefined;
  await send(`/follow-ups/${followUp.id}/channel`, { channel: field.value || null });
  return 'Kept. Their later follow-ups know it too.';
}

async function owner(followUp) {
  const field = choose([...agents].filter(([agent]) => agent !== followUp.owner).map(([agent, name]) => [agent, name]), '');
  if (!(await asked('Pass it on', 'Pass on', followUp.what, [['To whom in the team', field]]))) return undefined;
  await send(`/follow-ups/${followUp.id}/owner`, { owner: field.value });
  return `Passed on to ${agents.get(field.value) ?? field.value}.`;
}

function add(followUp) {
  return addFollowUp(followUp.call, followUp.customer);
}

// One more follow-up of a call, added by hand.
export async function addFollowUp(call, about) {
  const kind = choose(KINDS, 'promise');
  const what = h('input', { required: true, maxLength: 200, autocomplete: 'off', pattern: '.*\\S.*' });
  const due = h('input', { type: 'datetime-local', min: local(new Date()) });
  const how = choose(CHANNELS, '');
  const fields = [['What kind', kind], ['What is to be done', what], ['By when; it can stay empty', due], ['How to reach them', how]];
  if (!(await asked('Add a follow-up', 'Add', about ?? call, fields, what))) return undefined;
  await send(callPath(call, '/follow-ups'), { kind: kind.value, what: what.value.trim(), due: due.value ? stamp(new Date(due.value)) : null, channel: how.value || null });
  return 'Added.';
}

function choose(choices, value) {
  return h('select', { required: true }, choices.map(([each, text]) => h('option', { value: each, selected: each === value }, text)));
}

function send(path, body) {
  return post(path, body, { 'Idempotency-Key': crypto.randomUUID() });
}

// Resolves to whether it is to be kept.
function asked(title, button, about, fields, focused = fields[0][1]) {
  // An empty choice is an answer too.
  for (const [, field] of fields) if (field.matches('select')) field.required = field.options.length > 0 && field.options[0].value !== '';
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { 'aria-label': title },
      h(
        'form',
        { method: 'dialog', onsubmit: () => resolve(true) },
        h('h2', null, title),
        h('p', { dir: 'auto' }, about),
        fields.map(([label, field]) => h('label', { class: 'field' }, label, field)),
        h('div', { class: 'buttons' }, h('button', { class: 'first' }, button), h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel')),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(false);
    });
    document.body.append(dialog);
    dialog.showModal();
    focused.focus();
  });
}
