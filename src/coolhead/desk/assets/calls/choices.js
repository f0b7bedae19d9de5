// What can be chosen in the filters.

import { RUNGS, RUNG_NAMES, sentence } from '../base/words.js';

const OF_CUSTOMERS = ['complaint', 'frustration', 'anger', 'profanity', 'insult', 'aggression', 'threat', 'not_heard', 'supervisor_request', 'request', 'acceptance', 'rejection', 'thanks', 'do_not_call', 'data_question', 'recording_objection'];
const OF_AGENTS = ['greeting', 'reflection', 'empathy', 'apology', 'open_question', 'resolution_question', 'information', 'excuse', 'plain_refusal', 'recording_notice', 'defensiveness', 'dismissal', 'pass_off', 'offer', 'ownership', 'commitment', 'civility_request', 'final_warning', 'end_call_notice', 'escalation_offer', 'handover', 'hold_notice', 'recap', 'satisfaction_check', 'jargon', 'profanity', 'insult', 'threat'];
const OF_TIME = [['customer', 'interruption', 'Customer interrupts'], ['agent', 'interruption', 'Agent interrupts'], ['', 'dead_air', 'Dead air'], ['', 'overlap', 'Both speak at once'], ['customer', 'raised_voice', 'Customer raises their voice']];

// Groups of options of signals; the value is `party:name`. What makes a customer vulnerable is for
// agents and supervisors.
export function signalGroups({ careful }) {
  const customers = careful ? [...OF_CUSTOMERS, 'vulnerability'] : OF_CUSTOMERS;
  return [
    ['Customer', customers.map((name) => [`customer:${name}`, sentence(name)])],
    ['Agent', OF_AGENTS.map((name) => [`agent:${name}`, sentence(name)])],
    ['Time and voice', OF_TIME.map(([party, name, text]) => [`${party}:${name}`, text])],
  ];
}

export const HEATS = [['tense', 'Tense or more'], ['heated', 'Heated or more'], ['boiling', 'Boiling']];
export const STEPS = RUNGS.slice(1).map((rung) => [rung, rung === 'ended' ? RUNG_NAMES[rung] : `${RUNG_NAMES[rung]} or further`]);
export const OUTCOMES = ['resolved', 'saved', 'open', 'lost', 'no_contact'].map((name) => [name, sentence(name)]);
export const STATES = [['false', 'On now'], ['true', 'Over']];
export const RECORDS = [['signed:true', 'Signed'], ['signed:false', 'Not signed'], ['disputed:true', 'Disputed']];
export const ORDERS = [['hottest', 'Hottest first']];

// The rows that the lines of a playbook's scorecard come from, each with what the first line asks.
export function rowsOf(scorecard) {
  const rows = new Map();
  for (const { rows: from, item } of scorecard) for (const row of from ?? []) if (!rows.has(row)) rows.set(row, item);
  return [...rows].sort(([a], [b]) => a.localeCompare(b)).map(([row, item]) => [row, `${row} ${item}`]);
}
