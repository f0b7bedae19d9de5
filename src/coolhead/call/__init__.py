"""The language of a call: parties, utterances, signals, the closed union of events, the state."""
