// What the agent takes from the call, where they share it with whoever looks.

import { callPath, get } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { moment } from '../base/words.js';

const WITH = { coach: 'the coaches of the team', team: 'the coaches and supervisors of the team' };

export class Shared {
  constructor({ view }) {
    this.element = h('section', { class: 'card shared-reflection', 'aria-labelledby': 'shared-title', hidden: true });
    this.load(view);
  }

  async load(view) {
    const { shared } = await get(callPath(view.id, '/reflection')).catch(() => ({ shared: null }));
    if (!shared) return;
    replace(
      this.element,
      h('h2', { id: 'shared-title' }, 'What the agent takes from it'),
      shared.went_well && h('p', null, h('b', null, 'Went well: '), h('span', { dir: 'auto' }, shared.went_well)),
      shared.next_time && h('p', null, h('b', null, 'Next time: '), h('span', { dir: 'auto' }, shared.next_time)),
      h('p', { class: 'quiet' }, `Shared by the agent with ${WITH[shared.shared_with]}, ${moment(shared.shared_at)}.`),
    );
    this.element.hidden = false;
  }
}
