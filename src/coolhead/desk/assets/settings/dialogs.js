// Dialogs: a form, a question, something that is shown this once.

import { h, replace } from '../base/dom.js';

// On the narrowest screen; a link or a key is read whole.
const CHARS_OF_A_LINE = 32;

// Opens a dialog; `fill(dialog)` returns its content. dialog.fill(title, ...content) changes it.
export function openDialog(title, content) {
  const heading = h('h2', { id: 'dialog-title', tabIndex: -1 }, title);
  const body = h('div', null, content);
  const element = h('dialog', { class: 'dialog', 'aria-labelledby': 'dialog-title' }, heading, body);
  const over = new Promise((done) => {
    element.addEventListener('close', () => {
      element.remove();
      done();
    });
  });
  document.body.append(element);
  element.showModal();
  return {
    over,
    close: () => element.close(),
    fill: (text, ...parts) => {
      heading.textContent = text;
      replace(body, parts);
      heading.focus();
    },
  };
}

export function cancel(text, close) {
  return h('button', { type: 'button', onclick: close }, text);
}

// Asks before something that cannot be taken back: true where it was agreed to.
export async function agreed(title, text, action) {
  let isAgreed = false;
  const dialog = openDialog(title, [
    h('p', null, text),
    h('div', { class: 'buttons' },
      h('button', { class: 'grave', onclick: () => { isAgreed = true; dialog.close(); } }, action),
      h('button', { onclick: () => dialog.close() }, 'Keep it as it is')),
  ]);
  await dialog.over;
  return isAgreed;
}

// The list was made anew and what had the focus is gone: it goes on at the heading.
export function keepFocus(place) {
  if (document.activeElement === document.body) place.querySelector('h1').focus();
}

// Something to be copied: a link, a key, an address.
export function copied(label, text) {
  const input = h('textarea', { value: text, rows: Math.ceil(text.length / CHARS_OF_A_LINE), readOnly: true, spellcheck: 'false', 'aria-label': label, onfocus: () => input.select() });
  const told = h('small', { role: 'status', class: 'quiet' });
  const button = h('button', {
    type: 'button',
    onclick: async () => {
      told.textContent = await copy(input) ? 'Copied.' : 'Select it and copy it by hand.';
    },
  }, 'Copy');
  return h('div', { class: 'copied' }, input, button, told);
}

async function copy(input) {
  try {
    await navigator.clipboard.writeText(input.value);
    return true;
  } catch {
    input.select(); // pages without https have no clipboard
    return false;
  }
}
