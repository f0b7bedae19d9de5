// The one moment at which picture, words and sound stand.

export class Cursor {
  constructor() {
    this.at = 0;
    this.listeners = [];
  }

  onMove(listener) {
    this.listeners.push(listener);
  }

  // `by` names what moved it, so that nobody answers to their own move.
  move(at, by) {
    this.at = Math.max(0, at);
    for (const listener of this.listeners) listener(this.at, by);
  }
}
