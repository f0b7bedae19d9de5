// What colleagues of the team said well where the same cue stood: shown beside the playbook's phrase.
// The engine knows nothing of it, so a call is decided the same with and without.

import { get } from '../base/api.js';

export class Colleagues {
  constructor(view) {
    this.view = view;
    this.lessons = [];
    this.load();
  }

  async load() {
    try {
      const { lessons } = await get('/lessons', { kind: 'phrase', limit: 200 });
      this.lessons = lessons;
    } catch {
      // The playbook's own phrase is there in any case.
    }
  }

  // The newest phrase of this call's team for a cue; somebody else's before one's own.
  saidAt(cue) {
    const team = this.view.row?.team ?? this.view.header?.team;
    const said = this.lessons.filter((each) => each.cue === cue && each.team === team);
    return said.find((each) => !each.mine) ?? said[0];
  }
}
