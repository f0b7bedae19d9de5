"""The engine: heat, phases, ladder, escalation, and the one cue."""
