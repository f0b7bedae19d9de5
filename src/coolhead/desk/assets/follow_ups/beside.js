// What stands beside a follow-up: how far its e-mail has got, and what the customer answered.

import { h } from '../base/dom.js';
import { moment } from '../base/words.js';

export const SETTLED = { yes: 'Settled', partly: 'Settled in part', no: 'Not settled' };
const STATES = {
  draft: 'E-mail: a draft is kept',
  released: 'E-mail is on its way',
  sending: 'E-mail is on its way',
  unsure: 'E-mail may have been sent: say whether it arrived',
  sent: 'E-mail sent',
  dead: 'E-mail was not taken',
};

export function besideOf({ message, answer }) {
  if (!message && !answer) return undefined;
  const needs = message && ['unsure', 'dead'].includes(message.state);
  return h('p', { class: 'beside' },
    message && h('span', { class: needs ? 'warning' : undefined }, STATES[message.state], message.state === 'sent' && ` ${moment(message.at)}`),
    message && answer && ' · ',
    answer && answerOf(answer));
}

export function answerOf(answer) {
  const stars = answer.satisfaction ? `, satisfied ${answer.satisfaction} of 5` : '';
  return [h('b', { dataset: { settled: answer.settled } }, `${SETTLED[answer.settled]}, says the customer`), stars, answer.comment && [': ', h('q', { dir: 'auto' }, answer.comment)]];
}
