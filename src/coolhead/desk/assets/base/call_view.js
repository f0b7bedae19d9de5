// A call as one reader sees it: a fold over the items of its feed, the same live and afterwards.

const PAUSES = {
  HoldStarted: ['hold', true], HoldEnded: ['hold', false],
  MuteStarted: ['mute', true], MuteEnded: ['mute', false],
  PaymentPauseStarted: ['payment', true], PaymentPauseEnded: ['payment', false],
};

const INTERIM_LASTS_S = 15;

export class CallView {
  constructor(id) {
    this.id = id;
    this.seq = -1;
    this.now = 0;
    this.row = undefined; // the call in one row, as the wall has it
    this.header = undefined;
    this.utterances = []; // { id, party, start, end, text, seq, signals: [], redacted, changed }
    this.byId = new Map();
    this.interim = {}; // words of a party that are still being said: { text, at }
    this.heat = { value: 0, level: 'calm', because: [] };
    this.curve = []; // [at, value]
    this.phase = 'opening';
    this.phases = []; // [at, phase]
    this.rung = 'none';
    this.rungs = []; // ladder moves
    this.cue = undefined;
    this.cues = []; // every cue shown: { ..., cleared_at, cleared_because }
    this.alerts = [];
    this.acknowledged = {};
    this.notices = [];
    this.timed = []; // signals of time itself
    this.speaking = {};
    this.pauses = []; // { kind, from, to }
    this.paused = new Set();
    this.consent = 'unknown';
    this.marks = [];
    this.fault = 'unknown';
    this.help = 'all';
    this.promises = [];
    this.notes = [];
    this.corrections = []; // { field, value, at }
    this.handover = [];
    this.whispers = [];
    this.disputes = [];
    this.signed = [];
    this.reflections = [];
    this.lent = false;
    this.supervisorAsked = false;
    this.answers = []; // of the agent to cues
    this.ended = undefined;
  }

  // Takes an item of the feed; returns the names of what has changed.
  take(item) {
    const changed = new Set();
    const { data } = item;
    if (item.type === 'interim') {
      this.interim = { ...this.interim, [data.party]: data.text ? { text: data.text, at: this.now } : undefined };
      return changed.add('said');
    }
    if (item.type !== 'moment') return changed;
    for (const envelope of data.events ?? []) this.event(envelope.event, envelope.seq, changed);
    for (const decision of data.decisions ?? []) this.decision(decision, changed);
    if (data.call) {
      this.row = data.call;
      this.now = Math.max(this.now, data.call.now);
      changed.add('row');
    }
    this.seq = data.seq;
    // What was never taken in is gone with the line over which it came.
    for (const [party, words] of Object.entries(this.interim)) if (words && this.now - words.at > INTERIM_LASTS_S) this.noInterim(party, changed);
    return changed;
  }

  noInterim(party, changed) {
    if (!this.interim[party]) return;
    this.interim = { ...this.interim, [party]: undefined };
    changed.add('said');
  }

  event(event, seq, changed) {
    this.now = Math.max(this.now, event.at);
    const pause = PAUSES[event.type];
    if (pause) {
      this.pause(event.at, ...pause);
      this.noInterim('agent', changed);
      if (pause[0] === 'payment') this.noInterim('customer', changed);
      changed.add('paused');
      return;
    }
    switch (event.type) {
      case 'CallStarted':
        this.header = event;
        this.consent = event.consent ?? 'unknown';
        changed.add('header');
        break;
      case 'UtteranceHeard':
        this.hear(event.utterance, seq);
        this.noInterim(event.utterance.party, changed);
        changed.add('said');
        break;
      case 'UtteranceRedacted': {
        const said = this.byId.get(event.utterance);
        if (said) {
          Object.assign(said, { text: event.text, redacted: true, changed: seq });
          for (const signal of said.signals) if (signal.span && signal.span[1] > event.text.length) signal.span = null;
        }
        changed.add('said');
        break;
      }
      case 'SpeechStarted':
        this.speaking[event.party] = event.at;
        changed.add('speaking');
        break;
      case 'SpeechStopped':
        delete this.speaking[event.party];
        changed.add('speaking');
        break;
      case 'ConsentChanged':
        this.consent = event.consent;
        changed.add('consent');
        for (const party of Object.keys(this.interim)) this.noInterim(party, changed);
        break;
      case 'AgentMarked':
        this.marks.push({ ...event, seq });
        if (event.utterance && this.byId.has(event.utterance)) this.byId.get(event.utterance).changed = seq;
        changed.add('marks').add('said');
        break;
      case 'FaultSet':
        this.fault = event.fault;
        changed.add('facts');
        break;
      case 'SupervisorAsked':
        this.supervisorAsked = true;
        this.handover.push({ at: event.at, step: 'requested', to: null });
        changed.add('handover');
        break;
      case 'PromiseMade':
        this.promises.push(event);
        changed.add('facts');
        break;
      case 'FollowUpAdded':
        changed.add('facts');
        break;
      case 'NoteAdded':
        this.notes.push(event);
        changed.add('facts');
        break;
      case 'FieldCorrected':
        this.corrections.push(event);
        changed.add('facts');
        break;
      case 'CueAnswered':
        this.answers.push(event);
        break;
      case 'HelpLevelSet':
        this.help = event.level;
        changed.add('help');
        break;
      case 'HandoverStepped':
        this.handover.push(event);
        changed.add('handover');
        break;
      case 'AlertAcknowledged':
        this.acknowledged = { [event.alert]: event.by, ...this.acknowledged };
        changed.add('alerts');
        break;
      case 'Whispered':
        this.whispers.push({ ...event, seq });
        changed.add('whispers');
        break;
      case 'RecordSigned':
        this.signed.push(event);
        changed.add('record');
        break;
      case 'ReflectionNoted':
        this.reflections.push(event);
        changed.add('record');
        break;
      case 'CallLent':
        this.lent = event.lent ?? true;
        changed.add('record');
        break;
      case 'ScoreDisputed':
      case 'DisputeAnswered':
        this.disputes.push(event);
        changed.add('record');
        break;
      case 'CallEnded':
        this.ended = event;
        this.interim = {};
        this.speaking = {};
        changed.add('ended');
        break;
      default:
    }
  }

  hear(utterance, seq) {
    const known = this.byId.get(utterance.id);
    if (known) {
      if ((utterance.revision ?? 0) > (known.revision ?? 0)) Object.assign(known, utterance, { changed: seq });
      return;
    }
    const said = { ...utterance, seq, changed: seq, signals: [] };
    this.byId.set(said.id, said);
    // Kept in the order in which they were begun: two channels end out of order by a little.
    let place = this.utterances.length;
    while (place > 0 && this.utterances[place - 1].start > said.start) place -= 1;
    this.utterances.splice(place, 0, said);
  }

  decision(line, changed) {
    this.now = Math.max(this.now, line.at);
    switch (line.type) {
      case 'signal': {
        const said = line.utterance ? this.byId.get(line.utterance) : undefined;
        if (said) {
          said.signals = [...said.signals.filter((each) => each.name !== line.name), line];
          said.changed = `${said.changed}.${said.signals.length}`;
          changed.add('said');
        } else this.timed.push(line);
        if (!said && line.utterance === null) changed.add('timed');
        break;
      }
      case 'heat':
        this.heat = line;
        this.curve.push([line.at, line.value]);
        changed.add('heat');
        break;
      case 'phase':
        this.phase = line.phase;
        this.phases.push([line.at, line.phase]);
        changed.add('phase');
        break;
      case 'ladder':
        this.rung = line.rung;
        this.rungs.push(line);
        changed.add('ladder');
        break;
      case 'cue':
        this.cue = { ...line };
        this.cues.push(this.cue);
        changed.add('cue');
        break;
      case 'cue_cleared': {
        const shown = this.cues.findLast((each) => each.number === line.number);
        if (shown) Object.assign(shown, { cleared_at: line.at, cleared_because: line.because });
        if (this.cue?.number === line.number) this.cue = undefined;
        changed.add('cue');
        break;
      }
      case 'alert':
        this.alerts.push(line);
        changed.add('alerts');
        break;
      case 'notice':
        this.notices.push(line);
        changed.add('notices');
        break;
      default:
    }
  }

  pause(at, kind, isOn) {
    if (isOn) {
      if (this.paused.has(kind)) return;
      this.paused.add(kind);
      this.pauses.push({ kind, from: at, to: undefined });
      return;
    }
    this.paused.delete(kind);
    const open = this.pauses.findLast((each) => each.kind === kind && each.to === undefined);
    if (open) open.to = at;
  }

  // Whether the agent has taken an utterance's abuse back.
  isTakenBack(id) {
    const mark = this.marks.findLast((each) => each.utterance === id && ['not_abuse', 'mark_abuse'].includes(each.mark));
    return mark?.mark === 'not_abuse';
  }

  // Each party's share of all speaking time, 0 to 1.
  get talk() {
    const spoken = { customer: 0, agent: 0 };
    for (const said of this.utterances) {
      const party = said.party === 'customer' ? 'customer' : 'agent';
      spoken[party] += Math.max(0, said.end - said.start);
    }
    const all = spoken.customer + spoken.agent;
    return all ? { customer: spoken.customer / all, agent: spoken.agent / all } : undefined;
  }

  // How heat moved over the last half minute: 'rising', 'falling' or 'steady'.
  get trend() {
    if (this.curve.length < 2) return 'steady';
    const before = this.curve.findLast(([at]) => at <= this.now - 30) ?? this.curve[0];
    const moved = this.heat.value - before[1];
    if (moved > 6) return 'rising';
    return moved < -6 ? 'falling' : 'steady';
  }
}
