// The sound of a call that is over, in step with the cursor, where it is kept.

import { callPath } from '../base/api.js';
import { h } from '../base/dom.js';

const APART_S = 0.4;

export class Sound {
  constructor(id, cursor) {
    this.path = `/api/v1${callPath(id, '/audio')}`;
    this.cursor = cursor;
    this.element = h('div', { class: 'sound', hidden: true });
    cursor.onMove((at, by) => this.moved(at, by));
  }

  // Asked for once: a call that goes on has no sound to be had.
  async look() {
    if (this.hasLooked) return;
    this.hasLooked = true;
    try {
      const answer = await fetch(this.path, { headers: { Range: 'bytes=0-0' }, credentials: 'same-origin' });
      if (answer.ok) this.open();
    } catch {
      // Without it the words are there all the same.
    }
  }

  open() {
    this.audio = h('audio', { controls: true, preload: 'metadata', src: this.path, 'aria-label': 'The sound of the call: customer left, agent right' });
    this.audio.addEventListener('timeupdate', () => {
      if (!this.audio.paused) this.cursor.move(this.audio.currentTime, 'sound');
    });
    this.audio.addEventListener('loadedmetadata', () => this.moved(this.cursor.at));
    this.element.append(this.audio);
    this.element.hidden = false;
  }

  moved(at, by) {
    if (!this.audio || by === 'sound' || Math.abs(this.audio.currentTime - at) < APART_S) return;
    this.audio.currentTime = Number.isFinite(this.audio.duration) ? Math.min(at, this.audio.duration) : at;
  }

  toggle() {
    if (!this.audio) return;
    if (this.audio.paused) this.audio.play();
    else this.audio.pause();
  }
}
