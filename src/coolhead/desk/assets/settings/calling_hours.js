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
      fields: rows.map((row) => row.field),
      parts: rows.map((row) => row.element),
      text: 'Save calling hours',
      send: () => save({ calling_hours: Object.fromEntries(rows.map((row) => [row.day, row.value()])) }),
    }));
}

function dayRow(day, hours) {
  const name = day.charAt(0).toUpperCase() + day.slice(1);
  const calls = checkbox(`calling_hours.${day}.open`, name, hours !== null);
  calls.input.setAttribute('aria-label', `${name}: calls are made`);
  const start = h('input', { type: 'time', value: (hours ?? USUAL).start, 'aria-label': `${name}, from` });
  const end = field(`calling_hours.${day}`, 'to', h('input', { type: 'time', value: shownEnd((hours ?? USUAL).end) }));
  end.input.setAttribute('aria-label', `${name}, to`);
  const show = () => { start.disabled = end.input.disabled = !calls.input.checked; };
  calls.input.addEventListener('change', show);
  show();
  return {
    day,
    field: end,
    element: h('div', { class: 'day-hours', role: 'group', 'aria-label': name }, calls.element, h('div', { class: 'field' }, h('label', null, 'from', start)), end.element),
    value: () => (calls.input.checked ? { start: start.value, end: sentEnd(end.input.value) } : null),
  };
}

// A field of a time of day knows no 24:00: the midnight at a day's end is its 00:00.
function shownEnd(end) {
  return end === MIDNIGHT ? '00:00' : end;
}

function sentEnd(value) {
  return value === '00:00' ? MIDNIGHT : value;
}
