// The lanes of the picture, from above: what each is called, how high it is and how it is drawn.

import { s } from '../base/dom.js';
import { alertWords, FLOORS, LEVELS, RUNG_NAMES, RUNGS, sentence } from '../base/words.js';
import { bars, columns, fitting, gathered, heatLine, merged } from './drawing.js';
import { pauseWords } from './happened.js';

const TOPS = { calm: 20, tense: 45, heated: 70, boiling: 100 };
const HEAT = 78;
const SIGN = 9;
// Where a pixel is longer than this, the pauses between turns cannot be seen.
const COARSE_S = 1;

// `other`: { name, course } of another playbook, or undefined. Only the lanes that have something.
export function lanesOf(view, happened, other) {
  return [
    { key: 'heat', label: 'Heat', height: HEAT, draw: (axis) => heat(view, axis) },
    { key: 'customer', label: 'Customer', height: 20, draw: (axis) => speech(view, axis, 'customer') },
    { key: 'agent', label: 'Agent', height: 20, draw: (axis) => speech(view, axis, 'agent') },
    view.utterances.some((said) => said.party === 'supervisor') && { key: 'supervisor', label: 'Supervisor', height: 20, draw: (axis) => speech(view, axis, 'supervisor') },
    { key: 'signs', label: 'Signs', height: 22, draw: (axis) => signs(view, happened, axis) },
    view.rungs.length > 0 && { key: 'ladder', label: 'Boundary', height: 42, draw: (axis) => ladder(view.rungs, view.now, axis) },
    view.alerts.length > 0 && { key: 'alerts', label: 'Alerts', height: 20, draw: (axis) => alerts(view, axis) },
    view.cues.length > 0 && { key: 'cues', label: 'Cues', height: 22, draw: (axis) => cues(view.cues, (each) => each.cleared_at ?? view.now, axis) },
    other && { key: 'other', label: `“${other.name}”`, height: 22, draw: (axis) => cues(other.course.cues, (each) => each.until ?? view.now, axis, 'other') },
    other && differs(other.course.ladder, view.rungs) && { key: 'other-ladder', label: 'its boundary', height: 42, draw: (axis) => ladder(other.course.ladder, view.now, axis) },
  ].filter(Boolean);
}

function differs(moves, others) {
  const told = (each) => each.map(({ at, rung }) => `${at} ${rung}`).join();
  return told(moves) !== told(others);
}

function heat(view, axis) {
  const bands = LEVELS.map((level) => s('rect', { class: `band ${level}`, x: axis.left, width: axis.width, y: HEAT - (TOPS[level] * HEAT) / 100, height: ((TOPS[level] - FLOORS[level]) * HEAT) / 100 }));
  const names = LEVELS.map((level) => s('text', { class: 'level-name', x: axis.left - 4, y: HEAT - (FLOORS[level] * HEAT) / 100 - 4, 'text-anchor': 'end' }, level));
  return [bands, names, s('path', { class: 'heat-line', d: heatLine(view.curve, axis, 0, HEAT, view.now) })];
}

function speech(view, axis, party) {
  const said = view.utterances.filter((each) => each.party === party).map((each) => ({ from: each.start, to: each.end }));
  const isCoarse = axis.span.length / axis.width > COARSE_S;
  return [s('path', { class: 'lane-line', d: isCoarse ? `M${axis.left} 18.5H${axis.right}` : `M${axis.left} 10H${axis.right}` }), isCoarse ? columns(said, axis, `speech ${party}`, 2, 16) : bars(said, axis, `speech ${party}`, 3, 14)];
}

function signs(view, happened, axis) {
  const silent = merged(happened.silences, axis, 3).map(({ left, right }) => s('rect', { class: 'silence', x: left, y: 4, width: Math.max(2, right - left), height: 14 }));
  const paused = view.pauses.flatMap((each) => merged([{ from: each.from, to: each.to ?? view.now }], axis).map(({ left, right }) => [
    s('rect', { class: 'pause', x: left, y: 3, width: Math.max(2, right - left), height: 16, rx: 3 }),
    s('text', { class: 'pause-name', x: left + 4, y: 15 }, fitting(pauseWords(each.kind), right - left)),
  ]));
  const cut = ['customer', 'agent', 'supervisor'].flatMap((party) => gathered(happened.interruptions.filter((each) => each.party === party), axis, SIGN).map(({ x }) => (
    s('path', { class: `interruption ${party}`, d: party === 'agent' ? `M${x} 5L${x + 5} 17H${x - 5}Z` : `M${x} 17L${x + 5} 5H${x - 5}Z` })
  )));
  return [s('path', { class: 'lane-line', d: `M${axis.left} 11H${axis.right}` }), silent, paused, cut];
}

// A stair: each rung higher than the one before, its name where it begins.
function ladder(moves, now, axis) {
  const y = (rung) => 38 - RUNGS.indexOf(rung) * 6;
  const end = axis.x(now);
  const steps = moves.map((move) => `H${axis.x(move.at).toFixed(1)}V${y(move.rung)}`).join('');
  const first = axis.x(0);
  const marks = gathered(moves, axis, SIGN);
  return s(
    'g',
    { 'clip-path': 'url(#in-picture)' },
    s('path', { class: 'stair', d: `M${first.toFixed(1)} ${y('none')}${steps}H${end.toFixed(1)}` }),
    marks.map((move, index) => [
      s('path', { class: 'rung', d: `M${move.x} ${y(move.rung) - 5}l5 5l-5 5l-5 -5Z` }),
      s('text', { class: 'rung-name', x: move.x + 7, y: y(move.rung) - 5 }, fitting(RUNG_NAMES[move.rung], (marks[index + 1]?.x ?? axis.right + 30) - move.x)),
    ]),
  );
}

function alerts(view, axis) {
  const flags = gathered(view.alerts, axis, SIGN);
  return flags.map((flag, index) => [
    s('path', { class: 'flag', d: flag.x + 10 > axis.right ? `M${flag.x} 18V3l-9 0l3 4l-3 4H${flag.x}` : `M${flag.x} 18V3l9 0l-3 4l3 4H${flag.x}` }),
    s('text', { class: 'flag-name', x: flag.x + 12, y: 13 }, fitting(flag.count > 1 ? `${alertWords(flag.kind)}, and ${flag.count - 1} more` : alertWords(flag.kind), (flags[index + 1]?.x ?? axis.right) - flag.x - 8)),
  ]);
}

function cues(shown, endOf, axis, kind = '') {
  return shown.map((cue) => {
    const [place] = merged([{ from: cue.at, to: endOf(cue) }], axis);
    if (!place) return null;
    const width = Math.max(2, place.right - place.left);
    return [
      s('rect', { class: `cue-band ${kind}`, x: place.left, y: 2, width, height: 18, rx: 3 }),
      width > 42 && s('text', { class: 'cue-name', x: place.left + 4, y: 15 }, fitting(sentence(cue.do), width)),
    ];
  });
}
