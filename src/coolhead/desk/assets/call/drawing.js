// Marks of the picture: as few as can be told apart, however long the call is.

import { s } from '../base/dom.js';

const COLUMN = 4;

// Places on the screen of what lies between `from` and `to` seconds; what is closer than `apart`
// pixels is one.
export function merged(stretches, axis, apart = 1) {
  const found = [];
  for (const { from, to } of stretches) {
    if (to < axis.span.from || from > axis.span.to) continue;
    const left = Math.max(axis.left, axis.x(from));
    const right = Math.min(axis.right, Math.max(axis.x(to), left + 1));
    const last = found.at(-1);
    if (last && left - last.right < apart) last.right = Math.max(last.right, right);
    else found.push({ left, right });
  }
  return found;
}

export function bars(stretches, axis, name, top, height) {
  const d = merged(stretches, axis).map(({ left, right }) => `M${left.toFixed(1)} ${top}H${right.toFixed(1)}V${top + height}H${left.toFixed(1)}Z`).join('');
  return s('path', { class: name, d });
}

// Of each few pixels the share that the stretches fill, as columns: where turns are too short to be
// told apart, how much of the time somebody spoke still is.
export function columns(stretches, axis, name, top, height) {
  const shares = new Float64Array(Math.ceil(axis.width / COLUMN));
  const each = (axis.span.length / axis.width) * COLUMN;
  for (const { from, to } of stretches) {
    const [begin, end] = [from - axis.span.from, to - axis.span.from];
    const last = Math.min(shares.length - 1, Math.floor(end / each));
    for (let place = Math.max(0, Math.floor(begin / each)); place <= last; place += 1) {
      shares[place] += Math.max(0, Math.min(end, (place + 1) * each) - Math.max(begin, place * each)) / each;
    }
  }
  let d = '';
  shares.forEach((share, place) => {
    const left = axis.left + place * COLUMN;
    const right = Math.min(axis.right, left + COLUMN - 1);
    if (share > 0.01 && right > left) d += `M${left} ${top + height}V${(top + height * (1 - Math.min(1, share))).toFixed(1)}H${right}V${top + height}Z`;
  });
  return s('path', { class: name, d });
}

// Of moments closer together than `apart` pixels the first, with how many there are.
export function gathered(moments, axis, apart) {
  const found = [];
  for (const moment of moments) {
    if (moment.at < axis.span.from || moment.at > axis.span.to) continue;
    const x = axis.x(moment.at);
    const last = found.at(-1);
    if (last && x - last.x < apart) last.count += 1;
    else found.push({ ...moment, x, count: 1 });
  }
  return found;
}

// Heat stays where it is until it is measured anew: steps, at most one a pixel, its peak kept.
export function heatLine(curve, axis, top, height, now) {
  const y = (value) => (top + height - (Math.min(100, value) / 100) * height).toFixed(1);
  const before = curve.findLast(([at]) => at <= axis.span.from);
  const points = before ? [[axis.left, before[1]]] : [];
  for (const [at, value] of curve) {
    if (at <= axis.span.from || at > axis.span.to) continue;
    const x = axis.x(at);
    const last = points.at(-1);
    if (last && x - last[0] < 1 && points.length > 1) last[1] = Math.max(last[1], value);
    else points.push([x, value]);
  }
  if (!points.length) return '';
  const end = Math.min(axis.right, axis.x(now));
  return `M${points.map(([x, value], index) => (index ? `H${x.toFixed(1)}V${y(value)}` : `${x.toFixed(1)} ${y(value)}`)).join('')}H${end.toFixed(1)}`;
}

// As much of a text as fits into so many pixels; nothing where that is too little to read.
export function fitting(text, width, size = 6.4) {
  const letters = Math.floor((width - 8) / size);
  if (text.length <= letters) return text;
  return letters < 5 ? '' : `${text.slice(0, letters - 1)}…`;
}
