// "Call me now": steps that tick off as something arrives at a source. No words, no call's id.

import { h, Keyed, replace, tell } from '../base/dom.js';
import { Feed } from '../base/feed.js';
import { PARTIES, length } from '../base/words.js';
import { addresses } from './connect.js';
import { copied } from './dialogs.js';
import { KINDS } from './words.js';

// Below this nobody would understand a telephone voice.
const QUIET_DBFS = -60;
const WITHOUT_CONNECTIONS = ['folder', 'audiosocket'];
const WITHOUT_SOUND = ['transcript', 'folder'];

// Shows the test until the function that it returns is called.
export function showTrying({ place, source, connection }) {
  const steps = stepsOf(source);
  const list = h('ol', { class: 'trying' });
  const rows = new Keyed(list, { key: (step) => step.id, make: () => makeRow(), update: fillRow });
  const news = h('p', { class: 'for-readers', role: 'status' });
  const last = h('p', { class: 'quiet' });
  const troubles = h('ul', { class: 'lines' });
  const wrong = h('section', { class: 'card lacks', hidden: true }, h('h2', null, 'What was refused or wrong'), troubles);
  let seen = { connections: 0, connected: 0, calls: 0, sound: {}, utterances: 0, troubles: [] };
  let told = 0;

  replace(
    place,
    h('p', { class: 'back' }, h('a', { href: '#' }, 'All sources')),
    h('h1', { tabIndex: -1 }, `Call me now: ${source.name}`),
    h('p', null, `${KINDS[source.kind] ?? source.kind}. Begin a call by this source; what arrives ticks off here. You see no words of it.`),
    (source.lacks.length > 0 || !source.enabled) && h('div', { class: 'lacks card' },
      h('p', null, source.enabled ? 'It cannot take calls yet:' : 'It is turned off, and refuses every call.'),
      source.enabled && h('ul', { class: 'points' }, source.lacks.map((text) => h('li', null, text)))),
    h('div', { class: 'card' }, list, last, news),
    wrong,
    h('details', { class: 'card' }, h('summary', null, 'The address'), addresses(source).map(([label, text]) => copied(label, text)),
      h('p', null, h('a', { href: `#connect=${source.name}` }, 'How to connect it'))),
  );
  place.querySelector('h1').focus();
  show();

  const feed = new Feed(`/sources/${source.name}/test`, {
    onItem: ({ data }) => {
      seen = data;
      show();
    },
    onState: connection,
    onClosed: () => replace(place, h('p', { class: 'empty' }, 'You may no longer see this.')),
  });
  return () => {
    feed.close();
    connection('live');
  };

  function show() {
    // A later step that has come says that the earlier ones have too.
    const come = steps.map((step) => step.has(seen));
    const furthest = Math.max(steps.findLastIndex((step, n) => come[n] && step.implies), -1);
    const now = steps.map((step, n) => ({ ...step, isCome: come[n] || n < furthest && !step.alone }));
    const waiting = now.find((step) => !step.isCome)?.id;
    rows.show(now.map((step) => ({ ...step, isNext: step.id === waiting })));
    const done = now.filter((step) => step.isCome);
    if (done.length > told) tell(news, `${done.at(-1).said}.`);
    told = done.length;
    tell(last, seen.last_at ? `Something came last at ${time(seen.last_at)}.` : 'Nothing has come yet.');
    wrong.hidden = !seen.troubles.length;
    replace(troubles, seen.troubles.map(({ what, reason, times, at }) => h('li', null,
      h('strong', null, what === 'refused' ? 'Refused: ' : 'Wrong: '), reason.charAt(0).toUpperCase() + reason.slice(1), ' ',
      h('small', { class: 'quiet' }, times > 1 ? `${times} times, last at ${time(at)}` : `at ${time(at)}`))));
  }

  function fillRow(row, step) {
    row.dataset.state = step.isCome ? 'come' : step.isNext ? 'next' : 'later';
    const [mark, text, hint] = row.children;
    tell(mark, step.isCome ? '✓' : step.isNext ? '…' : '○');
    tell(text, step.isCome ? step.come(seen) : step.waiting);
    const warning = step.isCome ? step.warning?.(seen) : step.isNext ? step.check : '';
    hint.hidden = !warning;
    tell(hint, warning ?? '');
  }
}

function makeRow() {
  return h('li', null, h('span', { class: 'step-mark', 'aria-hidden': 'true' }), h('span', { class: 'step-text' }), h('small', { class: 'step-hint', hidden: true }));
}

function stepsOf({ kind }) {
  const hasSound = !WITHOUT_SOUND.includes(kind);
  return [
    !WITHOUT_CONNECTIONS.includes(kind) && {
      id: 'connected',
      said: 'Connected',
      waiting: 'Waiting for a connection',
      check: 'Nothing comes? Look at the address, whether the server can be reached from there, and whether a proxy passes WebSockets on.',
      has: (seen) => seen.connections > 0,
      come: (seen) => (seen.connections ? `Connected (${seen.connections} so far, ${seen.connected} open)` : 'Connected'),
    },
    {
      id: 'call',
      said: 'A call has begun',
      waiting: kind === 'folder' ? 'Waiting for a file' : 'Waiting for a call to begin',
      check: kind === 'folder' ? 'Nothing is taken? Look into failed/, and whether the server may write in the folder.' : 'It connects, and no call begins? The first message must say which call it is; below stands what was wrong.',
      implies: true,
      has: (seen) => seen.calls > 0,
      come: (seen) => (seen.calls > 1 ? `${seen.calls} calls have begun` : 'A call has begun'),
    },
    hasSound && soundStep('customer', 'Is the customer’s channel sent, and named as the customer’s?'),
    hasSound && soundStep('agent', 'Is the agent’s channel sent too? Some systems send one channel unless both are asked for.'),
    {
      id: 'words',
      said: 'Words are understood',
      waiting: 'Words are not understood yet',
      check: hasSound ? 'Speak a sentence. No words? While nobody knows whether the customer agrees, Privacy may allow none; and the level must not be far below -40 dB.' : 'Each line with party, start, end and text is an utterance.',
      implies: true,
      alone: true,
      has: (seen) => seen.utterances > 0,
      come: (seen) => `Words are understood (${seen.utterances} utterance${seen.utterances === 1 ? '' : 's'})`,
    },
  ].filter(Boolean);
}

function soundStep(party, check) {
  const name = PARTIES[party].toLowerCase();
  return {
    id: party,
    said: `Sound of the ${name} arrives`,
    waiting: `Waiting for sound of the ${name}`,
    check,
    implies: true,
    alone: true,
    has: (seen) => party in seen.sound,
    come: (seen) => (party in seen.sound ? `Sound of the ${name} arrives (${length(seen.sound[party].seconds)}, ${Math.round(seen.sound[party].level_dbfs)} dB)` : `Sound of the ${name} arrives`),
    warning: (seen) => (seen.sound[party]?.level_dbfs < QUIET_DBFS ? 'It is all but silent: is anybody speaking, and is the channel the right one?' : ''),
  };
}

function time(stamp) {
  return new Date(stamp).toLocaleTimeString('en-GB');
}
