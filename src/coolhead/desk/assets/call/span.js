// The part of the call that the picture shows, in seconds: all of it, or nearer.

const NEAREST_S = 4;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];

export class Span {
  constructor() {
    this.whole = 1;
    this.from = 0;
    this.to = 1;
  }

  get length() {
    return this.to - this.from;
  }

  get isWhole() {
    return this.from <= 0 && this.to >= this.whole;
  }

  // The call has become longer: who looks at all of it, or at its end, goes on doing so.
  grow(whole) {
    const longer = Math.max(1, whole);
    if (longer === this.whole) return;
    const { isWhole } = this;
    const isAtEnd = this.to >= this.whole;
    const by = longer - this.whole;
    this.whole = longer;
    if (isWhole) this.to = longer;
    else if (isAtEnd) this.set(this.from + by, this.to + by);
  }

  // Nearer by a `factor` above 1, with `around` staying in its place.
  zoom(factor, around) {
    const length = Math.min(this.whole, Math.max(Math.min(NEAREST_S, this.whole), this.length / factor));
    const share = (around - this.from) / this.length;
    this.set(around - share * length, around + (1 - share) * length);
  }

  pan(seconds) {
    this.set(this.from + seconds, this.to + seconds);
  }

  all() {
    this.set(0, this.whole);
  }

  reveal(at) {
    if (at >= this.from && at <= this.to) return;
    this.pan(at - (this.from + this.to) / 2);
  }

  set(from, to) {
    const length = Math.min(to - from, this.whole);
    this.from = Math.min(Math.max(0, from), this.whole - length);
    this.to = this.from + length;
  }

  // Moments at which the axis has a tick, at least `apart` seconds from each other.
  ticks(apart) {
    const step = STEPS.find((each) => each >= apart) ?? STEPS.at(-1) * Math.ceil(apart / STEPS.at(-1));
    const found = [];
    for (let at = Math.ceil(this.from / step) * step; at <= this.to; at += step) found.push(at);
    return found;
  }
}
