// What else can be done with a follow-up, folded away: it is wanted seldom.

import { h, replace } from '../base/dom.js';

const CHOICES = [
  ['due', 'Change time', 'C'],
  ['dropped', 'Drop', 'X'],
  ['channel', 'How to reach them'],
  ['add', 'Add another for this call'],
  ['owner', 'Pass it on', '', true],
];

// An open menu covers rows below it: pressed elsewhere, it closes.
document.addEventListener('pointerdown', (event) => {
  for (const each of document.querySelectorAll('.more[open]')) if (!each.contains(event.target)) each.open = false;
});

export function moreOf(row, { isSupervisor, onChange }) {
  const close = () => {
    details.open = false;
    details.firstChild.focus();
  };
  const act = (kind) => {
    close();
    onChange(row.followUp, kind);
  };
  const choices = CHOICES.filter(([, , , isAbove]) => isSupervisor || !isAbove);
  const box = h('div', { class: 'menu-box' });
  const details = h('details', { class: 'menu more', name: 'more', onkeydown: (event) => event.key === 'Escape' && details.open && close(), ontoggle: () => details.open && fill() }, h('summary', null, 'More', h('span', { class: 'for-readers' })), box);
  const fill = () => replace(
    box,
    choices.map(([kind, text, key]) => h('button', { 'aria-keyshortcuts': key || undefined, dataset: { does: kind }, onclick: () => act(kind) }, text, key && [' ', h('kbd', { 'aria-hidden': 'true' }, key)])),
    row.followUp.due && h('a', { href: `/api/v1/follow-ups/${row.followUp.id}/event.ics`, download: '' }, 'Put it into a calendar'),
  );
  return details;
}
