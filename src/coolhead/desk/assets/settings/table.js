// People from a table: looked through first, with every fault at its line; then all or nothing.

import { asked } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { cancel, copied, openDialog } from './dialogs.js';
import { checkbox, field } from './forms.js';
import { words } from '../base/words.js';

const EXAMPLE = 'name,email,roles,teams,agent\nKim Lee,kim@example.com,agent,north,a17\nAda Okoro,ada@example.com,supervisor;coach,north;south,';

export function openTable({ say, onChanged }) {
  const file = field('file', 'A file', h('input', { type: 'file', accept: '.csv,text/csv', onchange: () => { pasted.input.value = ''; forget(); } }), 'CSV in UTF-8, as spreadsheets save it.');
  const pasted = field('pasted', 'or its lines, pasted', h('textarea', { rows: 6, spellcheck: false, placeholder: EXAMPLE, oninput: () => { file.input.value = ''; forget(); } }), 'The first line names the columns. Several roles or teams in a cell stand between semicolons. People who are known by their e-mail are changed.');
  const invite = checkbox('invite', 'Make an invitation link for everybody new', true);
  const outcome = h('div', { class: 'outcome', role: 'status' });
  const go = h('button', { type: 'button', class: 'first', hidden: true, onclick: carryOut }, 'Import');
  const look = h('button', { type: 'button', class: 'first', onclick: check }, 'Check');
  const dialog = openDialog('Import a table', [
    file.element,
    pasted.element,
    outcome,
    invite.element,
    h('div', { class: 'buttons' }, look, go, cancel('Cancel', () => dialog.close())),
  ]);

  // The table as it was given: a file is sent as its bytes.
  const table = () => file.input.files[0] ?? pasted.input.value;

  function forget() {
    replace(outcome);
    go.hidden = true;
    look.hidden = false;
  }

  async function check() {
    try {
      const done = await asked('POST', '/users/table?dry_run=true', table(), { 'Content-Type': 'text/csv' });
      replace(outcome, preview(done));
      go.hidden = !(done.added || done.changed);
      look.hidden = !go.hidden;
      if (!go.hidden) go.focus();
    } catch (error) {
      await wrong(error);
    }
  }

  async function carryOut() {
    go.disabled = true;
    try {
      const done = await asked('POST', `/users/table?invite=${invite.input.checked}`, table(), { 'Content-Type': 'text/csv' });
      onChanged();
      if (done.invited.length) dialog.fill(`${counted(done.added, 'person', 'people')} set up`, links(done.invited, dialog.close));
      else {
        dialog.close();
        say(`${done.added} added, ${done.changed} changed.`);
      }
    } catch (error) {
      await wrong(error);
    } finally {
      go.disabled = false;
    }
  }

  async function wrong(error) {
    const given = table();
    const text = typeof given === 'string' ? given : await given.text();
    replace(outcome, faults(error, text.split('\n')));
    go.hidden = true;
    look.hidden = false;
  }
}

function counted(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

function preview({ added, changed, same, changes }) {
  const rest = added + changed - changes.length;
  return [
    h('p', null, `${added} would be added, ${changed} changed; ${same} ${same === 1 ? 'stays' : 'stay'} as they are.`),
    changes.length > 0 && h('ul', { class: 'lines' }, changes.map((each) => h('li', null, each.name, ' ', h('small', { class: 'quiet' }, each.email), ' – ', each.added ? 'new' : `other ${each.fields.map(fieldWords).join(', ')}`))),
    rest > 0 && h('p', { class: 'quiet' }, `and ${rest} more`),
  ];
}

function fieldWords(name) {
  return name === 'agent' ? 'agent id' : words(name);
}

function faults(error, lines) {
  const placed = error.errors?.filter((each) => each.line) ?? [];
  const wrongLines = [...new Set(placed.map((each) => each.line))];
  if (!placed.length) return h('p', { class: 'problem' }, error.sentences?.join(' ') ?? error.message);
  return [
    h('p', { class: 'problem' }, `${counted(placed.length, 'thing is', 'things are')} wrong; nothing was done.`),
    h('ul', { class: 'lines' }, wrongLines.map((number) => h('li', null,
      h('strong', null, `Line ${number}`),
      lines[number - 1] && h('code', null, lines[number - 1]),
      h('ul', { class: 'points' }, placed.filter(({ line }) => line === number).map(({ column, message }) => h('li', null, column ? `Column ${column}, ${message}` : message)))))),
  ];
}

function links(invited, close) {
  const all = invited.map(({ user, link }) => `${user.name}\t${user.email}\t${link.url}`).join('\n');
  return [
    h('p', null, 'Hand each of them their own link: it works once, for a week, and is not shown again. Whoever has it can use it.'),
    h('ul', { class: 'lines' }, invited.map(({ user, link }) => h('li', null, user.name, ' ', h('small', { class: 'quiet' }, user.email), copied(`Link for ${user.name}`, link.url)))),
    h('label', { class: 'field' }, 'All of them, to paste into a spreadsheet', h('textarea', { readOnly: true, rows: 3, value: all, onfocus: ({ target }) => target.select() })),
    h('div', { class: 'buttons' }, h('button', { class: 'first', onclick: close }, 'Done')),
  ];
}
