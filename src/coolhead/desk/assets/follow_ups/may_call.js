// Whether the customer may be called: told before anybody dials, and asked about afterwards.

import { h } from '../base/dom.js';
import { moment } from '../base/words.js';

const CHANNELS = [['phone', 'By phone'], ['e-mail', 'By e-mail'], ['message', 'By message'], ['post', 'By post']];

// A line under a follow-up that takes a call, where they may not be called now.
export function mayCall({ calling }) {
  if (calling?.allowed !== false) return undefined;
  const lead = calling.listed ? 'Do not call: ' : 'Not now: ';
  const next = calling.next_allowed && ` From ${moment(calling.next_allowed)}.`;
  return h('p', { class: 'may-call', dataset: { listed: String(calling.listed) } }, h('b', null, lead), calling.reasons.join(' '), next);
}

// It is done, though the customer wants no calls: how else, or why all the same.
export function doneDespite(followUp, send) {
  return new Promise((resolve, reject) => {
    const by = h('select', { name: 'by' }, CHANNELS.map(([value, text]) => h('option', { value, selected: value === 'e-mail' }, text)));
    let isSent = false;
    const note = h('input', { maxLength: 1000, autocomplete: 'off' });
    const despite = h('input', { maxLength: 500, autocomplete: 'off', pattern: '.*\\S.*' });
    const why = h('label', { class: 'field', hidden: true }, 'Why you called all the same', despite);
    by.addEventListener('change', () => {
      why.hidden = by.value !== 'phone';
      despite.required = by.value === 'phone';
    });
    const dialog = h(
      'dialog',
      { 'aria-label': 'It is done' },
      h(
        'form',
        {
          method: 'dialog',
          onsubmit: () => {
            const body = { by: by.value, note: note.value.trim() };
            if (by.value === 'phone') body.despite = despite.value.trim();
            isSent = true;
            send(body).then(() => resolve('Done.'), reject);
          },
        },
        h('h2', null, 'It is done'),
        h('p', { dir: 'auto' }, followUp.what),
        h('p', { class: 'may-call' }, h('b', null, 'The customer wants no more calls.')),
        h('label', { class: 'field' }, 'How it was done', by),
        why,
        h('label', { class: 'field' }, 'A note; it can stay empty', note),
        h('div', { class: 'buttons' }, h('button', { class: 'first' }, 'Done'), h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel')),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (!isSent) resolve(undefined);
    });
    document.body.append(dialog);
    dialog.showModal();
    by.focus();
  });
}
