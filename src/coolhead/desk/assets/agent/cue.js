// The cue: what to do, the phrase in type to be read aloud, the reason. Nothing where none is needed.

import { h, replace } from '../base/dom.js';
import { Colleagues } from './colleagues.js';

const LEVELS = { all: 'All cues', when_it_matters: 'Only when it matters', off: 'No cues' };

export class CueCard {
  constructor(call) {
    this.call = call;
    this.colleagues = new Colleagues(call.view);
    this.body = h('div', { class: 'cue-body', 'aria-live': 'polite', 'aria-atomic': 'true' });
    this.level = h(
      'select',
      { 'aria-label': 'How much help you want', onchange: () => call.act({ type: 'HelpLevelSet', level: this.level.value }) },
      Object.entries(LEVELS).map(([value, text]) => h('option', { value }, text)),
    );
    this.wrong = h('button', { class: 'plain', onclick: () => this.answer('wrong') }, 'Wrong ', h('kbd', null, 'X'));
    this.later = h('button', { class: 'plain', onclick: () => this.answer('not_now') }, 'Not now ', h('kbd', null, 'Z'));
    this.done = h('button', { class: 'plain', onclick: () => this.answer('done') }, 'Done ', h('kbd', null, 'D'));
    this.buttons = h('div', { class: 'buttons' }, this.done, this.later, this.wrong);
    this.element = h('div', { class: 'card cue', dataset: { state: 'none' } }, this.body, h('div', { class: 'cue-foot' }, this.buttons, this.level));
    call.keys.add('d', 'I have done what the cue says', () => this.answer('done'));
    call.keys.add('z', 'Not now: the cue goes for two minutes', () => this.answer('not_now'));
    call.keys.add('x', 'The cue was wrong', () => this.answer('wrong'));
  }

  answer(answer) {
    const { cue } = this.call.view;
    if (cue) this.call.act({ type: 'CueAnswered', number: cue.number, answer });
  }

  show() {
    const { cue, help } = this.call.view;
    this.level.value = help;
    this.buttons.hidden = !cue;
    const number = cue?.number ?? (help === 'off' ? 'off' : 'none');
    if (this.number === number) return;
    this.number = number;
    this.element.dataset.state = cue ? 'shown' : 'none';
    replace(this.body, cue ? shownCue(cue, this.colleagues.saidAt(cue.id)) : h('p', { class: 'cue-none' }, help === 'off' ? 'Cues are off.' : 'Nothing needed. Listen.'));
  }
}

function shownCue(cue, lesson) {
  return [
    h('p', { class: 'cue-do' }, cue.do),
    cue.say && h('p', { class: 'cue-say' }, cue.say),
    cue.say && lesson && h('p', { class: 'cue-colleague' }, h('span', { class: 'quiet' }, lesson.mine ? 'You said: ' : 'A colleague said: '), h('q', { dir: 'auto' }, lesson.text)),
    h('p', { class: 'cue-why' }, cue.reason, cue.why?.[0]?.quote && h('q', { dir: 'auto' }, cue.why[0].quote)),
  ];
}
