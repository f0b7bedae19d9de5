"""What Amazon Connect Contact Lens and Amazon Transcribe Call Analytics have in common.

Both write a list ``Transcript`` of turns with ``Content`` and times in milliseconds from the
start of the recording. They differ in how a turn names its speaker, and are told apart by it:
Contact Lens by ``ParticipantId`` (in real time with ``ParticipantRole`` beside it), Call
Analytics by ``ParticipantRole`` alone.

Not carried, of both: loudness, sentiment, categories, issues, summaries, and the characteristics
of the conversation. ``LoudnessScore`` and ``LoudnessScores`` hold a value for each second of
speech, normalised to 0-100 by Amazon ("Post-call analytics, Call characteristics" in the Amazon
Transcribe Developer Guide). That is no level below full scale, and the zero of the scale is not
published, so no ``loudness_dbfs`` can be had from it. Sentiment is a feeling inferred from the
words, for the agent too, and is read for nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, Literal

import msgspec

from coolhead.adapters.formats.imported import first_objects, imported_call
from coolhead.adapters.formats.speakers import Spoken
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.events import CallStarted
from coolhead.call.utterance import Word
from coolhead.call.vocabulary import Party

Marks = Literal["ParticipantId", "ParticipantRole"]

_ROLES: Final[Mapping[str, Party]] = {
    "AGENT": "agent",
    "CUSTOMER": "customer",
    "SUPERVISOR": "supervisor",
}
# Announcements and bots: they speak in the call and are nobody in it.
_NOBODY: Final = frozenset({"SYSTEM", "BOT", "CUSTOM_BOT"})
_OF_A_TURN: Final = ("Content", "BeginOffsetMillis", "EndOffsetMillis")


class Turn(msgspec.Struct, frozen=True, kw_only=True, rename="pascal"):
    """What a turn has in both; times in milliseconds from the start of the recording."""

    content: str
    begin_offset_millis: float
    end_offset_millis: float
    id: str | None = None


class Turns:
    """Collects the turns of a call, each with its party."""

    def __init__(self) -> None:
        self._spoken: list[Spoken] = []
        self._roles: dict[str, Party] = {}
        self._left_out: Counter[str] = Counter()

    def take(
        self,
        turn: Turn,
        *,
        speaker: str,
        role: str,
        field: str,
        words: tuple[Word, ...] = (),
        confidence: float | None = None,
    ) -> None:
        """Take a turn of ``speaker``; announcements are counted and left out.

        Speakers of a ``role`` that is not known here stay unnamed.
        """
        role = role.strip().upper()
        if role in _NOBODY:
            self._left_out[role] += 1
            return
        if role in _ROLES:
            self._roles[speaker] = _ROLES[role]
        self._spoken.append(
            Spoken(
                speaker=speaker,
                start=turn.begin_offset_millis / 1000,
                end=turn.end_offset_millis / 1000,
                text=turn.content,
                id=turn.id or "",
                words=words,
                confidence=confidence,
                field=field,
            )
        )

    def call(
        self, started: CallStarted, source: str, *, agent_speaker: str | None
    ) -> TranscriptCall:
        """Make the call; raises ``InputError`` as ``imported_call`` does."""
        left_out = ""
        if self._left_out:
            number = sum(self._left_out.values())
            by = " and ".join(sorted(self._left_out))
            left_out = f"Turns of {by} were left out, being announcements: {number:,}."
        return imported_call(
            self._spoken,
            started,
            source,
            roles=self._roles,
            agent_speaker=agent_speaker,
            left_out=left_out,
        )


def speaker_marks(document: Any) -> Marks | None:
    """By which key the turns of a document name their speakers; None where it has no turns.

    In a document without a single turn the list of participants decides.
    """
    if not isinstance(document, dict) or not isinstance(document.get("Transcript"), list):
        return None
    turns = [
        turn
        for turn in first_objects(document["Transcript"])
        if any(key in turn for key in _OF_A_TURN)
    ]
    for known in (*turns, *first_objects(document.get("Participants"))):
        if "ParticipantId" in known:
            return "ParticipantId"
        if "ParticipantRole" in known:
            return "ParticipantRole"
    return None
