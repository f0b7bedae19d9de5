// New alerts in words, for readers of screens, and their number in the page's title: no sound, no
// flashing.

import { h } from '../base/dom.js';
import { needOf } from './need.js';

const KEPT_MS = 20000;

export class News {
  constructor() {
    this.element = h('div', { class: 'for-readers', role: 'log', 'aria-live': 'polite', 'aria-label': 'New alerts' });
    this.title = document.title;
  }

  tell(fresh, nameOf) {
    const ids = new Set(fresh.map(({ alert }) => alert.decision));
    for (const call of new Set(fresh.map((each) => each.call))) {
      for (const alert of needOf(call).alerts) if (alert.ids.some((id) => ids.has(id))) this.add(`${nameOf(call.row)}: ${alert.text}`);
    }
  }

  add(text) {
    const line = h('p', null, text);
    this.element.append(line);
    setTimeout(() => line.remove(), KEPT_MS);
  }

  // How many alerts nobody has taken on yet.
  count(calls) {
    const open = calls.filter((call) => !call.row.ended).flatMap((call) => call.need.alerts).filter((alert) => alert.by === undefined).length;
    const title = open ? `(${open}) ${this.title}` : this.title;
    if (document.title !== title) document.title = title;
  }
}
