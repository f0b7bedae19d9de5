// The live calls of one's teams: a fold over the items of the wall's feed.

const CURVE = 160;

export class Wall {
  constructor() {
    this.calls = new Map(); // by id, in the order in which they came
    this.hasBegun = false;
  }

  // Takes an item; returns the alerts that are new: [{ call, alert }].
  take({ type, data }, received) {
    if (type === 'wall') return this.begin(data.calls, received);
    return type === 'row' ? this.change(data, received) : [];
  }

  begin(rows, received) {
    const before = this.calls;
    this.calls = new Map(rows.map((row) => [row.call.call, callOf(row, received)]));
    // Also after a lost line: what was raised in between is news, what stood there before is not.
    const fresh = this.hasBegun ? [...this.calls.values()].flatMap((call) => newIn(call, before.get(call.id)?.alerts ?? [])) : [];
    this.hasBegun = true;
    return fresh;
  }

  change(data, received) {
    const { call: row } = data;
    const known = this.calls.get(row.call);
    if (!known) {
      if (row.ended) return [];
      const call = callOf(data, received);
      call.curve = row.utterances ? [[row.now, row.heat]] : [];
      this.calls.set(call.id, call);
      return newIn(call, []);
    }
    const before = known.alerts;
    const ids = new Set(before.map((alert) => alert.decision));
    known.alerts = [...before, ...(data.alerts ?? []).filter((alert) => !ids.has(alert.decision))];
    // The first who took an alert has it.
    known.acknowledged = { ...data.acknowledged, ...known.acknowledged };
    if (row.utterances !== known.row.utterances || row.heat !== known.row.heat) known.curve = [...known.curve, [row.now, row.heat]].slice(-CURVE);
    known.row = row;
    known.received = received;
    return newIn(known, before);
  }

  drop(id) {
    this.calls.delete(id);
  }
}

function callOf(row, received) {
  return { id: row.call.call, row: row.call, alerts: row.alerts ?? [], acknowledged: row.acknowledged ?? {}, curve: row.curve ?? [], received };
}

function newIn(call, before) {
  const known = new Set(before.map((alert) => alert.decision));
  return call.alerts.filter((alert) => !known.has(alert.decision)).map((alert) => ({ call, alert }));
}
