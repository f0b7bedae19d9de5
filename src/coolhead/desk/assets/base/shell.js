// What every page has: its head with the ways to the others, who is signed in, and the keys.

import { del, get, signInAgain } from './api.js';
import { h, replace, tell } from './dom.js';
import { Keys } from './keys.js';
import { onReminders } from './reminders.js';

const PAGES = [
  { path: '/desk', name: 'Desk', roles: ['agent'] },
  { path: '/floor', name: 'Floor', roles: ['supervisor'] },
  { path: '/calls', name: 'Calls', roles: ['agent', 'supervisor', 'coach'] },
  { path: '/follow-ups', name: 'Follow-ups', roles: ['agent', 'supervisor'] },
  { path: '/reviews', name: 'Reviews', roles: ['agent', 'supervisor', 'coach'] },
  { path: '/coaching', name: 'Coaching', roles: ['agent', 'supervisor', 'coach'] },
  { path: '/insights', name: 'Insights', roles: ['supervisor', 'coach'] },
  { path: '/lessons', name: 'Lessons', roles: ['agent', 'supervisor', 'coach'] },
  { path: '/playbooks', name: 'Playbooks', roles: ['admin', 'supervisor', 'coach'] },
  { path: '/settings', name: 'Settings', roles: ['admin'] },
];
const THEME = 'coolhead.theme';
const THEMES = { system: 'As the system', light: 'Light', dark: 'Dark' };

applyTheme();

// Opens the page: returns { me, main, keys, say, connection }.
export async function openPage({ name }) {
  let me;
  try {
    me = await get('/session');
  } catch (error) {
    if (error.status === 401) signInAgain();
    throw error;
  }
  const keys = new Keys();
  const main = h('main', { id: 'main', tabIndex: -1 });
  const told = h('div', { class: 'told', role: 'status' });
  const connection = h('p', { class: 'connection', role: 'status', hidden: true });
  replace(document.body, h('a', { class: 'skip', href: '#main' }, 'To the content'), head(me, name, keys), connection, main, told);
  return { me, main, keys, say: (text, kind) => say(told, text, kind), connection: (state) => connect(connection, state) };
}

function head(me, name, keys) {
  const ways = PAGES.filter((page) => page.roles.some((role) => me.roles.includes(role)));
  return h(
    'header',
    { class: 'head' },
    h('a', { class: 'brand', href: '/', 'aria-label': 'Coolhead: your own page' }, h('img', { src: '/assets/coolhead.svg', alt: '', width: 24, height: 24 }), h('span', null, 'Coolhead')),
    h('nav', { 'aria-label': 'Pages' }, h('ul', null, ways.map((page) => h('li', null, h('a', { href: page.path, 'aria-current': page.name === name ? 'page' : undefined }, page.name, page.path === '/follow-ups' && badge()))))),
    h('div', { class: 'head-right' }, h('button', { class: 'plain', onclick: () => keys.help(), 'aria-keyshortcuts': '?' }, 'Keys ', h('kbd', null, '?')), menu(me)),
  );
}

// How many reminders nobody has put away; it stands still while a call goes on.
function badge() {
  const count = h('span', { class: 'badge', hidden: true });
  onReminders(({ mine, teams }, isHeld) => {
    const number = mine.length + teams.length;
    if (isHeld) return;
    count.hidden = number === 0;
    replace(count, number > 99 ? '99+' : String(number), h('span', { class: 'for-readers' }, number === 1 ? ' reminder' : ' reminders'));
  });
  return count;
}

function menu(me) {
  const themes = h(
    'select',
    { 'aria-label': 'Colours', onchange: () => { localStorage.setItem(THEME, themes.value); applyTheme(); } },
    Object.entries(THEMES).map(([value, text]) => h('option', { value, selected: value === (localStorage.getItem(THEME) ?? 'system') }, text)),
  );
  return h(
    'details',
    { class: 'menu' },
    h('summary', null, me.name),
    h(
      'div',
      { class: 'menu-box' },
      h('p', { class: 'quiet' }, me.roles.join(', '), me.teams.length ? ` · ${me.teams.join(', ')}` : ''),
      h('label', null, 'Colours', themes),
      h('button', { onclick: signOut }, 'Sign out'),
    ),
  );
}

async function signOut() {
  try {
    await del('/session');
  } catch {
    // It has ended, or the server cannot be reached: either way nothing stays on this screen.
  }
  document.body.replaceChildren();
  location.replace('/sign-in');
}

function say(told, text, kind = 'done') {
  const line = h('p', { class: kind }, text);
  told.append(line);
  setTimeout(() => line.remove(), kind === 'problem' ? 9000 : 4000);
}

function connect(line, state) {
  line.hidden = state === 'live';
  if (state !== 'live') tell(line, 'The connection is lost. It comes back by itself; nothing that was said is lost.');
}

function applyTheme() {
  const theme = localStorage.getItem(THEME) ?? 'system';
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

document.addEventListener('click', ({ target }) => {
  for (const open of document.querySelectorAll('details.menu[open]')) if (!open.contains(target)) open.open = false;
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const open of document.querySelectorAll('details.menu[open]')) {
    open.open = false;
    open.querySelector('summary').focus();
  }
});
