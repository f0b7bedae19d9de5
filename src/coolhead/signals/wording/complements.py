"""What follows a verb, said back: its object, and times, places and adverbs after it."""

from __future__ import annotations

from typing import Final

import msgspec

from coolhead.signals.wording.chunk import Chunk, Words
from coolhead.signals.wording.nounphrase import noun_phrase, place_at
from coolhead.signals.wording.nouns import MASS
from coolhead.signals.wording.times import amount_at, time_at
from coolhead.signals.wording.verbs import PARTICIPLE, PAST, THIRD
from coolhead.signals.wording.words import (
    ADVERBS,
    BOUNDARY,
    FAULTY,
    FINITE,
    PARTICLES,
    PREPOSITIONS,
    word_set,
)

_SUBJECTS: Final = word_set(
    "i we you they he she it nobody somebody someone there my our the this that your these those "
    "what everyone everybody no"
)


_DETERMINERS: Final = word_set("the my our a an your this that these those")


# Units after the object: a fifth makes a sentence that nobody says back.
_MOST_UNITS: Final = 4


# "was supposed to come", "is due to arrive": said of what did not happen.
# An adjunct that cannot be read may be left out: what stands before it is still true.
_DROPPABLE: Final = word_set("for on in at since by after with without between during from")


def complements_at(
    words: Words, i: int, main: str, *, takes_object: bool, gap: bool = False
) -> tuple[Chunk | None, tuple[Chunk, ...], int] | None:
    """The object, what follows it and where they end; None where they cannot all be said back."""
    thing: Chunk | None = None
    if takes_object and time_at(words, i) is None:
        thing = noun_phrase(words, i) or amount_at(words, i) or _bare(words, i)
        if thing is not None and thing.kind in ("person", "vague"):
            return None
        if thing is not None and thing.kind == "duration" and main != "spend":
            thing = None
        if thing is not None:
            i = thing.end
    if takes_object and thing is None and words.at(i) in _DETERMINERS and not time_at(words, i):
        # "never rang the bell": without what it was done to, it would say something else.
        return None
    rest: list[Chunk] = []
    while len(rest) < _MOST_UNITS:
        chunk = _unit(words, i, main)
        if chunk is None:
            break
        rest.append(chunk)
        i = chunk.end
    if main == "wait" and words.at(i) == "for":
        # "waited in for a man who never came": without whom they waited for, half is said.
        return None
    return (thing, tuple(rest), i) if _may_stop(words, i, gap=gap) else None


def _bare(words: Words, i: int) -> Chunk | None:
    """So: "letters" of "you keep sending me letters", "money" of "you took money"."""
    found = noun_phrase(words, i, bare=True)
    if found is None or not (found.plural or found.head in MASS):
        return None
    return found if found.kind in ("thing", "event") else None


def _unit(words: Words, i: int, main: str) -> Chunk | None:  # noqa: C901, PLR0911, PLR0912 - one case a way of saying it
    """One adverb, particle, time, place or "broken" of "arrived broken"."""
    word = words.at(i)
    since = _since_long(words, i, main)
    if since is not None:
        return since
    found = time_at(words, i)
    if found is None and word not in PREPOSITIONS:
        amount = amount_at(words, i)
        found = amount if amount is not None and amount.kind == "duration" else None
    if found is not None:
        return found
    if word in ("that", "which"):
        return None
    if word == "all" and words.at(i + 1) in ("over", "around", "across"):
        place = place_at(words, i + 1)
        if place is not None:
            return msgspec.structs.replace(place, start=i, said=("all", *place.said))
    if word == "than" and time_at(words, i + 1) is not None and main == "high":
        when = time_at(words, i + 1)
        return when and msgspec.structs.replace(when, start=i, said=("than", *when.said))
    if word in ADVERBS and word != "never":
        return Chunk(i, i + 1, (words.show[i],), "vague", word)
    if word in PARTICLES and (word in PREPOSITIONS and words.at(i + 1) in _DETERMINERS):
        return place_at(words, i)
    if word in PARTICLES and (
        words.at(i + 1) in PREPOSITIONS
        or _may_stop(words, i + 1)
        or time_at(words, i + 1) is not None
    ):
        kept = place_at(words, i)
        return kept or Chunk(i, i + 1, (word,), "vague", word)
    if word in FAULTY and main in ("arrive", "come", "turn", "deliver", "work", "send", "go"):
        return Chunk(i, i + 1, (word,), "event", "fault")
    place = place_at(words, i)
    if place is not None:
        return place
    if word == "to" and words.at(i + 1) in ("come", "arrive", "be") and main == "wait":
        if words.at(i + 1) == "be" and words.at(i + 2) in PARTICIPLE:
            said = ("to", "be", words.at(i + 2))
            return Chunk(i, i + 3, said, "vague", "to")
        return None
    return None


def _since_long(words: Words, i: int, main: str) -> Chunk | None:
    """So: "since two days", "from last two weeks": how long, in words that are not said back."""
    if words.at(i) not in ("since", "from"):
        return None
    j = i + 1
    while words.at(j) in ("last", "the", "past"):
        j += 1
    long = amount_at(words, j)
    if long is None or long.kind != "duration" or words.at(long.end) == "ago":
        return None
    return msgspec.structs.replace(long, start=i, said=("for", *long.said))


def _may_stop(words: Words, i: int, *, gap: bool = False) -> bool:
    """Whether a listener would accept that what was said ends before the word at ``i``."""
    word = words.at(i)
    if (
        word in (".", "?", ",")
        or word in BOUNDARY
        or word in _SUBJECTS
        or (gap and (word in FINITE or word == "quit" or word in PAST or word in THIRD))
    ):
        return True
    if word in _DROPPABLE:
        return True
    return word in ("yes", "yeah", "no", "okay", "ok", "right", "hello", "thank", "thanks", "let")
