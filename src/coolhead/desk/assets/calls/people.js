// Names of agents and teams, and what can be asked for, as far as whoever is signed in may know.

import { get } from '../base/api.js';
import { rowsOf } from './choices.js';

const MOST_PAGES = 5;

export async function surroundingsOf(me) {
  const isTeam = me.roles.some((role) => role === 'supervisor' || role === 'coach');
  const isAgent = me.roles.includes('agent');
  const [users, teams, rows] = await Promise.all([
    me.roles.includes('supervisor') ? orNothing(agentsOf()) : undefined,
    orNothing(get('/teams').then((answer) => answer.teams)),
    orNothing(rowsFor(isTeam)),
  ]);
  const agents = users && new Map(users.map((user) => [user.agent, user.name]));
  const mine = (teams ?? []).filter(({ id }) => me.teams.includes(id));
  const teamNames = new Map(mine.map(({ id, name }) => [id, name]));
  return {
    names: { agent: (id) => agents?.get(id) ?? id, team: (id) => teamNames.get(id) ?? id },
    isTeam,
    careful: me.roles.includes('supervisor') || !isTeam,
    agents: agents && [...agents],
    teams: isTeam ? [...teamNames] : [],
    rows: rows ?? [],
    canBeMine: isTeam && isAgent,
  };
}

async function agentsOf() {
  const found = [];
  let after;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { users, next } = await get('/users', { limit: 200, after });
    found.push(...users.filter((user) => user.agent));
    if (!next) break;
    after = next;
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

// Rows come from scorecards: of one's own calls, and of others' where named agents are scored.
async function rowsFor(isTeam) {
  if (isTeam && !(await get('/settings')).score_named_agents.on) return [];
  const { flattened } = await get('/playbooks/standard');
  return rowsOf(flattened.scorecard ?? []);
}

// What only makes the page more helpful does not keep it from opening.
async function orNothing(asked) {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}
