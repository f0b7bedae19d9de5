"""Speech made ready for reading: fillers, false starts and swearing out, contractions opened.

``tidy`` gives words as they may be said back, in two parallel lists: in lower case for looking up,
and as shown. Sentence ends are "." and "?", other breaks ",". A word that cannot be said back is
"§": no phrase is ever built over it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from coolhead.signals.wording.spoken import APOSTROPHE, FILLER_WORDS, FILLERS, HUMS, OPENED
from coolhead.signals.wording.words import INTENSIFIERS, SHOWN

# Longest text looked at, in characters: the start of a minute and a half of fast speech, in which
# people name what they are calling about. It bounds the cost of a text of any length.
MAX_CHARS: Final = 1500
BAD: Final = "§"

_PLAIN: Final = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0", "''\"\"--. ")
_TOKEN: Final = re.compile(
    r"[£$€₹]\d[\d,]*(?:\.\d\d)?|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|am|pm|[kgc]b|mb|%)?(?![\w])"
    r"|[^\W\d_]+(?:['-][^\W\d_]+)*'?(?![\w*@#])|[.?!,;:()\"]|(?<= )-+(?= )|\S+"
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*'?\Z|[£$€₹]?\d[\d.,:a-z%]*\Z")
_ENDS: Final = {".": ".", "!": ".", "?": "?"}


class _Token(NamedTuple):
    """A token as read: its words in lower case and as shown where they have no capital.

    ``plain`` is one word and nothing more to look at; ``fixed`` a word whose capitals are the same
    wherever it stands; ``goes_on`` says how the fillers that begin with it go on.
    """

    kind: Literal["word", "fixed", "end", "comma", "bad", "heat", "drop"]
    plain: bool
    low: tuple[str, ...]
    show: tuple[str, ...]
    goes_on: tuple[tuple[str, ...], ...] = ()
    seconds: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def _read(raw: str) -> _Token:
    word = raw.lower()
    if word in _ENDS:
        return _Token("end", False, (_ENDS[word],), ())
    if not _WORD.match(word):
        # A break, or something unreadable (a masked number, a starred word).
        if word.endswith("ing") and "*" in word:
            return _Token("drop", False, (), ())
        comma = word in ',;:()"' or set(word) == {"-"}
        return _Token("comma", False, (",",), ()) if comma else _Token("bad", False, (BAD,), ())
    if word in HUMS or word in FILLER_WORDS:
        return _Token("drop", False, (), ())
    goes_on = _GOES_ON.get(word, ())
    word = APOSTROPHE.get(word, word)
    opened = OPENED.get(word)
    if opened is not None:
        low = tuple(opened.split())
    elif word.endswith("'s") and word != "let's":
        low = (word[:-2], "'s")
    else:
        low = (word,)
    show = tuple(SHOWN.get(part, part) for part in low)
    if word in INTENSIFIERS:
        return _Token("heat", False, low, show, goes_on)
    seconds = frozenset(more[0] for more in goes_on)
    fixed = opened is not None or (len(low) == 1 and (word in (raw, "i") or word in SHOWN))
    plain = fixed and not goes_on
    return _Token("fixed" if fixed else "word", plain, low, show, goes_on, seconds)


_GOES_ON: Final[dict[str, tuple[tuple[str, ...], ...]]] = {}
for _filler in sorted(FILLERS, key=len, reverse=True):
    _first, *_more = _filler.split()
    if _more:
        _GOES_ON[_first] = (*_GOES_ON.get(_first, ()), tuple(_more))


def tidy(text: str) -> tuple[list[str], list[str]]:
    """The words of a text in lower case and as shown, of equal length; ends with "."."""
    plain = text[:MAX_CHARS]
    if not plain.isascii():
        plain = plain.translate(_PLAIN)
    shouted = plain.isupper()
    tokens = _TOKEN.findall(plain)
    low: list[str] = []
    show: list[str] = []
    left_out = False
    skipped = 0
    for at, raw in enumerate(tokens, start=1):
        if skipped:
            skipped -= 1
            continue
        token = _read(raw)
        if token.plain:
            low += token.low
            show += token.show
            left_out = False
            continue
        if token.goes_on and at < len(tokens) and tokens[at].lower() in token.seconds:
            skipped = _filler_length(tokens, at, token.goes_on)
        if skipped or token.kind == "drop":
            left_out = True
            continue
        _take(token, raw, low, show, after_filler=left_out, shouted=shouted)
        left_out = False
    _end(low, show, ".")
    return _without_false_starts(low, show) if _says_twice(low) else (low, show)


def _take(
    token: _Token, raw: str, low: list[str], show: list[str], *, after_filler: bool, shouted: bool
) -> None:
    if token.kind == "comma" and after_filler and low and low[-1] == ",":
        # Between two commas stood a filler alone: they go with it.
        del low[-1], show[-1]
    elif token.kind in ("end", "comma", "bad"):
        _end(low, show, token.low[0])
    elif token.kind == "heat" and low and low[-1] != "is":
        return
    elif token.kind != "word" or shouted or raw[0] in _LOWER:
        low += token.low
        show += token.show
    else:
        _add_name(token, raw, low, show)


def _says_twice(low: list[str]) -> bool:
    """Whether a word comes again within four, which is how a false start begins."""
    seen: dict[str, int] = {}
    for at, word in enumerate(low):
        if at - seen.get(word, -9) <= 4 and word not in _BREAKS:
            return True
        seen[word] = at
    return False


def _add_name(token: _Token, raw: str, low: list[str], show: list[str]) -> None:
    for part in token.low:
        low.append(part)
        show.append(SHOWN.get(part) or _named(raw, part, low))


_BREAKS: Final = frozenset({".", "?", ",", BAD})
_LOWER: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def _filler_length(tokens: list[str], at: int, goes_on: tuple[tuple[str, ...], ...]) -> int:
    """How many tokens more the filler takes whose first was read; 0 where it is none."""
    for more in goes_on:
        if tuple(token.lower() for token in tokens[at : at + len(more)]) == more:
            return len(more)
    return 0


def _named(raw: str, part: str, low: list[str]) -> str:
    """A capital in mid-sentence is a name's; at the start it is the sentence's."""
    if len(low) < 2 or low[-2] in ".?,":
        return part if len(raw) < 2 or not raw[1:2].isupper() else raw[: len(part)]
    return raw[: len(part)]


def _end(low: list[str], show: list[str], mark: str) -> None:
    if mark in ".?" and low and low[-1] == ",":
        low[-1] = show[-1] = mark
    elif low and not (mark in ".?," and low[-1] in ".?,"):
        low.append(mark)
        show.append(mark)


def _without_false_starts(low: list[str], show: list[str]) -> tuple[list[str], list[str]]:
    """So: "my my sofa", "I was, I was". What is said twice in a row was meant once."""
    kept: list[str] = []
    shown: list[str] = []
    for word, seen in zip(low, show, strict=True):
        kept.append(word)
        shown.append(seen)
        for n in (1, 2, 3):
            here = len(kept) - 1
            if here < n or word not in (kept[here - n], kept[here - n - 1]):
                continue
            if len(kept) >= 2 * n and kept[-n:] == kept[-2 * n : -n] and "had" not in kept[-n:]:
                del kept[-n:], shown[-n:]
                break
            if (
                len(kept) >= 2 * n + 1
                and kept[-n - 1] == ","
                and kept[-n:] == kept[-2 * n - 1 : -n - 1]
            ):
                del kept[-n - 1 :], shown[-n - 1 :]
                break
    return kept, shown
