// The supervisor's floor: live calls by need, one of them read along, and who is there for the next.

import { act } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { Feed } from '../base/feed.js';
import { Reminded } from '../base/reminded.js';
import { openPage } from '../base/shell.js';
import { Cards } from './cards.js';
import { Coverage } from './coverage.js';
import { Hellos } from './hellos.js';
import { needOf } from './need.js';
import { News } from './news.js';
import { Panel } from './panel.js';
import { Wall } from './wall.js';

// An ended call is seen to have ended, then goes.
const GONE_AFTER_MS = 6000;

const page = await openPage({ name: 'Floor' });
const { me, main, keys, say } = page;
const wall = new Wall();
const news = new News();
const coverage = new Coverage({ onKnown: () => { draw(); reminded.refresh(); } });
const reminded = new Reminded({ of: 'teams', say, label: 'Broken promises', nameOf: (agent) => coverage.names.get(agent) });
const hellos = new Hellos({ say });
const cards = new Cards({ nameOf, onOpen: open, onAcknowledge: acknowledge });
const content = h('div', { class: 'floor' }, cards.element);
let panel;
let drawing;

main.classList.add('floor-page');
replace(main, h('div', { class: 'floor-head' }, h('h1', null, 'The floor'), coverage.element), hellos.element, reminded.element, content, news.element);

new Feed('/feed', {
  onItem: (item) => {
    news.tell(wall.take(item, performance.now()), nameOf);
    const { call } = item.data;
    if (call?.ended) setTimeout(() => leave(call.call), GONE_AFTER_MS);
    draw();
  },
  onState: page.connection,
  onClosed: () => say('You may no longer see calls here.', 'problem'),
});
setInterval(() => {
  draw();
  cards.tick(performance.now());
}, 1000);

keys.add('j', 'Next card', () => cards.step(1), 'J →');
keys.add('k', 'Card before', () => cards.step(-1), 'K ←');
keys.note('↵', 'Open the card');
keys.note('Esc', 'Close the call');
keys.add('a', 'Acknowledge the gravest alert of the card, or of the open call', () => {
  const id = cards.focused ?? panel?.opened.id;
  const alert = id && wall.calls.get(id)?.need.alerts.find((each) => each.by === undefined);
  if (alert) acknowledge(id, alert.ids);
});
keys.add('w', 'Whisper to the agent', () => {
  const id = panel?.opened.id ?? cards.focused;
  if (!id) return;
  open(id);
  panel.whisper.focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && panel && !document.querySelector('dialog[open], details.menu[open]')) close();
});

function nameOf(row) {
  return coverage.names.get(row.agent) ?? row.agent ?? 'Nobody named';
}

// Many rows may change at once: they are drawn together.
function draw() {
  drawing ??= setTimeout(() => {
    drawing = undefined;
    const calls = [...wall.calls.values()];
    for (const call of calls) if (!call.row.ended || !call.need) call.need = needOf(call);
    cards.show(calls, panel?.opened.id, performance.now());
    cards.tick(performance.now());
    news.count(calls);
  }, 50);
}

function leave(id) {
  if (!wall.calls.get(id)?.row.ended) return;
  wall.drop(id);
  draw();
}

function open(id) {
  if (panel?.opened.id === id) return;
  panel?.close();
  const row = wall.calls.get(id)?.row;
  panel = new Panel({
    id,
    me,
    name: row ? nameOf(row) : id,
    act: (action) => done(id, action),
    acknowledge: (ids) => acknowledge(id, ids),
    connection: page.connection,
    onClose: close,
  });
  content.append(panel.element);
  content.classList.add('has-panel');
  panel.focus();
  draw();
}

function close() {
  if (!panel) return;
  const { id } = panel.opened;
  panel.close();
  panel = undefined;
  content.classList.remove('has-panel');
  cards.focus(id);
  draw();
}

async function acknowledge(id, ids) {
  for (const alert of ids) await done(id, { type: 'AlertAcknowledged', alert });
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
