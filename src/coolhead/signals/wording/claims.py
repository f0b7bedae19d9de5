"""What the customer said is wrong, as a clause that stands by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from coolhead.signals.wording.candidate import (
    CONTACT,
    DRAGGING,
    NOT_DONE_TO_THEM,
    Candidate,
    cannot,
    charged,
    joined,
    rest_of,
)
from coolhead.signals.wording.nouns import EVENTS, MASS, THINGS
from coolhead.signals.wording.predicate import Predicate
from coolhead.signals.wording.statements import Statement
from coolhead.signals.wording.verbs import can
from coolhead.signals.wording.words import word_set

# Words at most of a clause: a sentence that one can say in a breath.
MOST_CLAIM_WORDS: Final = 18
# Said back, "you broke your phone" would sound like an accusation.
_THEIR_OWN_DOING: Final = word_set(
    "break drop lose damage crack spill forget cut tear miss delete scratch smash burn leave split"
)
_GIVEN: Final = word_set("send give tell promise show sell quote offer owe refuse")
# "you returned", "you have been paying": said of whom or of what is missing.
_NEEDS_MORE: Final = word_set(
    "call ring phone email write text contact pay return run work stay start finish speak talk "
    "look change check open play use read sign buy report register complete come go update move "
    "travel park"
)
# A claim of this rank or above tells what is wrong; below it, what the customer did about it.
GRIEVANCE: Final = 3


def claims(statements: list[Statement]) -> Iterator[Candidate]:  # noqa: C901 - one case a way of saying it
    """Candidates for what was said, as a clause that stands by itself."""
    for statement in statements:
        predicate = statement.predicate
        said = predicate.said()
        if (
            predicate.main in DRAGGING
            and predicate.auxiliary == ("are",)
            and any(c.kind == "duration" and c.said[:1] == ("for",) for c in predicate.rest)
        ):
            said = ("have", "been", *said[1:])
        if statement.subject == "customer":
            if _may_tell(predicate):
                yield _weight(predicate), joined("you", *said)
        elif statement.subject == "nobody":
            if predicate.receiver or predicate.main in ("come", "turn", "show", "reply", "answer"):
                yield 3, joined("nobody", *said)
        elif statement.subject == "there" and predicate.object is not None:
            noun = predicate.object
            if noun.head in EVENTS or noun.head in THINGS or noun.head in MASS:
                verb = "are" if noun.plural else "is"
                yield 3, joined("there", verb, *noun.said, *rest_of(predicate))
        elif statement.subject == "thing" and statement.noun is not None and predicate.fault:
            noun = statement.noun
            if noun.kind != "money":
                yield 3, joined(*noun.said, *said)


def _weight(predicate: Predicate) -> int:
    """What was done to them or kept from them says more than what they did themselves."""
    more = bool(predicate.rest or predicate.object)
    if predicate.main in CONTACT and predicate.form == "active" and not predicate.negated:
        return 4 if any(chunk.head == "times" for chunk in predicate.rest) else 1
    suffered = predicate.negated or predicate.fault or predicate.form in ("passive", "trying")
    if suffered or predicate.main in DRAGGING:
        return 4 if more else GRIEVANCE
    return 4 if predicate.main in ("be", "have") else 2


def _may_tell(predicate: Predicate) -> bool:  # noqa: C901, PLR0911, PLR0912 - one case a way of saying it
    if predicate.main == "pay" and predicate.auxiliary[-1:] in (("can't",), ("couldn't",)):
        return False
    if predicate.main in ("be", "tell", "ask", "want", "try", "need", "hear", "forget"):
        return False
    if predicate.form in ("ing", "trying") and "not" in predicate.auxiliary:
        return False
    if any(
        word in ("will", "would", "should", "shouldn't", "won't") for word in predicate.auxiliary
    ):
        return False
    if predicate.main == "have" and not predicate.negated:
        return predicate.object is not None and predicate.object.determiner == "no"
    if predicate.main in _NEEDS_MORE and predicate.object is None:
        return " us" in predicate.verb or any(c.kind == "duration" for c in predicate.rest)
    if predicate.form == "active" and predicate.negated and not cannot(predicate):
        return predicate.main in NOT_DONE_TO_THEM
    if predicate.form == "active" and predicate.main in _THEIR_OWN_DOING:
        return False
    if predicate.main == "charge" and not charged(predicate):
        return False
    if predicate.form == "passive" and predicate.main in DRAGGING:
        return True
    if predicate.main in _GIVEN and predicate.object is None and predicate.form == "passive":
        return False
    if predicate.form == "passive":
        return can(predicate.main, "p") or predicate.main in ("hang", "keep", "put", "leave", "cut")
    if predicate.form == "state":
        return predicate.main in ("hold", "without")
    return can(predicate.main, "e")
