// Pictures of figures. Each stands beside its numbers in words and is hidden from readers of screens.

import { s } from '../base/dom.js';

const WIDTH = 200;
const ROW = 14;

// Shares on one scale, 0 to `most`: a bar with its 95 % interval as a line; one bar a side.
export function shares(figures, most) {
  const place = (share) => Math.min(1, share / most) * WIDTH;
  return picture(figures, (figure, y, side) => [
    s('rect', { class: 'track', x: 0, y, width: WIDTH, height: ROW - 4, rx: 2 }),
    s('rect', { class: `bar ${side}`, x: 0, y, width: place(figure.value), height: ROW - 4, rx: 2 }),
    interval(place(figure.low), place(figure.high), y),
  ]);
}

// Means from 1 to 5, on a scale of their own that does not begin at nothing.
export function means(figures) {
  const place = (value) => ((value - 1) / 4) * WIDTH;
  return picture(figures, (figure, y, side) => [
    s('rect', { class: 'track', x: 0, y, width: WIDTH, height: ROW - 4, rx: 2 }),
    s('rect', { class: `bar ${side}`, x: Math.max(0, place(figure.value) - 2), y: y - 1, width: 4, height: ROW - 2 }),
    interval(place(figure.low), place(figure.high), y),
  ]);
}

// Differences on one scale, -most to most, from a line in the middle.
export function differences(figures, most) {
  const place = (value) => ((Math.max(-1, Math.min(1, value / most)) + 1) / 2) * WIDTH;
  const middle = WIDTH / 2;
  return picture(figures, (figure, y, side) => [
    s('rect', { class: 'track', x: 0, y, width: WIDTH, height: ROW - 4, rx: 2 }),
    s('rect', { class: `bar ${side}`, x: Math.min(middle, place(figure.value)), y, width: Math.abs(place(figure.value) - middle), height: ROW - 4 }),
    s('line', { class: 'zero', x1: middle, x2: middle, y1: y - 1, y2: y + ROW - 3 }),
    interval(place(figure.low), place(figure.high), y),
  ]);
}

// Counts over time as columns.
export function trend(points) {
  const most = Math.max(1, ...points.map(({ calls }) => calls));
  const wide = WIDTH / points.length;
  return s(
    'svg',
    { class: 'trend-picture', viewBox: `0 0 ${WIDTH} 30`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    s('line', { class: 'ground', x1: 0, x2: WIDTH, y1: 29.5, y2: 29.5 }),
    points.map(({ calls }, place) => s('rect', { class: 'column', x: place * wide + 1, width: Math.max(1, wide - 2), y: 29 - (calls / most) * 28, height: (calls / most) * 28 })),
  );
}

// The hours of a day as columns; one that is withheld is a dotted frame.
export function hours(figures) {
  const known = figures.filter(({ value }) => value !== null);
  const most = Math.max(0.01, ...known.map(({ value }) => value));
  const wide = 20;
  return s(
    'svg',
    { class: 'hours-picture', viewBox: '0 0 480 78', 'aria-hidden': 'true' },
    s('line', { class: 'ground', x1: 0, x2: 480, y1: 60.5, y2: 60.5 }),
    figures.map((figure) => {
      const x = Number(figure.id.split(':').at(-1)) * wide;
      if (figure.withheld) return s('rect', { class: 'unknown', x: x + 3, y: 42, width: wide - 6, height: 18 });
      const height = Math.max(1, (figure.value / most) * 56);
      return s('rect', { class: 'column', x: x + 2, width: wide - 4, y: 60 - height, height });
    }),
    [0, 4, 8, 12, 16, 20].map((hour) => s('text', { x: hour * wide + 1, y: 74 }, `${hour}:00`)),
  );
}

function picture(figures, draw) {
  const height = ROW * figures.length;
  return s(
    'svg',
    { class: 'figure-picture', viewBox: `0 0 ${WIDTH} ${height}`, preserveAspectRatio: 'none', style: { height: `${height}px` }, 'aria-hidden': 'true' },
    figures.map((figure, place) => (figure && figure.value !== null && figure.low !== null ? draw(figure, place * ROW + 2, place ? 'b' : 'a') : s('rect', { class: 'unknown', x: 1, y: place * ROW + 2, width: WIDTH - 2, height: ROW - 4 }))),
  );
}

function interval(low, high, y) {
  const middle = y + (ROW - 4) / 2;
  return [
    s('line', { class: 'interval', x1: low, x2: high, y1: middle, y2: middle }),
    [low, high].map((x) => s('line', { class: 'interval', x1: x, x2: x, y1: y + 1, y2: y + ROW - 5 })),
  ];
}
