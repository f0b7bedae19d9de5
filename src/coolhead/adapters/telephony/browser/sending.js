// The socket: sends sound and what happens in the call, and comes back when it is lost.

import { RATE_HZ } from './hearing.js';

const ADDRESS = new URL('sound', import.meta.url);
const AUDIO = { encoding: 'pcm16', rate_hz: RATE_HZ, channels: ['customer', 'agent'] };
const WAITS_MS = [500, 1000, 2000, 4000, 8000];
// About eight seconds of sound: a line that slow will not catch up, and late words are no help.
const MOST_WAITING = 512 * 1024;
const ANSWER_WITHIN_MS = 40000;

export class Sending {
  // `told(state, more)` is told of "listening", "lost", "problem" and "ended", and why.
  constructor(call, told) {
    this.call = call;
    this.told = told;
    this.sent_s = 0; // of sound, sent or not: the call's own clock
    this.unkept = new Map(); // what was said, by its kind, until the server has kept it
    this.tries = 0;
    this.begun = false;
    this.behind = false;
    this.isOver = false;
    this.ending = Infinity; // the number of the message that ended the call
    ADDRESS.protocol = ADDRESS.protocol.replace('http', 'ws');
    this.connect();
  }

  connect() {
    const socket = new WebSocket(ADDRESS);
    this.socket = socket;
    this.ready = false;
    socket.onopen = () => this.send({ call: this.call, audio: AUDIO });
    socket.onmessage = ({ data }) => this.answered(JSON.parse(data));
    socket.onclose = ({ code, reason }) => {
      if (this.socket === socket) this.closed(code, reason);
    };
  }

  answered(answer) {
    if (answer.type === 'call') {
      this.ready = true;
      this.begun = true;
      this.tries = 0;
      this.behind = true;
      for (const said of this.unkept.values()) said.line = this.send(said.message);
      this.told('listening');
      return;
    }
    const isRefused = answer.type === 'error';
    for (const [kind, { line }] of this.unkept) {
      if (isRefused ? line === answer.line : line <= answer.line) this.unkept.delete(kind);
    }
    if (isRefused) {
      this.problem = [answer.message, answer.hint].filter(Boolean).join('. ');
      if (this.ready) this.told('problem', this.problem);
    } else if (answer.line >= this.ending) {
      this.close();
    }
  }

  // A tenth of a second of both channels.
  sound(frame) {
    const seconds = frame.byteLength / 4 / RATE_HZ;
    if (this.ready && this.socket.bufferedAmount < MOST_WAITING) {
      if (this.behind) this.send({ type: 'position', at: this.sent_s });
      this.behind = false;
      this.socket.send(frame);
    } else {
      this.behind = true;
    }
    this.sent_s += seconds;
  }

  // Something happens in the call: hold, mute, payment_pause, consent.
  say(message) {
    const said = { message, line: Infinity };
    this.unkept.set(message.type, said);
    if (this.ready) said.line = this.send({ ...message, at: this.sent_s });
  }

  end() {
    this.isOver = true;
    if (!this.ready) {
      this.close();
      return;
    }
    this.ending = this.send({ type: 'end', ended_by: 'agent' });
    this.ready = false;
    this.patience = setTimeout(() => this.close(), ANSWER_WITHIN_MS);
  }

  // Returns the message's number: the server counts so too, and names it in its answer.
  send(message) {
    this.lines = 'call' in message ? 1 : this.lines + 1;
    this.socket.send(JSON.stringify(message));
    return this.lines;
  }

  close() {
    this.isOver = true;
    clearTimeout(this.patience);
    clearTimeout(this.waiting);
    const { socket } = this;
    this.socket = undefined;
    socket.close();
    this.told('ended', this.problem);
  }

  closed(code, reason) {
    this.ready = false;
    const isFinal = code === 1000 || code === 1008 || code === 1011;
    if (this.isOver || isFinal) {
      this.problem = code === 1000 ? this.problem : this.problem ?? reason;
      this.close();
      return;
    }
    const wait = WAITS_MS[Math.min(this.tries, WAITS_MS.length - 1)];
    this.tries += 1;
    this.told('lost', this.begun ? '' : 'The server does not answer. Look whether you are still signed in.');
    this.waiting = setTimeout(() => this.connect(), wait);
  }
}
