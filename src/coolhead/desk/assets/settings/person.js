// One person: set up or changed in a dialog, and the link that lets them in.

import { patch, post } from '../base/api.js';
import { h } from '../base/dom.js';
import { agreed, cancel, copied, openDialog } from './dialogs.js';
import { choices, field, form } from './forms.js';
import { fullMoment, ROLES } from './words.js';

const WHAT = {
  invitation: 'With it they set a password, and are in.',
  password_reset: 'With it they set a new password. The one until now works until the link is used.',
};

export function openPerson({ user, teams, say, onChanged }) {
  const name = field('name', 'Name', h('input', { value: user?.name ?? '', autocomplete: 'off' }));
  const email = field('email', 'E-mail', h('input', { type: 'email', value: user?.email ?? '', autocomplete: 'off' }), 'It is what they sign in with; nothing is sent to it.');
  const roles = choices('roles', 'Roles', ROLES, user?.roles);
  const agent = field('agent', 'Agent id', h('input', { value: user?.agent ?? '', autocomplete: 'off' }), 'Exactly what the telephone system calls them. It makes calls their own; only agents need one.');
  const known = teams.map(({ id, name: label }) => ({ value: id, label, hint: id === label ? '' : id }));
  const inTeams = choices('teams', 'Teams', known, user?.teams, 'There are no teams yet: make one first.');
  const fields = [name, email, roles, inTeams, agent];

  const given = () => ({ name: name.input.value, email: email.input.value, roles: roles.value, teams: inTeams.value, agent: agent.input.value.trim() || null });

  async function send() {
    if (!user) {
      const made = await post('/users', given());
      onChanged();
      dialog.fill(`${made.user.name} is set up`, handOver(made.user, made.link, dialog.close));
      return;
    }
    await patch(`/users/${user.id}`, given());
    dialog.close();
    say('Changed.');
    onChanged();
  }

  const asForm = form({ fields, text: user ? 'Save' : 'Set up', send, beside: [cancel('Cancel', () => dialog.close())] });
  const dialog = openDialog(user ? user.name : 'Add a person', [asForm, user && access(user, { dialog: () => dialog, say, onChanged })]);
}

// How they get in, and how they no longer do.
function access(user, { dialog, say, onChanged }) {
  async function link() {
    try {
      const made = await post(`/users/${user.id}/link`);
      dialog().fill(`A link for ${user.name}`, handOver(user, made, dialog().close));
    } catch (error) {
      say(error.message, 'problem');
    }
  }

  async function turn() {
    const question = 'They are signed out at once, everywhere, and can no longer get in. Their calls stay.';
    if (user.active && !await agreed(`Make ${user.name} inactive?`, question, 'Make inactive')) return;
    try {
      await patch(`/users/${user.id}`, { active: !user.active });
      dialog().close();
      say(user.active ? `${user.name} is inactive and signed out.` : `${user.name} is active again.`);
      onChanged();
    } catch (error) {
      say(error.message, 'problem');
    }
  }

  return h(
    'section',
    { class: 'beneath', 'aria-label': 'Access' },
    h('h3', null, 'Access'),
    h('p', { class: 'quiet' }, 'Whoever gets other roles, or is made inactive, is signed out everywhere.'),
    h('div', { class: 'buttons' },
      user.active && h('button', { onclick: link }, 'Make a new link'),
      h('button', { class: user.active ? 'grave' : undefined, onclick: turn }, user.active ? 'Make inactive' : 'Make active again')),
  );
}

// A link that is shown this once, and what to do with it.
export function handOver(user, link, close) {
  return [
    h('p', null, `Hand this link to ${user.name} yourself: Coolhead sends no e-mail. ${WHAT[link.kind] ?? ''}`),
    copied(`Link for ${user.name}`, link.url),
    h('ul', { class: 'points' },
      h('li', null, `It works once, until ${fullMoment(link.expires_at)}.`),
      h('li', null, 'Until then whoever has it can use it: send it where only they can read it.'),
      h('li', null, 'It is not shown again. If it gets lost, make a new one; that ends this one.')),
    h('div', { class: 'buttons' }, h('button', { class: 'first', onclick: close }, 'Done')),
  ];
}
