"""Labelled calls: what a careful listener would note of each utterance.

A label is a signal's name and, where it has one, its detail. What each means is in corpus/GUIDE.md.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final, Literal

import msgspec

from coolhead.call.vocabulary import (
    AGENT_CONDUCT_SIGNALS,
    AGENT_SIGNALS,
    CUSTOMER_SIGNALS,
    Party,
)

# The details that a signal may have; the first of a pair says whether it must have one.
DETAILS: Final[dict[str, tuple[bool, frozenset[str]]]] = {
    "complaint": (True, frozenset({"product", "company", "agent", "other"})),
    "profanity": (
        True,
        frozenset({"product", "company", "situation", "third_person", "none"}),
    ),
    "insult": (True, frozenset({"1", "2", "3"})),
    "threat": (
        True,
        frozenset({"harm", "legal", "regulator", "review", "chargeback", "leave"}),
    ),
    "request": (
        True,
        frozenset(
            {
                "refund",
                "replacement",
                "repair",
                "callback",
                "cancellation",
                "compensation",
                "discount",
                "delivery",
                "information",
                "correction",
                "confirmation",
                "change",
                "other",
            }
        ),
    ),
    "vulnerability": (
        True,
        frozenset({"bereavement", "illness", "distress", "self_harm", "hardship", "confusion"}),
    ),
    "apology": (True, frozenset({"sincere", "sympathetic", "conditional"})),
    "reflection": (True, frozenset({"accepted", "denied", "open"})),
    "empathy": (False, frozenset({"qualified"})),
}
# All that is no word: an apostrophe within one stays, and so does a point within a number.
_MARKS: Final = re.compile(r"(?<!\w)['.]|['.](?!\w)|[^\w\s'.£$€%]")
SIGNALS: Final = frozenset({*CUSTOMER_SIGNALS, *AGENT_SIGNALS})
_OPTIONS: Final = re.compile(r"[1-9]")


class Label(msgspec.Struct, frozen=True):
    """A signal that an utterance shows; ``detail`` is its target, severity, kind or time."""

    name: str
    detail: str | None = None


Style = Literal["written", "bare", "recognised"]


class CallAbout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a labelled call is: where it belongs, and who speaks in it."""

    id: str
    trade: str = ""
    english: str = ""
    register: str = ""
    style: Style = "written"
    direction: Literal["inbound", "outbound"] = "inbound"
    started_at: str | None = None


class LabelledUtterance(msgspec.Struct, frozen=True):
    """An utterance with its labels; ``near`` are signals that it only looks like."""

    party: Party
    text: str
    gold: tuple[Label, ...]
    near: tuple[str, ...] = ()
    heat: float | None = None
    line: int = 0

    def shows(self, name: str) -> bool:
        """Whether the utterance shows a signal of this name."""
        return any(label.name == name for label in self.gold)

    def details(self, name: str) -> frozenset[str]:
        """The details with which it shows the signal."""
        return frozenset(
            label.detail for label in self.gold if label.name == name and label.detail is not None
        )


class LabelledCall(msgspec.Struct, frozen=True):
    """A call and what was said in it, in order."""

    about: CallAbout
    utterances: tuple[LabelledUtterance, ...]


def bare(call: LabelledCall) -> LabelledCall:
    """The call as a cheap recogniser would give it: lower case, and no marks but apostrophes."""
    return msgspec.structs.replace(
        call,
        utterances=tuple(
            msgspec.structs.replace(said, text=_bare(said.text)) for said in call.utterances
        ),
    )


def _bare(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text.lower().replace("\u2019", "'")).split()) or "um"


def label_from(text: str, party: Party) -> Label:
    """Read ``name`` or ``name:detail``; raises ``ValueError`` saying what is wrong with it."""
    name, _, detail = text.partition(":")
    check_name(name, party)
    found = detail or None
    if name == "commitment":
        if found is not None and not _is_moment(found):
            raise ValueError(f"'{text}': the time is written like 2026-03-11T17:00:00+00:00")
    elif name == "offer":
        if found is not None and not _OPTIONS.fullmatch(found):
            raise ValueError(f"'{text}': an offer's detail is how many options it has, 1 to 9")
    elif name in DETAILS:
        needed, allowed = DETAILS[name]
        if found not in allowed and (needed or found is not None):
            raise ValueError(f"'{text}': {name} needs one of {', '.join(sorted(allowed))}")
    elif found is not None:
        raise ValueError(f"'{text}': {name} has no detail")
    return Label(name, found)


def near_name(text: str) -> str:
    """The signal of a near-miss, which may say with which detail: ``vulnerability:illness``."""
    name = text.partition(":")[0]
    if name not in SIGNALS:
        raise ValueError(f"'{text}' is no signal")
    return name


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def check_name(name: str, party: Party) -> None:
    """Raise ``ValueError`` unless ``party`` can show a signal of this name."""
    known = CUSTOMER_SIGNALS if party == "customer" else (*AGENT_SIGNALS, *AGENT_CONDUCT_SIGNALS)
    if name not in known:
        raise ValueError(f"'{name}' is no signal of the {party}")
