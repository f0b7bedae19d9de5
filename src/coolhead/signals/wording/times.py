"""Amounts and times in tidied words: "forty pounds", "three weeks ago", "since Monday"."""

from __future__ import annotations

from typing import Final

from coolhead.signals.wording.chunk import Chunk, Words, is_number
from coolhead.signals.wording.words import (
    DAY_NAMES,
    DAYS,
    MONEY,
    NUMBERS,
    TIME_OF_DAY,
    UNITS,
)

_ROUGHLY: Final = frozenset({"about", "over", "almost", "nearly", "around"})


def amount_at(words: Words, i: int) -> Chunk | None:  # noqa: C901, PLR0912 - one case a way of saying it
    """So: "forty pounds", "over £60", "two hundred and fifty quid", "three weeks"."""
    start = i
    said: list[str] = []
    low = words.low
    if words.at(i) in _ROUGHLY or (words.at(i) == "more" and words.at(i + 1) == "than"):
        n = 2 if words.at(i) == "more" else 1
        said += words.show[i : i + n]
        i += n
    first = words.at(i)
    if first in ("a", "an") and words.at(i + 1) in ("hundred", "thousand"):
        said += words.show[i : i + 2]
        i += 2
    elif first == "half" and words.at(i + 1) in ("an", "a") and words.at(i + 2) in UNITS:
        said += words.show[i : i + 3]
        return Chunk(start, i + 3, tuple(said), "duration", words.at(i + 2))
    elif first in ("a", "an") and words.at(i + 1) == "couple" and words.at(i + 2) == "of":
        said += words.show[i : i + 3]
        i += 3
    elif first in ("a", "an") and words.at(i + 1) in UNITS and words.at(i + 1) != "second":
        said += words.show[i : i + 2]
        return Chunk(start, i + 2, tuple(said), "duration", words.at(i + 1))
    elif first in ("several", "many"):
        said.append(first)
        i += 1
    elif not is_number(first):
        return None
    while i < len(low) and (
        is_number(low[i])
        or (low[i] == "and" and said and said[-1] == "hundred" and is_number(words.at(i + 1)))
    ):
        said.append(words.show[i])
        i += 1
    unit = words.at(i)
    if unit in MONEY:
        return Chunk(start, i + 1, (*said, words.show[i]), "money", unit, plural=True)
    if said and said[-1][:1] in "£$€₹" and len(said[-1]) > 1:
        return Chunk(start, i, tuple(said), "money", said[-1], plural=True)
    if unit in UNITS or unit in ("times", "working"):
        if unit == "working" and words.at(i + 1) in UNITS:
            said.append(unit)
            i += 1
        elif unit == "working":
            return None
        whole = (*said, words.show[i])
        return Chunk(start, i + 1, whole, "duration", words.at(i), plural=words.at(i)[-1] == "s")
    return None


def time_at(words: Words, i: int) -> Chunk | None:  # noqa: C901, PLR0911, PLR0912 - one case a way of saying it
    """So: "on Friday", "three weeks ago", "last week", "since Monday", "every day", "twice"."""
    word = words.at(i)
    if word in ("yesterday", "today", "tonight", "tomorrow", "twice", "again", "already"):
        end = i + 1
        if words.at(end) in ("morning", "afternoon", "evening", "night") and word != "twice":
            end += 1
        return _time(words, i, end)
    if word in ("last", "this", "next", "every", "each", "all"):
        j = i + 1
        if words.at(j) in ("single", "other"):
            j += 1
        unit = words.at(j)
        if unit in DAYS or unit in TIME_OF_DAY or (unit in UNITS and unit not in ("second",)):
            end = j + 1
            if unit in DAY_NAMES and words.at(end) in ("morning", "afternoon", "evening", "night"):
                end += 1
            return _time(words, i, end)
        return None
    if word in ("on", "since", "by", "until", "till", "before", "after", "from", "in", "at", "for"):
        j = i + 1
        if words.at(j) in ("last", "this", "the", "next"):
            inner = time_at(words, j)
            if inner is not None:
                return _time(words, i, inner.end)
        if words.at(j) in DAYS or words.at(j) in ("yesterday", "today", "tomorrow", "noon"):
            end = j + 1
            if words.at(end) in ("morning", "afternoon", "evening", "night"):
                end += 1
            return _time(words, i, end)
        if word in ("at", "by", "before", "after", "until", "since") and (
            words.at(j) in NUMBERS or words.at(j)[:1].isdigit()
        ):
            end = j + 1
            while words.at(end) in ("am", "pm", "o'clock", "thirty", "fifteen"):
                end += 1
            inner = amount_at(words, j)
            return _time(words, i, inner.end if inner is not None else end)
        if word in ("for", "in", "after"):
            inner = amount_at(words, j)
            if inner is not None and inner.kind == "duration":
                return _time(words, i, inner.end)
        if word == "since" and words.at(j) in ("morning", "lunch", "lunchtime"):
            since = words.show[j] if words.at(j) != "morning" else "this morning"
            return Chunk(i, j + 1, ("since", *since.split()), "duration", words.at(j))
        if words.at(j) == "the" and words.at(j + 1) in TIME_OF_DAY and word in ("in", "at", "for"):
            return _time(words, i, j + 2)
        return None
    if word in DAY_NAMES:
        end = i + 1
        if words.at(end) in ("morning", "afternoon", "evening", "night"):
            end += 1
        return _time(words, i, end)
    inner = amount_at(words, i)
    if inner is not None and inner.kind == "duration":
        if words.at(inner.end) in ("ago", "late", "early", "earlier"):
            return _time(words, i, inner.end + 1)
        if inner.head == "times":
            return _time(words, i, inner.end)
    return None


def _time(words: Words, start: int, end: int) -> Chunk:
    return Chunk(start, end, tuple(words.show[start:end]), "duration", words.at(end - 1))
