"""How calls that come in as raw sound are taken."""

from __future__ import annotations

from coolhead.adapters.telephony.transcript.settings import TranscriptSource


class RawAudioSource(TranscriptSource, frozen=True, kw_only=True):
    """A source as it was set up; its text messages are read as the lines of a transcript."""
