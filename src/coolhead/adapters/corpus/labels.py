"""One label of an utterance: a signal's name and, where it has one, its detail."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

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
_OPTIONS: Final = re.compile(r"[1-9]")


class Label(msgspec.Struct, frozen=True):
    """A signal that an utterance shows; ``detail`` is its target, severity, kind or time."""

    name: str
    detail: str | None = None


def label_from(text: str, party: Party) -> Label:
    """Read ``name`` or ``name:detail``; raises ``ValueError`` saying what is wrong with it."""
    name, _, detail = text.partition(":")
    check_name(name, party)
    found = detail or None
    if name == "commitment":
        if found is not None and datetime.fromisoformat(found).tzinfo is None:
            raise ValueError(f"'{text}': the time needs an offset from UTC")
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


def check_name(name: str, party: Party) -> None:
    """Raise ``ValueError`` unless ``party`` can show a signal of this name."""
    known = CUSTOMER_SIGNALS if party == "customer" else (*AGENT_SIGNALS, *AGENT_CONDUCT_SIGNALS)
    if name not in known:
        raise ValueError(f"'{name}' is no signal of the {party}")
