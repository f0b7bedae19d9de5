"""What somebody wants to share, without the customer in it: names, numbers, addresses go.

It takes out too much rather than too little: whoever shares sees what is left, and writes it anew.
A name cannot be told from a brand, so a word that is written like a name goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from coolhead.call.state import CallState
from coolhead.redaction.digits import digit_runs, value_of
from coolhead.redaction.redactor import RedactionSettings, Redactor

NAME, NUMBER, ADDRESS = "[name]", "[number]", "[address]"
# So many digits in a row, spoken or written, may lead to somebody; "24 hours" does not.
_TELLING: Final = 3
# Fewer words in a row are anybody's.
_IN_A_ROW: Final = 4
# Taking one thing out may show another; each pass takes something, so few are enough.
_PASSES: Final = 4

# The masks that stand in a text already, here or from redaction.
_MASK: Final = re.compile(
    r"\[(?:name|number|address|card number|bank account|digits|phone number|e-mail address|"
    r"national id|expiry date|security code|password)\]"
)
_ADDRESS: Final = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+", re.IGNORECASE)
_POSTCODE: Final = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}\b", re.IGNORECASE)
_SUM: Final = re.compile(r"[£$€] ?\d[\d.,]*|\b\d[\d.,]* ?(?:pounds?|euros?|dollars?|quid)\b")
_LONG: Final = re.compile(r"\d(?:[\s.,/:-]?\d){2,}")
# A reference: letters and digits in one word, but "5pm" and "2nd".
_REFERENCE: Final = re.compile(
    r"\b(?!\d{1,2}(?:am|pm|st|nd|rd|th|h)\b)(?=\w*\d)(?=\w*[^\W\d_])\w{2,}\b", re.IGNORECASE
)
_TITLED: Final = re.compile(
    r"\b(?:mr|mrs|ms|mx|dr)\b\.? +([^\W\d_][\w'\u2019-]*)(?: +([^\W\d_][\w'\u2019-]*))?",
    re.IGNORECASE,
)
_SAID_NAME: Final = re.compile(
    r"\b(?:my name is|my name['\u2019]s|the name['\u2019]s|i am called|you can call me|speaking to|"
    r"speaking with) +([^\W\d_][\w'\u2019-]*)(?: +([^\W\d_][\w'\u2019-]*))?",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_][\w'\u2019-]*")
# What a sentence begins after, and how far back that is looked for.
_ENDS: Final = '.!?\u2026:"\u201c('
_NEAR: Final = 8
# Written with a capital, and nobody's name.
_NO_NAMES: Final = frozenset(
    {
        "i", "i'm", "i'll", "i've", "i'd", "monday", "tuesday", "wednesday", "thursday", "friday",
        "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july",
        "august", "september", "october", "november", "december", "ok", "tv", "pin",
    }
)  # fmt: skip
# What comes first in a sentence or after "my name is", and calls nobody by name.
_PLAIN: Final = frozenset(
    {
        "a", "about", "again", "ah", "all", "alright", "also", "an", "and", "are", "as", "at",
        "because", "but", "calling", "can", "could", "do", "finally", "fine", "first", "for",
        "from", "good", "great", "hello", "here", "hi", "how", "however", "if", "in", "indeed",
        "is", "it", "it's", "just", "let", "look", "me", "meanwhile", "no", "not", "now", "of",
        "oh", "okay", "on", "or", "our", "please", "right", "second", "see", "so", "somebody",
        "someone", "sorry", "speaking", "still", "sure", "thank", "thanks", "that", "that's",
        "the", "then", "there", "therefore", "this", "to", "today", "tomorrow", "true",
        "understood", "unfortunately", "was", "we", "well", "what", "when", "while", "who", "will",
        "with", "would", "yeah", "yes", "yesterday", "you", "your",
    }
)  # fmt: skip


class Stripped(msgspec.Struct, frozen=True):
    """What may be shared, and what kinds of things were taken out."""

    text: str
    removed: tuple[str, ...] = ()


class Names(msgspec.Struct, frozen=True):
    """Words of a call, lower-cased: ``given`` are names, ``capital`` may be when written so."""

    given: frozenset[str]
    capital: frozenset[str]


def stripped(text: str, state: CallState) -> Stripped:
    """The text without whatever may be of the call's customer.

    What is left stays as it is when it is stripped again.
    """
    names = names_in(state)
    left, removed = " ".join(text.split()), list[str]()
    for _ in range(_PASSES):
        before = left
        for what, change in (
            ("what must never be kept", _redacted),
            ("an address", _without_addresses),
            ("a number", _without_numbers),
            ("a name", lambda each: _without_names(each, names)),
        ):
            changed = change(left)
            if changed != left and what not in removed:
                removed.append(what)
            left = changed
        if left == before:
            break
    return Stripped(left, tuple(removed))


def names_in(state: CallState) -> Names:
    """Who is named in a call: by its header, by themselves, by a title, by a capital letter."""
    given: set[str] = set()
    header = state.header
    for each in (header.customer, header.agent) if header is not None else ():
        given |= {word.lower() for word in _WORD.findall(each or "")}
    capital: set[str] = set()
    for heard in state.heard:
        given |= set(_named(heard.utterance.text))
        capital |= set(_capitals(heard.utterance.text))
    return Names(frozenset(each for each in given if _may_be_name(each)), frozenset(capital))


def is_quoted(text: str, said: str) -> bool:
    """Whether words of an utterance stand in a text: four in a row, or all there are."""
    wanted, given = _words(text), _words(said)
    length = min(_IN_A_ROW, len(given))
    if not length:
        return False
    runs = {given[at : at + length] for at in range(len(given) - length + 1)}
    return any(wanted[at : at + length] in runs for at in range(len(wanted) - length + 1))


def _redacted(text: str) -> str:
    settings = RedactionSettings(national_ids=True, phones=True, emails=True)
    return Redactor(settings).mask(text)


def _without_addresses(text: str) -> str:
    return _outside(_POSTCODE, ADDRESS, _outside(_ADDRESS, ADDRESS, text))


def _without_numbers(text: str) -> str:
    for run in reversed(digit_runs(text)):
        if len(value_of(run)) >= _TELLING:
            text = text[: run[0].start] + NUMBER + text[run[-1].end :]
    for pattern in (_SUM, _LONG, _REFERENCE):
        text = _outside(pattern, NUMBER, text)
    return text


def _without_names(text: str, names: Names) -> str:
    here = frozenset(_named(text))
    written = frozenset(_capitals(text)) | names.capital
    masked = [match.span() for match in _MASK.finditer(text)]

    def left(match: re.Match[str]) -> str:
        word, bare = match.group(), _bare(match.group())
        if any(start <= match.start() < end for start, end in masked) or not _may_be_name(bare):
            return word
        gone = bare in names.given or bare in here or (word[0].isupper() and bare in written)
        return NAME if gone else word

    changed = _WORD.sub(left, text)
    return re.sub(r"\[name\](?: \[name\])+", NAME, changed)


def _named(text: str) -> Iterator[str]:
    """Names that are said as such: "my name is Mary", "Mrs Jones"."""
    for pattern in (_TITLED, _SAID_NAME):
        for match in pattern.finditer(text):
            for word in match.groups():
                bare = _bare(word or "")
                if not _may_be_name(bare):
                    break
                yield bare


def _capitals(text: str) -> Iterable[str]:
    """Words written like names: a capital within a sentence, or before a comma at its beginning."""
    for match in _WORD.finditer(text):
        bare = _bare(match.group())
        if not match.group()[0].isupper() or not _may_be_name(bare):
            continue
        if not _begins(text, match.start()) or text.startswith(",", match.end()):
            yield bare


def _begins(text: str, at: int) -> bool:
    """Whether a sentence begins here; only what stands just before is looked at."""
    before = text[max(0, at - _NEAR) : at].rstrip()
    return not before or before[-1] in _ENDS


def _may_be_name(bare: str) -> bool:
    return len(bare) > 1 and bare not in _NO_NAMES and bare not in _PLAIN


def _bare(word: str) -> str:
    return word.lower().replace("\u2019", "'").removesuffix("'s").strip("'-")


def _outside(pattern: re.Pattern[str], mask: str, text: str) -> str:
    """Put the mask for what matches, but in the masks that are there."""
    pieces, at = list[str](), 0
    for found in _MASK.finditer(text):
        pieces += [pattern.sub(mask, text[at : found.start()]), found.group()]
        at = found.end()
    return "".join([*pieces, pattern.sub(mask, text[at:])])


def _words(text: str) -> tuple[str, ...]:
    return tuple(_bare(word) for word in _WORD.findall(text))
