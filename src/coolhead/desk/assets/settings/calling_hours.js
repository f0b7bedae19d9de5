// From when until when customers may be called on each day, by their own clock.

import { h } from '../base/dom.js';
import { checkbox, field, form } from './forms.js';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const USUAL = { start: '08:00', end: '21:00' };
const MIDNIGHT = '24:00';

export function hoursForm(settings, save) {
  const rows = DAYS.map((day) => dayRow(day, settings.calling_hours[day]));
  return h('section', { class: 'card setting' },
    h('h2', null, 'Calling hours'),
    h('p', null, 'When customers may be called, by the clock where they are. The law of the United States allows 08:00 to 21:00 (47 CFR 64.1200(c)(1)); other laws may be stricter.'),
    form({
      fields: rows.flatMap((row) => row.fields),
      parts: rows.map((row) => row.element),
      text: 'Save calling hours',
      send: () => save({ calling_hours: Object.fromEntries(rows.map((row) => [row.day, row.value()])) }),
    }));
}

function dayRow(day, hours) {
  const name = day.charAt(0).toUpperCase() + day.slice(1);
  const calls = checkbox(`calling_hours.${day}.open`, name, hours !== null);
  calls.input.setAttribute('aria-label', `${name}: calls are made`);
  const start = clock(`calling_hours.${day}.start`, 'from', name, (hours ?? USUAL).start);
  const end = clock(`calling_hours.${day}`, 'to', name, shownEnd((hours ?? USUAL).end));
  const show = () => { start.input.disabled = end.input.disabled = !calls.input.checked; };
  calls.input.addEventListener('change', show);
  show();
  return {
    day,
    fields: [start, end],
    element: h('div', { class: 'day-hours', role: 'group', 'aria-label': name }, calls.element, start.element, end.element),
    value: () => (calls.input.checked ? { start: start.input.value, end: sentEnd(end.input.value) } : null),
  };
}

function clock(at, label, day, value) {
  const made = field(at, label, h('input', { type: 'time', value }));
  made.input.setAttribute('aria-label', `${day}, ${label}`);
  return made;
}

// A field of a time of day knows no 24:00: the midnight at a day's end is its 00:00.
function shownEnd(end) {
  return end === MIDNIGHT ? '00:00' : end;
}

function sentEnd(value) {
  return value === '00:00' ? MIDNIGHT : value;
}
