// Who is there for the next call: free, on a call, on a break. How it is now, and nothing else.

import { get } from '../base/api.js';
import { h, replace } from '../base/dom.js';

const LOOK_EVERY_MS = 5000;
const GROUPS = [['free', 'free', 'Free'], ['on_call', 'on a call', 'On a call'], ['break', 'on a break', 'On a break'], ['away', 'not here', 'Not here']];

export class Coverage {
  constructor({ onKnown }) {
    this.onKnown = onKnown;
    this.names = new Map(); // agent → name
    this.summary = h('summary', null, 'Coverage');
    this.lists = h('div', { class: 'coverage-lists' });
    this.element = h('details', { class: 'coverage' }, this.summary, this.lists);
    this.look();
    setInterval(() => this.look(), LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', () => this.look());
  }

  async look() {
    if (document.hidden) return;
    try {
      this.show(await get('/presence'));
    } catch {
      // It is looked at again in a few seconds.
    }
  }

  show({ agents, teams }) {
    const state = JSON.stringify([agents, teams]);
    if (state === this.state) return;
    this.state = state;
    this.names = new Map(agents.map((each) => [each.agent, each.name]));
    const groups = GROUPS.map(([presence, said, title]) => ({ said, title, names: agents.filter((each) => each.presence === presence).map((each) => each.name).sort((a, b) => a.localeCompare(b)) }));
    const possible = teams.filter((each) => each.one_more_break).length;
    replace(this.summary, 'Coverage: ', h('b', null, groups.slice(0, 3).map(({ said, names }) => `${names.length} ${said}`).join(', ')), agents.length > 0 && ` · ${oneMore(possible, teams.length)}`);
    replace(
      this.lists,
      agents.length > 0 && teams.length === 1 && h('p', { class: 'quiet least-free' }, `A break is possible where ${agentsFree(teams[0].minimum_free)} free.`),
      teams.length > 1 && h('ul', { class: 'least-free' }, teams.map((each) => h('li', null, `${each.team}: ${each.free} free, ${each.one_more_break ? 'one more break is possible' : 'no further break'}`, h('span', { class: 'quiet' }, ` (where ${agentsFree(each.minimum_free)} free)`)))),
      groups.filter(({ names }) => names.length).map(({ title, names }) => h('div', null, h('h3', null, title), h('ul', null, names.map((name) => h('li', null, name))))),
      agents.length === 0 && h('p', { class: 'quiet' }, 'Your teams have no agents yet.'),
    );
    this.onKnown();
  }
}

function agentsFree(minimum) {
  return minimum === 1 ? 'one agent of the team stays' : `${minimum} agents of the team stay`;
}

function oneMore(possible, of) {
  if (of === 1) return possible ? 'one more break is possible' : 'no further break for now';
  return possible ? `one more break is possible in ${possible} of ${of} teams` : 'no further break for now';
}
