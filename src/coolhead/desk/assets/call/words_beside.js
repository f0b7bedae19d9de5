// The transcript in step with the cursor: only its own list scrolls, never the page.

import { Transcript } from '../base/transcript.js';

export class WordsBeside extends Transcript {
  constructor({ view, isOwn }, happened, cursor) {
    super(view, {
      label: 'What was said',
      onPick: (said) => cursor.move(said.start, 'words'),
      takenBack: isOwn ? undefined : 'The agent said: that was not abuse.',
    });
    this.happened = happened;
    this.cursor = cursor;
    const again = () => this.isHeld && this.middle();
    this.element.addEventListener('contentvisibilityautostatechange', again);
    new ResizeObserver(again).observe(this.element);
    cursor.onMove((at, by) => this.stand(at, by));
  }

  show() {
    super.show();
    if (this.wanted !== undefined) this.stand(this.wanted, 'link');
  }

  // Marks what is said at a moment and brings it into view.
  stand(at, by) {
    const said = this.happened.saidAt(at);
    const line = said && this.lines.shown.get(said.id);
    if (!line) {
      this.wanted = at;
      return;
    }
    this.wanted = undefined;
    this.isAtEnd = false;
    if (line === this.pointed) return;
    this.pointed?.classList.remove('pointed');
    this.pointed?.removeAttribute('aria-current');
    this.pointed = line;
    line.classList.add('pointed');
    line.setAttribute('aria-current', 'true');
    if (by === 'words') this.isHeld = false;
    else this.bring();
  }

  // Lines get their heights only once they are drawn, and the list its own once all beside it is:
  // what was brought into view is held there until somebody scrolls.
  bring() {
    this.isHeld = true;
    this.middle();
    requestAnimationFrame(() => this.isHeld && this.middle());
  }

  middle() {
    const { element, pointed } = this;
    element.scrollTop = pointed.offsetTop - (element.clientHeight - pointed.offsetHeight) / 2;
    this.held = { top: element.scrollTop, height: element.scrollHeight };
  }

  // Moved while nothing became taller: that was a person, or a search in the page.
  scrolled() {
    super.scrolled();
    const { element, held } = this;
    if (this.isHeld && element.scrollHeight === held.height && Math.abs(element.scrollTop - held.top) > 1) this.isHeld = false;
  }

  // The utterance after, or before, the one that the cursor is in.
  step(by) {
    const { utterances } = this.view;
    const said = this.happened.saidAt(this.cursor.at);
    const next = utterances[utterances.indexOf(said) + by];
    if (next) this.cursor.move(next.start, 'keys');
  }
}
