// What happened in a call beside the words, as stretches and moments of time.

import { alertWords, clock, length, levelOf, PARTIES, RUNG_NAMES, sentence, signalWords, words } from '../base/words.js';

const GRAVE = new Set(['insult', 'aggression', 'threat', 'vulnerability', 'supervisor_request', 'do_not_call']);
const PAUSES = { hold: 'On hold', mute: 'Muted', payment: 'Paused for payment' };
const MARKS = { mark_abuse: 'Marked as abuse', not_abuse: 'Marked as no abuse', mark_asked: 'Marked: asked for respect', mark_warned: 'Marked: warned', end_for_abuse: 'Ended for abuse' };

export function pauseWords(kind) {
  return PAUSES[kind] ?? sentence(kind);
}

export class Happened {
  constructor(view) {
    this.view = view;
    this.silences = []; // { from, to }
    this.interruptions = []; // { at, party, utterance }
    this.moments = []; // everything of note in order: { at, kind, text, quote, utterance }
  }

  refresh() {
    this.silences = this.findSilences();
    this.interruptions = this.view.utterances
      .filter((said) => said.signals.some((each) => each.name === 'interruption'))
      .map((said) => ({ at: said.start, party: said.party, utterance: said.id }));
    this.moments = this.findMoments();
  }

  // Dead air, from when it began until somebody spoke again, noted once it became too long; in calls
  // of which only the turns are known, the silences before answers say the same.
  findSilences() {
    const { view } = this;
    const found = [];
    for (const noted of view.timed) {
      if (noted.name !== 'dead_air') continue;
      const from = Math.max(0, noted.at - (noted.seconds ?? 0));
      const next = view.utterances.find((said) => said.start > from + 0.01);
      found.push({ from, to: Math.max(noted.at, next?.start ?? view.now) });
    }
    for (const said of view.utterances) {
      const silence = said.signals.find((each) => each.name === 'silence_before_answer');
      if (silence) found.push({ from: said.start - silence.seconds, to: said.start });
    }
    return joined(found);
  }

  findMoments() {
    const { view } = this;
    const found = [];
    const add = (at, kind, text, utterance) => found.push({ at, kind, text, utterance, quote: view.byId.get(utterance)?.text ?? '' });
    for (const each of this.interruptions) add(each.at, 'interruption', `${PARTIES[each.party]} interrupts`, each.utterance);
    for (const each of this.silences) add(each.from, 'silence', `Nobody speaks for ${length(each.to - each.from)}`);
    for (const each of view.pauses) add(each.from, 'pause', each.to === undefined ? pauseWords(each.kind) : `${pauseWords(each.kind)} for ${length(each.to - each.from)}`);
    for (const said of view.utterances) {
      if (view.isTakenBack(said.id)) continue;
      for (const signal of said.signals) if (GRAVE.has(signal.name)) add(said.start, 'signal', sentence(signalWords(signal)), said.id);
    }
    for (const each of view.marks) add(each.at, 'mark', MARKS[each.mark] ?? sentence(each.mark), each.utterance);
    for (const each of view.rungs) add(each.at, 'rung', `Boundary: ${RUNG_NAMES[each.rung].toLowerCase()}`, each.utterance);
    for (const each of view.alerts) add(each.at, 'alert', `Alert: ${alertWords(each.kind).toLowerCase()}`, each.utterance);
    for (const each of view.cues) add(each.at, 'cue', `Cue: ${each.do.toLowerCase()}`);
    let level = 'calm';
    for (const [at, value] of view.curve) {
      if (levelOf(value) !== level) {
        level = levelOf(value);
        add(at, 'heat', `Heat is ${level}: ${Math.round(value)}`);
      }
    }
    if (view.ended) add(view.ended.at, 'end', `The call ends, by ${words(view.ended.ended_by)}`);
    return found.sort((a, b) => a.at - b.at);
  }

  // The utterance in which a moment lies, or that which was said before it.
  saidAt(at) {
    const { utterances } = this.view;
    let [low, high] = [0, utterances.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (utterances[middle].start <= at) low = middle + 1;
      else high = middle;
    }
    const lately = utterances.slice(Math.max(0, low - 4), low);
    return lately.findLast((said) => said.end > at) ?? lately.at(-1) ?? utterances[0];
  }

  // What is there at a moment, in words; what lies within `near` seconds counts as there.
  wordsAt(at, near) {
    const { view } = this;
    const heat = view.curve.findLast((each) => each[0] <= at);
    const parts = [heat ? `Heat ${Math.round(heat[1])}, ${levelOf(heat[1])}` : 'Heat not measured yet'];
    const isIn = (each) => each.from <= at && at <= (each.to ?? view.now);
    for (const each of view.pauses.filter(isIn)) parts.push(pauseWords(each.kind));
    for (const each of this.silences.filter(isIn)) parts.push(`Nobody speaks for ${length(each.to - each.from)}`);
    const close = this.moments.filter((each) => Math.abs(each.at - at) <= near && !['heat', 'pause', 'silence'].includes(each.kind));
    for (const each of close.slice(0, 4)) parts.push(each.text);
    const cue = view.cues.find((each) => each.at <= at && at < (each.cleared_at ?? view.now));
    if (cue && !close.some((each) => each.kind === 'cue')) parts.push(`Cue: ${cue.do.toLowerCase()}`);
    const speaking = view.utterances.filter((said) => said.start <= at && at < said.end);
    return { when: clock(at), what: parts.join(' · '), speaking };
  }
}

function joined(stretches) {
  const found = [];
  for (const each of stretches.sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && each.from <= last.to) last.to = Math.max(last.to, each.to);
    else found.push({ ...each });
  }
  return found;
}
