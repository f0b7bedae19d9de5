"""How long the customer has been without something, where they say it without a verb."""

from __future__ import annotations

from typing import Final

import msgspec

from coolhead.signals.wording.chunk import Words, is_number
from coolhead.signals.wording.nounphrase import noun_phrase
from coolhead.signals.wording.predicate import Predicate
from coolhead.signals.wording.times import amount_at, time_at
from coolhead.signals.wording.words import word_set

_LASTS: Final = word_set("no a an over nearly almost about half several")


def lacking_at(words: Words, i: int) -> Predicate | None:
    """So: "three weeks with no heating", "no heating for three weeks"; None for anything else."""
    if words.at(i) not in _LASTS and not is_number(words.at(i)):
        return None
    if words.at(i) == "no":
        lacked = noun_phrase(words, i)
        long = time_at(words, lacked.end) if lacked is not None else None
        end = long.end if long is not None else i
    else:
        long = amount_at(words, i)
        at = long.end if long is not None else i
        at += words.at(at) == "now"
        at += words.at(at) == "with"
        at += words.at(at) == "without"
        lacked = noun_phrase(words, at, bare=words.at(at - 1) == "without")
        if lacked is None or (words.at(at - 1) != "without" and lacked.determiner != "no"):
            return None
        end = lacked.end
    if lacked is None or long is None or long.kind != "duration" or lacked.kind != "thing":
        return None
    bare = lacked.said[1:] if lacked.determiner in ("no", "any") else lacked.said
    said = long.said if long.said[0] in ("for", "since", "all") else ("for", *long.said)
    rest = (msgspec.structs.replace(long, said=said),)
    verb = " ".join(("without", *bare))
    return Predicate(end, "without", "state", ("have", "been"), verb, fault=True, rest=rest)
