// Who must not be called, and when others may be: one number is asked after at a time, since the
// numbers themselves are not kept.

import { asked, del, get, patch, post } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { cancel, openDialog } from './dialogs.js';
import { openNumbersTable } from './do_not_call_table.js';
import { field, form } from './forms.js';
import { hoursForm } from './calling_hours.js';
import { fullMoment } from './words.js';

const WHY = { asked_in_call: 'Asked for in a call', imported: 'Imported', by_hand: 'Put here by hand' };
const MOST_ZONES = 4;

export async function showDoNotCall({ place, say }) {
  const settings = await get('/settings');
  const answer = h('div', { class: 'answer', role: 'status' });
  const number = field('number', 'Number', h('input', { type: 'tel', autocomplete: 'off', maxLength: 60 }), hintOf(settings.region));
  replace(
    place,
    h('h1', null, 'Do not call'),
    h('p', { class: 'quiet' }, 'A number comes onto this list when a customer asks in a call not to be called again, and stays when the call is erased. The list holds no numbers, only what is needed to know one again.'),
    h('div', { class: 'buttons bar' },
      h('button', { onclick: () => openAdd() }, 'Add a number'),
      h('button', { onclick: () => openNumbersTable({ say }) }, 'Import a table'),
      h('button', { onclick: download }, 'Export')),
    h('section', { class: 'card setting' }, h('h2', null, 'Check a number'), form({ fields: [number], text: 'Check', send: check }), answer),
    hoursForm(settings, save),
    regionForm(),
  );

  async function save(change) {
    Object.assign(settings, await patch('/settings', change));
    say('Saved. It holds from now on.');
  }

  async function check() {
    replace(answer);
    replace(answer, shown(await post('/do-not-call/check', { number: number.input.value })));
  }

  function shown(found) {
    const [state, text] = found.listed ? ['listed', 'Do not call'] : found.allowed ? ['free', 'May be called now'] : ['later', 'Not at this time'];
    return [
      h('p', { class: 'verdict', 'data-state': state }, text),
      found.reasons.length > 0 && h('ul', { class: 'points' }, found.reasons.map((reason) => h('li', null, reason))),
      h('dl', null,
        found.local.length > 0 && term('Time there', zones(found.local)),
        !found.listed && !found.allowed && term('Next allowed', nextAllowed(found))),
      found.entries.length > 0 && h('table', { class: 'stacked' },
        h('thead', null, h('tr', null, ['Why', 'Since', 'Reason', 'Source'].map((each) => h('th', { scope: 'col' }, each)))),
        h('tbody', null, found.entries.map(entryRow))),
      found.listed && h('div', { class: 'buttons' }, h('button', { class: 'grave', onclick: () => openRemove(found.entries) }, 'Take it off the list')),
    ];
  }

  function openAdd() {
    const added = field('numbers', 'Number', h('input', { type: 'tel', autocomplete: 'off', maxLength: 60, value: number.input.value }), hintOf(settings.region));
    const reason = field('reason', 'Why', h('input', { autocomplete: 'off', maxLength: 500 }), 'Such as: asked by letter of 3 March.');
    const dialog = openDialog('Add a number', form({
      fields: [added, reason],
      text: 'Add',
      beside: [cancel('Cancel', () => dialog.close())],
      send: async () => {
        const done = await post('/do-not-call', { numbers: [added.input.value], reason: reason.input.value });
        if (done.faults.length) {
          added.tell(done.faults[0].message);
          added.input.focus();
          return;
        }
        dialog.close();
        say(done.added ? 'Added.' : 'It was on the list already.');
      },
    }));
  }

  function openRemove(entries) {
    const reason = field('query.reason', 'Why', h('input', { autocomplete: 'off', maxLength: 500 }), 'It stands in the audit.');
    const dialog = openDialog('Take the number off the list?', form({
      fields: [reason],
      parts: [h('p', null, 'It may be called again then, whoever put it there.'), reason.element],
      text: 'Take it off',
      beside: [cancel('Leave it there', () => dialog.close())],
      send: async () => {
        for (const digest of new Set(entries.map((each) => each.digest))) {
          await del(`/do-not-call/${digest}?reason=${encodeURIComponent(reason.input.value)}`);
        }
        dialog.close();
        say('Taken off the list.');
        await check();
        number.input.focus();
      },
    }));
  }

  async function download() {
    try {
      const table = new Blob([await asked('GET', '/do-not-call/export')], { type: 'text/csv' });
      const link = h('a', { href: URL.createObjectURL(table), download: 'do-not-call.csv' });
      link.click();
      URL.revokeObjectURL(link.href);
      say('Exported: what stands for each number, and why it is there.');
    } catch (error) {
      say(error.message, 'problem');
    }
  }

  function regionForm() {
    const region = field('region', 'Country', h('input', { value: settings.region, maxLength: 2, size: 4, autocomplete: 'off', autocapitalize: 'characters' }), 'Two letters, such as GB or US; empty for none.');
    return h('section', { class: 'card setting' },
      h('h2', null, 'Numbers without a country'),
      h('p', null, 'Which country a number belongs to that is written without its code, such as 020 7946 0933.'),
      form({ fields: [region], text: 'Save country', send: () => save({ region: region.input.value.trim().toUpperCase() }) }));
  }
}

function hintOf(region) {
  return region ? `With its country’s code, or as it is written in ${region}.` : 'With its country’s code, such as +44 20 7946 0933.';
}

function entryRow(entry) {
  const why = entry.call ? [`${WHY[entry.why]}: `, entry.call] : WHY[entry.why];
  return h('tr', null,
    h('td', { 'data-label': 'Why' }, why),
    h('td', { 'data-label': 'Since' }, fullMoment(entry.added_at)),
    h('td', { 'data-label': 'Reason' }, entry.reason || '–'),
    h('td', { 'data-label': 'Source' }, entry.source || '–'));
}

function zones(local) {
  const told = local.slice(0, MOST_ZONES).map((each) => `${clock(each.time)} in ${each.time_zone}`);
  return local.length > MOST_ZONES ? `${told.join(', ')}, and in ${local.length - MOST_ZONES} more places` : told.join(', ');
}

function nextAllowed({ next_allowed: next, local }) {
  if (!next) return 'no time is known';
  return `${fullMoment(next)} by the clock here${local.length === 1 ? `; ${whenThere(next, local[0].time_zone)} there` : ''}`;
}

function whenThere(stamp, timeZone) {
  return new Date(stamp).toLocaleString('en-GB', { weekday: 'long', hour: '2-digit', minute: '2-digit', timeZone });
}

// The time with its offset is the clock there: it is read off, not turned into the clock here.
function clock(stamp) {
  return stamp.slice(11, 16);
}

function term(name, text) {
  return h('div', null, h('dt', null, name), h('dd', null, text));
}
