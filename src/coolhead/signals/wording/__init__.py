"""The customer's own words, made ready for the agent's phrases.

Nothing is invented: every phrase here is made of words that the customer said, with the persons
turned round. What cannot be said back well is None, and a phrase without it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from coolhead.signals.wording.asks import requests, wants
from coolhead.signals.wording.chunk import Words
from coolhead.signals.wording.clean import may_be_said
from coolhead.signals.wording.complaint import (
    MOST_CLAIM_WORDS,
    MOST_WORDS,
    Candidate,
    best,
    claims,
    issues,
)
from coolhead.signals.wording.flip import flip_person
from coolhead.signals.wording.number import is_plural
from coolhead.signals.wording.statements import statements_of
from coolhead.signals.wording.things import things
from coolhead.signals.wording.tidy import tidy

__all__ = [
    "Wording",
    "flip_person",
    "is_plural",
    "issue_in",
    "request_in",
    "said_in",
    "thing_in",
    "topic_of",
    "want_in",
    "wording_of",
]


# "your brand new leather three-seater sofa": the longest name that is still a name.
_MOST_THING_WORDS = 6


# The utterances of some calls at a time: the topic of a complaint and, a moment later, the phrase
# are made of the same words.
_KEPT = 512


class Wording(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one utterance gives for the slots of the same names; None where it gives nothing."""

    thing: str | None = None
    issue: str | None = None
    said: str | None = None
    want: str | None = None
    request: str | None = None


@lru_cache(maxsize=_KEPT)
def wording_of(text: str) -> Wording:
    """Everything that can be said back of a text. A pure function of the text; never raises."""
    low, show = tidy(text)
    words = Words(low, show)
    statements = statements_of(words)
    return Wording(
        thing=_best(things(words, statements), _MOST_THING_WORDS),
        issue=_best(issues(statements, words)),
        said=_best(claims(statements), MOST_CLAIM_WORDS),
        want=_best(wants(words)),
        request=_best(requests(words)),
    )


def _best(candidates: Iterator[Candidate], most_words: int = MOST_WORDS) -> str | None:
    return best((found for found in candidates if may_be_said(found[1])), most_words)


def thing_in(text: str) -> str | None:
    """What it is about, as a short noun phrase: "your sofa", "the app"."""
    return wording_of(text).thing


def issue_in(text: str) -> str | None:
    """What is wrong, as a noun phrase of at most 14 words: "your internet that keeps dropping"."""
    return wording_of(text).issue


def said_in(text: str) -> str | None:
    """What the customer said, as a clause: "you have been waiting three weeks for your router"."""
    return wording_of(text).said


def want_in(text: str) -> str | None:
    """What the customer wants, as a noun phrase: "a full refund"."""
    return wording_of(text).want


def request_in(text: str) -> str | None:
    """What the customer asked to be done, as a verb phrase: "cancel your contract"."""
    return wording_of(text).request


def topic_of(text: str) -> str | None:
    """The topic of a complaint: what is wrong, else what it is about, else None."""
    wording = wording_of(text)
    return wording.issue or wording.thing
