// Which call needs somebody most, and why in words. Only what happens in the call counts: never who
// the agent is, nor how much help anybody needed.

import { alertWords } from '../base/words.js';

const ALERTS = {
  self_harm: 1000,
  threat_of_harm: 1000,
  agent_request: 900,
  abuse: 800,
  asked_for: 700,
  threat: 500,
  long_silence: 450,
  beyond_authority: 400,
  rejected_offers: 350,
  hot_for: 300,
};
const ANY_ALERT = 250;
// An alert that somebody has taken on still says how the call stands, and calls for nobody.
const TAKEN = 0.15;
const GRAVE = 700;
const RISING_BY = 6;
const RISING_WITHIN_S = 30;

// { score, reasons: [{ text, weight, isGrave }], alerts: [{ id, kind, text, at, by, weight, isGrave }] }
export function needOf({ row, alerts, acknowledged, curve }) {
  const told = alerts.map((alert) => alertOf(alert, acknowledged[alert.decision], row)).sort((a, b) => b.weight - a.weight || b.at - a.at);
  const reasons = reasonsOf(row, curve, told).sort((a, b) => b.weight - a.weight);
  const weights = [...told, ...reasons].map((each) => each.weight).sort((a, b) => b - a);
  const [most = 0, ...rest] = weights;
  // The strongest reason leads; many small ones never outweigh it. Heat alone is below any alert.
  const score = most + Math.min(40, rest.reduce((sum, weight) => sum + weight, 0) * 0.05) + row.heat * 0.2;
  return { score, reasons, alerts: told };
}

// The most needed first; of two alike the one that came first stays first.
export function inOrder(calls) {
  return [...calls].sort((a, b) => b.need.score - a.need.score);
}

// An order that is held: who is there stays in place, who is new comes at the end.
export function held(order, calls) {
  const known = new Set(order);
  const there = new Map(calls.map((call) => [call.id, call]));
  return [...order.filter((id) => there.has(id)).map((id) => there.get(id)), ...inOrder(calls.filter((call) => !known.has(call.id)))];
}

export function isRising(curve, now) {
  if (curve.length < 2) return false;
  const before = curve.findLast(([at]) => at <= now - RISING_WITHIN_S) ?? curve[0];
  return curve.at(-1)[1] - before[1] > RISING_BY;
}

function alertOf({ decision, kind, at, utterance }, by, row) {
  const whole = ALERTS[kind] ?? ANY_ALERT;
  return { id: decision, kind, text: wordsOf(kind, row), at, utterance, by, weight: by === undefined ? whole : whole * TAKEN, isGrave: whole >= GRAVE };
}

function wordsOf(kind, row) {
  if (kind === 'agent_request') return 'Asks for help';
  if (kind === 'long_silence') return 'Quiet for long';
  if (kind === 'abuse' && row.rung === 'may_end') return 'May end the call';
  if (kind === 'abuse' && row.rung === 'ended') return 'Ended for abuse';
  return alertWords(kind);
}

function reasonsOf(row, curve, told) {
  const reasons = [];
  const add = (weight, text) => reasons.push({ text, weight, isGrave: false });
  if (row.rung === 'may_end' && !told.some((alert) => alert.kind === 'abuse')) add(600, 'May end the call');
  if (row.phase === 'handover') add(100, 'Hand-over under way');
  if (isRising(curve, row.now) && row.level !== 'calm') add(200, 'Heat rising');
  if (row.rung === 'warned') add(150, 'Final warning given');
  else if (row.open_step === 'warn') add(140, 'Final warning is open');
  else if (row.open_step === 'ask') add(110, 'Abuse aimed at the agent');
  else if (row.rung === 'asked') add(60, 'Asked for respect');
  if (row.recogniser_lost) add(130, 'Words are not heard');
  return reasons;
}
