// Asks the server for something that changes with a call: at once, and then not more often than the
// server has time for.

const SETTLE_MS = 600;

export class Asking {
  constructor(look) {
    this.look = look;
    this.settle = 20;
  }

  ask() {
    if (this.waits) {
      this.again = this.isLooking;
      return;
    }
    this.waits = setTimeout(() => this.now(), this.settle);
  }

  async now() {
    const began = performance.now();
    this.isLooking = true;
    try {
      await this.look();
      this.settle = Math.max(SETTLE_MS, 8 * (performance.now() - began));
    } catch {
      this.settle = 5000;
      this.again = true;
    } finally {
      this.isLooking = false;
      this.waits = undefined;
      if (this.again) {
        this.again = false;
        this.ask();
      }
    }
  }
}
