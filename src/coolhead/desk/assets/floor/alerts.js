// Alerts with a button each for whoever takes them on, once for the team.

import { h, replace } from '../base/dom.js';
import { clock } from '../base/words.js';

// `name` is the agent's; `onAcknowledge(ids)`; `onPoint(utterance)` where the words are on the screen.
export function showAlerts(list, alerts, { name, isOver, onAcknowledge, onPoint }) {
  const shown = isOver ? alerts.filter((alert) => alert.by !== undefined) : alerts;
  // A button that somebody is about to press stays the same one.
  const state = JSON.stringify([name, shown.map(({ ids, text, by }) => [ids, text, by])]);
  if (list.dataset.state === state) return;
  list.dataset.state = state;
  const hadFocus = list.contains(document.activeElement);
  replace(list, shown.map((alert) => line(alert, name, onAcknowledge, onPoint)));
  if (hadFocus) (list.querySelector('.take') ?? list.parentElement.closest('.call-card, .panel').querySelector('h2, h3 button')).focus();
}

function line(alert, name, onAcknowledge, onPoint) {
  const isOpen = alert.by === undefined;
  return h(
    'li',
    { class: `alert${alert.isGrave ? ' grave' : ''}${isOpen ? '' : ' taken'}` },
    h('span', { class: 'alert-text' }, h('b', null, alert.text), ' ', h('span', { class: 'at quiet' }, clock(alert.at))),
    onPoint && alert.utterance && h('button', { class: 'plain point', onclick: () => onPoint(alert.utterance), 'aria-label': `Show the words: ${alert.text}` }, 'Show'),
    isOpen
      ? h('button', { class: 'take', onclick: () => onAcknowledge(alert.ids), 'aria-label': `Acknowledge: ${alert.text}, ${name}` }, 'Acknowledge')
      : h('span', { class: 'quiet' }, `Taken by ${alert.by || 'a supervisor'}`),
  );
}
