// Settings and their values as a person reads them.

import { sentence, words } from '../base/words.js';

const SECTIONS = { reasons: 'Reasons', scorecard: 'Scorecard', cues: 'Cues', phases: 'Phases' };

// 'cues.ask_for_civility.say' is "Cues: ask for civility: say".
export function pathWords(path) {
  const [section, ...rest] = path.split('.');
  return [SECTIONS[section] ?? sentence(section), ...rest.map(words)].join(': ');
}

export function valueWords(value) {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (Array.isArray(value)) return value.length ? value.map(valueWords).join('; ') : 'nothing';
  if (typeof value === 'object') {
    const parts = Object.entries(value).map(([key, each]) => `${words(key)}: ${valueWords(each)}`);
    return parts.length ? parts.join(', ') : 'nothing';
  }
  return String(value);
}

// Words of the vocabulary read as words: 'after_calm' is "after calm".
export function termList(names, none = 'none') {
  return names.length ? names.map(words).join(', ') : none;
}

export function times(count) {
  return count === 1 ? 'one' : String(count);
}
