// A section: what it is, what it does not show, and its figures, each with its definition.

import { h } from '../base/dom.js';
import { differences, hours, means, shares, trend } from './drawings.js';

const NAMES = { heat_minutes: 'heat-minutes', per_100_calls: 'abusive utterances for 100 calls' };
const FIRST_SHOWN = 8;
const DRAWINGS = { difference: differences, mean: means, share: shares };
const NOTHING = { difference: ({ of }) => `${of} turns, and none to compare them with` };

// `other` is the same section of what it is compared with; `isWithheld`: figures are kept back.
export function drawSection(section, other, isWithheld) {
  const groups = grouped(section, other);
  const scale = scaleOf(groups.flatMap(({ pairs }) => pairs.flat()).filter(Boolean));
  return h(
    'section',
    { class: 'card insight', id: section.id, 'aria-labelledby': `${section.id}-title` },
    h('h2', { id: `${section.id}-title`, tabIndex: -1 }, section.title),
    h('p', { class: 'definition' }, section.definition),
    groups.length === 0 && h('p', { class: 'quiet' }, isWithheld ? 'Withheld.' : 'Nothing of this was in these calls.'),
    groups.map((group) => drawGroup(group, scale, Boolean(other))),
    section.note && h('p', { class: 'note' }, section.note),
  );
}

// Figures with the same definition stand together under it; hours of a team by themselves.
function grouped(section, other) {
  const others = new Map((other?.figures ?? []).map((figure) => [figure.id, figure]));
  const ids = [...new Set([...section.figures.map(({ id }) => id), ...others.keys()])];
  const mine = new Map(section.figures.map((figure) => [figure.id, figure]));
  const groups = [];
  for (const id of ids) {
    const pair = [mine.get(id), others.get(id)];
    const { definition } = pair[0] ?? pair[1];
    const team = section.id === 'abuse' && /^abuse:(.*):\d+$/.exec(id)?.[1];
    const last = groups.at(-1);
    if (last?.definition === definition && last.team === team) last.pairs.push(pair);
    else groups.push({ definition, team, pairs: [pair] });
  }
  return groups;
}

function drawGroup({ definition, team, pairs }, scale, isCompared) {
  if (team) return drawHours(team, pairs, scale, isCompared);
  const isKept = (pair) => pair.every((each) => !each || each.withheld);
  const isAlone = pairs.length === 1;
  const rows = pairs.filter((pair) => isAlone || !isKept(pair)).map((pair) => drawFigure(pair, scale, isCompared, isAlone));
  const list = (each) => h('ul', { class: 'figures' }, each);
  const isLong = rows.length > FIRST_SHOWN + 2;
  return h(
    'div',
    { class: 'group' },
    !isAlone && h('p', { class: 'quiet group-definition' }, definition),
    list(isLong ? rows.slice(0, FIRST_SHOWN) : rows),
    isLong && h('details', null, h('summary', null, `${rows.length - FIRST_SHOWN} more`), list(rows.slice(FIRST_SHOWN))),
    !isAlone && drawKept(pairs.filter(isKept)),
  );
}

// Figures that are withheld, in a line: the reason is the same for each.
function drawKept(pairs) {
  if (!pairs.length) return undefined;
  const figures = pairs.map(([first, second]) => first ?? second);
  return h('p', { class: 'quiet kept' }, h('b', null, 'Withheld: '), figures.map(({ id, label }, place) => [place > 0 && ', ', h('bdi', { dataset: { figure: id } }, label)]), `. ${figures[0].withheld}`);
}

function drawHours(team, pairs, scale, isCompared) {
  const sides = isCompared ? [0, 1] : [0];
  return h(
    'div',
    { class: 'group' },
    h('h3', null, `${team}: by the hour`),
    sides.map((side) => h('div', { class: 'hours' }, isCompared && h('span', { class: 'quiet' }, 'AB'[side]), hours(pairs.map((pair) => pair[side]).filter(Boolean)))),
    h('details', null, h('summary', null, 'The hours in numbers'), h('ul', { class: 'figures' }, pairs.map((pair) => drawFigure(pair, scale, isCompared)))),
  );
}

function drawFigure(pair, scale, isCompared, isDefined) {
  const figure = pair[0] ?? pair[1];
  const sides = isCompared ? pair : [figure];
  const draw = DRAWINGS[figure.unit];
  return h(
    'li',
    { class: 'figure', dataset: { figure: figure.id } },
    h('div', { class: 'figure-label' }, h('bdi', null, figure.label), isDefined && h('p', { class: 'quiet' }, figure.definition)),
    sides.some((each) => each?.value !== null && each !== undefined) && draw(sides, scale),
    h('div', { class: 'figure-values' }, sides.map((each, side) => drawValue(each, isCompared ? 'AB'[side] : ''))),
    figure.trend?.length > 1 && h('div', { class: 'figure-trend' }, trend(figure.trend), h('span', { class: 'for-readers' }, `Calls over the period: ${figure.trend.map(({ start, calls }) => `from ${start}: ${calls}`).join(', ')}`)),
    figure.quotes?.length > 0 && h('details', { class: 'quotes' }, h('summary', null, 'What they said', h('span', { class: 'for-readers' }, ` about ${figure.label}`)), h('ul', null, figure.quotes.map(drawQuote))),
  );
}

function drawValue(figure, side) {
  const name = side && h('b', { class: 'side' }, side, ' ');
  if (!figure) return h('p', { class: 'figure-value' }, name, 'not there');
  if (figure.withheld) return h('p', { class: 'figure-value quiet' }, name, h('b', null, 'Withheld. '), figure.withheld);
  if (figure.value === null) return h('p', { class: 'figure-value quiet' }, name, NOTHING[figure.unit]?.(figure) ?? 'There was none to count.');
  const beside = Object.entries(figure.beside ?? {});
  const written = WRITTEN[figure.unit];
  return h(
    'p',
    { class: 'figure-value' },
    name,
    h('b', null, written(figure.value)),
    h('span', { class: 'quiet' }, ` (${written(figure.low)} to ${written(figure.high)})`, ' · ', countOf(figure), beside.length > 0 && ` · ${besideOf(figure, beside)}`),
    figure.opens && figure.calls !== 0 && [' ', h('a', { href: `/calls?${new URLSearchParams(figure.opens)}` }, 'Open the calls', h('span', { class: 'for-readers' }, `: ${figure.label}${side && `, ${side}`}`))],
  );
}

function countOf(figure) {
  const many = (count, name) => `${count.toLocaleString('en-GB')} ${name}${count === 1 ? '' : 's'}`;
  if (figure.unit === 'difference') return `${many(figure.of, 'turn')} in ${many(figure.calls, 'call')}`;
  if (figure.unit === 'mean') return many(figure.of, 'answer');
  if (figure.id.startsWith('promises:')) return `${figure.part.toLocaleString('en-GB')} of ${many(figure.of, 'promise')}, in ${many(figure.calls, 'call')}`;
  if (figure.id.startsWith('taken_back:')) return `${figure.part.toLocaleString('en-GB')} of ${many(figure.of, 'utterance')}`;
  return `${figure.part.toLocaleString('en-GB')} of ${many(figure.of, 'call')}`;
}

function besideOf(figure, beside) {
  if (figure.unit === 'difference') return `followed by cooling: ${percent(figure.beside.after_this)}, others ${percent(figure.beside.after_others)}`;
  return beside.map(([name, value]) => `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB')} ${NAMES[name] ?? name}`).join(', ');
}

function drawQuote(quote) {
  return h('li', null, h('q', { dir: 'auto' }, quote.text), ' ', h('a', { href: `/calls/${encodeURIComponent(quote.call)}` }, 'The call'));
}

// The scale that the figures of a section share: round, and no wider than they need.
function scaleOf(figures) {
  const known = figures.filter(({ value, unit }) => unit !== 'mean' && value !== null && value !== undefined);
  const most = Math.max(0, ...known.flatMap(({ value, low, high }) => [value, low, high].map((each) => Math.abs(each ?? 0))));
  return [0.05, 0.1, 0.25, 0.5, 1].find((each) => most <= each) ?? 1;
}

const WRITTEN = { difference: points, mean: (value) => value.toFixed(2), share: percent };

function percent(share) {
  const value = share * 100;
  return `${value < 10 && value > 0 ? value.toFixed(1) : Math.round(value)} %`;
}

function points(difference) {
  const value = Math.round(difference * 100);
  return `${value > 0 ? '+' : value < 0 ? '−' : '±'}${Math.abs(value)} points`;
}
