// The two sources of sound: the agent's microphone, and what a tab or the system plays.

export const RATE_HZ = 16000;
const WORKLET = new URL('worklet.js', import.meta.url);
const MICROPHONE = {
  echoCancellation: true, // else the customer in the loudspeaker is heard as the agent
  noiseSuppression: true,
  autoGainControl: false,
};
const SHARED = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

// What went wrong, in words for the person at the page.
export class HearingError extends Error {}

export class Hearing {
  // `heard(frame, levels)` takes each tenth of a second; `lost(party)` is told when a source stops.
  constructor(heard, lost) {
    this.heard = heard;
    this.lost = lost;
    this.streams = {};
    this.nodes = {};
  }

  async start() {
    if (!navigator.mediaDevices?.getUserMedia) {
      throw new HearingError('This page must be opened over https, or on this machine itself.');
    }
    try {
      await this.share();
      this.streams.agent = await microphone();
      await this.connect();
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  // Ask for the customer's sound; also again, when the sharing was stopped.
  async share() {
    if (!navigator.mediaDevices.getDisplayMedia) {
      throw new HearingError('This browser cannot share sound. Use Chrome or Edge on a computer.');
    }
    const shared = await refusable(
      navigator.mediaDevices.getDisplayMedia({ video: true, audio: SHARED, systemAudio: 'include' }),
      'Nothing was shared, so the customer cannot be heard. Press the button again to choose.',
    );
    if (shared.getAudioTracks().length === 0) {
      release(shared);
      throw new HearingError('No sound was shared. Choose a tab and tick “Also share tab audio”.');
    }
    // The picture is not wanted; it stays at a frame a second since sound ends with it.
    await Promise.all(shared.getVideoTracks().map((track) => track.applyConstraints({ frameRate: 1 }).catch(() => {})));
    release(this.streams.customer);
    this.streams.customer = shared;
    if (this.context) this.plug('customer', 0);
  }

  async connect() {
    this.context = new AudioContext({ sampleRate: RATE_HZ });
    await this.context.audioWorklet.addModule(WORKLET);
    try {
      this.join();
    } catch {
      // A browser that does not resample a microphone by itself: the worklet does.
      await this.context.close();
      this.context = new AudioContext();
      await this.context.audioWorklet.addModule(WORKLET);
      this.join();
    }
    await this.context.resume();
  }

  join() {
    this.capture = new AudioWorkletNode(this.context, 'capture', {
      numberOfInputs: 2,
      numberOfOutputs: 1,
    });
    this.capture.port.onmessage = ({ data }) => this.heard(data.frame, data.levels);
    this.capture.onprocessorerror = () => this.lost('agent');
    this.capture.connect(this.context.destination); // silence: it makes the node run
    this.plug('customer', 0);
    this.plug('agent', 1);
  }

  plug(party, input) {
    const stream = this.streams[party];
    this.nodes[party]?.disconnect();
    this.nodes[party] = this.context.createMediaStreamSource(new MediaStream(stream.getAudioTracks()));
    this.nodes[party].connect(this.capture, 0, input);
    const ended = () => {
      if (this.streams[party] === stream) this.lost(party);
    };
    for (const track of stream.getTracks()) track.addEventListener('ended', ended);
  }

  silence(parties) {
    this.capture?.port.postMessage(parties);
  }

  stop() {
    this.capture?.port.postMessage('over');
    for (const stream of Object.values(this.streams)) release(stream);
    this.streams = {};
    this.context?.close().catch(() => {});
    this.context = undefined;
    this.capture = undefined;
  }
}

function microphone() {
  return refusable(
    navigator.mediaDevices.getUserMedia({ audio: MICROPHONE }),
    'The microphone cannot be used. Plug it in, or let this page use it (the lock beside the address).',
  );
}

async function refusable(asked, otherwise) {
  try {
    return await asked;
  } catch {
    throw new HearingError(otherwise);
  }
}

function release(stream) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
