"""``acceptance`` and ``rejection``: the customer's answer to the last offer.

"Okay" is said all the time by people who merely listen; it takes an offer to make it an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.relational.answer_patterns import (
    ACCEPTS,
    ASKS,
    BARE_NO,
    BARE_YES,
    CHOOSES,
    CHOOSES_LAST,
    CLAUSE,
    HEDGE,
    NEGATED,
    NO_BUT_YES,
    NTH,
    OPENS_NO,
    OPENS_YES,
    PRAISES,
    REJECTS,
    TELLS,
    UNDECIDED,
    UNDECIDED_WORDS,
    Wording,
)
from coolhead.signals.relational.content import content, content_of, is_negative
from coolhead.signals.relational.offers import OpenOffer, open_offer
from coolhead.signals.turn import Conversation, Turn, words_of

# The confidences below and in ``answer_patterns`` are judgements, set on calls written for the
# tests: what is left to doubt is taken off, and 0.5 is the threshold that counts.
# Praise in the same breath as these is no praise.
_SOUR: Final = ("anger", "complaint", "frustration", "insult", "profanity", "threat")
# "That's fine, but …" still accepts; an offer of some turns ago is less surely what is meant.
_HEDGED: Final = 0.22
# An option named without a verb ("the river one", "send us the copy first") is said in few words.
_BARE_NAME: Final = 6
# A length of time thrown back ("Seven years.") chooses nothing.
_UNITS: Final = content(("year", "month", "week", "day", "hour", "minute"))
_PRAISE: Final = ("that_is_fine", "that_works")
_SOURED: Final = 0.45
_OLDER: Final = 0.12


_WORDINGS: Final[tuple[tuple[bool, Wording], ...]] = (
    *((True, wording) for wording in ACCEPTS),
    *((False, wording) for wording in REJECTS),
)


class Answer(NamedTuple):
    """One wording found: yes or no, how sure, where, and by which rule."""

    yes: bool
    confidence: float
    span: tuple[int, int]
    rule: str


class AnswerDetector:
    """Finds ``acceptance`` or ``rejection`` of the offer that is open, never both."""

    name = "relational.answer"
    version = "1"
    parties: frozenset[Party] = frozenset({"customer"})
    signals = frozenset({"acceptance", "rejection"})

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the answer that was said last, for people come to it at the end."""
        offer = open_offer(conversation)
        if offer is None:
            return
        answers = sorted(self._answers(turn, offer), key=lambda answer: answer.span[1])
        strong = [answer for answer in answers if answer.confidence >= 0.5] or answers
        if not strong:
            return
        last = strong[-1]
        yield Signal(
            name="acceptance" if last.yes else "rejection",
            confidence=round(last.confidence, 3),
            span=last.span,
            rule=f"relational.answer/{last.rule}",
        )

    def _answers(self, turn: Turn, offer: OpenOffer) -> Iterable[Answer]:
        bare = _bare(turn, offer)
        if bare is not None:
            yield bare
            return
        older = 0.0 if offer.now else _OLDER
        found = False
        for yes, (rule, confidence, needs, regex) in _WORDINGS:
            if needs.isdisjoint(turn.words):
                continue
            for match in regex.finditer(turn.lower):
                if yes and NEGATED.search(turn.lower, max(0, match.start() - 40), match.start()):
                    continue
                found = True
                doubt = older
                if yes:
                    doubt += _SOURED if rule in _PRAISE and any(map(turn.has, _SOUR)) else 0.0
                    doubt += _HEDGED if HEDGE.search(turn.lower) else 0.0
                yield Answer(yes, max(0.05, confidence - doubt), match.span(), rule)
                break
        choice = _choice(turn, offer)
        if choice is not None:
            yield choice._replace(confidence=choice.confidence - older)
            found = True
        unsure = not found and not UNDECIDED_WORDS.isdisjoint(turn.words)
        if unsure and UNDECIDED.search(turn.lower):
            yield Answer(False, 0.3, (0, len(turn.text)), "undecided")
        elif not found:
            yield from _opening(turn, offer)


def _bare(turn: Turn, offer: OpenOffer) -> Answer | None:
    """A turn that is only a yes or a no: what it means hangs on what was asked."""
    span = (0, len(turn.text))
    if BARE_NO.fullmatch(turn.lower):
        if offer.asked_else or not offer.now:
            return Answer(False, 0.25, span, "no_to_something_else")
        return Answer(False, 0.85 if offer.asked else 0.65, span, "no")
    if not BARE_YES.fullmatch(turn.lower):
        return None
    if "please" in turn.words and not offer.asked_else:
        return Answer(True, 0.9 if offer.now else 0.7, span, "yes_please")
    if not offer.now or offer.asked_else:
        return Answer(True, 0.2, span, "yes_to_something_else")
    if offer.choice and not turn.words & {"please", "either", "both"}:
        return Answer(True, 0.35, span, "yes_without_choice")
    if offer.asked:
        return Answer(True, 0.88, span, "yes")
    if not offer.last:
        return Answer(True, 0.3, span, "listening")
    gladly = turn.words & {"great", "perfect", "lovely", "brilliant", "please", "fine", "thanks"}
    return Answer(True, 0.75 if gladly else 0.55, span, "okay_to_offer")


def _choice(turn: Turn, offer: OpenOffer) -> Answer | None:
    """One of the options by its name or its number: "the refund then", "the second one"."""
    for clause in CLAUSE.finditer(turn.lower) if offer.choice and _by_order(turn) else ():
        nth = NTH.search(turn.lower, *clause.span())
        if nth is not None and not clause.group().endswith("?") and not ASKS.match(clause.group()):
            return Answer(True, 0.88, nth.span(), "choice_by_order")
    own = content_of(turn)
    if all(own.isdisjoint(content_of(each)) for each in offer.turns):
        return None
    offered = frozenset[str]().union(*map(content_of, offer.turns)) - _UNITS
    if offered.isdisjoint(own):
        return None
    for clause in reversed(list(CLAUSE.finditer(turn.lower))):
        by_verb = _names_an_option(clause.group(), offered)
        if by_verb or (by_verb is not None and offer.choice):
            return Answer(True, 0.8 if offer.choice else 0.7, clause.span(), "choice")
    return None


def _by_order(turn: Turn) -> bool:
    """Whether a word is there that every naming by order has."""
    return "the" in turn.words or "either" in turn.lower


def _names_an_option(clause: str, offered: frozenset[str]) -> bool | None:
    """True with a verb of choosing, False by the bare name alone, None where it names none."""
    if clause.endswith("?") or TELLS.search(clause) or ASKS.match(clause):
        return None
    chooses = CHOOSES.search(clause)
    words = words_of(clause[chooses.end() :] if chooses else clause)
    if is_negative(words_of(clause)):
        return None
    named = content(words)
    shared = named & offered
    if (chooses or CHOOSES_LAST.search(clause)) and shared and 2 * len(shared) >= len(named):
        return True
    return False if named and named <= offered and len(words) <= _BARE_NAME else None


def _opening(turn: Turn, offer: OpenOffer) -> Iterable[Answer]:
    """A yes or no that goes on to something else."""
    if not offer.now or offer.asked_else:
        return
    no = OPENS_NO.match(turn.lower)
    if no is not None and not NO_BUT_YES.search(turn.lower):
        yield Answer(False, 0.72 if offer.asked else 0.5, no.span(), "no_and")
        return
    yes = OPENS_YES.match(turn.lower) or PRAISES.match(turn.lower)
    if yes is not None:
        hedge = 0.25 if HEDGE.search(turn.lower) else 0.0
        confidence = 0.75 if offer.asked else 0.4
        if PRAISES.match(turn.lower) and not any(map(turn.has, _SOUR)):
            confidence = 0.75
        if offer.choice:
            confidence -= 0.3
        yield Answer(True, max(0.05, confidence - hedge), yes.span(), "yes_and")
