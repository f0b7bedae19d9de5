// The page's buttons, and what follows from them.

import { Hearing, HearingError } from './hearing.js';
import { Sending } from './sending.js';
import { hearLevels, show, showProblem } from './showing.js';

const $ = (id) => document.getElementById(id);
const KEYS = { KeyS: 'start', KeyE: 'stop', KeyM: 'mute', KeyH: 'hold', KeyP: 'payment' };
const SWITCHES = { mute: 'mute', hold: 'hold', payment: 'payment_pause' };

const on = { mute: false, hold: false, payment: false };
let hearing;
let sending;
let connection = 'off';
let unheard = ''; // why one of the two sides is not heard

function consent() {
  return document.querySelector('input[name="consent"]:checked').value;
}

function lookAgain() {
  let state = connection;
  if (state === 'listening') {
    if (on.mute) state = 'muted';
    if (on.hold) state = 'held';
    if (on.payment) state = 'payment';
  }
  show(state);
}

async function start() {
  showProblem();
  connection = 'starting';
  lookAgain();
  const made = new Hearing(
    (frame, levels) => {
      sending?.sound(frame);
      hearLevels(performance.now(), levels);
    },
    lost,
  );
  try {
    await made.start();
  } catch (error) {
    connection = 'off';
    lookAgain();
    showProblem(error instanceof HearingError ? error.message : `Sound cannot be heard here (${error.name}).`);
    return;
  }
  hearing = made;
  const chosen = consent();
  sending = new Sending({ id: crypto.randomUUID(), consent: chosen }, told);
  settle();
}

function told(state, more) {
  if (state === 'problem') {
    showProblem(more);
    return;
  }
  if (state === 'ended') {
    over(more);
    return;
  }
  if (connection === 'ending') return;
  connection = state;
  showProblem(more || unheard);
  lookAgain();
}

function lost(party) {
  if (party === 'customer') {
    $('share').hidden = false;
    unheard = 'The customer is no longer heard: the sharing was stopped.';
  } else {
    unheard = 'Your microphone is no longer heard. Plug it in, end the call here and start again.';
  }
  showProblem(unheard);
}

async function shareAgain() {
  try {
    await hearing.share();
    $('share').hidden = true;
    unheard = '';
    showProblem();
  } catch (error) {
    showProblem(error instanceof HearingError ? error.message : 'Nothing was shared.');
  }
}

function end() {
  connection = 'ending';
  lookAgain();
  hearing?.stop();
  sending?.end();
}

function over(problem) {
  hearing?.stop();
  hearing = undefined;
  sending = undefined;
  connection = 'off';
  unheard = '';
  for (const id of Object.keys(on)) turn(id, false);
  $('share').hidden = true;
  for (const choice of document.querySelectorAll('input[name="consent"]')) {
    choice.disabled = false;
    choice.checked = choice.value === 'unknown'; // the next call is with somebody else
  }
  lookAgain();
  showProblem(problem);
}

function turn(id, isOn) {
  on[id] = isOn;
  $(id).setAttribute('aria-pressed', String(isOn));
}

// What must not be heard does not leave this machine, whatever the server would do with it.
function settle() {
  hearing?.silence({ agent: on.mute || on.hold || on.payment, customer: on.payment });
  if (consent() === 'refused') {
    for (const choice of document.querySelectorAll('input[name="consent"]')) choice.disabled = true;
  }
}

function press(id) {
  turn(id, !on[id]);
  settle();
  sending?.say({ type: SWITCHES[id], on: on[id] });
  lookAgain();
}

$('start').addEventListener('click', start);
$('stop').addEventListener('click', end);
$('share').addEventListener('click', shareAgain);
for (const id of Object.keys(SWITCHES)) $(id).addEventListener('click', () => press(id));
$('consent').addEventListener('change', () => {
  if (!sending) return;
  sending.say({ type: 'consent', consent: consent() });
  settle();
});
document.addEventListener('keydown', (event) => {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.repeat) return;
  const button = $(KEYS[event.code] ?? '');
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});
window.addEventListener('beforeunload', (event) => {
  if (sending) event.preventDefault();
});
