// Whom to be. Everything behind this page is the product as it is.

import { h, replace } from '../base/dom.js';

const PERSONAS = [
  ['agent', 'Be the agent', 'A difficult customer is on the line. See how hot they are and why, and what to say next. Sign the record when the call is over.'],
  ['supervisor', 'Be the supervisor', 'Four calls at once, the one that needs you first. Take an alert on, read along, whisper, take a call over.'],
  ['coach', 'Be the coach', 'Look back at a whole call in one picture: where heat turned, what was said, what the scorecard rests on.'],
];

const problem = h('p', { class: 'problem', role: 'alert', hidden: true });
replace(
  document.body,
  h(
    'main',
    { class: 'demo' },
    h('div', { class: 'mark' }, h('img', { src: '/assets/coolhead.svg', alt: '', width: 40, height: 40 }), h('h1', null, 'Coolhead, with calls running')),
    h('p', { class: 'story' }, 'Four agents of a made-up team are on the phone now; each call is played as it was spoken, and everything you see is worked out as the words come. Watch the heat of the customer and the one cue that the agent is shown. Press ? on any page for its keys.'),
    h('div', { class: 'personas' }, PERSONAS.map(([who, name, text]) => h('button', { onclick: () => become(who) }, h('b', null, name), text))),
    problem,
    h('p', { class: 'quiet live' }, 'To be two people at once, open a private window too. Nothing is kept: the data is in a folder that is gone when the demo ends.'),
  ),
);

async function become(who) {
  try {
    const answer = await fetch(`/demo/as/${who}`, { method: 'POST', headers: { 'X-Coolhead': '1' } });
    if (!answer.ok) throw new Error(String(answer.status));
    location.href = await answer.text();
  } catch {
    problem.hidden = false;
    problem.textContent = 'The demo does not answer. Is it still running in the terminal?';
  }
}
