"""Words heard wrong, of a hundred said: both texts in one spelling, then aligned by jiwer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

import jiwer

_ONES: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS: Final = (
    *("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
)
_GROUPED: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_MONEY: Final = re.compile(r"£(\d+)")
_DIGITS: Final = re.compile(r"\d+")
_NO_WORD: Final = re.compile(r"[^a-z' ]+")
# Longer numbers are read out figure by figure.
_READ_OUT_FROM: Final = 1_000_000


def word_error_rate(said: Iterable[str], heard: Iterable[str]) -> float:
    """The words put in, left out or put for another, over the words said (0.1 is one in ten).

    Either side is one stream of words: where a recogniser cuts its utterances doesn't matter.
    Capitals, punctuation, and whether a number stands in figures or in letters count for nothing.
    """
    reference = " ".join(as_spoken(text) for text in said)
    hypothesis = " ".join(as_spoken(text) for text in heard)
    return jiwer.process_words(reference, hypothesis).wer


def as_spoken(text: str) -> str:
    """The words of a text in small letters, numbers spelled out, and nothing else."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    plain = _MONEY.sub(r"\1 pounds", _GROUPED.sub("", plain))
    spelled = _DIGITS.sub(lambda digits: f" {_number(digits[0])} ", plain)
    words = (word.strip("'") for word in _NO_WORD.sub(" ", spelled).split())
    return " ".join(word for word in words if word)


def _number(digits: str) -> str:
    value = int(digits) if len(digits) < len(str(_READ_OUT_FROM)) else _READ_OUT_FROM
    if value >= _READ_OUT_FROM or (len(digits) > 1 and digits.startswith("0")):
        return " ".join(_ONES[int(digit)] for digit in digits)
    if value < len(_ONES):
        return _ONES[value]
    if value < 100:
        return f"{_TENS[value // 10]} {_ONES[value % 10] if value % 10 else ''}".strip()
    size, name = (100, "hundred") if value < 1000 else (1000, "thousand")
    head, rest = divmod(value, size)
    joined = "and " if rest and rest < 100 else ""
    return f"{_number(str(head))} {name} {joined}{_number(str(rest)) if rest else ''}".strip()
