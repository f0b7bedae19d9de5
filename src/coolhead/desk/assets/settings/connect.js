// How a source is connected, in a few lines, with the exact address to enter.

import { h, replace } from '../base/dom.js';
import { copied } from './dialogs.js';
import { KINDS } from './words.js';

const key = () => h('a', { href: '/settings/keys' }, 'Make a key');

const STEPS = {
  transcript: () => [
    [key(), ' that may bring calls in, for this team, and give it to your system.'],
    'Let your system open a WebSocket for each call at the address above, with the header “Authorization: Bearer” and the key.',
    ['First it says which call it is: ', code('{"call": {"id": "c-1", "agent": "a17", "consent": "given"}}')],
    ['Then what is said, as it is said: ', code('{"party": "customer", "start": 3.2, "end": 7.9, "text": "Where is my order?", "id": "u1"}')],
    ['At the end: ', code('{"type": "end", "ended_by": "customer"}')],
    'Each line is answered when it is kept. What was not answered is sent again after a reconnect.',
    'Without WebSockets, post the same lines, one to a line, to the second address.',
  ],
  audio: () => [
    [key(), ' that may bring calls in, for this team, and give it to your system.'],
    'Let your system open a WebSocket for each call at the address above, with the header “Authorization: Bearer” and the key.',
    ['First it says which call it is, and what the sound is: ', code('{"call": {"id": "c-1", "agent": "a17"}, "audio": {"encoding": "pcm16", "rate_hz": 16000, "channels": ["customer", "agent"]}}')],
    'Then sound as binary messages, 20 to 200 ms at a time. Encodings are pcm16 and mulaw, at 8000 or 16000 Hz.',
    'Each party may come over a socket of its own: the same id, one channel each.',
    ['At the end: ', code('{"type": "end", "ended_by": "customer"}')],
  ],
  browser: () => [
    'Every agent needs an account with the role agent, in this team, with their agent id.',
    'Pages get a microphone over https alone (or on the server’s own machine).',
    'The agent signs in and opens the address above in Chrome or Edge, beside the dialler.',
    'When a call begins: say whether the customer agrees, and press Start.',
    'Share the dialler’s tab with “Also share tab audio” ticked. Only its sound is sent.',
    'Use a headset; else the microphone hears the customer too.',
    'Press End call when it is over.',
  ],
  audiohook: () => [
    'Put the API key and the client secret (base64) where the server runs, under the names that this source refers to.',
    'In Genesys Cloud add the integration “AudioHook Monitor”.',
    'Its connection URI is the address above; its credentials are the same two secrets.',
    'Choose both channels: external is the customer, internal the agent.',
    'Activate it. Genesys tries the connection, which makes no call here.',
    'Route a queue to it, and call that queue.',
    'A proxy in between must leave Host and path as they are: both are signed.',
  ],
  twilio: () => [
    'Put the account’s auth token where the server runs, under the name that this source refers to.',
    ['In the TwiML, before Dial or the queue: ', code('<Start><Stream url="…" track="both_tracks"/></Start>'), ' with the address above as its url.'],
    ['Say whose call it is: ', code('<Parameter name="agent" value="a17"/>'), ' within the Stream; consent and customer_number too, where you know them.'],
    'Say in this source on which track the customer is.',
    'The address must be the one that the server knows as its own (public_url), since it is signed.',
    'Call the number.',
  ],
  audiosocket: () => [
    'Start the server with audiosocket_port set. The protocol has no password and no encryption: keep the port on a private network.',
    [key(), ' that may bring calls in, for this team, for whatever drives Asterisk.'],
    'For each party make a UUID, and post it to the address above just before Asterisk connects:',
    [code('{"uuid": "…", "party": "customer", "call": {"id": "1718000000.42", "agent": "a17"}}')],
    'The same call id joins the two parties.',
    'Within two minutes let Asterisk connect: a snoop channel on each leg, bridged with externalMedia (encapsulation audiosocket, data the UUID).',
    'Never put it on the customer’s own leg in the dial plan: when the connection ends, so would the call.',
  ],
  folder: () => [
    'The server’s user must be able to write in the folder above; nobody else should read it.',
    'Put finished calls there: recordings with a party on each channel (the customer left), or transcripts.',
    'A file is taken when nobody has touched it for two seconds. Write it under a name that ends in .part, and rename it when it is whole.',
    'What was taken goes to done/; what could not be goes to failed/, with the reason beside it.',
    'Files in done/ and failed/ are as they came: neither redacted nor erased. Clear them, or do not keep them.',
  ],
};

export function addresses(source) {
  const api = `${location.origin}/api/v1`;
  const socket = api.replace(/^http/, 'ws');
  switch (source.kind) {
    case 'folder':
      return [['Folder', source.settings.path]];
    case 'browser':
    case 'audiosocket':
      return [['Address', api + source.path]];
    case 'transcript':
      return [['Address', socket + source.path], ['Second address, with the call’s id in it', `${api}/sources/${source.name}/calls/ID/lines`]];
    default:
      return [['Address', socket + source.path]];
  }
}

export function showConnect({ place, source }) {
  replace(
    place,
    h('p', { class: 'back' }, h('a', { href: '#' }, 'All sources')),
    h('h1', { tabIndex: -1 }, `Connect ${source.name}`),
    h('p', { class: 'quiet' }, KINDS[source.kind] ?? source.kind),
    h('div', { class: 'card' },
      addresses(source).map(([label, text]) => h('div', { class: 'field' }, h('b', null, label), copied(label, text))),
      h('ol', { class: 'steps-list' }, STEPS[source.kind]().map((step) => h('li', null, step)))),
    h('p', null, h('a', { class: 'button first', href: `#try=${source.name}` }, 'Call me now')),
  );
  place.querySelector('h1').focus();
}

function code(text) {
  return h('code', null, text);
}
