"""Secrets that only the words around them give away: security codes, expiry dates, passwords."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from coolhead.redaction.digits import Run, digit_runs, value_of


class Place(NamedTuple):
    """A stretch of a text that must go, and what it is."""

    start: int
    end: int
    what: str


SECURITY_CODE, EXPIRY, PASSWORD = "security code", "expiry date", "password"
_CODE: Final = re.compile(
    r"\bsecurity (?:code|number)|\bc\.?v\.?[vc2]\b|\bcv2\b|\bsignature strip|"
    r"\b(?:three|3|four|4) (?:digits?|numbers?) (?:on|at|from) the (?:back|front|reverse)|"
    r"\blast (?:three|3) (?:digits|numbers)? ?on the\b|\bback of (?:the|your|my) card",
    re.IGNORECASE,
)
_EXPIRY: Final = re.compile(
    r"\bexpir\w*|\bvalid (?:from|until|till|thru|through|to)\b|\bruns? out\b|\bgood thru\b|"
    r"\bstart date\b|\bend date\b",
    re.IGNORECASE,
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_MONTH_BEFORE: Final = re.compile(rf"\b{_MONTH}\W{{1,3}}(?:of\W)?$", re.IGNORECASE)
_NAMES: Final = (
    r"pass ?words?|pass ?codes?|pass ?phrases?|pins?(?: number| code)?|"
    r"memorable (?:word|name|place|date|information)|secret (?:word|answer|question)|"
    r"one[- ]time (?:pass)?(?:code|word)|verification code|"
    r"(?:access|login|log[- ]in|authori[sz]ation) code|mother's maiden name"
)
# What is said of a password that is none.
_SAID_OF_IT: Final = (
    r"(?:not|wrong|expired|locked|invalid|incorrect|correct|too|never|no|being|what|why|where|how|"
    r"on|in|the|always|still|now|just|gone|out|required|needed|blocked)\b"
)
_TOLD: Final = re.compile(
    rf"\b(?:{_NAMES})\b(?:\s+(?:for|to|on|of)\s+(?:\w+\s+){{1,3}}?)?\s*"
    r"(?:(?:is|was|it's|its|would be|should be|will be)\b|['\u2019]s\b|[:=])\s*"
    rf"(?!\s|{_SAID_OF_IT})(?P<what>[^.!?;]+)",
    re.IGNORECASE,
)
_ASKED: Final = re.compile(
    rf"(?:\b(?:what|tell|give|confirm|say|spell|have|take|need|characters?|letters?)\b[^.!]{{0,300}}"
    rf"\b(?:{_NAMES})\b|\b(?:{_NAMES})\b[^.!]{{0,300}}\?)",
    re.IGNORECASE,
)
# An answer that holds no secret: a question back, a refusal, a wait.
_NO_ANSWER: Final = re.compile(
    r"\?|\b(?:don't|do not|can't|cannot|won't|no idea|forgot(?:ten)?|which|why|what|hold on|"
    r"hang on|wait|sorry|moment|minute|second)\b",
    re.IGNORECASE,
)
# A longer answer is a story with, perhaps, a secret in it that names itself.
_LONGEST_ANSWER: Final = 8
_YEARS: Final = range(15, 60)
# A month stands so near before its year, in characters.
_MONTH_WITHIN: Final = 24
# Some digits and three words are no longer than this.
_LONGEST_ALONE: Final = 300


def secrets_in(text: str, asked: str, *, card_given: bool, card_wanted: bool) -> Iterator[Place]:
    """The secrets of a text; ``asked`` is what the other party said just before.

    ``card_given`` is whether a card's number has just been told: then a date or some digits that
    stand alone belong to it. ``card_wanted`` is whether it is still to come: then digits that
    answer a question for all of it are its beginning.
    """
    yield from _told(text, asked)
    code_from, expiry_from = _since(_CODE, text), _since(_EXPIRY, text)
    asked_code, asked_expiry = _CODE.search(asked) is not None, _EXPIRY.search(asked) is not None
    for run in digit_runs(text):
        at = run[0].start
        before = text[max(0, at - _MONTH_WITHIN) : at]
        digits = value_of(run)
        for_code = asked_code and not (card_wanted and len(digits) > 3)
        code = code_from <= at or for_code or (card_given and _alone(text, run))
        expiry = expiry_from <= at or asked_expiry or card_given
        if expiry and (start := _expiry_from(before, run)) is not None:
            yield Place(start, run[-1].end, EXPIRY)
        elif code and len(digits) in {3, 4}:
            yield Place(run[0].start, run[-1].end, SECURITY_CODE)


def _told(text: str, asked: str) -> Iterator[Place]:
    found = False
    for match in _TOLD.finditer(text):
        found = True
        yield Place(*match.span("what"), PASSWORD)
    answers = _ASKED.search(asked) and len(text.split()) <= _LONGEST_ANSWER
    if answers and not found and text.strip() and not _NO_ANSWER.search(text):
        yield Place(0, len(text), PASSWORD)


def _since(told: re.Pattern[str], text: str) -> float:
    """From which place of the text on it has been told; infinity where it is not."""
    found = told.search(text)
    return found.end() if found is not None else math.inf


def _alone(text: str, run: Run) -> bool:
    if len(text) > _LONGEST_ALONE:
        return False
    rest = text[: run[0].start] + text[run[-1].end :]
    return len(rest.split()) <= 3


def _expiry_from(before: str, run: Run) -> int | None:
    """Where the month and year that end with this run begin; None if it is no such date."""
    digits = value_of(run)
    month = _MONTH_BEFORE.search(before)
    if month and len(digits) in {2, 4} and int(digits[-2:]) in _YEARS:
        return run[0].start - len(before) + month.start()
    # 8/27, 08 27, oh eight twenty seven, 08 2027
    short = len(run) == 2 and len(digits) == 3
    if (len(digits) in {4, 6} or short) and int(digits[-2:]) in _YEARS:
        first = digits[: -4 if len(digits) == 6 else -2]
        if 1 <= int(first) <= 12 and (len(digits) != 6 or digits[2:4] == "20"):
            return run[0].start
    return None
