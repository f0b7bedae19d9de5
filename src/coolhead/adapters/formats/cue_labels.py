"""Speakers that stand in the text of cues, as ``Name: …``, ``[Name] …`` or ``(Name)``.

A colon or a bracket alone makes no speaker ("Note: it is late", "[laughs]"): what stands before a
cue counts as one where it is the name of a role, where it looks like a name and comes again, or
where so many cues of the file begin like that that it must be one, as in exports of meetings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from coolhead.adapters.formats.role_names import is_numbered, key_of, role_of

# A dash or ">>" says that the speaker changes.
_CHANGE: Final = re.compile(r"\s{0,20}(?:[-\u2010-\u2015]|>{2,3})\s{0,20}")
# A name ends at the first colon and takes no marks that a sentence has; "10:30" and "https://" are
# none. Everything is bounded, so that a line of megabytes costs no more than another.
_STYLES: Final = (
    re.compile(
        r"(?P<name>[^\W_]|\+\d)(?P<more>[^:\[\]{}<>;!?\"\n]{0,59}?)\s{0,3}:(?![\d/:])\s{0,3}"
    ),
    re.compile(r"\[(?P<name>[^\[\]\n]{1,60})\](?P<more>)\s{0,3}:?\s{0,3}"),
    re.compile(r"\((?P<name>[^()\n]{1,60})\)(?P<more>)\s{0,3}:?\s{0,3}"),
)
# What transcribers note in brackets.
_SOUND: Final = re.compile(
    r"\b(?:music|laugh(?:s|ing|ter)?|chuckl(?:es?|ing)|giggl(?:es?|ing)|applau(?:se|ds)|cheer(?:s|ing)|"
    r"inaudible|unintelligible|indistinct|crosstalk|cross|overlap(?:s|ping)?|silen(?:ce|t)|noises?|"
    r"sigh(?:s|ing)?|paus(?:es?|ing)|ring(?:s|ing|tone)|beep(?:s|ing)?|tone|click(?:s|ing)?|hold|"
    r"cough(?:s|ing)?|sniff(?:s|ing)?|sneez(?:es?|ing)|clears|throat|sob(?:s|bing)|cr(?:ies|ying)|"
    r"breath(?:es?|ing)?|gasp(?:s|ing)?|background|speaking|foreign|static|typing|blank|redacted)\b",
    re.IGNORECASE,
)
# Words of a sentence that are written large and stand before a colon.
_NO_NAMES: Final = frozenset(
    {"note", "so", "okay", "ok", "well", "question", "answer", "yes", "no", "and", "but", "now",
     "example", "remember", "sorry", "look", "right", "first", "second", "again", "that is"}
)  # fmt: skip
# "van", "de", "al": the longest word in a name that is commonly written small.
_SMALL_WORD: Final = 3
_NAME_WORDS: Final = 6
# Whoever takes part in a call speaks more than once.
_SEVERAL: Final = 2
# Exports of meetings name the speaker in every cue; a few cues may come without. Where half of
# them do, a name of two words that stands there once is one too.
_NEARLY_ALL: Final = 0.9
_HALF: Final = 0.5


class Line(msgspec.Struct, frozen=True):
    """A line of a cue: the speaker named in it, if any, and whether a dash said it is another."""

    speaker: str | None
    text: str
    changes: bool = False


def labelled(cues: Sequence[str]) -> list[list[Line]]:
    """The lines of each cue's text, with the speakers that are named in them."""
    lines = [[_undashed(line) for line in text.split("\n") if line.strip()] for text in cues]
    texts = [[text for text, _ in cue if text] for cue in lines]
    style, known = max(((s, _speakers(s, texts)) for s in _STYLES), key=lambda each: each[1][1])
    names = known[0]
    return [[_line(style, names, text, changes) for text, changes in cue] for cue in lines]


def _undashed(line: str) -> tuple[str, bool]:
    found = _CHANGE.match(line)
    return (line[found.end() :].strip(), True) if found else (line.strip(), False)


def _line(style: re.Pattern[str], names: Mapping[str, str], text: str, changes: bool) -> Line:
    found = style.match(text)
    name = names.get(key_of(_name(found))) if found else None
    if found is None or name is None:
        return Line(None, text, changes)
    return Line(name, text[found.end() :].strip(), changes)


def _speakers(style: re.Pattern[str], cues: Iterable[list[str]]) -> tuple[dict[str, str], int]:
    """Who speaks, by the name's key, if speakers are written so; and how many lines say it."""
    spelt: dict[str, str] = {}
    counts: Counter[str] = Counter()
    first: Counter[str] = Counter()
    spoken = 0
    for texts in cues:
        spoken += bool(texts)
        for index, text in enumerate(texts):
            found = style.match(text)
            name = _name(found) if found else ""
            if not name:  # "[ ]" names nobody
                continue
            key = key_of(name)
            spelt.setdefault(key, name)
            counts[key] += 1
            first[key] += index == 0
    share = first.total() / max(1, spoken)
    sure = {key for key, name in spelt.items() if role_of(name) or is_numbered(name)}
    names = {
        key: name
        for key, name in spelt.items()
        if _looks_like_name(name) and not _is_sound(style, key)
    }
    likely = {key for key in names if counts[key] >= _SEVERAL}
    if share >= _HALF:
        likely |= {key for key, name in names.items() if " " in name}
    if share >= _NEARLY_ALL:
        likely |= {key for key in first if first[key] and not _is_sound(style, key)}
    elif len(sure | likely) < _SEVERAL:
        likely = set()
    taken = sure | likely
    return {key: spelt[key] for key in spelt if key in taken}, sum(counts[key] for key in taken)


def _name(found: re.Match[str]) -> str:
    return " ".join((found["name"] + found["more"]).split())


def _is_sound(style: re.Pattern[str], key: str) -> bool:
    return style is not _STYLES[0] and _SOUND.search(key) is not None


def _looks_like_name(name: str) -> bool:
    if key_of(name) in _NO_NAMES:
        return False
    words = name.split()
    if len(words) > _NAME_WORDS or (name[0].islower() and "@" not in name):
        return False
    return all(not word[0].islower() or len(word) <= _SMALL_WORD for word in words[1:])
