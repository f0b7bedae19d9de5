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

// { score, reasons: [{ text, weight }], alerts: [{ ids, kinds, text, at, by, weight, isGrave }] }; what
// one utterance raised is one alert, and the open ones among it are `ids`.
export function needOf({ row, alerts, acknowledged, curve }) {
  const told = grouped(alerts).map((group) => alertOf(group, acknowledged, row)).sort((a, b) => b.weight - a.weight || b.at - a.at);
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

function grouped(alerts) {
  const groups = new Map();
  for (const alert of alerts) {
    const key = alert.utterance ?? alert.decision;
    groups.set(key, [...(groups.get(key) ?? []), alert]);
  }
  return [...groups.values()].map((group) => group.sort((a, b) => weightOf(b) - weightOf(a)));
}

function weightOf({ kind }) {
  return ALERTS[kind] ?? ANY_ALERT;
}

// An alert is taken once all is that its utterance raised.
function alertOf(group, acknowledged, row) {
  const open = group.filter((each) => acknowledged[each.decision] === undefined);
  const [first] = open.length ? open : group;
  const whole = weightOf(first);
  return {
    ids: open.map((each) => each.decision),
    kinds: group.map((each) => each.kind),
    text: textOf(group, row),
    at: first.at,
    utterance: first.utterance,
    by: open.length ? undefined : acknowledged[first.decision],
    weight: open.length ? whole : whole * TAKEN,
    isGrave: whole >= GRAVE,
  };
}

function textOf(group, row) {
  const kinds = group.map((each) => each.kind);
  const said = kinds.filter((kind) => !(kind === 'threat' && kinds.includes('threat_of_harm')));
  const [first, ...rest] = new Set(said.map((kind) => wordsOf(kind, row)));
  return [first, ...rest.map((each) => each.charAt(0).toLowerCase() + each.slice(1))].join(', ');
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
  const add = (weight, text) => reasons.push({ text, weight });
  if (row.rung === 'may_end' && !told.some((alert) => alert.kinds.includes('abuse'))) add(600, 'May end the call');
  if (isRising(curve, row.now) && row.level !== 'calm') add(200, 'Heat rising');
  if (row.rung === 'warned') add(150, 'Final warning given');
  else if (row.open_step === 'warn') add(140, 'Final warning is open');
  else if (row.open_step === 'ask') add(110, 'Abuse aimed at the agent');
  else if (row.rung === 'asked') add(60, 'Asked for respect');
  if (row.recogniser_lost) add(130, 'Words are not heard');
  return reasons;
}
