// Fields that say what is wrong with them, forms, and dialogs.

import { h } from '../base/dom.js';

let made = 0;

function nextId() {
  made += 1;
  return `field-${made}`;
}

// A field: `at` is its name in what is sent, which is how the server's errors find it.
export function field(at, label, input, hint) {
  const id = nextId();
  input.id = id;
  const problem = problemLine(id);
  const note = hint && h('small', { class: 'quiet', id: `${id}-hint` }, hint);
  describe(input, note, problem);
  return {
    at,
    input,
    element: h('div', { class: 'field' }, h('label', { for: id }, label), input, note, problem),
    tell: (message) => tell(input, problem, message),
  };
}

// Several of `options` ({ value, label, hint }), each a box; `value` is the list of those ticked.
export function choices(at, legend, options, chosen = [], none = 'There are none yet.') {
  const id = nextId();
  const problem = problemLine(id);
  const boxes = options.map(({ value }) => h('input', { type: 'checkbox', value, checked: chosen.includes(value) }));
  const rows = options.map(({ label, hint }, n) => h('label', { class: 'choice' }, boxes[n], label, hint && h('small', { class: 'quiet' }, ` ${hint}`)));
  const group = h('fieldset', null, h('legend', null, legend), rows.length ? rows : h('small', { class: 'quiet' }, none), problem);
  describe(group, undefined, problem);
  return {
    at,
    element: group,
    input: boxes[0] ?? group,
    get value() {
      return boxes.filter((box) => box.checked).map((box) => box.value);
    },
    tell: (message) => tell(group, problem, message),
  };
}

export function select(options, value, properties) {
  return h('select', properties, options.map((option) => h('option', { value: option.value, selected: option.value === value }, option.label)));
}

export function checkbox(at, label, checked, hint) {
  const input = h('input', { type: 'checkbox', checked });
  const problem = problemLine(nextId());
  return {
    at,
    input,
    element: h('div', { class: 'field' }, h('label', { class: 'choice' }, input, label), hint && h('small', { class: 'quiet' }, hint), problem),
    tell: (message) => tell(input, problem, message),
  };
}

// A form that does `send` when it is sent, and puts what was wrong beside the field that is.
export function form({ fields, parts = fields.map((each) => each.element), text, send, beside = [] }) {
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  const button = h('button', { class: 'first' }, text);
  return h(
    'form',
    {
      novalidate: true,
      onsubmit: async (event) => {
        event.preventDefault();
        button.disabled = true;
        problem.hidden = true;
        for (const each of fields) each.tell('');
        try {
          await send();
        } catch (error) {
          const general = placed(error, fields);
          problem.hidden = !general;
          problem.textContent = general;
        } finally {
          button.disabled = false;
        }
      },
    },
    parts,
    problem,
    h('div', { class: 'buttons' }, button, beside),
  );
}

// Puts each message beside its field and goes to the first; returns what belongs to none of them.
function placed(error, fields) {
  const rest = [];
  let first;
  for (const { pointer, message } of error.errors ?? []) {
    const path = pointer.replace(/^\/body/, '').slice(1).replaceAll('/', '.');
    const found = fields.find(({ at }) => path === at || path.startsWith(`${at}.`));
    const said = asSentence(error.errors.length === 1 && error.detail ? error.detail : message);
    if (!found) {
      rest.push(said);
      continue;
    }
    found.tell(said);
    first ??= found;
  }
  first?.input.focus();
  if (!error.errors?.length) rest.push(error.message);
  return rest.join(' ');
}

function asSentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function problemLine(id) {
  return h('p', { class: 'problem field-problem', id: `${id}-problem`, role: 'alert', hidden: true });
}

function describe(element, note, problem) {
  element.setAttribute('aria-describedby', [note?.id, problem.id].filter(Boolean).join(' '));
}

function tell(element, problem, message) {
  problem.hidden = !message;
  problem.textContent = message;
  if (message) element.setAttribute('aria-invalid', 'true');
  else element.removeAttribute('aria-invalid');
}
