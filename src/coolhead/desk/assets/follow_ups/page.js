// Follow-ups: an agent's own queue, and for supervisors what is overdue in their teams.

import { get } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { look as lookAtReminders } from '../base/reminders.js';
import { openPage } from '../base/shell.js';
import { Answers } from './answers.js';
import { calendarLink } from './calendar.js';
import { change } from './changes.js';
import { Closed } from './closed.js';
import { Ledger } from './ledger.js';
import { List } from './list.js';
import { agentsIn } from './more_changes.js';
import { Waiting } from './waiting.js';

const LOOK_EVERY_MS = 60000;
const GROUPS = [
  { name: 'Overdue', has: ['broken', 'overdue'] },
  { name: 'Today', has: ['due_today'] },
  { name: 'Later', has: ['open'], timed: true },
  { name: 'Without a time', has: ['open'], timed: false },
];
const page = await openPage({ name: 'Follow-ups' });
const { me, main, keys, say } = page;
const lists = [];
const besides = [];

if (me.roles.includes('agent')) {
  lists.push(new List({ title: 'Your follow-ups', empty: 'Nothing is left to do. What you promise in a call appears here when it is over.', groups: GROUPS, query: { mine: true, state: 'open' }, onChange: changed }));
  besides.push(new Closed({ say, onReopened: look }), new Ledger({ title: 'Your promises', query: { mine: true } }), { element: calendarLink({ say }) });
}
const names = me.roles.includes('supervisor') ? await namesOf() : undefined;
if (names) {
  lists.push(new List({ title: 'Overdue in your teams', empty: 'Nothing is overdue in your teams.', groups: GROUPS.slice(0, 1), query: { overdue: true }, names, isSupervisor: true, onChange: changed }));
  besides.push(new Ledger({ title: 'Promises of your teams', query: {} }));
  agentsIn(names);
}
const answers = new Answers({ names, onSeen: (send) => told(send, 'Noted: you have seen to it.') });
const waiting = new Waiting({ names, onDecide: (act) => told(act) });
main.classList.add('wide', 'queue');
replace(main, answers.element, waiting.element, lists.map((list, place) => [h(place ? 'h2' : 'h1', { tabIndex: -1, class: 'queue-title' }, list.title), list.element]), besides.map(({ element }) => element));
keys.add('d', 'It is done', () => press('done'));
keys.add('w', 'Write to the customer', () => press('write'));
keys.add('x', 'Drop it', () => press('dropped'));
keys.add('c', 'Change when it is due', () => press('due'));
keys.add('ArrowDown', 'The next one', () => move(1), '↓');
keys.add('ArrowUp', 'The one before', () => move(-1), '↑');
await look();
setInterval(look, LOOK_EVERY_MS);
addEventListener('focus', look);

async function look() {
  try {
    await Promise.all([answers, waiting, ...lists, ...besides].map((part) => part.load?.()));
    page.connection('live');
  } catch (error) {
    if (error.status === 0) page.connection('lost');
    else say(error.message, 'problem');
  }
}

function rows() {
  return [...main.querySelectorAll('.follow-up')];
}

function withFocus() {
  return document.activeElement?.closest('.follow-up');
}

// A letter acts on the row that has the focus, else on the first.
function press(kind) {
  const row = withFocus() ?? rows()[0];
  if (row) changed(row.followUp, kind);
}

function move(by) {
  const all = rows();
  const place = all.indexOf(withFocus());
  focus(all[place < 0 ? 0 : Math.min(Math.max(place + by, 0), all.length - 1)]);
}

function focus(row) {
  (row?.querySelector('a') ?? main.querySelector('.queue-title')).focus();
  row?.scrollIntoView({ block: 'nearest' });
}

async function changed(followUp, kind) {
  const place = rows().findIndex((row) => row.dataset.id === followUp.id);
  try {
    const done = await change(followUp, kind);
    if (!done) return;
    say(done);
    lookAtReminders();
  } catch (error) {
    say(error.message, 'problem');
  }
  await look();
  const all = rows();
  focus(all.find((row) => row.dataset.id === followUp.id) ?? all[Math.min(place, all.length - 1)]);
}

// Does something, and says what it comes to where it comes to anything.
async function told(act, sentence) {
  try {
    const done = await act();
    if (sentence ?? done) say(sentence ?? done);
  } catch (error) {
    say(error.message, 'problem');
  }
  await look();
}

// What agents are called, by what the telephone system calls them.
async function namesOf() {
  const { users } = await get('/users', { limit: 200 });
  return new Map(users.filter((user) => user.agent).map((user) => [user.agent, user.name]));
}
