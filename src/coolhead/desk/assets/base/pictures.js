// Small pictures of heat and of the ladder. Colour never says anything alone: words stand beside it.

import { h, replace, s, tell } from './dom.js';
import { FLOORS, LEVELS, RUNGS, RUNG_NAMES, sentence } from './words.js';

const TOPS = { calm: 20, tense: 45, heated: 70, boiling: 100 };
const ARROWS = { rising: '↗ rising', falling: '↘ falling', steady: '→ steady' };

// A half circle with the four levels; `show(value, level, trend)`.
export class Gauge {
  constructor() {
    this.needle = s('path', { class: 'needle', d: 'M100 100 L28 100' });
    this.level = h('b', { class: 'level-word' });
    this.trend = h('span', { class: 'trend' });
    this.value = s('text', { x: 100, y: 90, class: 'gauge-value' });
    const bands = LEVELS.map((level) => s('path', { class: `band ${level}`, d: arc(FLOORS[level], TOPS[level]) }));
    this.element = h(
      'div',
      { class: 'gauge', role: 'img' },
      s('svg', { viewBox: '0 0 200 112', 'aria-hidden': 'true' }, bands, this.needle, s('circle', { class: 'pin', cx: 100, cy: 100, r: 6 })),
      h('p', { class: 'gauge-words' }, this.level, this.trend),
    );
  }

  show(value, level, trend) {
    this.element.dataset.level = level;
    const angle = Math.min(100, value) * 1.8;
    this.needle.setAttribute('transform', `rotate(${angle} 100 100)`);
    tell(this.level, sentence(level));
    tell(this.trend, `${Math.round(value)} of 100, ${ARROWS[trend]}`);
    this.element.setAttribute('aria-label', `Heat ${Math.round(value)} of 100: ${level}, ${trend}`);
  }
}

function arc(from, to) {
  const point = (value, radius) => {
    const angle = Math.PI * (1 - value / 100);
    return `${(100 + radius * Math.cos(angle)).toFixed(2)} ${(100 - radius * Math.sin(angle)).toFixed(2)}`;
  };
  const [a, b] = [from + (from ? 0.7 : 0), to];
  return `M${point(a, 92)} A92 92 0 0 1 ${point(b, 92)} L${point(b, 70)} A70 70 0 0 0 ${point(a, 70)} Z`;
}

// The call's heat as a line over bands; points are [at, value].
export class Sparkline {
  constructor(label = 'Heat of the call so far') {
    this.line = s('polyline', { class: 'heat-line' });
    this.end = s('circle', { class: 'heat-end', r: 2.5 });
    this.element = s(
      'svg',
      { class: 'sparkline', viewBox: '0 0 200 50', preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
      LEVELS.map((level) => s('rect', { class: `band ${level}`, x: 0, width: 200, y: 50 - TOPS[level] / 2, height: (TOPS[level] - FLOORS[level]) / 2 })),
      this.line,
    );
  }

  show(points, now) {
    if (!points.length) {
      this.line.setAttribute('points', '');
      return;
    }
    const from = points[0][0];
    const whole = Math.max(now - from, 1);
    const last = points[points.length - 1];
    // Heat stays where it is until it is measured anew: a line of steps is what is known.
    const place = (at, value) => `${(((at - from) / whole) * 200).toFixed(1)},${(50 - value / 2).toFixed(1)}`;
    const few = points.length > 200 ? points.filter((_, index) => index % Math.ceil(points.length / 200) === 0 || index === points.length - 1) : points;
    this.line.setAttribute('points', [...few.map(([at, value]) => place(at, value)), place(now, last[1])].join(' '));
  }
}

// The rungs in a line; `show(rung, openStep, rungs)`.
export class Ladder {
  // `saying(rung, openStep)` is what is said of the next step; by itself to the agent.
  constructor(saying = nextStep) {
    this.saying = saying;
    this.rungs = new Map(RUNGS.slice(1).map((rung) => [rung, h('li', null, h('span', { class: 'rung-mark', 'aria-hidden': 'true' }), h('span', null, RUNG_NAMES[rung]), h('small', null))]));
    this.next = h('p', { class: 'quiet' });
    this.element = h('div', { class: 'ladder' }, h('ol', { 'aria-label': 'The boundary ladder' }, [...this.rungs.values()]), this.next);
  }

  show(rung, openStep, moves, clock) {
    const place = RUNGS.indexOf(rung);
    for (const [name, element] of this.rungs) {
      const index = RUNGS.indexOf(name);
      element.dataset.state = index < place ? 'passed' : index === place ? 'now' : 'ahead';
      if (index === place) element.setAttribute('aria-current', 'step');
      else element.removeAttribute('aria-current');
      const move = moves.findLast((each) => each.rung === name);
      tell(element.querySelector('small'), move && index <= place ? clock(move.at) : '');
    }
    tell(this.next, this.saying(rung, openStep));
  }
}

function nextStep(rung, openStep) {
  if (rung === 'ended') return 'The call was ended for abuse.';
  if (rung === 'may_end') return 'You may end the call. You decide.';
  if (openStep === 'ask') return 'That was aimed at you: you may ask for respect.';
  if (openStep === 'warn') return 'It went on: you may give the final warning.';
  if (rung === 'warned') return 'Further abuse lets you end the call.';
  if (rung === 'asked') return 'Further abuse opens the final warning.';
  return 'No boundary is needed.';
}

export function levelTag(level, value) {
  return h('span', { class: 'level', dataset: { level } }, value === undefined ? sentence(level) : `${Math.round(value)} ${level}`);
}

export { replace };
