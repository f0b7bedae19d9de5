// Coaching: one's own plan, and for coaches and supervisors the agents of their teams.

import { get } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { openPage } from '../base/shell.js';
import { PlanPart } from './plan.js';

const page = await openPage({ name: 'Coaching' });
const { me, main, say } = page;
const isCoach = me.roles.includes('supervisor') || me.roles.includes('coach');
const list = h('ul', { class: 'agents' });
const place = h('div', { class: 'chosen' });
const own = me.roles.includes('agent') && new PlanPart({ title: 'What you practise', say });
main.classList.add('wide', 'coaching-page');
replace(
  main,
  h('h1', null, 'Coaching'),
  own && own.element,
  isCoach && h('div', { class: 'two' }, h('section', { class: 'card', 'aria-labelledby': 'agents-title' }, h('h2', { id: 'agents-title' }, 'Your teams'), list), place),
);
await loading(async () => {
  if (own) await own.load();
  if (isCoach) await agents();
});
if (isCoach) {
  addEventListener('hashchange', choose);
  await choose();
}

async function agents() {
  const found = (await get('/coaching/agents')).agents.filter((each) => each.agent !== me.agent);
  const chosen = chosenAgent();
  replace(
    list,
    found.length === 0 && h('li', { class: 'quiet' }, 'No agent belongs to your teams yet.'),
    found.map((each) => h('li', null, h('a', { href: `#${encodeURIComponent(each.agent)}`, dataset: { name: each.name }, 'aria-current': each.agent === chosen ? 'true' : undefined }, h('bdi', null, each.name)), h('p', { class: 'quiet', dir: 'auto' }, each.practise ?? 'Nothing at the moment'))),
  );
}

async function choose() {
  const agent = chosenAgent();
  for (const link of list.querySelectorAll('a')) {
    if (link.hash === location.hash) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
  const link = list.querySelector('[aria-current]');
  if (!agent || !link) {
    replace(place, h('p', { class: 'card empty' }, 'Choose somebody to see what they practise.'));
    return;
  }
  const part = new PlanPart({ agent, title: `What ${link.dataset.name} practises`, say, onChange: () => loading(agents) });
  replace(place, part.element);
  await loading(() => part.load());
  part.element.querySelector('h2')?.focus();
}

function chosenAgent() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

async function loading(load) {
  try {
    await load();
    page.connection('live');
  } catch (error) {
    if (error.status === 0) page.connection('lost');
    else say(error.message, 'problem');
  }
}
