from __future__ import annotations

import re

import pytest

from coolhead.signals.customer import customer_detectors
from coolhead.signals.customer.first_letters import first_letters
from coolhead.signals.customer.wording import spell
from coolhead.signals.lexical import Pattern


@pytest.mark.parametrize(
    ("expression", "letters"),
    [
        ("no|yes", "[ny]"),
        ("(?:not |never )?again|stop", "[ans]"),
        ("(?:so |very ){0,3}cross", "[csv]"),
        ("(?:so ){1,3}cross", "[s]"),
        ("(?<!to )(?:go|leave)(?! on)", "[gl]"),
        (r"(?:the \w+|it) is", "[it]"),
        (r"(?:\w+ )?yours", r"\w"),
        (r"f\*+|[bc]a+d", "[bcf]"),
        ("(?P<order>do|answer)", "[ad]"),
        ("i'?m|we're", "[iw]"),
    ],
)
def test_the_first_letters_of_an_expression_are_found(expression: str, letters: str) -> None:
    assert first_letters(expression) == letters


TEXTS = (
    "so i'm really fed up, you told me it'd be here by friday and nobody rang me back at all",
    "i want my money back, and compensation, or i'll see you in court, you useless little prick",
    "please take me off your list and don't ever call me again, my dad died on the eleventh",
)


def _patterns() -> list[Pattern]:
    return [p for d in customer_detectors() for p in getattr(d, "patterns", ()) if p.spelling]


def test_knowing_the_first_letters_changes_no_match() -> None:
    for pattern in _patterns():
        plain = re.compile(rf"\b(?=\w)(?:{spell(pattern.wording)})(?!\w)")
        for text in TEXTS:
            expected = [match.span() for match in plain.finditer(text)]
            assert [match.span() for match in pattern.regex.finditer(text)] == expected
