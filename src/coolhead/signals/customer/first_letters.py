"""With which letters a match of an expression can begin.

An expression of many alternatives is tried at every word of a text. Told beforehand with which
letters it begins, the matcher passes over most words at once.
"""

from __future__ import annotations

import re
from typing import Final

_OPENING: Final = re.compile(r"\(\?(?:(?P<around><?[=!])|:|P<\w+>)|\(")
_CLASS: Final = re.compile(r"\[\^?(?:\\.|[^\]\\])*\]")
_OPTIONAL: Final = re.compile(r"[?*]\??|\{0(?:,\d*)?\}\??")
_REPEATED: Final = re.compile(r"(?:[?*+]|\{\d+(?:,\d*)?\})\??")
_ANY: Final = r"\w"


def first_letters(expression: str) -> str:
    r"""A class of one character that holds every first letter of a match, ``\w`` where any may be.

    Understands what the wordings of this package are made of: groups, alternatives, classes,
    quantifiers and what looks around; a match is taken to begin with a letter or digit.
    """
    letters, _, _ = _alternatives(expression, 0)
    return _ANY if _ANY in letters or not letters else f"[{''.join(sorted(letters))}]"


def _alternatives(text: str, at: int) -> tuple[set[str], bool, int]:
    """The first letters of the alternatives from ``at``, whether they may be empty, their end."""
    letters: set[str] = set()
    may_be_empty = False
    at_start = True
    while at < len(text) and text[at] != ")":
        if text[at] == "|":
            may_be_empty, at_start, at = may_be_empty or at_start, True, at + 1
            continue
        found, empty, at = _piece(text, at)
        if at_start:
            letters |= found
        if _OPTIONAL.match(text, at) is None and not empty:
            at_start = False
        times = _REPEATED.match(text, at)
        at = times.end() if times else at
    return letters, may_be_empty or at_start, at


def _piece(text: str, at: int) -> tuple[set[str], bool, int]:
    opening = _OPENING.match(text, at)
    if opening is not None:
        letters, empty, end = _alternatives(text, opening.end())
        return (set(), True, end + 1) if opening["around"] else (letters, empty, end + 1)
    one_of = _CLASS.match(text, at)
    if one_of is not None:
        held = one_of.group()[1:-1]
        plain = re.fullmatch(r"(?:\\[^\w]|[^\\^-])*", held) is not None
        return ({c for c in held if c.isalnum()} if plain else {_ANY}), False, one_of.end()
    if text[at] == "\\":
        sign = text[at + 1]
        if sign.isalnum() and sign != "b":
            return {_ANY}, False, at + 2
        return set(), sign == "b", at + 2
    if text[at] in "^$":
        return set(), True, at + 1
    if text[at] == ".":
        return {_ANY}, False, at + 1
    return {text[at]} if text[at].isalnum() else set(), False, at + 1
