// One's own calendar: an address that is shown once, and can be taken back.

import { del, get, post } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { moment } from '../base/words.js';

export function calendarLink({ say }) {
  const content = h('div');
  const details = h('details', { class: 'besides calendar', ontoggle: () => details.open && show() }, h('summary', null, 'In your calendar'), content);
  const tried = async (act) => {
    try {
      await act();
    } catch (error) {
      say(error.message, 'problem');
    }
  };
  const show = () => tried(async () => {
    const { made_at: made } = await get('/follow-ups/calendar-link');
    replace(
      content,
      h('p', null, 'A calendar program can show your follow-ups: what kind of thing, the customer’s reference, and when. No words of calls. Whoever has the address can read that, so keep it to yourself.'),
      h('p', { class: 'quiet' }, made ? `There is an address since ${moment(made)}. It was shown when it was made; a new one takes its place.` : 'There is no address yet.'),
      h('div', { class: 'buttons' }, h('button', { onclick: make }, made ? 'Make a new address' : 'Make an address'), made && h('button', { onclick: takeBack }, 'Take it back')),
    );
  });
  const make = () => tried(async () => {
    const { url } = await post('/follow-ups/calendar-link', {});
    const field = h('input', { readOnly: true, value: url, onfocus: () => field.select() });
    const copy = h('button', { onclick: () => tried(async () => {
      await navigator.clipboard.writeText(url);
      say('Copied.');
    }) }, 'Copy');
    replace(content, h('label', { class: 'field' }, 'The address, shown this once. In your calendar program, subscribe to it.', field), h('div', { class: 'buttons' }, copy, h('button', { onclick: takeBack }, 'Take it back')));
    field.focus();
  });
  const takeBack = () => tried(async () => {
    await del('/follow-ups/calendar-link');
    say('The address opens nothing any more.');
    await show();
  });
  return details;
}
