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
    if (by !== 'words') this.bring(line);
  }

  bring(line) {
    const middle = () => {
      this.element.scrollTop = line.offsetTop - (this.element.clientHeight - line.offsetHeight) / 2;
    };
    middle();
    requestAnimationFrame(middle); // lines that had not been laid out have their heights now
  }

  // The utterance after, or before, the one that the cursor is in.
  step(by) {
    const { utterances } = this.view;
    const said = this.happened.saidAt(this.cursor.at);
    const next = utterances[utterances.indexOf(said) + by];
    if (next) this.cursor.move(next.start, 'keys');
  }
}
