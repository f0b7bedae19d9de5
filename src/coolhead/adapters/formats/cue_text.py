"""The text of cues without its markup, with the voices that the markup names."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Final

from coolhead.adapters.formats.cues import TIME

# Each piece is bounded or ends at the next bracket, so that a line of megabytes costs its length.
_TAG: Final = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z]*)(?P<rest>[^<>]*)>")
_TIME: Final = re.compile(TIME)
# "{\an8}" places a subtitle at the top: not of SubRip, but common in it.
_PLACING: Final = re.compile(r"\{\\[^{}]{0,200}\}")
# The longest name of an HTML character has 31 letters; numbers end at 1114111.
_CHARACTER: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# As of anything that names a person or a thing (see the transcript's header).
_MAX_NAME_CHARS: Final = 300


def voiced(text: str) -> Iterator[tuple[str | None, str]]:
    """Yield the text in pieces, each with the voice that says it (None: no voice is named).

    Tags and the time stamps within a cue are dropped, ``&amp;`` and its like are read; a "<" that
    begins no tag stays. Line breaks stay.
    """
    voice: str | None = None
    pieces: list[str] = []
    at = 0
    text = _PLACING.sub("", text) if "{" in text else text
    for tag in _TAG.finditer(text):
        if not _is_tag(tag):
            continue
        pieces.append(text[at : tag.start()])
        at = tag.end()
        name = tag["name"].lower()
        if name == "br":
            pieces.append("\n")
        if name != "v":
            continue
        if pieces:
            yield voice, _read("".join(pieces))
        voice, pieces = (None if tag["close"] else _voice(tag["rest"])), []
    yield voice, _read("".join((*pieces, text[at:])))


def _is_tag(tag: re.Match[str]) -> bool:
    name, rest = tag["name"], tag["rest"]
    if name:
        return not rest or not rest[0].isalnum()
    return not rest or rest[0] == "." or _TIME.fullmatch(rest) is not None


def _voice(rest: str) -> str | None:
    """The name in "<v.first.loud Mary Hill>": what follows the classes."""
    _, *after = rest.split(maxsplit=1) if rest[:1] == "." else ("", rest)
    return " ".join(_read("".join(after)).split())[:_MAX_NAME_CHARS] or None


def _read(text: str) -> str:
    """The text with its character references read; no-break spaces are spaces."""
    if "&" in text:
        text = _CHARACTER.sub(lambda found: html.unescape(found.group()), text)
    return text.replace("\u00a0", " ")
