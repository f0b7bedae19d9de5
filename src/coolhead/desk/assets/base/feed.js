// A feed over a WebSocket that comes back by itself, and goes on where it was.

import { get, signInAgain } from './api.js';

const WAITS_MS = [250, 500, 1000, 2000, 4000];
// The server says every 15 s that it is there; a line that is silent for twice that is dead.
const SILENT_MS = 32000;

export class Feed {
  // `path` is that of the API; `after` a seq to go on from (a call's feed), or undefined.
  // `onItem({type, seq, data})`, `onState('live' | 'lost')`, `onClosed(because)`.
  constructor(path, { after, onItem, onState = () => {}, onClosed = () => {} }) {
    this.path = path;
    this.after = after;
    this.onItem = onItem;
    this.onState = onState;
    this.onClosed = onClosed;
    this.tries = 0;
    this.isOver = false;
    this.connect();
  }

  close() {
    this.isOver = true;
    clearTimeout(this.waiting);
    clearTimeout(this.patience);
    this.socket?.close();
  }

  connect() {
    const address = new URL(`/api/v1${this.path}`, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    if (this.after !== undefined) address.searchParams.set('after', this.after);
    const socket = new WebSocket(address);
    this.socket = socket;
    socket.onopen = () => {
      this.tries = 0;
      this.onState('live');
      this.listen();
    };
    socket.onmessage = ({ data }) => {
      this.listen();
      this.take(JSON.parse(data));
    };
    socket.onclose = () => {
      if (this.socket === socket && !this.isOver) this.lost();
    };
    this.listen();
  }

  listen() {
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      const { socket } = this;
      this.socket = undefined;
      socket.close();
      this.lost();
    }, SILENT_MS);
  }

  take(item) {
    if (item.type === 'heartbeat') return;
    if (item.type === 'closed') {
      this.because = item.data.because;
      return;
    }
    if (item.type === 'problem') return; // it closes, and is asked for again
    if (this.after !== undefined && item.seq !== null) this.after = item.seq;
    this.onItem(item);
  }

  async lost() {
    clearTimeout(this.patience);
    this.onState('lost');
    const wait = WAITS_MS[Math.min(this.tries, WAITS_MS.length - 1)];
    this.tries += 1;
    // A socket that is refused does not say why: the API does.
    if (this.because || this.tries > 1) {
      try {
        await get('/session');
        if (this.because) {
          const because = this.because;
          this.because = undefined;
          this.isOver = true;
          this.onClosed(because);
          return;
        }
      } catch (error) {
        if (error.status === 401) {
          signInAgain();
          return;
        }
      }
    }
    if (!this.isOver) this.waiting = setTimeout(() => this.connect(), wait * (0.7 + Math.random() * 0.6));
  }
}
