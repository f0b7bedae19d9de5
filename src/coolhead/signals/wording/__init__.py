"""The customer's own words, made ready for the agent's phrases.

Nothing is invented: every phrase here is made of words that the customer said, with the persons
turned round. What cannot be said back well is None, and a phrase without it is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from coolhead.signals.turn import lazy
from coolhead.signals.wording.asks import all_wanted, requests, wants
from coolhead.signals.wording.candidate import MOST_WORDS, Candidate, best
from coolhead.signals.wording.chunk import Words
from coolhead.signals.wording.claims import GRIEVANCE, MOST_CLAIM_WORDS, claims
from coolhead.signals.wording.clean import may_be_said
from coolhead.signals.wording.complaint import issues
from coolhead.signals.wording.flip import flip_person
from coolhead.signals.wording.matter import Matter, Turn, main_matter
from coolhead.signals.wording.mentions import Mention, mentions, named_in
from coolhead.signals.wording.number import is_plural
from coolhead.signals.wording.promised import promised
from coolhead.signals.wording.statements import Statement, statements_of
from coolhead.signals.wording.things import things
from coolhead.signals.wording.tidy import tidy

__all__ = [
    "Matter",
    "Turn",
    "Wording",
    "flip_person",
    "is_plural",
    "issue_in",
    "main_matter",
    "named_in",
    "promised",
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


class Wording:
    """What one utterance gives for the slots of the same names; None where it gives nothing.

    Each is read when it is first asked for: most utterances are never asked for all of them.
    """

    def __init__(self, text: str = "") -> None:
        self._text = text

    @lazy
    def _words(self) -> Words:
        return Words(*tidy(self._text))

    @lazy
    def _statements(self) -> list[Statement]:
        return statements_of(self._words)

    @lazy
    def _claim(self) -> Candidate | None:
        return _best(claims(self._statements), MOST_CLAIM_WORDS)

    @lazy
    def thing(self) -> str | None:
        """What it is about, as a short noun phrase: "your sofa", "the app"."""
        return _text_of(_best(things(self._words, self._statements), _MOST_THING_WORDS))

    @lazy
    def issue(self) -> str | None:
        """What is wrong, as a noun phrase: "your internet that keeps dropping"."""
        return _text_of(_best(issues(self._statements, self._words)))

    @property
    def said(self) -> str | None:
        """What the customer said, as a clause: "your internet keeps dropping"."""
        return _text_of(self._claim)

    @property
    def is_grievance(self) -> bool:
        """Whether ``said`` tells what is wrong, and not only what the customer did about it."""
        return self._claim is not None and self._claim[0] >= GRIEVANCE

    @lazy
    def want(self) -> str | None:
        """What the customer wants, as a noun phrase: "a full refund"."""
        return all_wanted(found for found in wants(self._words) if not found or may_be_said(found))

    @lazy
    def request(self) -> str | None:
        """What the customer asked to be done, as a verb phrase: "cancel your contract"."""
        return _text_of(_best(requests(self._words)))

    @lazy
    def mentions(self) -> tuple[Mention, ...]:
        """The things that the customer names, for ``matter.main_matter``."""
        request = self.request
        return mentions(self._words, self._statements, (request,) if request else ())


@lru_cache(maxsize=_KEPT)
def wording_of(text: str) -> Wording:
    """What can be said back of a text. A pure function of the text; never raises."""
    return Wording(text)


def _best(candidates: Iterator[Candidate], most_words: int = MOST_WORDS) -> Candidate | None:
    return best((found for found in candidates if may_be_said(found[1])), most_words)


def _text_of(candidate: Candidate | None) -> str | None:
    return candidate[1] if candidate else None


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
