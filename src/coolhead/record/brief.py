"""The hand-over brief: what a supervisor reads in ten seconds before saying hello."""

from __future__ import annotations

from typing import Final

import msgspec

from coolhead.call.state import CallState
from coolhead.call.vocabulary import level_of
from coolhead.record.record import Record
from coolhead.record.standing import Shown, named, standing
from coolhead.record.wording import clean

# Silent reading runs at about 240 words a minute (Brysbaert 2019: 238 for English non-fiction):
# ten seconds are 40 words, and a brief of stock phrases is skimmed at half as much again.
MAX_WORDS: Final = 60

_MOODS: Final = {
    "calm": "Calm",
    "tense": "Tense",
    "heated": "Heated",
    "boiling": "Very angry",
}


class HandoverBrief(msgspec.Struct, frozen=True):
    """Five short parts, each a plain sentence or empty; ``text`` is all of them in order."""

    happened: str
    tried: str
    promised: str
    mood: str
    avoid: str

    @property
    def text(self) -> str:
        """The brief as one paragraph, at most ``MAX_WORDS`` words."""
        parts = (self.happened, self.tried, self.promised, self.mood, self.avoid)
        return " ".join(part for part in parts if part)


def handover_brief(record: Record, state: CallState | None = None) -> HandoverBrief:
    """Tell the story so far for whoever takes the call over.

    ``record`` may be a draft of a call that is going on. ``state`` adds what the record has no
    field for: what has made it worse and should not be said again.
    """
    shown = list(standing(state)) if state else []
    return HandoverBrief(
        happened=_happened(record),
        tried=_tried(record),
        promised=_promised(record),
        mood=_mood(record),
        avoid=_avoid(record, shown),
    )


def _happened(record: Record) -> str:
    issue = _cut(record.issue, 13)
    want = _cut(" or ".join(record.wants[:2]), 6)
    if issue and want:
        return f"About: {issue}. Wants: {want}."
    if issue or want:
        return f"About: {issue}." if issue else f"Wants: {want}."
    return "The reason for the call is not clear yet."


def _tried(record: Record) -> str:
    refused = [offer for offer in record.offered if offer not in record.accepted]
    if record.accepted:
        return f"Accepted: {_cut(record.accepted[-1], 8)}."
    if record.done:
        return f"Done: {_cut(record.done[-1], 8)}."
    return f"Offered: {_cut(refused[-1], 8)}." if refused else "Nothing offered yet."


def _promised(record: Record) -> str:
    if not record.commitments:
        return "Nothing promised."
    promise = record.commitments[-1]
    action = _cut(promise.action, 7)
    due = _cut(promise.due_text or "", 7)
    return f"Promised: {action}{f' ({due})' if due and due not in action else ''}."


def _mood(record: Record) -> str:
    now, peak = level_of(record.heat.end), level_of(record.heat.peak)
    mood = f"{_MOODS[now]} now"
    if peak != now:
        mood += f", was {_MOODS[peak].lower()}"
    return f"{mood}."


def _avoid(record: Record, shown: list[Shown]) -> str:
    """The one thing not to say; the gravest first."""
    if record.vulnerability == "self_harm":
        return "Speaks of self-harm: stay on the line."
    if record.do_not_call:
        return "Don't sell, don't promise to call."
    if record.vulnerability:
        return f"Take care: {record.vulnerability}."
    if named(shown, "agent", "dismissal", "defensiveness", "excuse"):
        return "Don't explain it away or say 'calm down'."
    if named(shown, "customer", "not_heard"):
        return "Don't ask for the story again."
    if named(shown, "customer", "rejection") and record.offered:
        return "Don't repeat the offer that was refused."
    return "Don't ask for the story again." if record.issue else ""


def _cut(text: str, words: int) -> str:
    """The first so many words, without a full stop at the end."""
    parts = clean(text).split()
    cut = " ".join(parts[:words]).rstrip(" ,;:.!?\u2026")
    return f"{cut}\u2026" if len(parts) > words else cut
