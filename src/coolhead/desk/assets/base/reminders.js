// What one is reminded of: asked for once for the whole page, told to whoever listens. In mid-call
// nobody is told anything; it waits until the call is over.

import { get, post } from './api.js';

const EVERY_MS = 60000;
const listeners = new Set();
let known = { mine: [], teams: [] };
let isStarted = false;
let isHeld = false;

export function onReminders(listen) {
  listeners.add(listen);
  listen(known);
  if (isStarted) return;
  isStarted = true;
  look();
  setInterval(look, EVERY_MS);
  addEventListener('focus', look);
}

export async function look() {
  if (isHeld) return;
  try {
    known = await get('/follow-ups/reminders');
  } catch {
    return; // it is looked at again in a minute
  }
  tellAll();
}

// While a call goes on nothing changes.
export function hold(isOn) {
  if (isOn === isHeld) return;
  isHeld = isOn;
  if (isHeld) tellAll();
  else look();
}

export async function putAway(followUp) {
  await post(`/follow-ups/${followUp}/reminders/seen`, {});
  await look();
}

function tellAll() {
  for (const listen of listeners) listen(known, isHeld);
}
