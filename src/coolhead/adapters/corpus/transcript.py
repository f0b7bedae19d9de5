"""A labelled call as a transcript: times are reckoned from the text, as for plain text."""

from __future__ import annotations

from coolhead.adapters.formats.plain_text import GAP_S, SHORTEST_S, WORDS_PER_MINUTE
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.events import CallStarted
from coolhead.call.utterance import Utterance
from coolhead.services.labels import LabelledCall


def as_transcript(call: LabelledCall) -> TranscriptCall:
    """The call without its labels; utterance ``uN`` is the label's Nth, from 0."""
    about, now = call.about, 0.0
    utterances = []
    for number, said in enumerate(call.utterances):
        end = now + max(SHORTEST_S, len(said.text.split()) / WORDS_PER_MINUTE * 60)
        utterances.append(
            Utterance(party=said.party, start=now, end=end, text=said.text, id=f"u{number}")
        )
        now = end + GAP_S
    started = CallStarted(
        at=0.0,
        call=about.id,
        started_at=about.started_at,
        direction=about.direction,
        consent="given",
        times_estimated=True,
    )
    return TranscriptCall(started=started, utterances=tuple(utterances), source=about.id)
