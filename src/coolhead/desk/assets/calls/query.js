// A search as the address bar has it: the parameters of the API's list of calls, as texts.

import { RUNG_NAMES, moment, sentence, words } from '../base/words.js';

const KNOWN = ['words', 'signal', 'party', 'level', 'heat_from', 'rung', 'outcome', 'row', 'agent', 'team', 'customer', 'customer_number', 'campaign', 'playbook', 'direction', 'figure', 'since', 'until', 'ended', 'signed', 'disputed', 'mine', 'order'];

// What belongs together is set, shown and cleared together.
const FACETS = [
  { keys: ['words'], text: (query) => `Said: “${query.words}”` },
  { keys: ['signal', 'party'], text: (query) => signalName(query.party, query.signal) },
  { keys: ['level'], text: (query) => `Heat: ${query.level} or more` },
  { keys: ['heat_from'], text: (query) => `Heat: ${query.heat_from} or more` },
  { keys: ['rung'], text: (query) => `Ladder: ${words(RUNG_NAMES[query.rung] ?? query.rung).toLowerCase()} or further` },
  { keys: ['outcome'], text: (query) => `Outcome: ${words(query.outcome)}` },
  { keys: ['agent'], text: (query, names) => `Agent: ${names.agent(query.agent)}` },
  { keys: ['team'], text: (query, names) => `Team: ${names.team(query.team)}` },
  { keys: ['customer'], text: (query) => `Customer: ${query.customer}` },
  { keys: ['customer_number'], text: (query) => `Number: ${query.customer_number}` },
  { keys: ['campaign'], text: (query) => `Campaign: ${query.campaign}` },
  { keys: ['playbook'], text: (query) => `Playbook: ${query.playbook.replace(/:(\d+)$/, ', version $1')}` },
  { keys: ['direction'], text: (query) => sentence(query.direction) },
  { keys: ['figure'], text: (query) => `Insights: ${figureName(query.figure)}` },
  { keys: ['since'], text: (query) => `From ${isMidnight(query.since) ? dayName(dayOf(query.since)) : moment(query.since)}` },
  { keys: ['until'], text: (query) => (isMidnight(query.until) ? `Up to ${dayName(lastDayOf(query.until))}` : `Before ${moment(query.until)}`) },
  { keys: ['ended'], text: (query) => (query.ended === 'true' ? 'Over' : 'On now') },
  { keys: ['signed'], text: (query) => (query.signed === 'true' ? 'Signed' : 'Not signed') },
  { keys: ['disputed'], text: (query) => (query.disputed === 'true' ? 'Disputed' : 'Not disputed') },
  { keys: ['mine'], text: () => 'My own calls' },
  { keys: ['row'], text: (query) => `Source row: ${query.row}` },
];

function figureName(figure) {
  const [, hour] = /^abuse_at:(\d+)$/.exec(figure) ?? [];
  return hour ? `abuse, calls that began from ${hour}:00 to ${hour}:59` : words(figure).replaceAll(':', ', ');
}

export function readQuery(address) {
  const given = new URLSearchParams(address);
  return cleaned(Object.fromEntries(given));
}

// Known names with something in them; what is usual is left out, so that one search has one address.
export function cleaned(given) {
  const query = {};
  for (const name of KNOWN) {
    const value = String(given[name] ?? '').trim();
    if (value && !(name === 'order' && value === 'newest') && !(name === 'mine' && value !== 'true')) query[name] = value;
  }
  if (!query.signal) delete query.party;
  return query;
}

export function addressOf(query) {
  const text = new URLSearchParams(query).toString();
  return `/calls${text && `?${text}`}`;
}

// What is asked for, a piece at a time: [{ keys, text }].
export function piecesOf(query, names) {
  return FACETS.filter(({ keys }) => query[keys[0]] !== undefined).map(({ keys, text }) => ({ keys, text: text(query, names) }));
}

export function signalName(party, signal) {
  return party ? `${sentence(signal)} (${words(party)})` : sentence(signal);
}

// The beginning of a day of one's own time zone, as RFC 3339; `later` days after it.
export function startOf(day, later = 0) {
  const [year, month, date] = day.split('-').map(Number);
  const at = new Date(year, month - 1, date + later);
  if (Number.isNaN(at.getTime())) return '';
  const behind = at.getTimezoneOffset();
  const ahead = Math.abs(behind);
  return `${numbered(at)}T00:00:00${behind > 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

export function dayOf(stamp) {
  const at = new Date(stamp);
  return Number.isNaN(at.getTime()) ? '' : numbered(at);
}

export function lastDayOf(until) {
  return dayOf(new Date(new Date(until).getTime() - 1));
}

function isMidnight(stamp) {
  const at = new Date(stamp);
  return at.getHours() === 0 && at.getMinutes() === 0;
}

function dayName(day) {
  return new Date(`${day}T12:00:00`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

function numbered(at) {
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function two(number) {
  return String(number).padStart(2, '0');
}
