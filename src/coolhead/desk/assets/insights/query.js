// Which calls are asked for: the address bar's texts, and the API's parameters made of them.

const KNOWN = ['from', 'to', 'team', 'playbook', 'direction', 'campaign', 'with'];
const DAY_MS = 86400000;
const USUAL_DAYS = 30;

// The period is days in one's own time zone, the last one among them.
export function readQuery(address) {
  const given = new URLSearchParams(address);
  const query = Object.fromEntries(KNOWN.map((name) => [name, (given.get(name) ?? '').trim()]).filter(([, value]) => value));
  const to = dayOf(query.to) ?? today();
  const from = dayOf(query.from);
  return { ...query, from: from && from <= to ? from : later(to, 1 - USUAL_DAYS), to };
}

export function addressOf(query) {
  const given = Object.entries(query).filter(([, value]) => value);
  return `/insights?${new URLSearchParams(given)}`;
}

// As the API takes it.
export function askedOf({ from, to, team, playbook, direction, campaign }) {
  return { since: stamp(from), until: stamp(later(to, 1)), ...playbookOf(playbook), ...only({ team, direction, campaign }) };
}

// The other side of a comparison, undefined where nothing is compared: the period of the same
// length before, or the same period under another playbook.
export function comparedOf(query) {
  const { with: other } = query;
  if (!other) return undefined;
  if (other !== 'before') return askedOf({ ...query, playbook: other });
  const days = Math.round((Date.parse(query.to) - Date.parse(query.from)) / DAY_MS) + 1;
  return askedOf({ ...query, from: later(query.from, -days), to: later(query.to, -days) });
}

export function csvOf(asked) {
  return `/api/v1/insights/figures.csv?${new URLSearchParams(asked)}`;
}

export function playbookValue({ name, version }) {
  return `${name}:${version}`;
}

export function later(day, days) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function only(given) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value));
}

// "standard:3" is a version, "standard" any; a name may hold a colon itself.
function playbookOf(value) {
  if (!value) return {};
  const [, name, version] = /^(.*?)(?::(\d+))?$/.exec(value);
  return only({ playbook: name, version });
}

function dayOf(text) {
  return /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text)) ? text : undefined;
}

function today() {
  const now = new Date();
  return later(`${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`, 0);
}

// The beginning of a day of one's own time zone, as RFC 3339.
function stamp(day) {
  const [year, month, date] = day.split('-').map(Number);
  const behind = new Date(year, month - 1, date).getTimezoneOffset();
  const ahead = Math.abs(behind);
  return `${day}T00:00:00${behind > 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`;
}

function two(number) {
  return String(number).padStart(2, '0');
}
