// “Write to the customer”: what the playbook drafts is read, mended and sent, and its way is told.

import { get, post } from '../base/api.js';
import { h, replace } from '../base/dom.js';
import { moment } from '../base/words.js';
import { checkbox, field, form, select } from '../settings/forms.js';
import { answerForm } from './answer_form.js';
import { SETTLED } from './beside.js';

const PURPOSES = {
  thank_you: 'Thank them',
  check_in: 'Ask whether it is settled',
  promise_kept: 'Say that it is done',
  confirmation: 'Confirm what was promised',
};

// Resolves to what to tell, or undefined where nothing was changed.
export async function write(followUp) {
  const path = `/follow-ups/${followUp.id}`;
  const found = await get(`${path}/message`);
  return new Promise((resolve) => {
    let done;
    const place = h('div');
    const dialog = h('dialog', { class: 'letter', 'aria-labelledby': 'letter-title' },
      h('h2', { id: 'letter-title' }, 'Write to the customer'),
      h('p', null, h('span', { class: 'quiet' }, followUp.kind === 'promise' ? 'Promised: ' : 'About: '), h('bdi', null, followUp.what || 'the call')),
      place,
      h('details', { class: 'answer-form' }, h('summary', null, found.answer ? 'What they answered' : 'Note what they answered'),
        found.answer && answerTold(found.answer),
        answerForm(path, () => close('The answer is kept.'))));
    const close = (told) => {
      done = told;
      dialog.close();
    };
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(done);
    });
    show(followUp.purpose ?? found.messages[0]?.purpose);
    document.body.append(dialog);
    dialog.showModal();
    (place.querySelector('[name="to"]') ?? place.querySelector('select, button'))?.focus();

    function show(purpose) {
      const message = found.messages.find((each) => each.purpose === purpose);
      if (!message) {
        replace(place, h('p', null, 'The playbook has no message for this. A supervisor can add one.'), h('div', { class: 'buttons' }, closing()));
        return;
      }
      const choice = found.messages.length > 1 && field('purpose', 'What for', select(found.messages.map((each) => ({ value: each.purpose, label: PURPOSES[each.purpose] })), purpose, { name: 'purpose', onchange: (event) => {
        show(event.target.value);
        place.querySelector('select').focus();
      } }));
      replace(place, choice && choice.element, stateOf(message), ['draft', 'dead'].includes(message.state) ? editor(message) : h('div', null, asSent(message), decisions(message)));
    }

    function editor(message) {
      const to = field('to', 'E-mail address', h('input', { type: 'email', name: 'to', value: message.to, maxLength: 254, autocomplete: 'off' }), 'Kept with this message alone, and erased with the call.');
      const subject = field('subject', 'Subject', h('input', { value: message.subject, maxLength: 150, autocomplete: 'off' }));
      const text = field('text', 'Text', h('textarea', { value: message.text, rows: 11, maxLength: 7500 }), message.text.includes('{answer_link}') && 'Where {answer_link} stands, the customer’s own link is put in.');
      const owed = found.no_contact && owing();
      const fields = [to, subject, text, ...(owed ? [owed] : [])];
      const body = () => ({ purpose: message.purpose, to: to.input.value, subject: subject.input.value, text: text.input.value });
      const send = (rest, given) => post(`${path}/message${rest}`, given, { 'Idempotency-Key': crypto.randomUUID() });
      const keep = h('button', { type: 'button', onclick: async () => {
        try {
          await send('', body());
          close('Kept as a draft.');
        } catch (error) {
          problem.textContent = error.sentences.join(' ');
        }
      } }, 'Keep as a draft');
      const problem = h('p', { class: 'problem', role: 'alert' });
      const sending = form({
        fields,
        text: 'Send',
        beside: [keep, closing()],
        send: async () => {
          await send('/release', { ...body(), is_owed: Boolean(owed && owed.input.checked) });
          close('It is on its way.');
        },
      });
      if (found.off) sending.querySelector('button.first').disabled = true;
      return h('div', null, found.off && h('p', { class: 'warning' }, `This server sends no e-mail. ${found.off}`), sending, problem);
    }

    function decisions(message) {
      const owed = message.state === 'unsure' && found.no_contact && owing();
      const decide = (was) => async () => {
        try {
          await post(`${path}/message/decide`, { purpose: message.purpose, was_sent: was, is_owed: Boolean(owed && owed.input.checked) }, { 'Idempotency-Key': crypto.randomUUID() });
          close(was ? 'Noted as sent.' : 'It is sent again.');
        } catch (error) {
          replace(place, h('p', { class: 'problem', role: 'alert' }, error.message), h('div', { class: 'buttons' }, closing()));
        }
      };
      const isUnsure = message.state === 'unsure';
      return [owed && owed.element, h('div', { class: 'buttons' },
        isUnsure && h('button', { class: 'first', onclick: decide(true) }, 'It arrived'),
        isUnsure && h('button', { onclick: decide(false) }, 'Send it again'),
        closing())];
    }

    function closing() {
      return h('button', { type: 'button', onclick: () => dialog.close() }, 'Close');
    }
  });
}

function owing() {
  return checkbox('is_owed', 'This is owed to the customer', false, 'The customer wants no more calls: only what they are owed may be written.');
}

function stateOf(message) {
  const by = message.automatic ? 'by itself, as the playbook says' : `by ${message.released_by}`;
  const told = {
    released: `Released ${by}; it is on its way${message.tries ? ` (tried ${message.tries} times: ${message.error})` : ''}.`,
    sending: 'It is being handed to the mail server.',
    unsure: 'It may have been sent: it was handed to the mail server, and no answer was noted. Look into the mailbox of sent messages, or ask the customer, before you send it again.',
    sent: `Sent ${message.sent_at ? moment(message.sent_at) : ''} ${by}.`,
    dead: `It was not taken: ${message.error}. Mend it and send it again.`,
  }[message.state];
  return told && h('p', { class: ['unsure', 'dead'].includes(message.state) ? 'warning state' : 'state', role: 'status' }, told);
}

function asSent(message) {
  return h('div', { class: 'as-sent' },
    h('p', null, h('span', { class: 'quiet' }, 'To '), h('bdi', null, message.to)),
    h('p', null, h('b', null, h('bdi', null, message.subject))),
    h('p', { class: 'text', dir: 'auto' }, message.text));
}

function answerTold(answer) {
  const stars = answer.satisfaction ? `, satisfied ${answer.satisfaction} of 5` : '';
  return h('p', null, `${SETTLED[answer.settled]}${stars}, ${moment(answer.at)}`, answer.comment && [': ', h('q', { dir: 'auto' }, answer.comment)]);
}
