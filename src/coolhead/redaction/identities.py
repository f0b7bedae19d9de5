"""What some teams must not keep: national ids, phone numbers, e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from coolhead.redaction.digits import digit_runs, value_of
from coolhead.redaction.secrets import Place

NATIONAL_ID, PHONE, EMAIL = "national id", "phone number", "e-mail address"
_NINO: Final = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z]\s?[A-CEGHJ-NPR-TW-Z](?:[\s\-]?\d){6}[\s\-]?[A-D]\b",
    re.IGNORECASE,
)
_SOCIAL: Final = re.compile(r"\bsocial(?: security)?\b|\bs\.?s\.?n\b", re.IGNORECASE)
_AADHAAR: Final = re.compile(r"\baadhaa?r\b|\badhaar\b", re.IGNORECASE)
_PASSPORT: Final = re.compile(
    r"\bpassport (?:number|no)\W+(?:is\W+)?(?P<what>[A-Z]{0,2}(?:[\s\-]?\d){6,9})\b", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+")
_SPOKEN: Final = re.compile(
    r"(?<![\w+\-])[\w+\-]{1,64}(?:\s+(?:dot|underscore|dash|hyphen|point)\s+[\w+\-]{1,64}){0,5}\s+at\s+[\w\-]{1,63}"
    r"(?:\s+(?:dot|point)\s+[a-z]{2,12}){1,3}\b",
    re.IGNORECASE,
)


def national_ids_in(text: str, asked: str) -> Iterator[Place]:
    """National insurance, social security, Aadhaar and passport numbers."""
    for found in _NINO.finditer(text):
        yield Place(*found.span(), NATIONAL_ID)
    for found in _PASSPORT.finditer(text):
        yield Place(*found.span("what"), NATIONAL_ID)
    told = f"{asked} {text}"
    for length, naming in ((9, _SOCIAL), (12, _AADHAAR)):
        if naming.search(told):
            for run in digit_runs(text):
                if len(value_of(run)) == length:
                    yield Place(run[0].start, run[-1].end, NATIONAL_ID)


def phones_in(text: str) -> Iterator[Place]:
    """Numbers that are dialled: with a plus, a leading zero, or ten digits as in North America."""
    for run in digit_runs(text):
        digits = value_of(run)
        just_before = text[max(0, run[0].start - 10) : run[0].start]
        plus = just_before.rstrip().lower().endswith(("+", "plus"))
        dialled = (
            (plus and 8 <= len(digits) <= 15)
            or (digits[0] == "0" and 9 <= len(digits) <= 14)
            or (len(digits) == 10 and digits[0] in "23456789")
            or (len(digits) == 11 and digits[0] == "1")
        )
        if dialled:
            yield Place(run[0].start, run[-1].end, PHONE)


def emails_in(text: str) -> Iterator[Place]:
    """Addresses as they are written, and spoken with "at" and "dot"."""
    for pattern in (_ADDRESS, _SPOKEN):
        for found in pattern.finditer(text):
            yield Place(*found.span(), EMAIL)
