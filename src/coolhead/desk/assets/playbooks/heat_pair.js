// Heat of a call under two playbooks: before is dashed, after is a full line.

import { s } from '../base/dom.js';
import { FLOORS, LEVELS } from '../base/words.js';

const TOPS = { calm: 20, tense: 45, heated: 70, boiling: 100 };

export function heatPair(before, after, label) {
  const last = Math.max(1, before.at(-1)?.at ?? 0, after.at(-1)?.at ?? 0);
  return s(
    'svg',
    { class: 'sparkline heat-pair', viewBox: '0 0 200 50', preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    LEVELS.map((level) => s('rect', { class: `band ${level}`, x: 0, width: 200, y: 50 - TOPS[level] / 2, height: (TOPS[level] - FLOORS[level]) / 2 })),
    s('polyline', { class: 'heat-line before', points: points(before, last) }),
    s('polyline', { class: 'heat-line', points: points(after, last) }),
  );
}

function points(curve, last) {
  return curve.map(({ at, value }) => `${((at / last) * 200).toFixed(1)},${(50 - value / 2).toFixed(1)}`).join(' ');
}
