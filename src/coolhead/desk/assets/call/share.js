// A link to a moment of the call: it shows whoever opens it what they may see, and no more.

import { h } from '../base/dom.js';
import { clock } from '../base/words.js';

export function linkTo(at) {
  return `${location.origin}${location.pathname}#t=${Math.round(at * 10) / 10}`;
}

// The moment that this page's address names, in seconds.
export function linked() {
  const found = /^#t=(\d{1,6}(?:\.\d{1,3})?)$/.exec(location.hash);
  return found ? Number(found[1]) : undefined;
}

export async function share(at, say) {
  const link = linkTo(at);
  try {
    await navigator.clipboard.writeText(link);
    say(`The link to ${clock(at)} is copied. It opens for those who may see this call.`);
  } catch {
    byHand(link, at); // no clipboard without a secure connection, or without leave
  }
}

function byHand(link, at) {
  const input = h('input', { readOnly: true, value: link, id: 'share-link' });
  const dialog = h('dialog', { 'aria-labelledby': 'share-title' }, h('h2', { id: 'share-title' }, `The link to ${clock(at)}`), h('div', { class: 'field' }, h('label', { for: 'share-link' }, 'Copy it'), input, h('small', { class: 'quiet' }, 'It opens for those who may see this call.')), h('form', { method: 'dialog' }, h('button', { class: 'first' }, 'Close')));
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  input.select();
}
