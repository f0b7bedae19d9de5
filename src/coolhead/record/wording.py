"""Sentences taken from what was said: cut at their bounds, short, without swear words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coolhead.call.state import Heard
from coolhead.record.due_times.tokens import word_list
from coolhead.signals.turn import Turn

# A line of a record is read at a glance; what was said in full stands in the transcript.
LINE_CHARS: Final = 200
# Lists longer than this are no longer a summary.
LIST_ITEMS: Final = 8

# What would turn the direction of the text around it, or is no character of a text at all.
_DROPPED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_ENDS: Final = re.compile("[\x0b-\x0d\x85\u2028\u2029]")
# Half a pair: it cannot be written in UTF-8.
_HALVES: Final = re.compile("[\ud800-\udfff]")
_SWEARING: Final = re.compile(
    r"\b(?:(?:mother)?f+u+c+k+\w*|f\*+\w*|bull ?shit\w*|shit+\w*|bloody|(?:god)?damn(?:ed|it)?|"
    r"goddam\w*|bastards?|arse(?:holes?)?|ass(?:holes?)?|crap(?:py)?|piss(?:ed|ing)?|bollocks|"
    r"bugger\w*|wank\w*|bitch\w*|cunts?|dick(?:heads?)?|pricks?|twats?|sodding|freaking|effing|"
    r"hell(?=\b))(?:\b|(?<=\*))",
    re.IGNORECASE,
)
_FILLER: Final = re.compile(
    r"^(?:(?:um+|uh+|er+m?|ah+|oh|well|so|okay|ok|yeah|yes|no|and|but|look|listen|right|now|hi|"
    r"hello|hey|good (?:morning|afternoon|evening))\b[\s,.!-]*)+",
    re.IGNORECASE,
)
# Words of which a line is not about anything.
_SMALL: Final = frozenset(
    word_list(
        "a an the and or but so to of in on at for with by is are was were be been am do does "
        "did have has had i you he she it we they me my your our this that these those there "
        "here what how yes no yeah okay ok well um uh er just not can could would will i'm "
        "it's that's i've i'd i'll please thanks thank hi hello right sure"
    )
)


def harmless(text: str) -> str:
    """The whole text, without characters that act on their surroundings or cannot be written.

    Other ends of lines and pages become spaces; line feeds and tabs stay, and so do joiners, which
    some scripts are spelled with.
    """
    return _HALVES.sub("\ufffd", _DROPPED.sub("", _ENDS.sub(" ", text)))


def plain(text: str, limit: int = LINE_CHARS) -> str:
    """One line, without characters that cannot be printed or that turn the line, cut at a word."""
    shown = (c if c.isprintable() else " " for c in text[: 4 * limit])
    line = " ".join("".join(shown).split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    head, gap, _ = cut.rpartition(" ")
    return f"{(head if gap and len(head) > limit // 2 else cut).rstrip(' ,;:')}\u2026"


def clean(text: str, limit: int = LINE_CHARS) -> str:
    """A plain line without swear words and without the fillers that it begins with."""
    without = _SWEARING.sub(" ", text[: 4 * limit])
    without = re.sub(r"\s+([,.!?;:])", r"\1", without)
    without = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", without)
    line = _FILLER.sub("", " ".join(without.split()))
    return plain(line.strip(" ,;:-"), limit)


def sentences(text: str, limit: int = 60) -> list[tuple[int, int]]:
    """The places of the sentences of a text, at most ``limit`` of them."""
    return list(Turn("customer", text).sentences[:limit])


def sentence_at(text: str, span: tuple[int, int] | None) -> str:
    """The sentence that holds the span; the whole text without one."""
    if span is None:
        return text
    for start, end in sentences(text):
        if start <= span[0] < end:
            if end - start <= 2 * LINE_CHARS:
                return text[start:end].strip()
            break
    # Unpunctuated speech is one long sentence: a window of words around the evidence.
    start = max(0, span[0] - LINE_CHARS // 2)
    start = text.find(" ", start) + 1 if start else 0
    return text[start : start + LINE_CHARS].strip()


def content_words(text: str) -> frozenset[str]:
    """The words that carry what a line is about."""
    return frozenset(Turn("customer", text[: 4 * LINE_CHARS]).tokens) - _SMALL


def alike(one: str, other: str) -> bool:
    """Whether two lines say the same: the shorter one's words are mostly in the other."""
    first, second = content_words(one), content_words(other)
    if not first or not second:
        return one.strip().lower() == other.strip().lower()
    # Three in four shared words is where, read side by side, a recap stops being a new fact.
    return len(first & second) / min(len(first), len(second)) >= 0.75


def distinct(lines: Iterable[tuple[str, str]], limit: int = LIST_ITEMS) -> list[tuple[str, str]]:
    """The (line, utterance) pairs whose line is not said by one before it; the first ``limit``."""
    kept: list[tuple[str, str]] = []
    for line, utterance in lines:
        if line and not any(alike(line, known) for known, _ in kept):
            kept.append((line, utterance))
        if len(kept) == limit:
            break
    return kept


def quote_of(heard: Heard, span: tuple[int, int] | None) -> str:
    """The words of the evidence, in its sentence, as they were said."""
    return plain(sentence_at(heard.utterance.text, span))
