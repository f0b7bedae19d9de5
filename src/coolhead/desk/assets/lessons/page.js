// The lessons of one's teams: found by words and by cue, taken back by whoever shared them.

import { del, get } from '../base/api.js';
import { h, Keyed, replace, tell } from '../base/dom.js';
import { openPage } from '../base/shell.js';
import { moment, sentence } from '../base/words.js';
import { CUES } from './cues.js';

const SETTLE_MS = 250;
const page = await openPage({ name: 'Lessons' });
const { me, main, keys, say } = page;
const words = h('input', { type: 'search', id: 'lesson-words', maxLength: 300, oninput: () => soon() });
const cue = h('select', { id: 'lesson-cue', onchange: () => look() }, h('option', { value: '' }, 'Any cue'), CUES.map((each) => h('option', { value: each }, sentence(each))));
const mine = h('input', { type: 'checkbox', onchange: () => look() });
const list = h('ul', { class: 'lessons', 'aria-label': 'Lessons' });
const empty = h('p', { class: 'empty', hidden: true });
const more = h('button', { hidden: true, onclick: () => look(next) }, 'More');
const rows = new Keyed(list, { key: (each) => each.id, make: row });
let found = [];
let next;
let asking = 0;
let waits;

main.classList.add('wide', 'lessons-page');
replace(
  main,
  h('h1', { tabIndex: -1, class: 'lessons-title' }, 'Lessons'),
  h('p', { class: 'quiet' }, 'What people of your team shared from their calls, without the customers in it. A phrase stands on your desk beside its cue.'),
  h(
    'form',
    { class: 'lesson-search', role: 'search', onsubmit: (event) => { event.preventDefault(); look(); } },
    h('div', { class: 'field' }, h('label', { for: 'lesson-words' }, 'Words'), words),
    h('div', { class: 'field' }, h('label', { for: 'lesson-cue' }, 'Cue'), cue),
    me.roles.includes('agent') && h('label', { class: 'choice' }, mine, ' Only mine'),
  ),
  empty,
  list,
  more,
);
keys.add('/', 'Search', () => words.focus());
await look();

function soon() {
  clearTimeout(waits);
  waits = setTimeout(() => look(), SETTLE_MS);
}

async function look(after) {
  asking += 1;
  const mineToShow = asking;
  try {
    const answer = await get('/lessons', { words: words.value.trim(), cue: cue.value, mine: mine.checked || undefined, after });
    if (mineToShow !== asking) return; // what was typed since is asked for already
    found = after ? [...found, ...answer.lessons] : answer.lessons;
    next = answer.next ?? undefined;
    draw();
    page.connection('live');
  } catch (error) {
    if (error.status === 0) page.connection('lost');
    else say(error.message, 'problem');
  }
}

function draw() {
  rows.show(found);
  more.hidden = !next;
  empty.hidden = found.length > 0;
  const isAll = !words.value.trim() && !cue.value && !mine.checked;
  tell(empty, isAll ? 'Nothing is shared yet. After a call, “Share a lesson” on the desk begins one.' : 'No lesson is like that.');
}

function row(lesson) {
  return h(
    'li',
    { class: 'card lesson', dataset: { id: lesson.id } },
    h('p', { class: 'lesson-text', dir: 'auto' }, lesson.kind === 'phrase' ? h('q', null, lesson.text) : lesson.text),
    h(
      'p',
      { class: 'lesson-about quiet' },
      [lesson.kind === 'phrase' ? 'A phrase' : 'A moment', lesson.cue && `for “${sentence(lesson.cue)}”`, lesson.mine ? 'shared by you' : 'shared by a colleague', me.teams.length > 1 && lesson.team, moment(lesson.shared_at)].filter(Boolean).join(' · '),
    ),
    lesson.may_remove && h('button', { class: 'plain', onclick: () => remove(lesson), 'aria-label': `${lesson.mine ? 'Take back' : 'Take out'}: ${lesson.text.slice(0, 60)}` }, lesson.mine ? 'Take back' : 'Take out'),
  );
}

async function remove(lesson) {
  if (!await sure(lesson)) return;
  try {
    await del(`/lessons/${lesson.id}`);
    found = found.filter((each) => each.id !== lesson.id);
    draw();
    (list.querySelector('button') ?? main.querySelector('h1')).focus();
    say(lesson.mine ? 'It is taken back.' : 'It is taken out.');
  } catch (error) {
    say(error.message, 'problem');
  }
}

function sure(lesson) {
  return new Promise((resolve) => {
    const dialog = h(
      'dialog',
      { 'aria-labelledby': 'sure-title' },
      h('form', { method: 'dialog' }, h('h2', { id: 'sure-title' }, lesson.mine ? 'Take it back?' : 'Take it out?'), h('p', { dir: 'auto' }, lesson.text), h('div', { class: 'buttons' }, h('button', { class: 'first', value: 'yes' }, lesson.mine ? 'Take back' : 'Take out'), h('button', null, 'Keep it'))),
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
