"""What is said: utterances and the signals found in them."""

from __future__ import annotations

from typing import Literal

import msgspec

from coolhead.call.vocabulary import Party

Target = Literal["product", "company", "agent", "situation", "third_person", "other", "none"]


class Word(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A recognised word with its times in seconds from the start of the call."""

    w: str
    start: float
    end: float


class Utterance(
    msgspec.Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True
):
    """One stretch of one party's speech; ``start`` and ``end`` in seconds from the call's start.

    ``confidence`` is the recogniser's, 0-1, ``None`` for a typed transcript. ``loudness_dbfs`` is
    the mean level, 0 dBFS being full scale. A later ``revision`` of the same ``id`` replaces the
    text on the record; it raises no cue of its own.
    """

    party: Party
    start: float
    end: float
    text: str
    id: str = ""
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    loudness_dbfs: float | None = None
    pitch_hz: float | None = None
    revision: int = 0


class Signal(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """One thing that an utterance shows.

    ``span`` holds character offsets ``(from, to)`` of the evidence in the utterance's text, or
    ``None`` for signals from timing or voice. ``rule`` names the detector's rule, so that an
    explanation can lead back to it. The other fields are the attributes that ``VOCABULARY``
    gives the signal; those that do not apply are ``None``.
    """

    name: str
    confidence: float
    span: tuple[int, int] | None = None
    rule: str = ""
    # complaint, profanity
    target: Target | None = None
    topic: str | None = None
    # insult: 1 rude or mocking, 2 strong, 3 hateful, sexual or degrading
    severity: int | None = None
    # threat, vulnerability, apology
    kind: str | None = None
    # request
    remedy: str | None = None
    # reflection: True accepted, False denied, None neither (yet)
    confirmed: bool | None = None
    # empathy: "I understand, but"
    qualified: bool | None = None
    # offer: how many ways forward
    options: int | None = None
    # commitment
    action: str | None = None
    due: str | None = None
    due_text: str | None = None
    by: Literal["agent", "company"] | None = None
    # timing and voice
    seconds: float | None = None
    ratio: float | None = None
    words_per_minute: float | None = None
    db_over_baseline: float | None = None
