// How things are said on the screen: times, levels, rungs, signals, alerts.

export const LEVELS = ['calm', 'tense', 'heated', 'boiling'];
export const FLOORS = { calm: 0, tense: 20, heated: 45, boiling: 70 };
export const RUNGS = ['none', 'asked', 'warned', 'may_end', 'ended'];
export const RUNG_NAMES = { none: 'No step yet', asked: 'Asked', warned: 'Warned', may_end: 'May end', ended: 'Ended' };
export const PARTIES = { customer: 'Customer', agent: 'Agent', supervisor: 'Supervisor' };

const ALERTS = {
  abuse: 'Abuse',
  self_harm: 'Speaks of self-harm',
  threat_of_harm: 'Threat of harm',
  threat: 'Threat',
  long_silence: 'Long silence',
  asked_for: 'Customer asks for a supervisor',
  agent_request: 'Agent asks for a supervisor',
  rejected_offers: 'Offers rejected',
  hot_for: 'Heat stays up',
  beyond_authority: 'Wants more than the agent may grant',
};

export function words(name) {
  return String(name).replaceAll('_', ' ');
}

export function sentence(name) {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function alertWords(kind) {
  return ALERTS[kind] ?? (kind.startsWith('threat_') ? `Threat: ${words(kind.replace(/^threats?_?/, ''))}` : sentence(kind));
}

// 83.5 is 01:23; an hour and more is 1:02:05.
export function clock(at) {
  const whole = Math.max(0, Math.floor(at));
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number) => String(number).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

export function length(seconds) {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// A moment of RFC 3339 as a person reads it, in their own time zone.
export function moment(stamp) {
  const when = new Date(stamp);
  if (Number.isNaN(when.getTime())) return stamp ?? '';
  const day = when.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day}, ${when.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
}

// The time of day of a moment.
export function time(stamp) {
  const when = new Date(stamp);
  return Number.isNaN(when.getTime()) ? '' : when.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

export function levelOf(heat) {
  return LEVELS.findLast((level) => heat >= FLOORS[level]) ?? 'calm';
}

// A signal in a few words: "insult: severity 2", "complaint: about the product".
export function signalWords(signal) {
  const details = [signal.kind, signal.remedy, signal.due_text].filter(Boolean).map(words);
  if (signal.target && signal.target !== 'none') details.push(`${['complaint', 'profanity'].includes(signal.name) ? 'about' : 'at'} ${words(signal.target)}`);
  if (signal.severity) details.push(`severity ${signal.severity}`);
  if (signal.options) details.push(`${signal.options} option${signal.options > 1 ? 's' : ''}`);
  if (signal.qualified) details.push('weakened by a “but”');
  if (typeof signal.confirmed === 'boolean') details.push(signal.confirmed ? 'confirmed' : 'denied');
  if (signal.seconds) details.push(`${signal.seconds.toFixed(1)} s`);
  return details.length ? `${words(signal.name)}: ${details.join(', ')}` : words(signal.name);
}
