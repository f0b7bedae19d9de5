// What a playbook decides, section by section, each decision with the reason that is given for it.

import { h } from '../base/dom.js';
import { RUNG_NAMES, sentence, words } from '../base/words.js';
import { termList, times, valueWords } from './wording.js';

const APOLOGY = {
  at_fault: 'Apologise when you have set the fault to the company.',
  justified: 'Apologise when a complaint has substance, without admitting fault.',
  always: 'Apologise for any complaint.',
  after_calm: 'Apologise once the heat has come down again.',
};
const DAYS = { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' };

export function sections(playbook) {
  const why = (path) => playbook.reasons[path] && h('small', { class: 'why', dir: 'auto' }, playbook.reasons[path]);
  const lines = (pairs) => h('ul', { class: 'decided' }, pairs.filter(Boolean).map(([path, text]) => h('li', null, text, why(path))));
  return [
    { id: 'apology', title: 'Apology', body: lines(apology(playbook.apology)) },
    { id: 'ladder', title: 'The boundary ladder', body: lines(ladder(playbook.ladder)) },
    { id: 'escalation', title: 'When a supervisor comes in', body: [h('p', null, 'One is offered when one of these holds:'), lines(escalation(playbook.escalation))] },
    { id: 'remedies', title: 'What may be offered', body: remedies(playbook) },
    { id: 'heat', title: 'Heat', body: heat(playbook.heat, why) },
    { id: 'phases', title: 'Phases', body: phases(playbook.phases, why) },
    { id: 'cues', title: 'Cues and their phrases', body: cues(playbook.cues, why) },
    { id: 'scorecard', title: 'Scorecard', body: rubric(playbook.scorecard, why) },
    { id: 'messages', title: 'Messages to customers', body: messages(playbook.messages, why) },
    { id: 'rest', title: 'Time and breaks', body: rest(playbook, why) },
  ];
}

const MESSAGES = { thank_you: 'Thanks', check_in: 'Is it settled?', promise_kept: 'A promise is kept', confirmation: 'What was promised' };

function messages(set, why) {
  const written = Object.entries(MESSAGES).filter(([name]) => set?.[name]);
  if (!written.length) return h('p', { class: 'quiet' }, 'None is written.');
  return written.map(([name, title]) => {
    const { subject, text, automatic } = set[name];
    return h('details', null,
      h('summary', null, `${title}: `, h('bdi', null, subject)),
      h('p', null, automatic ? 'It goes by itself.' : 'The agent reads it first.', why(`messages.${name}`)),
      h('p', { class: 'message-text', dir: 'auto' }, text));
  });
}

function apology({ policy, at_most: most }) {
  return [
    ['apology.policy', APOLOGY[policy] ?? sentence(policy)],
    ['apology.at_most', most === 0 ? 'No apology is suggested.' : `At most ${times(most)} ${most === 1 ? 'apology is' : 'apologies are'} suggested in a call.`],
  ];
}

function ladder(set) {
  const insults = (count) => `${times(count)} ${count === 1 ? 'insult' : 'insults'}`;
  const jump = (rung) => (rung === 'none' ? 'skips no step' : `opens the way to “${RUNG_NAMES[rung].toLowerCase()}” at once`);
  return [
    ['ladder.opens_on', `It begins with: ${termList(set.opens_on)}.`],
    set.min_severity > 1 && ['ladder.min_severity', `Insults below severity ${set.min_severity} climb nothing.`],
    ['ladder.insults_before_ask', `After ${insults(set.insults_before_ask)}, ask for respect.`],
    set.skip_warning
      ? ['ladder.skip_warning', 'There is no final warning: after the ask, insults lead straight to the end.']
      : ['ladder.insults_before_warning', `After ${insults(set.insults_before_warning)} more, give the final warning.`],
    ['ladder.insults_before_end', `After ${insults(set.insults_before_end)} more, the call may be ended. The agent decides.`],
    ['ladder.jumps.severity_3', `An insult of severity 3 ${jump(set.jumps.severity_3)}.`],
    ['ladder.jumps.threat_of_harm', `A threat of harm ${jump(set.jumps.threat_of_harm)}.`],
    ['ladder.step_back_after_s', `${set.step_back_after_s} s of the customer's calm speech step back one rung.`],
    ['ladder.min_confidence', `Words recognised with less than ${Math.round(set.min_confidence * 100)} % confidence climb nothing until the agent confirms them.`],
  ];
}

function escalation(set) {
  return [
    set.asked_for && ['escalation.asked_for', 'The customer asks for one.'],
    set.rejected_offers > 0 && ['escalation.rejected_offers', `${times(set.rejected_offers)} offers were rejected.`],
    set.hot_for && ['escalation.hot_for', `Heat stays ${set.hot_for.level} or higher for ${set.hot_for.seconds} s.`],
    set.threats.length > 0 && ['escalation.threats', `The customer threatens: ${termList(set.threats)}.`],
    set.beyond_authority && ['escalation.beyond_authority', 'The remedy wanted is one that the agent may not grant.'],
    set.agent_request && ['escalation.agent_request', 'The agent asks for one.'],
  ];
}

function remedies({ remedies: offered, explanations }) {
  if (!offered.length && !explanations.length) return h('p', { class: 'quiet' }, 'Nothing is said of remedies and explanations: phrases stay general.');
  return [
    offered.length > 0 && h('ul', { class: 'decided' }, offered.map((each) => h('li', { dir: 'auto' }, h('b', null, each.say), ` granted by: ${words(each.granted_by)}`, each.up_to && `, up to ${each.up_to.amount} ${each.up_to.currency}`, each.words.length > 0 && h('small', { class: 'why' }, `Customers call it: ${each.words.join(', ')}`)))),
    explanations.length > 0 && h('ul', { class: 'decided' }, explanations.map((each) => h('li', { dir: 'auto' }, each.say, h('small', { class: 'why' }, `Where the issue has: ${each.about.join(', ')}`)))),
  ];
}

function heat(set, why) {
  const points = Object.entries(set.weights).map(([name, value]) => [`heat.weights.${name}`, sentence(name), valueWords(value)]);
  const relief = Object.entries(set.relief).map(([name, value]) => [`heat.relief.${name}`, sentence(name), `takes away ${value}`]);
  return [
    h('p', null, `In conversation it halves in ${set.half_life_s} s, of the customer's calm speech in ${set.calm_speech_half_life_s} s. A swear word at the product alone raises it to ${set.product_profanity_cap} at most. Loudness ${set.voice ? 'counts' : 'does not count'}.`),
    h('details', null, h('summary', null, 'Points that a signal adds'), h('dl', { class: 'pairs' }, [...points, ...relief].map(([path, name, value]) => h('div', null, h('dt', null, name), h('dd', null, value, why(path)))))),
  ];
}

function phases(set, why) {
  return [
    h('p', { class: 'quiet' }, 'Which cues each phase may show, the most wanted first. Safety, do-not-call, care and the ladder come first in every phase.'),
    h('dl', { class: 'pairs' }, Object.entries(set).map(([phase, names]) => h('div', null, h('dt', null, sentence(phase)), h('dd', null, termList(names), why(`phases.${phase}`))))),
  ];
}

function cues(set, why) {
  return h('ul', { class: 'cue-list' }, Object.entries(set).map(([name, cue]) => h('li', null, h('details', null, h('summary', null, h('b', { dir: 'auto' }, cue.do), ' ', h('span', { class: 'quiet' }, words(name), cue.enabled ? '' : ', turned off')), cueBody(name, cue, why)))));
}

function cueBody(name, cue, why) {
  const phrases = (list) => h('ul', { class: 'phrases' }, list.map((each) => h('li', { dir: 'auto' }, `“${each}”`)));
  return h(
    'div',
    null,
    cue.say.length ? phrases(cue.say) : h('p', { class: 'quiet' }, 'Nothing is to be said.'),
    Object.entries(cue.say_for).map(([kind, list]) => [h('p', null, `For: ${words(kind)}`), phrases(list)]),
    h('p', { class: 'quiet' }, `Until: ${cue.until}. Not again within ${cue.again_after_s} s.${cue.rows.length ? ` Sources: ${cue.rows.join(', ')}.` : ''}`),
    why(`cues.${name}`),
  );
}

function rubric(items, why) {
  return h('ul', { class: 'decided' }, items.map((each) => h('li', { dir: 'auto' }, each.item, h('small', { class: 'why' }, `${words(each.id)}, weight ${each.weight}`, each.passes.length ? `; passes with: ${termList(each.passes)}` : '', each.fails.length ? `; missed with${each.allowed ? ` more than ${each.allowed}` : ''}: ${termList(each.fails)}` : ''), why(`scorecard.${each.id}`))));
}

function rest({ timing, breaks, follow_up: after, business_hours: hours, time_zone: zone, holidays }, why) {
  const open = Object.entries(hours).map(([day, each]) => `${DAYS[day]} ${each}`);
  return [
    h('ul', { class: 'decided' }, h('li', null, `Time zone ${zone}${holidays ? `, holidays of ${holidays}` : ''}.`), h('li', null, open.length ? `Open ${open.join(', ')}.` : 'No opening hours are given.'), h('li', null, breaks.after_level ? `After a call that was ${breaks.after_level}, a break of ${breaks.minutes} min is advised.` : 'Heat alone advises no break.', why('breaks.after_level')), h('li', null, after.check_in_from ? `After trouble that was settled, a check-in within ${after.check_in_days} working days.` : 'There are no check-ins.', why('follow_up.check_in_days')), h('li', null, `A promise that is not kept is told to supervisors ${after.escalate_after_hours} working h after its time.`, why('follow_up.escalate_after_hours'))),
    h('details', null, h('summary', null, 'Thresholds of timing'), h('dl', { class: 'pairs' }, Object.entries(timing).map(([name, value]) => h('div', null, h('dt', null, sentence(name.replace(/_s$/, ' (s)'))), h('dd', null, String(value), why(`timing.${name}`)))))),
  ];
}
