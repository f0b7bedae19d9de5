// Small dialogs in which an agent writes: each opens with the cursor in it and closes with Enter.

import { h } from '../base/dom.js';
import { sentence } from '../base/words.js';

// `fields`: [{ name, label, value, area, hint, options }]; resolves to their values, or undefined.
export function write(title, fields, button = 'Keep') {
  return new Promise((resolve) => {
    const inputs = fields.map((field) => [field, input(field)]);
    const dialog = h(
      'dialog',
      { 'aria-label': title },
      h(
        'form',
        {
          method: 'dialog',
          onsubmit: () => resolve(Object.fromEntries(inputs.map(([field, each]) => [field.name, each.value.trim()]))),
        },
        h('h2', null, title),
        inputs.map(([field, each]) => h('label', { class: 'field' }, field.label, each, field.hint && h('small', { class: 'quiet' }, field.hint))),
        h('div', { class: 'buttons' }, h('button', { class: 'first' }, button), h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel')),
      ),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(undefined);
    });
    dialog.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) dialog.querySelector('button.first').click();
    });
    document.body.append(dialog);
    dialog.showModal();
    inputs[0]?.[1].focus();
    inputs[0]?.[1].select?.();
  });
}

function input({ value = '', area, options, required }) {
  if (options) return h('select', null, options.map(([key, text]) => h('option', { value: key, selected: key === value }, text)));
  return area ? h('textarea', { value, required, rows: 5, maxLength: 4000 }) : h('input', { value, required, maxLength: 500 });
}

export async function promise(call) {
  const given = await write('What was promised?', [
    { name: 'action', label: 'What was promised', required: true },
    { name: 'due_text', label: 'By when, in your words', hint: 'Such as: tomorrow by five. It can stay empty.' },
    { name: 'by', label: 'By whom', value: 'agent', options: [['agent', 'By me'], ['company', 'By the company']] },
  ]);
  if (given?.action) await call.act({ type: 'PromiseMade', action: given.action, due_text: given.due_text || null, by: given.by });
}

const FAULTS = [['company', 'The company’s'], ['customer', 'The customer’s'], ['neither', 'Nobody’s'], ['unknown', 'Not known']];

export async function fault(call) {
  const given = await write('Whose fault was it?', [{ name: 'fault', label: 'As far as you know', value: call.view.fault, options: FAULTS }]);
  if (given) await call.act({ type: 'FaultSet', fault: given.fault });
}

export async function correct(call, field, value) {
  const isList = Array.isArray(value);
  const given = await write(`Correct: ${sentence(field)}`, [
    { name: 'value', label: sentence(field), value: isList ? value.join('\n') : value, area: isList, hint: isList ? 'A line each. Ctrl Enter keeps it.' : undefined },
  ]);
  if (!given) return;
  const lines = given.value.split('\n').map((line) => line.trim()).filter(Boolean);
  await call.act({ type: 'FieldCorrected', field, value: isList ? lines : given.value });
}

export async function reason(call, mark) {
  const given = await write('Why was the call ended?', [{ name: 'reason', label: 'In your words; it can stay empty' }]);
  if (given?.reason) await call.act({ type: mark, reason: given.reason });
}
