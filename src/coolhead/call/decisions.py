"""What Coolhead answers: the lines of ``--format jsonl``.

Decisions are derived from events and never fed back into the fold. Each carries an id
``{call}:{seq}:{n}`` (``decision``): the same call replayed gives the same ids, so a fail-over
cannot alert twice.
"""

from __future__ import annotations

from typing import Any, ClassVar, Literal

import msgspec

from coolhead.call.events import Visibility
from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Level, Party, Phase, Rung


class Because(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One reason: which utterance, its words, which signal, and by how much it counted."""

    utterance: str | None = None
    quote: str = ""
    signal: str = ""
    points: float | None = None
    rule: str = ""


class _Decision(
    msgspec.Struct,
    frozen=True,
    gc=False,
    kw_only=True,
    tag_field="type",
    tag=True,
    omit_defaults=True,
):
    visibility: ClassVar[Visibility] = "call"

    at: float
    decision: str = ""

    @property
    def type(self) -> str:
        """The word that stands as ``type`` in the output line."""
        return str(self.__struct_config__.tag)


class SignalNoted(_Decision, frozen=True, kw_only=True, tag="signal"):
    """A signal was found in an utterance or in time; ``signal`` is written flat."""

    party: Party
    utterance: str | None = None
    signal: Signal

    @property
    def name(self) -> str:
        """The signal's name."""
        return self.signal.name


class HeatMeasured(_Decision, frozen=True, kw_only=True, tag="heat"):
    """The customer's heat after an utterance, with what moved it."""

    value: float
    level: Level
    because: tuple[Because, ...] = ()


class PhaseChanged(_Decision, frozen=True, kw_only=True, tag="phase"):
    """The call moved to another phase."""

    phase: Phase
    because: str = ""


class LadderMoved(_Decision, frozen=True, kw_only=True, tag="ladder"):
    """The boundary ladder moved to ``rung``."""

    rung: Rung
    previous: Rung
    utterance: str | None = None
    because: str = ""


class CueShown(_Decision, frozen=True, kw_only=True, tag="cue"):
    """The one thing to do now. ``say`` is None where nothing is to be said."""

    visibility: ClassVar[Visibility] = "agent_private"

    id: str
    number: int
    do: str
    say: str | None
    why: tuple[Because, ...]
    reason: str
    rows: tuple[str, ...]
    until: str


class CueCleared(_Decision, frozen=True, kw_only=True, tag="cue_cleared"):
    """The cue went: done, overtaken, no longer true, or timed out."""

    visibility: ClassVar[Visibility] = "agent_private"

    id: str
    number: int
    because: str


class AlertRaised(_Decision, frozen=True, kw_only=True, tag="alert"):
    """For the supervisor."""

    visibility: ClassVar[Visibility] = "team"

    kind: str
    utterance: str | None = None
    because: str = ""


class Noticed(_Decision, frozen=True, kw_only=True, tag="notice"):
    """Something about the hearing itself: recogniser lost or back, input cut, words not known."""

    kind: Literal[
        "recogniser_lost",
        "recogniser_restored",
        "detector_failed",
        "input_cut",
        "language_not_understood",
        "no_speech_timing",
        "times_estimated",
        "speakers_guessed",
        "unknown_event",
    ]
    text: str


class RecordDrafted(_Decision, frozen=True, kw_only=True, tag="record"):
    """The finished record; always last."""

    record: dict[str, Any]


Decision = (
    SignalNoted
    | HeatMeasured
    | PhaseChanged
    | LadderMoved
    | CueShown
    | CueCleared
    | AlertRaised
    | Noticed
    | RecordDrafted
)


def line_of(decision: Decision) -> dict[str, Any]:
    """Return the decision as the plain dictionary of its output line."""
    line: dict[str, Any] = {"type": decision.type, **msgspec.to_builtins(decision)}
    if isinstance(decision, SignalNoted):
        line.setdefault("utterance", None)
        line |= {key: value for key, value in line.pop("signal").items() if key != "type"}
        line.setdefault("span", None)
    if isinstance(decision, CueShown):
        line.setdefault("say", None)
    if isinstance(decision, HeatMeasured):
        line.setdefault("because", [])
    return line
