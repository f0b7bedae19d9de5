// Two runs of one call laid beside each other, moment by moment.

import { RUNG_NAMES } from '../base/words.js';

// [{ at, said, before: [item], after: [item], differs }]; an item is { kind, head, text, reason }.
export function moments({ before, after, said }) {
  const found = new Map();
  for (const [side, run] of Object.entries({ before, after })) {
    for (const each of [...run.ladder.map(move), ...run.cues.map(cue)]) {
      const at = found.get(each.at) ?? { at: each.at, before: [], after: [] };
      at[side].push(each);
      found.set(each.at, at);
    }
  }
  const lines = [...said].sort((a, b) => a.start - b.start);
  return [...found.values()]
    .sort((a, b) => a.at - b.at)
    .map((each) => ({ ...each, said: lines.findLast(({ start }) => start <= each.at), differs: key(each.before) !== key(each.after) }));
}

export function figures({ heat, ladder }) {
  const values = heat.map(({ value }) => value);
  return {
    peak: Math.round(Math.max(0, ...values)),
    end: Math.round(values.at(-1) ?? 0),
    rungs: ladder.map(({ rung }) => RUNG_NAMES[rung].toLowerCase()).join(', ') || 'no step',
  };
}

function move({ at, rung, because }) {
  return { at, kind: 'ladder', head: `Ladder: ${RUNG_NAMES[rung].toLowerCase()}`, reason: because };
}

function cue({ at, do: what, say, reason }) {
  return { at, kind: 'cue', head: what, text: say, reason };
}

function key(items) {
  return JSON.stringify(items.map(({ head, text, reason }) => [head, text, reason]));
}
