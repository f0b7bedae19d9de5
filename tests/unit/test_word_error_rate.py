from __future__ import annotations

import pytest
from tests.support.word_error_rate import as_spoken, word_error_rate


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Who?", "who"),
        ("That\u2019s it - isn't it?", "that's it isn't it"),
        ("ending 1-5-5", "ending one five five"),
        ("£1,250 by 25 May", "one thousand two hundred and fifty pounds by twenty five may"),
        ("twenty-five minutes", "twenty five minutes"),
        ("between 8 and 13", "between eight and thirteen"),
        ("call 07700900155", "call zero seven seven zero zero nine zero zero one five five"),
        ("100 or 2,005", "one hundred or two thousand and five"),
        ("'quoted'", "quoted"),
        ("...", ""),
    ],
)
def test_one_spelling_for_what_is_spoken_alike(text: str, spoken: str) -> None:
    assert as_spoken(text) == spoken


def test_a_word_put_in_left_out_or_changed_counts_one() -> None:
    said = ["Stop calling me.", "That's four times."]
    assert word_error_rate(said, said) == 0
    assert word_error_rate(said, ["stop calling me that's four times"]) == 0
    assert word_error_rate(said, ["stop calling", "that's four times"]) == pytest.approx(1 / 6)
    assert word_error_rate(said, ["stop calling me now that's five times"]) == pytest.approx(2 / 6)


def test_silence_gets_every_word_wrong() -> None:
    assert word_error_rate(["Stop calling me."], []) == 1
