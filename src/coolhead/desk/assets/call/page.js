// One call, whole: the picture, the words beside it, the record, the score. A call that goes on is
// shown as it grows.

import { act, callPath, get } from '../base/api.js';
import { CallView } from '../base/call_view.js';
import { h, replace } from '../base/dom.js';
import { Feed } from '../base/feed.js';
import { openPage } from '../base/shell.js';
import { Asking } from './asking.js';
import { Coaching } from './coaching.js';
import { Compare } from './compare.js';
import { Cursor } from './cursor.js';
import { Happened } from './happened.js';
import { CallHead } from './head.js';
import { History } from './history.js';
import { Moments } from './moments.js';
import { Picture } from './picture.js';
import { RecordPart } from './record.js';
import { Review } from './review.js';
import { Scores } from './scores.js';
import { linked, share } from './share.js';
import { Shared } from './shared.js';
import { Sound } from './sound.js';
import { Tabs } from './tabs.js';
import { WordsBeside } from './words_beside.js';

const RECORD_CHANGES = ['facts', 'record', 'marks', 'said', 'ended'];

const { me, main, keys, say, connection } = await openPage({ name: 'Calls' });
const id = decodeURIComponent(location.pathname.split('/')[2]);
main.classList.add('call');

try {
  open(await get(callPath(id)));
} catch (error) {
  replace(main, notThere(error));
}

function open(row) {
  const view = new CallView(id);
  view.row = row;
  const cursor = new Cursor();
  const happened = new Happened(view);
  const isOwn = me.roles.includes('agent') && me.agent !== null && me.agent === row.agent;
  const isAbove = !isOwn && me.roles.includes('supervisor') && me.teams.includes(row.team);
  const call = { view, cursor, say, isOwn, isAbove, act: done };
  const history = new History(call);
  const picture = new Picture(view, happened, cursor);
  const transcript = new WordsBeside(call, happened, cursor);
  const sound = new Sound(id, cursor);
  const head = new CallHead(call);
  const moments = new Moments(happened, cursor);
  const record = new RecordPart(call, history);
  const scores = new Scores(call);
  const review = new Review(call, { onDone: () => look().catch(() => asking.ask()), onDeciding: deciding });
  const isCoach = me.roles.includes('coach') && me.teams.includes(row.team);
  const coaching = (isOwn || isAbove || isCoach) && row.ended && new Coaching(call, row.agent);
  const compare = isOwn && new Compare(call, picture);
  const tabs = new Tabs('About the call', [
    { key: 'record', name: 'Record', element: h('div', null, new Shared(call).element, record.element) },
    { key: 'score', name: 'Score', element: scores.element },
    row.ended && { key: 'review', name: 'Review', element: review.element },
    { key: 'moments', name: 'Moments', element: moments.element },
    coaching && { key: 'coaching', name: 'Coaching', element: coaching.element, onOpen: () => coaching.open() },
    compare && { key: 'compare', name: 'Compare', element: compare.element, onOpen: () => compare.open() },
  ].filter(Boolean));
  function deciding(isDeciding) {
    main.classList.toggle('deciding', isDeciding);
    tabs.hide('moments', isDeciding);
    tabs.hide('coaching', isDeciding);
    if (isDeciding) tabs.open('review');
  }
  replace(
    main,
    head.element,
    picture.element,
    h('div', { class: 'beside' }, h('section', { class: 'card said-card', 'aria-labelledby': 'said-title' }, h('h2', { id: 'said-title' }, 'What was said'), sound.element, transcript.element), tabs.element),
  );

  addKeys(picture, transcript, sound, cursor);
  const changes = new Set(RECORD_CHANGES);
  let waits;
  let shownMoment; // the link's, until all that is known of the call has come
  const hasCome = () => view.seq >= row.seq;
  const jump = () => {
    shownMoment = linked();
    if (shownMoment !== undefined && hasCome()) {
      cursor.move(Math.min(shownMoment, view.now), 'link');
      shownMoment = undefined;
    }
  };
  addEventListener('hashchange', jump);
  shownMoment = linked();
  transcript.isAtEnd = !row.ended;

  const show = () => {
    waits = undefined;
    happened.refresh();
    head.show();
    picture.show();
    transcript.show();
    moments.show();
    if (view.ended) sound.look();
    if (shownMoment !== undefined) jump();
    if (hasCome() && RECORD_CHANGES.some((each) => changes.has(each))) {
      changes.clear();
      asking.ask();
    }
  };
  const look = async () => {
    const found = await get(callPath(id, '/record'));
    record.show(found);
    scores.show(found);
    if (row.ended && !review.wasAsked) review.load();
    tabs.name('score', scores.open ? `Score (${scores.open} open)` : 'Score');
  };
  const asking = new Asking(look);
  new Feed(callPath(id, '/feed'), {
    after: -1,
    onItem: (item) => {
      for (const each of view.take(item)) changes.add(each);
      if (item.type === 'moment') history.take(item);
      waits ??= requestAnimationFrame(show);
    },
    onState: connection,
    onClosed: () => replace(main, notThere({ status: 404 })),
  });
}

async function done(action) {
  try {
    await act(id, action);
    return true;
  } catch (error) {
    say(error.message, 'problem');
    return false;
  }
}

function addKeys(picture, transcript, sound, cursor) {
  keys.add('+', 'Nearer', () => picture.zoom(2));
  keys.add('-', 'Farther', () => picture.zoom(1 / 2));
  keys.add('0', 'The whole call', () => picture.whole());
  keys.add('j', 'The next utterance', () => transcript.step(1));
  keys.add('k', 'The utterance before', () => transcript.step(-1));
  keys.add('p', 'Play the sound, or stop it', () => sound.toggle());
  keys.add('l', 'Copy the link to this moment', () => share(cursor.at, say));
}

function notThere({ status, message }) {
  return h('div', { class: 'empty' }, h('h1', null, status === 404 ? 'This call is not there' : 'This call cannot be shown'), h('p', null, status === 404 ? 'There is none of this name, or it is not yours to see.' : message), h('p', null, h('a', { href: '/calls' }, 'To the calls')));
}
