// Search among calls: the address bar says what is searched for, and the page follows it.

import { get } from '../base/api.js';
import { h, replace, tell } from '../base/dom.js';
import { openPage } from '../base/shell.js';
import { Filters } from './filters.js';
import { surroundingsOf } from './people.js';
import { addressOf, cleaned, piecesOf, readQuery } from './query.js';
import { Results } from './results.js';
import { SavedSearches } from './saved.js';

const PAGE = 50;
const { me, main, keys, say } = await openPage({ name: 'Calls' });
const around = await surroundingsOf(me);
const { names } = around;

let query = readQuery(location.search);
let next; // the cursor of the page that follows
let asked = 0; // searches so far: the answer to one that was overtaken is not shown

const words = h('input', { type: 'search', name: 'words', maxLength: 200, 'aria-label': 'Words that were said', placeholder: 'Words that were said', autocomplete: 'off', 'aria-keyshortcuts': '/' });
const pieces = h('ul', { class: 'pieces', 'aria-label': 'What is searched for' });
const status = h('p', { class: 'quiet', role: 'status' });
const empty = h('div', { class: 'empty', hidden: true });
const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
const filters = new Filters({ offers: around, onChange: change });
const results = new Results({ names, isTeam: around.isTeam, manyTeams: around.teams.length > 1, onMore: more });
const saved = new SavedSearches({ names, say, onOpen: go, onEmpty: () => words.focus() });
const aside = h('details', { class: 'filters' }, h('summary', null, h('h2', null, 'Filters')), filters.element);
const wide = matchMedia('(min-width: 56rem)');

main.classList.add('wide');
replace(
  main,
  h(
    'div',
    { class: 'search' },
    h('h1', null, around.isTeam ? 'Calls' : 'Your calls'),
    h('form', { role: 'search', class: 'words', onsubmit: submitted }, words, h('button', { class: 'first' }, 'Search ', h('kbd', null, '↵'))),
    h('div', { class: 'search-side' }, saved.element, aside),
    h('section', { class: 'search-found', 'aria-label': 'Results' }, h('div', { class: 'asked-for' }, pieces, saved.offer), saved.form, status, problem, empty, results.element),
  ),
);

words.addEventListener('search', () => words.value === '' && query.words && change({ words: '' }));
words.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown') return;
  event.preventDefault();
  results.move(1);
});
wide.addEventListener('change', fold);
addEventListener('popstate', () => {
  query = readQuery(location.search);
  look();
});
keys.add('/', 'Search by words', () => {
  words.focus();
  words.select();
}, '/');
keys.add('j', 'Next call (↓ among the results); Enter opens it', () => results.move(1));
keys.add('k', 'Call before (↑ among the results)', () => results.move(-1));
fold();
saved.load();
look();

function fold() {
  aside.open = wide.matches;
}

function submitted(event) {
  event.preventDefault();
  change({ words: words.value });
}

function change(changed) {
  go(cleaned({ ...query, words: words.value, ...changed }));
}

// Shows another search, which Back leaves again.
function go(wanted) {
  query = wanted;
  if (addressOf(query) !== location.pathname + location.search) history.pushState(null, '', addressOf(query));
  look();
}

async function look() {
  asked += 1;
  const mine = asked;
  words.value = query.words ?? '';
  filters.show(query);
  saved.show(query);
  drawPieces();
  try {
    const page = await get('/calls', { ...query, limit: PAGE });
    if (mine !== asked) return;
    next = page.next;
    problem.hidden = true;
    results.show(page.calls, { hasMore: Boolean(next) });
    empty.hidden = page.calls.length > 0;
    if (!page.calls.length) replace(empty, nothing());
    count();
  } catch (error) {
    if (mine === asked) failed(error);
  }
}

async function more() {
  const mine = asked;
  try {
    const page = await get('/calls', { ...query, limit: PAGE, after: next });
    if (mine !== asked) return;
    next = page.next;
    results.add(page.calls, { hasMore: Boolean(next) });
    count();
  } catch (error) {
    say(error.message, 'problem');
  }
}

function failed(error) {
  problem.hidden = false;
  tell(problem, error.sentences.join(' '));
  tell(status, '');
  empty.hidden = true;
  results.show([], { hasMore: false });
}

function count() {
  const { count: shown } = results;
  const many = shown === 1 ? '1 call' : `${shown} calls`;
  tell(status, shown === 0 ? 'No calls' : next ? `The first ${many}` : many);
}

function drawPieces() {
  const asksFor = piecesOf(query, names);
  const clear = (given) => () => {
    change(given);
    words.focus();
  };
  replace(
    pieces,
    asksFor.map((piece) => h('li', null, h('button', { class: 'piece', 'aria-label': `Clear ${piece.text}`, onclick: clear(Object.fromEntries(piece.keys.map((key) => [key, '']))) }, h('bdi', null, piece.text), h('span', { 'aria-hidden': 'true' }, ' ✕')))),
    asksFor.length > 1 && h('li', null, h('button', { class: 'plain', onclick: clearAll }, 'Clear all')),
  );
  pieces.hidden = asksFor.length === 0;
}

function clearAll() {
  go({});
  words.focus();
}

function nothing() {
  if (!piecesOf(query, names).length) return [h('p', { class: 'empty-first' }, 'No calls yet'), h('p', null, 'They appear here as soon as they begin.')];
  return [
    h('p', { class: 'empty-first' }, 'No call fits all of this'),
    query.words && h('p', null, 'Every word must have been said in the call; the last one may be unfinished. Try fewer words.'),
    h('p', null, 'Clear a filter above, or all of them.'),
    h('button', { onclick: clearAll }, 'Clear all'),
  ];
}
