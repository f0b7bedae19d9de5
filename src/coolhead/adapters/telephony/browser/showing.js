// What the page shows: the state, the levels, the buttons.

const STATES = {
  off: ['Not connected', 'Press Start when the call begins. Nothing is heard before that.'],
  starting: ['Starting …', 'Choose what to share, and let the page use your microphone.'],
  listening: ['Listening', 'Both sides of the call are heard.'],
  muted: ['Muted', 'You are not heard. The customer is.'],
  held: ['On hold', 'You are not heard until the hold is over.'],
  payment: ['Paused for payment', 'Nobody is heard until you press the button again.'],
  lost: ['Connection lost: reconnecting …', 'The call goes on. What is said now is not heard.'],
  ending: ['Ending …', 'What was said last is being taken in.'],
};
const LOOKS = { muted: 'held', payment: 'held', ending: 'starting' };
// Below this a channel is silent: a quiet room is about a hundredth of full scale.
const SILENT = 0.01;
const SHOWN_EVERY_MS = 250;

const $ = (id) => document.getElementById(id);
let shown = '';
let shownAt = 0;
let levels = { customer: 0, agent: 0 };

export function show(state) {
  if (state === shown) return;
  shown = state;
  const [name, more] = STATES[state];
  $('state').dataset.state = LOOKS[state] ?? state;
  $('state-name').textContent = name;
  $('state-more').textContent = more;
  const isOff = state === 'off';
  $('start').disabled = !isOff;
  for (const id of ['stop', 'mute', 'hold', 'payment']) {
    $(id).disabled = isOff || state === 'starting' || state === 'ending';
  }
  document.title = `${name} – Coolhead`;
  if (isOff) showLevels({ customer: 0, agent: 0 }, 'off');
}

export function showProblem(text) {
  $('problem').hidden = !text;
  $('problem').textContent = text ?? '';
}

// The louder of what came in a quarter of a second, so that nothing flickers.
export function hearLevels(now, heard) {
  levels = {
    customer: Math.max(levels.customer, heard.customer),
    agent: Math.max(levels.agent, heard.agent),
  };
  if (now - shownAt < SHOWN_EVERY_MS) return;
  shownAt = now;
  showLevels(levels);
  levels = { customer: 0, agent: 0 };
}

function showLevels(now, word) {
  for (const party of ['customer', 'agent']) {
    // Loudness is felt by its logarithm: from -60 dB to full scale.
    const decibels = 20 * Math.log10(Math.max(now[party], 0.001));
    $(`${party}-level`).value = Math.max(0, 1 + decibels / 60);
    $(`${party}-word`).textContent = word ?? (now[party] < SILENT ? 'silent' : 'sound');
  }
}
