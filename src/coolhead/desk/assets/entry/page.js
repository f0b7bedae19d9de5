// Sign in with a password or single sign-on; take a link that works once.

import { get, post } from '../base/api.js';
import { h, replace } from '../base/dom.js';

const theme = localStorage.getItem('coolhead.theme');
if (theme && theme !== 'system') document.documentElement.dataset.theme = theme;
const box = h('div', { class: 'card' });
replace(document.body, h('main', { class: 'entry' }, box));

if (location.pathname === '/welcome') welcome();
else signIn();

// Only a path of this server may be gone to afterwards.
function onward() {
  const to = new URLSearchParams(location.search).get('to') ?? '/';
  const address = new URL(to, location.origin);
  // The server that sent us here saw no part of the address behind its '#'; the browser kept it.
  if (location.pathname === '/sign-in' && !address.hash) address.hash = location.hash;
  return /^\/(?![/\\])/.test(to) && address.origin === location.origin ? address.href : '/';
}

function mark(text) {
  return h('div', { class: 'mark' }, h('img', { src: '/assets/coolhead.svg', alt: '', width: 32, height: 32 }), h('h1', null, text));
}

function field(label, properties, hint) {
  const input = h('input', { required: true, ...properties });
  return { input, element: h('label', { class: 'field' }, label, input, hint && h('small', { class: 'quiet' }, hint)) };
}

// A form that does `send` when it is sent, and says what went wrong.
function form(parts, text, send) {
  const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
  const button = h('button', { class: 'first' }, text);
  return h(
    'form',
    {
      onsubmit: async (event) => {
        event.preventDefault();
        button.disabled = true;
        problem.hidden = true;
        try {
          await send();
        } catch (error) {
          problem.hidden = false;
          problem.textContent = error.sentences?.join(' ') ?? String(error.message);
          button.disabled = false;
        }
      },
    },
    parts,
    problem,
    button,
  );
}

async function signIn() {
  document.title = 'Sign in · Coolhead';
  // A link on another site's page brings no cookie along: whoever is signed in goes on.
  const [known, ways] = await Promise.allSettled([get('/session'), get('/session/ways')]);
  if (known.status === 'fulfilled') {
    location.replace(onward());
    return;
  }
  const email = field('E-mail', { type: 'email', autocomplete: 'username' });
  const password = field('Password', { type: 'password', autocomplete: 'current-password' });
  const single = ways.status === 'fulfilled' && ways.value.single_sign_on;
  const to = new URL(onward(), location.origin);
  replace(
    box,
    mark('Coolhead'),
    single && h('a', { class: 'button', href: `/api/v1/session/single-sign-on?to=${encodeURIComponent(to.pathname + to.search)}` }, 'Sign in with your organisation'),
    single && h('p', { class: 'or' }, 'or'),
    form([email.element, password.element], 'Sign in', async () => {
      await post('/session', { email: email.input.value, password: password.input.value });
      location.replace(onward());
    }),
  );
  email.input.focus();
}

async function welcome() {
  document.title = 'Welcome · Coolhead';
  const token = location.hash.slice(1);
  let offer;
  try {
    offer = await post('/session/link', { token });
  } catch (error) {
    replace(box, mark('This link does not work'), h('p', null, error.sentences?.join(' ') ?? error.message), h('p', null, h('a', { href: '/sign-in' }, 'Sign in')));
    return;
  }
  const isFirst = offer.kind === 'first_admin';
  const email = field('E-mail', { type: 'email', autocomplete: 'username' });
  const name = field('Name', { autocomplete: 'name' });
  const password = field('Password', { type: 'password', autocomplete: 'new-password', minLength: 12 }, 'At least 12 characters. Long is better than complicated: a few words that you remember.');
  const heading = { first_admin: 'Welcome to Coolhead', invitation: `Welcome, ${offer.name}`, password_reset: 'A new password' }[offer.kind];
  replace(
    box,
    mark(heading),
    h('p', null, isFirst ? 'You become the first administrator.' : `This is for ${offer.email}. Choose a password, and you are in.`),
    form([isFirst && email.element, isFirst && name.element, password.element], isFirst ? 'Begin' : 'Set the password', async () => {
      const more = isFirst ? { email: email.input.value, name: name.input.value } : {};
      await post('/session/accept', { token, password: password.input.value, ...more });
      location.replace('/');
    }),
  );
  (isFirst ? email : password).input.focus();
}
