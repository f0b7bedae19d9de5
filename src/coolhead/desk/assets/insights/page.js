// Insights: what calls come to. The address bar says which calls, and the page follows it.

import { get } from '../base/api.js';
import { h, replace, tell } from '../base/dom.js';
import { openPage } from '../base/shell.js';
import { Filters } from './filters.js';
import { addressOf, askedOf, comparedOf, csvOf, readQuery } from './query.js';
import { drawSection } from './section.js';

const { main, keys } = await openPage({ name: 'Insights' });
const choices = await get('/insights/choices');
let query = readQuery(location.search);
let asked = 0; // askings so far: the answer to one that was overtaken is not shown

const filters = new Filters({ choices, onChange: change });
const status = h('p', { class: 'quiet', role: 'status' });
const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
const withheld = h('div', { class: 'withheld-all', hidden: true });
const legend = h('p', { class: 'legend', hidden: true });
const csv = h('div', { class: 'buttons' });
const contents = h('nav', { class: 'contents', 'aria-label': 'On this page' });
const sections = h('div', { class: 'sections' });

main.classList.add('wide', 'insights');
replace(
  main,
  h('div', { class: 'insights-head' }, h('h1', null, 'Insights'), csv),
  filters.element,
  status,
  problem,
  withheld,
  legend,
  contents,
  sections,
);
keys.add('f', 'To the filters', () => filters.focus());
keys.add('j', 'The next section', () => move(1));
keys.add('k', 'The section before', () => move(-1));
addEventListener('popstate', () => {
  query = readQuery(location.search);
  look();
});
await look();

function change(changed) {
  query = readQuery(new URLSearchParams({ ...query, ...changed }));
  history.pushState(null, '', addressOf(query));
  look();
}

async function look() {
  asked += 1;
  const mine = asked;
  filters.show(query);
  tell(status, 'Counting …');
  problem.hidden = true;
  const other = comparedOf(query);
  try {
    const [first, second] = await Promise.all([askedOf(query), other].map((each) => each && get('/insights/figures', each)));
    if (mine === asked) show(first, second);
  } catch (error) {
    if (mine !== asked) return;
    tell(status, '');
    tell(problem, error.sentences?.join(' ') ?? error.message);
    problem.hidden = false;
    replace(sections);
    replace(contents);
    replace(csv);
    withheld.hidden = legend.hidden = true;
  }
}

function show(first, second) {
  tell(status, [first, second].filter(Boolean).map((each, place) => `${second ? `${'AB'[place]}: ` : ''}${countOf(each)}`).join(' · '));
  const reasons = [...new Set([first, second].filter((each) => each?.withheld).map((each) => each.withheld))];
  withheld.hidden = reasons.length === 0;
  replace(withheld, reasons.map((reason) => h('p', null, h('b', null, second ? 'Figures are withheld. ' : 'All figures are withheld. '), reason, ` An administrator sets how many are needed; here it is ${first.minimum_agents}.`)));
  legend.hidden = !second;
  replace(legend, h('span', { class: 'key a', 'aria-hidden': 'true' }), ' A: what the filters say. ', h('span', { class: 'key b', 'aria-hidden': 'true' }), ' B: what it is compared with.');
  replace(csv, h('a', { class: 'button', href: csvOf(askedOf(query)), download: '' }, second ? 'Table of A (CSV)' : 'Table (CSV)'), second && h('a', { class: 'button', href: csvOf(comparedOf(query)), download: '' }, 'Table of B (CSV)'));
  replace(contents, h('ul', null, first.sections.map(({ id, title }) => h('li', null, h('a', { href: `#${id}` }, title)))));
  replace(sections, first.sections.map((section, place) => drawSection(section, second?.sections[place], first.withheld || second?.withheld)));
}

function countOf({ calls, agents, since, until }) {
  const day = (stamp, less = 0) => new Date(new Date(stamp).getTime() - less).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  const of = agents === null ? '' : ` of ${agents} ${agents === 1 ? 'agent' : 'agents'}`;
  return `${calls.toLocaleString('en-GB')} ${calls === 1 ? 'call' : 'calls'}${of}, ${day(since)} to ${day(until, 1)}`;
}

function move(by) {
  const heads = [...sections.querySelectorAll('h2')];
  const place = heads.indexOf(document.activeElement?.closest('section')?.querySelector('h2'));
  const next = heads[Math.min(Math.max(place + by, 0), heads.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'start' });
}
