// What may be done with people's words and voices here, and for how long it is kept.

import { get, patch } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { checkbox, field, form, select } from './forms.js';

const SWITCHES = [
  {
    at: 'keep_audio',
    title: 'Keeping of sound',
    means: 'Off: what people say is heard and not kept. On: the sound of calls that begin from then on is kept, with what is masked made silent, for as long as set below.',
    label: 'Keep the sound of what is said',
  },
  {
    at: 'voice_heat',
    title: 'Heat from the voice',
    means: 'Off: heat comes from words and from timing. On: how loud and how high the customer speaks counts too. An agent’s feelings are never inferred, from words or from voice.',
    label: 'Let the customer’s voice count',
  },
  {
    at: 'score_named_agents',
    title: 'Scorecards by name',
    means: 'Off: the agent alone sees the scorecard of their call. On: supervisors and coaches who may read the call see it too. It is of people at work: agree on it with them first.',
    label: 'Show scorecards to others than the agent',
  },
];
const RETENTION = [
  { at: 'calls', label: 'Calls and their records' },
  { at: 'audio', label: 'Sound, where it is kept' },
  { at: 'audit', label: 'The audit' },
];

export async function showPrivacy({ place, say }) {
  const now = await get('/settings');
  const sections = [consent, redaction, ...SWITCHES.map((each) => () => switched(each)), retention, smallest, free, reviews];
  replace(
    place,
    h('h1', null, 'Privacy'),
    h('p', { class: 'quiet' }, 'Everybody who is signed in can read these settings, and each change stands in the audit. Retention and reviews hold at once, everything else for calls that begin afterwards.'),
    sections.map((section) => section()),
  );

  async function save(change) {
    await patch('/settings', change);
    say(change.retention || change.reviews ? 'Saved. It holds from now on.' : 'Saved. It holds for calls that begin from now on.');
  }

  function card(title, means, content) {
    return h('section', { class: 'card setting' }, h('h2', null, title), h('p', null, means), content);
  }

  function consent() {
    const choice = field('unknown_consent', 'While it is unknown', select([
      { value: 'timing_only', label: 'Use who speaks when, and no words' },
      { value: 'words', label: 'Use words too' },
    ], now.unknown_consent));
    return card('Consent', 'What may be used of a call before anybody has said whether the customer agrees. Where they refuse, no words are used, whatever is chosen here.', form({
      fields: [choice], text: 'Save consent', send: () => save({ unknown_consent: choice.input.value }),
    }));
  }

  function redaction() {
    const boxes = [
      checkbox('redact_national_ids', 'National identity numbers', now.redact_national_ids),
      checkbox('redact_phones', 'Telephone numbers', now.redact_phones),
      checkbox('redact_emails', 'E-mail addresses', now.redact_emails),
    ];
    return card('Redaction', 'What is masked before it is shown or kept. Numbers of cards and accounts, and codes, always are.', form({
      fields: boxes, text: 'Save redaction', send: () => save(Object.fromEntries(boxes.map((box) => [box.at, box.input.checked]))),
    }));
  }

  function switched({ at, title, means, label }) {
    const turn = checkbox(`${at}.on`, label, now[at].on);
    const basis = field(`${at}.basis`, 'What allows it', h('textarea', { rows: 2, maxLength: 2000, value: now[at].basis }), 'Such as an agreement with its date, or an impact assessment. It can be read by everybody who is signed in.');
    const show = () => { basis.element.hidden = !turn.input.checked; };
    turn.input.addEventListener('change', show);
    show();
    return card(title, means, form({
      fields: [turn, basis],
      text: `Save ${title.toLowerCase()}`,
      send: () => save({ [at]: turn.input.checked ? { on: true, basis: basis.input.value } : { on: false } }),
    }));
  }

  function retention() {
    const rows = RETENTION.map(({ at, label }) => {
      const days = field(`retention.${at}`, `${label}: days`, h('input', { type: 'number', min: 1, max: 3650, value: now.retention[at] ?? '' }));
      const ever = checkbox(`retention.${at}`, 'As long as the server stands', now.retention[at] === null);
      ever.input.setAttribute('aria-label', `${label}: as long as the server stands`);
      const show = () => { days.input.disabled = ever.input.checked; };
      ever.input.addEventListener('change', show);
      show();
      return { at, days, ever, element: h('div', { class: 'retention' }, days.element, ever.element) };
    });
    return card('Retention', 'How long each is kept; after that it is erased for good. What is on hold waits. Records go with their calls.', form({
      fields: rows.map((row) => row.days),
      parts: rows.map((row) => row.element),
      text: 'Save retention',
      send: () => save({ retention: Object.fromEntries(rows.map(({ at, days, ever }) => [at, ever.input.checked ? null : wholeDays(days.input)])) }),
    }));
  }

  function free() {
    const least = field('minimum_free', 'Agents who stay free', h('input', { type: 'number', min: 0, max: 1000, value: now.minimum_free }));
    return card('Breaks', 'One more break is called possible where so many agents of a team stay free for the next call. It is shown to supervisors and to the agents themselves, and stops nobody.', form({
      fields: [least], text: 'Save breaks', send: () => save({ minimum_free: Number(least.input.value) }),
    }));
  }

  function smallest() {
    const least = field('minimum_agents', 'Fewest people', h('input', { type: 'number', min: 2, max: 1000, value: now.minimum_agents }));
    return card('Figures of few people', 'Figures of fewer people than this are not shown, since they would tell who is who.', form({
      fields: [least], text: 'Save fewest people', send: () => save({ minimum_agents: Number(least.input.value) }),
    }));
  }

  function reviews() {
    const number = (at, label, value, limits) => field(`reviews.${at}`, label, h('input', { type: 'number', value, ...limits }));
    const share = (at, label) => number(at, `${label}: per cent`, Math.round(now.reviews[at] * 1000) / 10, { min: 0, max: 100, step: 'any' });
    const shares = { random: share('random', 'Of all calls'), hot: share('hot', 'Of hot calls'), disputed: share('disputed', 'Of disputed calls') };
    const hotFrom = number('hot_from', 'Hot is from this heat on', now.reviews.hot_from, { min: 0, max: 100, step: 'any' });
    const days = number('days', 'Not older than: days', now.reviews.days, { min: 1, max: 365 });
    return card('Reviews', 'Which share of calls is drawn for supervisors and coaches to review. Nobody can choose which calls these are.', form({
      fields: [...Object.values(shares), hotFrom, days],
      text: 'Save reviews',
      send: () => save({ reviews: { ...Object.fromEntries(Object.entries(shares).map(([at, each]) => [at, fraction(each.input)])), hot_from: wholeDays(hotFrom.input), days: wholeDays(days.input) } }),
    }));
  }
}

// What is no whole number is sent as it is: the server says what is wrong with it.
function wholeDays(input) {
  return input.value === '' ? '' : Number(input.value);
}

function fraction(input) {
  return input.value === '' ? '' : Number(input.value) / 100;
}
