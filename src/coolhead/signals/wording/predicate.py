"""What is said of a subject: a verb group and what follows it, from the agent's mouth.

The grammar is small on purpose. What it cannot read to an end that a listener would accept, it
does not read at all.
"""

from __future__ import annotations

from typing import Final

import msgspec

from coolhead.signals.wording.chunk import Chunk, Words
from coolhead.signals.wording.complements import complements_at
from coolhead.signals.wording.nounphrase import noun_phrase
from coolhead.signals.wording.verbgroup import (
    DOWN,
    Form,
    adverbs_at,
    after_auxiliary,
    agreeing,
    apostrophe_s,
)
from coolhead.signals.wording.verbs import BASE, ING, PARTICIPLE, PAST, THIRD, can
from coolhead.signals.wording.words import (
    DAYS,
    FAULTY,
    FINITE,
    NEGATED,
    word_set,
)

_OBJECT: Final = {"me": "you", "us": "you"}


_DANGLING: Final = word_set("it them this that him her those these")


# Verbs that say nothing without what they are done to.
_NEEDS_OBJECT: Final = word_set(
    "make get buy give send put take bring lose receive need use keep hold tell set fill owe "
    "download sell show submit request request provide damage delete list accept reject steal "
    "promise quote refuse spend ignore install fit book add collect cancel"
)


# Verbs that a particle makes whole: "turned up", "got through", "cut out".
_WHOLE_WITH_PARTICLE: Final = word_set("show turn get cut pick log hang sign")


_THROUGH: Final = {"get": ("through", "in"), "log": ("in", "on"), "show": ("on",)}


# Said of the firm as "us": "you have called us three times".
_TO_US: Final = word_set("call ring phone email contact reach ask send write text tell pay chase")


# "arrived broken" (read as "fault"), "came with a hole in it".
_DAMAGE: Final = word_set(
    "fault hole holes crack cracks scratch scratches stain stains dent dents damage tear mould "
    "mold leak error errors"
)


# Done to a thing, and nothing wrong with that: "my laptop was repaired".
MENDED: Final = word_set(
    "activate add adjust amend apply approve arrange book clean collect connect correct credit "
    "deliver dispatch fit fix honour install lay mend move process refund reinstate renew "
    "repair replace return reverse schedule send ship switch unlock update upgrade extend "
    "confirm resolve"
)


_DETERMINERS: Final = word_set("the my our a an your")
_FAULT_WORDS: Final = word_set("still again twice constantly randomly repeatedly")


_SECOND_OBJECT: Final = word_set("give send charge promise show offer sell quote owe")


class Predicate(msgspec.Struct, frozen=True, gc=False):
    """A verb group with its complements.

    ``auxiliary``, ``verb`` and ``rest`` are words from the agent's mouth, in order; ``fault`` says
    that something is wrong if this is said of a thing.
    """

    end: int
    main: str
    form: Form
    auxiliary: tuple[str, ...]
    verb: str
    negated: bool = False
    fault: bool = False
    object: Chunk | None = None
    receiver: bool = False
    rest: tuple[Chunk, ...] = ()

    def said(self, *, object_too: bool = True) -> tuple[str, ...]:
        """The words, with or without the object."""
        words = [*self.auxiliary, *self.verb.split()]
        if self.receiver:
            words.append("you")
        if self.object is not None and object_too:
            words += self.object.said
        for chunk in self.rest:
            words += chunk.said
        return tuple(words)


def predicate_at(  # noqa: C901 - one case a way of saying it
    words: Words, i: int, *, first_person: bool, gap: bool = False
) -> Predicate | None:
    """The predicate at ``i``; with a ``gap`` its object stands before ("the sofa I bought")."""
    said: list[str] = []
    i, negated = adverbs_at(words, i, said)
    word = words.at(i)
    form: Form = "active"
    fault = False
    if word == "'s":
        word = apostrophe_s(words, i)
    if word == "'d":
        word = "had" if words.at(i + 1) in PARTICIPLE or words.at(i + 1) == "been" else ""
    if word in FINITE:
        said.append(agreeing(word, first_person=first_person))
        negated = negated or word in NEGATED
        i, more = adverbs_at(words, i + 1, said)
        negated = negated or more
        group = after_auxiliary(words, i, word, said)
    elif word in ("got", "gets", "get") and words.at(i + 1) in PARTICIPLE:
        said.append(word)
        done = words.at(i + 1)
        group = (i + 2, PARTICIPLE[done], done, "passive")
    elif word in ("keep", "keeps", "kept"):
        j = i + 2 if words.at(i + 1) == "on" else i + 1
        fault = True
        if words.at(j) == "being" and words.at(j + 1) in PARTICIPLE:
            said += [word, "being"]
            group = (j + 2, PARTICIPLE[words.at(j + 1)], words.at(j + 1), "passive")
        elif words.at(j) in ING:
            said += [word]
            group = (j + 1, ING[words.at(j)], words.at(j), "ing")
        else:
            return None
    elif word in ("stopped", "started", "stops", "starts", "quit") and words.at(i + 1) in ING:
        said.append(word)
        fault = True
        group = (i + 2, ING[words.at(i + 1)], words.at(i + 1), "ing")
    elif word in PAST or word in THIRD:
        group = (i + 1, PAST.get(word) or THIRD[word], word, "active")
    else:
        return None
    if group is None:
        return None
    i, main, verb, form = group
    return _finish(words, i, main, verb, form, said=said, negated=negated, fault=fault, gap=gap)


def _finish(  # noqa: C901, PLR0912, PLR0915 - one case a way of saying it
    words: Words,
    i: int,
    main: str,
    verb: str,
    form: Form,
    *,
    said: list[str],
    negated: bool,
    fault: bool,
    gap: bool,
) -> Predicate | None:
    """Read the object and the rest, and judge whether all of it may be said."""
    if form == "having" and not verb and said and said[-1] in ("got",):
        return None
    takes = form in ("active", "ing", "having") and (can(main, "t") or main == "have")
    takes = takes or (form == "due" and " be " not in f" {verb} " and can(main, "t"))
    double = form == "passive" and (can(main, "p"))
    thing: Chunk | None = None
    receiver = False
    whole = False
    if main in ("stop", "start", "keep") and form == "active" and words.at(i) in ING:
        main, verb, form, fault = ING[words.at(i)], f"{verb} {words.at(i)}", "ing", True
        i += 1
        takes = can(main, "t")
    if main == "try" and form == "ing" and words.at(i) == "to" and words.at(i + 1) in BASE:
        main, verb = words.at(i + 1), f"{verb} to {words.at(i + 1)}"
        i += 2
        form = "trying"
        takes = can(main, "t")
    if main == "come" and (
        words.at(i) in ("off", "apart", "loose", "undone")
        or (words.at(i) == "on" and words.at(i + 1) not in DAYS)
    ):
        if words.at(i) == "off" and words.at(i + 1) in ("my", "the"):
            i -= 1
        else:
            verb = f"{verb} {words.at(i)}"
        fault = True
        i += 1
    if main == "let" and words.at(i) in ("me", "us") and words.at(i + 1) in BASE:
        main, verb = words.at(i + 1), f"{verb} you {words.at(i + 1)}"
        i += 2
        takes = can(main, "t")
    if main == "go" and words.at(i) in ("down", "up", "off", "missing", "wrong", "dead"):
        verb, fault = f"{verb} {words.at(i)}", True
        i += 1
    elif takes and words.at(i) in ("up", "off", "out", "back", *_THROUGH.get(main, ())):
        whole = main in _WHOLE_WITH_PARTICLE
        verb = f"{verb} {words.at(i)}"
        i += 1
    if takes and words.at(i) == "you" and main in _TO_US and words.at(i + 1) not in FINITE:
        verb = f"{verb} us"
        i += 1
        whole = main not in _SECOND_OBJECT
        takes = not whole
    if takes and words.at(i) in _OBJECT and not gap:
        receiver = True
        i += 1
        takes = main in _SECOND_OBJECT
    if takes and not gap and words.at(i) in _DANGLING and noun_phrase(words, i) is None:
        return None
    found = complements_at(words, i, main, takes_object=(takes or double) and not gap, gap=gap)
    if found is None:
        return None
    thing, rest, i = found
    if any(chunk.said[:1] in (("since",), ("for",)) for chunk in rest):
        said, rest = _since(said, rest, words, form)
    fault = fault or any(
        chunk.head in _DAMAGE or not FAULTY.isdisjoint(chunk.said[1:-1]) for chunk in rest
    )
    fault = fault or (main == "have" and thing is not None and thing.determiner == "no")
    if not (gap or whole or thing or receiver) and _incomplete(main, form):
        return None
    if form == "state" and main in DOWN and words.at(i) in _DETERMINERS:
        return None
    # "was due on Friday", "has been off since May": what makes it a complaint.
    fault = (
        fault
        or (negated and not (form == "state" and main in FAULTY))
        or form == "due"
        or (form == "state" and not negated and main in (FAULTY | DOWN | {"pieces"}))
        or (form in ("active", "ing", "passive") and can(main, "f"))
        or any(word in _FAULT_WORDS for word in said)
        or any(word.startswith("should") for word in said)
        or (form == "passive" and can(main, "o") and main not in MENDED)
    )
    return Predicate(i, main, form, tuple(said), verb, negated, fault, thing, receiver, rest)


def _incomplete(main: str, form: Form) -> bool:
    if main == "have" or form == "having":
        return True
    return form in ("active", "ing") and main in _NEEDS_OBJECT


def _since(
    said: list[str], rest: tuple[Chunk, ...], words: Words, form: Form
) -> tuple[list[str], tuple[Chunk, ...]]:
    """So: "is not working since two days" is "has not been working for two days"."""
    long = next((c for c in rest if words.at(c.start) in ("since", "from") and c.said), None)
    if long is None or long.kind != "duration":
        return said, rest
    if said and said[0] in _PERFECT and form in ("ing", "state", "passive"):
        has = _PERFECT[said[0]]
        return [has, *said[1:], "been"], rest
    if long.said[0] == "for" and not (said and said[0] in ("has", "have", "hasn't", "haven't")):
        return said, tuple(chunk for chunk in rest if chunk is not long)
    return said, rest


_PERFECT: Final = {"is": "has", "are": "have", "isn't": "hasn't", "aren't": "haven't"}
