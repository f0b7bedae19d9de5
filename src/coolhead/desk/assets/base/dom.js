// Elements by function calls. Text only ever becomes text: nothing here parses markup, so what a
// customer says can never become part of a page.

const SVG = 'http://www.w3.org/2000/svg';
const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden', 'open', 'selected', 'indeterminate', 'textContent', 'className', 'title', 'tabIndex', 'type', 'required', 'readOnly']);

// h('button', { class: 'first', onclick: act, 'aria-pressed': 'false' }, 'Hold')
export function h(name, properties, ...children) {
  return filled(document.createElement(name), properties, children);
}

export function s(name, properties, ...children) {
  return filled(document.createElementNS(SVG, name), properties, children, true);
}

function filled(element, properties, children, isSvg = false) {
  for (const [key, value] of Object.entries(properties ?? {})) set(element, key, value, isSvg);
  element.append(...children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

function set(element, key, value, isSvg) {
  if (value === undefined || value === null) return;
  if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
  else if (key === 'class') element.setAttribute('class', value);
  else if (key === 'dataset') Object.assign(element.dataset, value);
  else if (key === 'style') for (const [name, each] of Object.entries(value)) element.style.setProperty(name, each);
  else if (!isSvg && PROPERTIES.has(key)) element[key] = value;
  else if (value === true) element.setAttribute(key, '');
  else if (value !== false) element.setAttribute(key, value);
}

export function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== false));
  return element;
}

// Changes an element's text only where it differs, so that readers of screens are told once.
export function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
  return element;
}

// Keeps the children of `parent` in the order of `items`, each made once by its key and updated
// after that: focus, scrolling and selection stay where they are.
export class Keyed {
  constructor(parent, { key, make, update }) {
    this.parent = parent;
    this.key = key;
    this.make = make;
    this.update = update ?? (() => {});
    this.shown = new Map();
  }

  show(items) {
    const wanted = new Set(items.map(this.key));
    // What goes goes first: then nothing that stays has to move, and the focus in it with it.
    for (const [key, element] of this.shown) {
      if (wanted.has(key)) continue;
      element.remove();
      this.shown.delete(key);
    }
    let before = this.parent.firstElementChild;
    for (const item of items) {
      const key = this.key(item);
      let element = this.shown.get(key);
      if (!element) {
        element = this.make(item);
        this.shown.set(key, element);
      }
      this.update(element, item);
      if (element === before) before = before.nextElementSibling;
      else this.parent.insertBefore(element, before);
    }
  }
}

// Draws what has changed once a frame, however much comes in between: `draw(names)` is given the
// names of everything that did. In a tab that nobody sees there are no frames.
export function inFrames(draw) {
  let waiting;
  return (changed) => {
    if (waiting) {
      for (const name of changed) waiting.add(name);
      return;
    }
    waiting = new Set(changed);
    const now = () => {
      const all = waiting;
      waiting = undefined;
      draw(all);
    };
    if (document.hidden) setTimeout(now, 50);
    else requestAnimationFrame(now);
  };
}
