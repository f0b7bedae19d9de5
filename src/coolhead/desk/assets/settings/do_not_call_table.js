// Many numbers for the do-not-call list, from a table: every wrong line is told.

import { post } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { cancel, openDialog } from './dialogs.js';
import { checkbox, field, form } from './forms.js';

const EXAMPLE = 'number\n+44 20 7946 0933\n+1 212 555 0123';
const MOST_SHOWN = 200;

export function openNumbersTable({ say }) {
  const file = field('file', 'A file', h('input', { type: 'file', accept: '.csv,text/csv', onchange: () => { pasted.input.value = ''; } }), 'CSV in UTF-8 with a column “number”, at most 100,000 lines.');
  const pasted = field('csv', 'or its lines, pasted', h('textarea', { rows: 6, spellcheck: false, placeholder: EXAMPLE, oninput: () => { file.input.value = ''; } }), 'The first line names the columns.');
  const source = field('source', 'Where they come from', h('input', { autocomplete: 'off', maxLength: 200 }), 'Such as: list of the old dialler.');
  const reason = field('reason', 'Why they must not be called', h('input', { autocomplete: 'off', maxLength: 500 }));
  const all = checkbox('all_or_nothing', 'Add nothing if any line is wrong', true);
  const outcome = h('div', { class: 'outcome', role: 'status' });
  const dialog = openDialog('Import a table', form({
    fields: [file, pasted, source, reason, all],
    parts: [file.element, pasted.element, source.element, reason.element, all.element, outcome],
    text: 'Import',
    beside: [cancel('Close', () => dialog.close())],
    send,
  }));

  async function send() {
    const csv = file.input.files[0] ? await file.input.files[0].text() : pasted.input.value;
    const lines = csv.split('\n');
    replace(outcome);
    try {
      const done = await post('/do-not-call', { csv, source: source.input.value, reason: reason.input.value, all_or_nothing: all.input.checked });
      const told = `${done.added} added; ${done.already} ${done.already === 1 ? 'was' : 'were'} on the list already.`;
      if (done.faults.length) replace(outcome, faults(`${told} ${counted(done.faults.length)} left out.`, done.faults, lines));
      else {
        dialog.close();
        say(told);
      }
    } catch (error) {
      const placed = (error.errors ?? []).filter((each) => each.line);
      if (!placed.length) throw error;
      replace(outcome, faults(`${counted(placed.length)} wrong; nothing was added.`, placed, lines));
    }
  }
}

function sentence(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function counted(number) {
  return `${number} ${number === 1 ? 'line is' : 'lines are'}`;
}

function faults(told, wrong, lines) {
  const rest = wrong.length - MOST_SHOWN;
  return [
    h('p', { class: 'problem' }, told),
    h('ul', { class: 'lines' }, wrong.slice(0, MOST_SHOWN).map(({ line, message }) => h('li', null,
      h('strong', null, `Line ${line}`), lines[line - 1]?.trim() && h('code', null, lines[line - 1]), h('p', null, sentence(message))))),
    rest > 0 && h('p', { class: 'quiet' }, `and ${rest} more lines`),
  ];
}
