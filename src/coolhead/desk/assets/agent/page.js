// The agent's desk: follows the agent's own calls, one at a time on the screen.

import { act, callPath, get } from '../base/api.js';
import { CallView } from '../base/call_view.js';
import { h, inFrames, replace } from '../base/dom.js';
import { Feed } from '../base/feed.js';
import { Reminded } from '../base/reminded.js';
import { hold } from '../base/reminders.js';
import { openPage } from '../base/shell.js';
import { AfterCall } from './after.js';
import { BreakCard } from './breaks.js';
import { LiveDesk } from './live.js';
import { Standing } from './standing.js';

const page = await openPage({ name: 'Desk' });
const { me, main, keys, say } = page;
const place = h('div', { class: 'place' });
const standing = new Standing({ onOpen: open, onAvailable: available });
const breaks = new BreakCard({ keys, say, onTold: (availability) => standing.tell(availability), onAnswered: answerBreak });
main.classList.add('desk');
replace(main, standing.element, breaks.element, new Reminded({ of: 'mine', say }).element, place);

let shown; // { view, feed, screen }
let isKnown; // which calls go on
const live = new Map(); // my calls that go on, by id, in the order in which they came
const known = new Set(); // those that have had the screen

new Feed('/feed?mine=true', {
  onItem: ({ type, data }) => {
    if (type === 'wall') {
      isKnown = true;
      live.clear();
      for (const { call } of data.calls) live.set(call.call, call);
    } else if (type === 'row') {
      if (data.call.ended) {
        live.delete(data.call.call);
        standing.look();
      } else live.set(data.call.call, data.call);
    }
    look();
  },
  onState: page.connection,
  onClosed: () => say('You may no longer see calls here.', 'problem'),
});

// A call that rings has the screen; the record of the one before waits in the list. Whoever goes
// back to a record while a call goes on is not pulled away from it.
function look() {
  standing.show([...live.values()], shown?.view);
  breaks.show(!isKnown || live.size > 0, standing.availability);
  hold(live.size > 0);
  const isBusy = shown && live.has(shown.view.id);
  const rings = [...live.keys()].findLast((id) => !known.has(id));
  if (rings && !isBusy) open(rings);
  else if (!shown) replace(place, waiting());
}

function open(id) {
  if (shown?.view.id === id) return;
  shown?.feed.close();
  shown?.screen?.close?.();
  known.add(id);
  const view = new CallView(id);
  const opened = { view };
  shown = opened;
  const call = {
    view,
    me,
    keys,
    say,
    act: (action) => done(id, action),
    hasBreakCard: () => !breaks.element.hidden,
    record: () => get(callPath(id, '/record')),
  };
  let isLive;
  const draw = inFrames((changed) => {
    if (shown !== opened) return;
    const goesOn = !view.ended;
    if (goesOn !== isLive) {
      isLive = goesOn;
      opened.screen?.close?.();
      opened.screen = goesOn ? new LiveDesk(call) : new AfterCall(call);
      replace(place, opened.screen.element);
      opened.screen.show(new Set(['all']));
    } else opened.screen.show(changed);
    standing.show([...live.values()], view);
  });
  opened.feed = new Feed(callPath(id, '/feed'), {
    after: -1,
    onItem: (item) => draw(view.take(item)),
    onState: page.connection,
    onClosed: () => replace(place, h('p', { class: 'empty' }, 'This call is not there any more.')),
  });
}

// In a call the team is told what will be; between calls it begins or ends a break.
function available(availability) {
  if (live.size > 0) standing.tell(availability);
  else if (availability === 'break') breaks.take();
  else breaks.over();
}

// The cue of the call says the same as the card, which answers it.
function answerBreak(answer) {
  const cue = shown?.view.cue;
  if (cue?.id === 'take_break') done(shown.view.id, { type: 'CueAnswered', number: cue.number, answer });
}

async function done(id, action) {
  try {
    await act(id, action);
    return true;
  } catch (error) {
    say(error.message, 'problem');
    return false;
  }
}

function waiting() {
  return h(
    'div',
    { class: 'empty waiting' },
    h('h1', { class: 'waiting-first' }, 'No call at the moment'),
    h('p', null, 'The next one appears here by itself.'),
  );
}

