// Playbooks: the list, one of them in readable form, its versions, and the editor.

import { get } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { openPage } from '../base/shell.js';
import { compareView } from './compare.js';
import { EditView } from './edit.js';
import { listView } from './list.js';
import { readView } from './read.js';

const page = await openPage({ name: 'Playbooks' });
const { main } = page;
main.classList.add('wide', 'playbooks');
let shown;

window.addEventListener('hashchange', show);
await show();

async function show() {
  const here = location.hash;
  const name = nameHere();
  shown?.close?.();
  shown = undefined;
  try {
    const view = await viewOf(name, new URLSearchParams(here.slice(1)));
    if (here !== location.hash) {
      view.close?.();
      return;
    }
    shown = view;
    replace(main, view.element);
    const title = main.querySelector('h1');
    if (title) document.title = `${title.textContent} · Coolhead`;
    view.opened?.();
  } catch (error) {
    replace(main, h('h1', null, name || 'Playbooks'), h('p', { class: 'problem', role: 'alert' }, error.message), h('p', null, h('a', { href: '/playbooks' }, 'All playbooks')));
  }
}

async function viewOf(name, wanted) {
  if (!name) return wanted.has('new') ? openEditor('', wanted.get('new') || 'standard') : listView(page);
  if (wanted.has('edit')) return openEditor(name);
  if (wanted.has('versions')) return compareView(name, wanted);
  return readView(page, name, wanted.get('version'));
}

// A playbook that is published for the first time gets its address without the page being loaded anew.
function nameHere() {
  return decodeURIComponent(location.pathname.split('/')[2] ?? '');
}

async function openEditor(name, base) {
  const [{ fields }, { calls }, { playbooks }, { flattened }, opened] = await Promise.all([
    get('/playbook-fields'),
    get('/example-calls'),
    get('/playbooks'),
    get('/playbooks/standard'),
    base === undefined ? get(`/playbooks/${encodeURIComponent(name)}`) : undefined,
  ]);
  return new EditView({ page, name, base, opened, fields, examples: calls, playbooks, standard: flattened });
}
