// What is done with a follow-up: each asks for a line in a small dialog, and Enter keeps it.

import { post } from '../base/api.js';
import { h } from '../base/dom.js';
import { write } from './letter.js';
import { doneDespite } from './may_call.js';
import { MORE } from './more_changes.js';
import { local, stamp } from './times.js';

// Resolves to what to tell, or undefined where nothing was changed.
export async function change(followUp, kind) {
  if (kind === 'write') return write(followUp);
  const path = `/follow-ups/${followUp.id}/${kind}`;
  const send = (body) => post(path, body, { 'Idempotency-Key': crypto.randomUUID() });
  if (kind === 'done' && followUp.calling?.listed) return doneDespite(followUp, send);
  if (MORE[kind]) return MORE[kind](followUp);
  if (kind === 'done') {
    const note = await ask(followUp, { title: 'It is done', label: followUp.kind === 'check_in' ? 'What they said; it can stay empty' : 'A note; it can stay empty', button: 'Done' });
    if (note === undefined) return undefined;
    await send({ note });
    return 'Done.';
  }
  if (kind === 'dropped') {
    const reason = await ask(followUp, { title: 'Drop it', label: 'Why it will not be done', button: 'Drop it', required: true });
    if (reason === undefined) return undefined;
    await send({ reason });
    return 'Dropped.';
  }
  const time = await ask(followUp, { title: 'Change when it is due', label: 'By when, as you agreed with the customer', button: 'Keep', required: true, type: 'datetime-local', value: followUp.due ? local(new Date(followUp.due)) : '', min: local(new Date()) });
  if (time === undefined) return undefined;
  await send({ due: stamp(new Date(time)) });
  return 'The time is changed.';
}

function ask(followUp, { title, label, button, type = 'text', value = '', required = false, min }) {
  return new Promise((resolve) => {
    const input = h('input', { type, value: type === 'text' ? value : undefined, required, min, maxLength: type === 'text' ? 1000 : undefined, autocomplete: 'off' });
    if (type !== 'text' && (!min || value >= min)) input.value = value;
    const dialog = h(
      'dialog',
      { 'aria-label': title },
      h(
        'form',
        { method: 'dialog', onsubmit: () => resolve(input.value.trim()) },
        h('h2', null, title),
        h('p', { dir: 'auto' }, followUp.what),
        h('label', { class: 'field' }, label, input),
        h('div', { class: 'buttons' }, h('button', { class: 'first' }, button), h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel')),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(undefined);
    });
    document.body.append(dialog);
    dialog.showModal();
    input.focus();
  });
}
