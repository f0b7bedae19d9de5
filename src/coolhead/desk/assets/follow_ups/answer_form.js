// What a customer answered on the telephone, taken down by whoever asked.

import { post } from '../base/api.js';
import { h } from '../base/dom.js';
import { field, form, select } from '../settings/forms.js';

const SETTLED = [{ value: '', label: 'Choose' }, { value: 'yes', label: 'Yes' }, { value: 'partly', label: 'In part' }, { value: 'no', label: 'No' }];
const SCALE = [{ value: '', label: 'Not said' }, ...[1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: String(value) }))];

export function answerForm(path, kept) {
  const settled = field('settled', 'Is it settled?', select(SETTLED, ''));
  const satisfaction = field('satisfaction', 'How satisfied, from 1 (not at all) to 5?', select(SCALE, ''));
  const comment = field('comment', 'What they said', h('textarea', { rows: 2, maxLength: 1000 }));
  return form({
    fields: [settled, satisfaction, comment],
    text: 'Keep the answer',
    send: async () => {
      if (!settled.input.value) {
        settled.tell('Choose what they answered.');
        settled.input.focus();
        return;
      }
      const body = { settled: settled.input.value, satisfaction: Number(satisfaction.input.value) || null, comment: comment.input.value };
      await post(`${path}/answer`, body, { 'Idempotency-Key': crypto.randomUUID() });
      kept();
    },
  });
}
