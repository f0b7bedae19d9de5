// Parts of which one is shown: arrow keys go from tab to tab.

import { h, tell } from '../base/dom.js';

export class Tabs {
  // `parts`: [{ key, name, element, onOpen }].
  constructor(label, parts) {
    this.parts = parts.map((part) => {
      const tab = h('button', { role: 'tab', id: `tab-${part.key}`, 'aria-controls': `part-${part.key}`, onclick: () => this.open(part.key) }, part.name);
      const panel = h('div', { role: 'tabpanel', id: `part-${part.key}`, 'aria-labelledby': `tab-${part.key}`, tabIndex: 0 }, h('h2', { class: 'for-readers' }, part.name), part.element);
      return { ...part, tab, panel };
    });
    const list = h('div', { role: 'tablist', 'aria-label': label, class: 'tabs', onkeydown: (event) => this.pressed(event) }, this.parts.map(({ tab }) => tab));
    this.element = h('section', { class: 'card parts', 'aria-label': label }, list, this.parts.map(({ panel }) => panel));
    this.open(parts[0].key);
  }

  open(key) {
    for (const part of this.parts) {
      const isOpen = part.key === key;
      part.tab.setAttribute('aria-selected', String(isOpen));
      part.tab.tabIndex = isOpen ? 0 : -1;
      part.panel.hidden = !isOpen;
      if (isOpen) part.onOpen?.();
    }
  }

  name(key, name) {
    tell(this.parts.find((part) => part.key === key).tab, name);
  }

  hide(key, isHidden) {
    this.parts.find((part) => part.key === key).tab.hidden = isHidden;
  }

  pressed(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const parts = this.parts.filter(({ tab }) => !tab.hidden);
    const place = parts.findIndex(({ tab }) => tab === document.activeElement);
    const next = parts[(place + by + parts.length) % parts.length];
    this.open(next.key);
    next.tab.focus();
  }
}
