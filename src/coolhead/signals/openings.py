"""With which letters a match of an expression can begin, and where such words stand in a text.

An expression of many alternatives that begins at a word boundary is tried at every character of a
text, though it can match at very few of them. Its *openings*, the first two characters of
everything that it can match, tell where: mostly nowhere, at the cost of a few look-ups.
"""

from __future__ import annotations

import re
from typing import Final

# Stands for a character that may be any: a class such as ``\w``, or whatever follows the match.
_ANY: Final = "\0"
# So many characters are told apart: one leaves too many words, and each more costs more to find.
_LENGTH: Final = 2
# A wording that can begin in more ways than this is looked for everywhere.
_MOST: Final = 400

_AROUND: Final = re.compile(r"\(\?<?[=!]")
_GROUP: Final = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_PLAIN_CLASS: Final = re.compile(r"\[((?:\\[^\w]|[^\\^-])+)\]")
_TIMES: Final = re.compile(r"(?:(?P<some>[?*+])|\{(?P<least>\d+)(?:,\d*)?\})[?+]?")
_BOUNDARY: Final = (r"\b", r"(?<![\w'])")
_WORD_START: Final = re.compile(r"\w(?:\w+|.?)", re.DOTALL)


class _Unread(Exception):  # noqa: N818 - control flow inside this module, never seen outside
    """The expression holds something that this reader does not know."""


def openings_of(expression: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The first two characters of every match, and first ones that anything may follow.

    None where a match may begin elsewhere than at a word, or with any letter. Understands what
    the wordings of the detectors are made of: groups, alternatives, classes, quantifiers and what
    looks around.
    """
    if not expression.startswith(_BOUNDARY):
        return None
    try:
        found, ways, end = _alternatives(expression, 0)
    except _Unread:
        return None
    if ways != 1 or end != len(expression) or len(found) > _MOST:
        return None
    if any(not (text[:1].isalnum() or text[:1] == "_") for text in found):
        return None
    first = frozenset(text[0] for text in found if len(text) < _LENGTH or text[1] == _ANY)
    return frozenset(text for text in found if text[0] not in first), first


def openings_in(lower: str) -> dict[str, list[int]]:
    """Where the words of a text begin, by their first two characters.

    The second character of a word of one letter is whatever follows it, if anything does.
    """
    found: dict[str, list[int]] = {}
    for match in _WORD_START.finditer(lower):
        opening = match.group()[:_LENGTH]
        if opening in found:
            found[opening].append(match.start())
        else:
            found[opening] = [match.start()]
    return found


def _alternatives(text: str, at: int) -> tuple[set[str], int, int]:
    """How the alternatives from ``at`` can begin, how many there are, and where they end."""
    found: set[str] = set()
    sequence = {""}
    ways = 1
    while at < len(text) and text[at] != ")":
        if text[at] == "|":
            found |= sequence
            sequence, ways, at = {""}, ways + 1, at + 1
            continue
        piece, at = _piece(text, at)
        times = _TIMES.match(text, at)
        if times is not None:
            at = times.end()
            piece = _repeated(piece, times)
        sequence = _joined(sequence, piece)
    return found | sequence, ways, at


def _repeated(piece: set[str], times: re.Match[str]) -> set[str]:
    if times["some"] != "?":
        piece = piece | _joined(piece, piece)
    return piece | {""} if times["some"] in {"?", "*"} or times["least"] == "0" else piece


def _joined(sequence: set[str], piece: set[str]) -> set[str]:
    """One after the other, as far as is told apart."""
    if all(len(begun) == _LENGTH for begun in sequence):
        return sequence
    return {(begun + text)[:_LENGTH] for begun in sequence for text in piece}


def _piece(text: str, at: int) -> tuple[set[str], int]:
    """How one group, class or character can begin, and where it ends."""
    around = _AROUND.match(text, at)
    if around is not None:
        return {""}, _alternatives(text, around.end())[2] + 1
    group = _GROUP.match(text, at)
    if group is not None:
        found, _, end = _alternatives(text, group.end())
        return found, end + 1
    one_of = _CLASS.match(text, at)
    if one_of is not None:
        plain = _PLAIN_CLASS.fullmatch(one_of.group())
        letters = set(plain.group(1).replace("\\", "")) if plain else {_ANY}
        return letters, one_of.end()
    if text[at] in "(?*+{":
        raise _Unread
    if text[at] == "\\":
        sign = text[at + 1]
        if sign in "bBAZ":
            return {""}, at + 2
        if sign.isdigit() or sign in "xuUN":
            raise _Unread
        return {_ANY if sign.isalpha() else sign}, at + 2
    if text[at] in "^$":
        return {""}, at + 1
    return {_ANY if text[at] == "." else text[at]}, at + 1
