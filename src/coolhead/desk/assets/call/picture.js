// The whole call drawn on one axis of time. It is a slider for whoever does not see it: its value is
// the moment, told in words.

import { h, replace, s, tell } from '../base/dom.js';
import { clock, PARTIES } from '../base/words.js';
import { fitting } from './drawing.js';
import { lanesOf } from './lanes.js';
import { followPointer, followKeys } from './picture_input.js';
import { Span } from './span.js';

const GAP = 3;
const AXIS = 20;
const NARROW = 560;

export class Picture {
  constructor(view, happened, cursor) {
    this.view = view;
    this.happened = happened;
    this.cursor = cursor;
    this.span = new Span();
    this.lanes = new Map();
    this.svg = s('svg', { 'aria-hidden': 'true' });
    this.ticks = s('g', { class: 'ticks' });
    this.line = s('path', { class: 'cursor' });
    this.clip = s('rect', { x: 0, y: 0 });
    this.svg.append(s('defs', null, s('clipPath', { id: 'in-picture' }, this.clip)), this.ticks, this.line);
    this.slider = h('div', { class: 'picture', role: 'slider', tabIndex: 0, 'aria-label': 'Moment of the call', 'aria-valuemin': '0', 'aria-describedby': 'picture-keys' }, this.svg);
    this.readout = h('p', { class: 'readout' });
    this.element = h(
      'section',
      { class: 'card picture-card', 'aria-labelledby': 'picture-title' },
      h('div', { class: 'picture-head' }, h('h2', { id: 'picture-title' }, 'The call'), legend(), zoomButtons(this)),
      this.slider,
      this.readout,
      h('p', { id: 'picture-keys', class: 'for-readers' }, 'Arrow left and right move by a little, page up and down by much, arrow up and down to the next and the last thing of note. Plus and minus zoom, 0 shows the whole call.'),
    );
    followPointer(this);
    followKeys(this);
    cursor.onMove((at, by) => this.moved(at, by));
    new ResizeObserver(() => this.draw()).observe(this.slider);
  }

  show() {
    this.span.grow(this.view.now);
    this.draw();
  }

  compare(other) {
    this.other = other;
    this.draw();
  }

  get axis() {
    const width = Math.max(240, this.slider.clientWidth);
    const left = width < NARROW ? 66 : 92;
    const right = width - 8;
    const { span } = this;
    return {
      span, left, right, width: right - left,
      x: (at) => left + ((at - span.from) / span.length) * (right - left),
      at: (x) => Math.min(span.whole, Math.max(0, span.from + ((x - left) / (right - left)) * span.length)),
    };
  }

  zoom(factor, around = this.cursor.at) {
    const { span } = this;
    span.zoom(factor, around >= span.from && around <= span.to ? around : (span.from + span.to) / 2);
    this.draw();
  }

  pan(seconds) {
    this.span.pan(seconds);
    this.draw();
  }

  whole() {
    this.span.all();
    this.draw();
  }

  draw() {
    if (this.waits) return;
    this.waits = requestAnimationFrame(() => {
      this.waits = undefined;
      this.drawNow();
    });
  }

  drawNow() {
    const { axis } = this;
    const lanes = lanesOf(this.view, this.happened, this.other);
    let top = AXIS;
    for (const [key, group] of this.lanes) {
      if (lanes.some((lane) => lane.key === key)) continue;
      group.remove();
      this.lanes.delete(key);
    }
    for (const lane of lanes) {
      if (!this.lanes.has(lane.key)) {
        this.lanes.set(lane.key, s('g', { 'data-lane': lane.key }));
        this.svg.insertBefore(this.lanes.get(lane.key), this.line);
      }
      const group = this.lanes.get(lane.key);
      group.setAttribute('transform', `translate(0 ${top})`);
      replace(group, s('text', { class: 'lane-name', x: 0, y: lane.key === 'heat' ? 9 : lane.height / 2 + 4 }, fitting(lane.label, axis.left + 6, 7)), lane.draw(axis));
      top += lane.height + GAP;
    }
    this.height = top;
    this.svg.setAttribute('width', axis.right + 8);
    this.svg.setAttribute('height', top);
    for (const [name, value] of Object.entries({ x: axis.left, width: axis.width, height: top })) this.clip.setAttribute(name, value);
    this.drawTicks(axis);
    this.drawCursor(axis);
    this.slider.dataset.zoomed = String(!this.span.isWhole);
  }

  drawTicks(axis) {
    const apart = (axis.span.length / axis.width) * 70;
    replace(
      this.ticks,
      axis.span.ticks(apart).map((at) => {
        const x = axis.x(at);
        return [s('path', { d: `M${x.toFixed(1)} ${AXIS - 5}V${this.height}` }), s('text', { x, y: 11, 'text-anchor': x + 18 > axis.right ? 'end' : 'middle' }, clock(at))];
      }),
    );
  }

  drawCursor(axis = this.axis) {
    const { at } = this.cursor;
    const isIn = at >= this.span.from && at <= this.span.to;
    const x = axis.x(at).toFixed(1);
    this.line.setAttribute('d', isIn ? `M${x} ${AXIS - 4}V${this.height}M${x} ${AXIS}l-5 -8h10Z` : '');
    this.tellMoment();
  }

  tellMoment() {
    const { at } = this.cursor;
    const { when, what, speaking } = this.happened.wordsAt(at, this.near);
    this.slider.setAttribute('aria-valuemax', this.span.whole.toFixed(1));
    this.slider.setAttribute('aria-valuenow', at.toFixed(1));
    this.slider.setAttribute('aria-valuetext', [when, what, ...speaking.map(spoken)].join('. '));
    if (!this.isHovered) this.read(at);
  }

  // How many seconds a few pixels are.
  get near() {
    return (this.span.length / this.axis.width) * 5;
  }

  // What is there, in words below the picture.
  read(at) {
    const { when, what, speaking } = this.happened.wordsAt(at, this.near);
    const state = [when, what, ...speaking.map(spoken)].join('|');
    if (state === this.readState) return;
    this.readState = state;
    replace(this.readout, h('b', { class: 'at' }, when), h('span', null, what), speaking.slice(0, 1).map((said) => h('span', { class: 'spoken' }, `${PARTIES[said.party]}: `, h('q', { dir: 'auto' }, said.text || '(not kept)'))));
  }

  moved(at, by) {
    if (by !== 'sound' || this.span.isWhole) this.span.reveal(at);
    else if (at > this.span.to || at < this.span.from) this.span.set(at, at + this.span.length);
    this.tellMoment();
    this.draw();
  }
}

function spoken(said) {
  return `${PARTIES[said.party]}: ${said.text || '(not kept)'}`;
}

function zoomButtons(picture) {
  return h(
    'div',
    { class: 'buttons zoom', role: 'group', 'aria-label': 'Zoom' },
    h('button', { onclick: () => picture.zoom(1 / 2), 'aria-label': 'Farther', 'aria-keyshortcuts': '-' }, '−'),
    h('button', { onclick: () => picture.whole(), 'aria-keyshortcuts': '0' }, 'Whole call'),
    h('button', { onclick: () => picture.zoom(2), 'aria-label': 'Nearer', 'aria-keyshortcuts': '+' }, '+'),
  );
}

function legend() {
  const sign = (content, text) => h('li', null, s('svg', { width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' }, content), text);
  return h(
    'ul',
    { class: 'legend', 'aria-label': 'Signs' },
    sign(s('path', { class: 'interruption customer', d: 'M8 14L13 3H3Z' }), 'customer interrupts'),
    sign(s('path', { class: 'interruption agent', d: 'M8 3L13 14H3Z' }), 'agent interrupts'),
    sign(s('rect', { class: 'silence', x: 1, y: 3, width: 14, height: 10 }), 'nobody speaks'),
    sign(s('rect', { class: 'pause', x: 1, y: 3, width: 14, height: 10, rx: 3 }), 'pause'),
  );
}
