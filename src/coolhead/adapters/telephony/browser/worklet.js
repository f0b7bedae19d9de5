// Makes one stream of two channels (customer, agent) of 16-bit samples at 16 kHz, a tenth of a
// second at a time. Silenced parties give silence, so that time goes on evenly. What is played
// back is nothing: the processor has no output that anybody hears.

const RATE_HZ = 16000;
const FRAME = RATE_HZ / 10;

// Each new sample is the mean of the old ones that it stands for: enough of a low-pass for speech
// when a browser cannot resample by itself; at 16 kHz samples pass through unchanged.
class Resampler {
  constructor(fromHz) {
    this.step = fromHz / RATE_HZ;
    this.sum = 0;
    this.weight = 0;
  }

  push(sample, give) {
    let left = 1;
    while (this.weight + left >= this.step - 1e-9) {
      const part = this.step - this.weight;
      give((this.sum + sample * part) / this.step);
      left -= part;
      this.sum = 0;
      this.weight = 0;
    }
    this.sum += sample * left;
    this.weight += left;
  }
}

class Channel {
  constructor() {
    this.resampler = new Resampler(sampleRate);
    this.samples = [];
    this.peak = 0;
    this.silenced = false;
  }

  take(input, length) {
    for (let i = 0; i < length; i += 1) {
      let sample = 0;
      if (!this.silenced && input.length > 0) {
        for (const channel of input) sample += channel[i];
        sample /= input.length;
      }
      this.peak = Math.max(this.peak, Math.abs(sample));
      this.resampler.push(sample, (made) => this.samples.push(made));
    }
  }
}

class Capture extends AudioWorkletProcessor {
  constructor() {
    super();
    this.channels = { customer: new Channel(), agent: new Channel() };
    this.isOver = false;
    this.port.onmessage = ({ data }) => {
      if (data === 'over') this.isOver = true;
      else for (const party of Object.keys(this.channels)) this.channels[party].silenced = data[party];
    };
  }

  process([customer, agent]) {
    // A source that has stopped gives no channels; time passes all the same.
    const length = customer[0]?.length ?? agent[0]?.length ?? 128;
    this.channels.customer.take(customer, length);
    this.channels.agent.take(agent, length);
    while (this.channels.customer.samples.length >= FRAME) this.give();
    return !this.isOver;
  }

  give() {
    const frame = new DataView(new ArrayBuffer(FRAME * 4));
    const levels = {};
    for (const [index, party] of ['customer', 'agent'].entries()) {
      const channel = this.channels[party];
      channel.samples.splice(0, FRAME).forEach((sample, i) => {
        const whole = Math.round(Math.max(-1, Math.min(1, sample)) * 32767);
        frame.setInt16(i * 4 + index * 2, whole, true);
      });
      levels[party] = channel.peak;
      channel.peak = 0;
    }
    this.port.postMessage({ frame: frame.buffer, levels }, [frame.buffer]);
  }
}

registerProcessor('capture', Capture);
