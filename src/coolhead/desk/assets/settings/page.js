// What administrators set: a list of parts at the side, and the part that the address names.

import { h, replace } from '../base/dom.js';
import { openPage } from '../base/shell.js';
import { showAudit } from './audit.js';
import { showDoNotCall } from './do_not_call.js';
import { showKeys } from './keys.js';
import { showPeople } from './people.js';
import { showPrivacy } from './privacy.js';
import { showSources } from './sources.js';
import { showTeams } from './teams.js';
import { showWebhooks } from './webhooks.js';

const PARTS = [
  { id: 'people', name: 'People', show: showPeople },
  { id: 'teams', name: 'Teams', show: showTeams },
  { id: 'keys', name: 'Keys', show: showKeys },
  { id: 'sources', name: 'Sources', show: showSources },
  { id: 'webhooks', name: 'Webhooks', show: showWebhooks },
  { id: 'do-not-call', name: 'Do not call', show: showDoNotCall },
  { id: 'privacy', name: 'Privacy', show: showPrivacy },
  { id: 'audit', name: 'Audit', show: showAudit },
];

const page = await openPage({ name: 'Settings' });
const named = location.pathname.split('/')[2] ?? 'people';
const part = PARTS.find((each) => each.id === named);
const place = h('div', { class: 'part' });

page.main.classList.add('wide', 'settings');
replace(
  page.main,
  h(
    'nav',
    { class: 'parts', 'aria-label': 'Settings' },
    h('ul', null, PARTS.map(({ id, name }) => h('li', null, h('a', { href: `/settings/${id}`, 'aria-current': id === part?.id ? 'page' : undefined }, name)))),
  ),
  place,
);

if (!part) replace(place, h('h1', null, 'Settings'), h('p', { class: 'empty' }, 'There is no such part of the settings. Choose one from the list.'));
else {
  document.title = `${part.name} · Settings · Coolhead`;
  try {
    await part.show({ ...page, place });
  } catch (error) {
    replace(place, h('h1', null, part.name), h('p', { class: 'problem', role: 'alert' }, error.message));
  }
}
