"""Words with times, speakers and confidence, as recognisers give them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated, Final

import msgspec

from coolhead.adapters.formats.transcript import MAX_CALL_S, clean
from coolhead.call.utterance import Word

# Confidences are told apart in hundredths at best; more places are noise of the arithmetic.
_PLACES: Final = 4

# How a format labels a speaker: by a name or by a small number.
Label = Annotated[int, msgspec.Meta(ge=0, le=9_999)] | str


class TimedWord(msgspec.Struct, frozen=True):
    """A word as it came; ``start`` and ``end`` in seconds from the call's start, where known.

    ``confidence`` is 0-1, ``speaker`` the format's own label.
    """

    text: str
    start: float | None = None
    end: float | None = None
    confidence: float | None = None
    speaker: str | None = None


def label_of(given: Label | None) -> str | None:
    """A speaker's label as text."""
    return None if given is None else str(given)


def words_of(words: Sequence[TimedWord], text: str) -> tuple[Word, ...]:
    """The words of an utterance that says ``text``, for its ``words``.

    None at all where together they do not say what ``text`` says (letters and digits are
    compared). A word without times, or with times that cannot be, is left out: the text has it.
    """
    if not words or _said(each.text for each in words) != _said([text]):
        return ()
    kept = []
    for each in words:
        word = clean(each.text)
        if not word or each.start is None or each.end is None:
            continue
        if 0 <= each.start <= each.end <= MAX_CALL_S:
            kept.append(Word(w=word, start=each.start, end=each.end))
    return tuple(kept)


def mean_confidence(words: Iterable[TimedWord]) -> float | None:
    """The mean of the confidences that are 0-1; None where there is none."""
    known = [
        each.confidence
        for each in words
        if each.confidence is not None and 0.0 <= each.confidence <= 1.0
    ]
    return round(math.fsum(known) / len(known), _PLACES) if known else None


def with_speakers(words: Sequence[TimedWord]) -> list[TimedWord]:
    """The words, those without a speaker given to whoever spoke before (the first: after) them.

    Empty where no word has a speaker.
    """
    speaker = next((each.speaker for each in words if each.speaker is not None), None)
    if speaker is None:
        return []
    named = []
    for each in words:
        speaker = each.speaker if each.speaker is not None else speaker
        named.append(msgspec.structs.replace(each, speaker=speaker))
    return named


def stretches(
    words: Sequence[TimedWord], pause_s: float = math.inf
) -> Iterator[tuple[int, list[TimedWord]]]:
    """Yield each stretch of one speaker's words, with the index of its first word.

    A silence longer than ``pause_s`` seconds between two words ends a stretch too.
    """
    first = 0
    for index in range(1, len(words) + 1):
        if index < len(words):
            before, word = words[index - 1], words[index]
            if word.speaker == before.speaker and not _silence_s(before, word) > pause_s:
                continue
        if first < index:
            yield first, list(words[first:index])
        first = index


def _silence_s(before: TimedWord, after: TimedWord) -> float:
    if before.end is None or after.start is None:
        return 0.0
    return after.start - before.end


def _said(texts: Iterable[str]) -> str:
    return "".join(letter for text in texts for letter in text.casefold() if letter.isalnum())
