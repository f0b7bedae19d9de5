// Reviews: the next call to hear, those that are done, and how far people and the rules agree.

import { get, post } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { openPage } from '../base/shell.js';
import { moment, words } from '../base/words.js';
import { agreementPart } from './agreement.js';

const KINDS = { disputed: 'Disputed', hot: 'Hot', random: 'Drawn at random' };
const page = await openPage({ name: 'Reviews' });
const { me, main, keys, say } = page;
const isReviewer = me.roles.includes('supervisor') || me.roles.includes('coach');
main.classList.add('wide', 'reviews');
if (isReviewer) keys.add('n', 'Take the next call', take);
await look();

async function look() {
  try {
    const [found, agreed] = await Promise.all([get('/reviews'), isReviewer && get('/reviews/agreement')]);
    show(found, agreed);
    page.connection('live');
  } catch (error) {
    if (error.status === 0) page.connection('lost');
    else say(error.message, 'problem');
  }
}

function show(found, agreed) {
  replace(
    main,
    h('h1', null, 'Reviews'),
    found.waiting && queue(found),
    h(
      'section',
      { 'aria-labelledby': 'done-title' },
      h('h2', { id: 'done-title' }, isReviewer ? 'Finished lately' : 'Reviews of your calls'),
      found.finished.length > 0
        ? h('ul', { class: 'card review-rows' }, found.finished.map(row))
        : h('p', { class: 'card empty' }, isReviewer ? 'No review of your teams’ calls is finished yet.' : 'Nobody has reviewed a call of yours yet. When somebody has, you read here what they found.'),
    ),
    agreed && agreementPart(agreed),
  );
}

function queue({ waiting, mine }) {
  const all = Object.values(waiting).reduce((sum, each) => sum + each, 0);
  const now = mine[0];
  return h(
    'section',
    { class: 'card', 'aria-labelledby': 'next-title' },
    h('h2', { id: 'next-title' }, now ? 'You have a call to review' : 'The next call'),
    h('p', null, 'Calls are drawn by a number that nobody can choose, and given out the most urgent first. None is your own.'),
    h('dl', { class: 'waits' }, Object.entries(KINDS).map(([kind, name]) => h('div', null, h('dt', null, name), h('dd', null, String(waiting[kind]))))),
    h(
      'div',
      { class: 'buttons' },
      now
        ? h('a', { class: 'button first', href: callPage(now.call) }, 'Go on with it')
        : h('button', { class: 'first', disabled: all === 0, onclick: take, 'aria-keyshortcuts': 'N' }, all ? ['Take the next call ', h('kbd', { 'aria-hidden': 'true' }, 'N')] : 'None waits'),
    ),
  );
}

function row(each) {
  return h(
    'li',
    null,
    h('p', null, h('a', { href: callPage(each.call) }, h('bdi', null, each.call)), ' ', h('span', { class: 'quiet' }, KINDS[each.why].toLowerCase())),
    h('p', { class: 'quiet' }, h('time', { datetime: each.finished_at }, moment(each.finished_at)), ' · reviewed by ', h('bdi', null, each.name), isReviewer && each.agent && [' · agent ', h('bdi', null, words(each.agent))]),
  );
}

async function take() {
  try {
    const { call } = await post('/reviews/next', undefined, { 'Idempotency-Key': crypto.randomUUID() });
    if (call) location.href = callPage(call);
    else {
      say('No call waits for a review.');
      await look();
    }
  } catch (error) {
    say(error.message, 'problem');
  }
}

function callPage(call) {
  return `/calls/${encodeURIComponent(call)}`;
}
