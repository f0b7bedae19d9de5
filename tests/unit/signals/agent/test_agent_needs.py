"""A phrase is tried only where one of its words was said: no text may match without them.

Texts that a phrase matches are made from its own expression, a few for each, from a fixed seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import pytest

from coolhead.signals.agent import agent_detectors
from coolhead.signals.agent.pass_off import PASS_OFF
from coolhead.signals.agent.phrasing import Phrase, PhraseDetector
from coolhead.signals.turn import Turn

re_parser: Any = import_module("re._parser")
TEXTS_EACH = 5
TRIES_EACH = 60
PHRASES: list[tuple[str, Phrase]] = [
    (f"{detector.signal}/{phrase.rule}", phrase)
    for detector in (*agent_detectors(), PASS_OFF)
    if isinstance(detector, PhraseDetector)
    for phrase in detector.phrases
]


def written(parsed: Iterable[Any], chance: random.Random, groups: dict[int, str]) -> str:
    """A text for the parsed expression; look-arounds are left to the match that follows."""
    return "".join(written_part(kind, value, chance, groups) for kind, value in parsed)


def written_part(kind: Any, value: Any, chance: random.Random, groups: dict[int, str]) -> str:
    match str(kind):
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL" | "ANY":
            return "a"
        case "IN":
            return member(value, chance)
        case "BRANCH":
            return written(chance.choice(value[1]), chance, groups)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, part = value
            times = chance.randint(least, min(int(most), least + 1))
            return "".join(written(part, chance, groups) for _ in range(times))
        case "SUBPATTERN":
            number, _, _, part = value
            text = written(part, chance, groups)
            if number is not None:
                groups[number] = text
            return text
        case "GROUPREF":
            return groups.get(value, "")
        case "ATOMIC_GROUP":
            return written(value, chance, groups)
        case _:
            return ""


def member(options: list[Any], chance: random.Random) -> str:
    kind, value = chance.choice(options)
    match str(kind):
        case "LITERAL":
            return chr(value)
        case "RANGE":
            return chr(chance.randint(*value))
        case "CATEGORY":
            name = str(value)
            if name.endswith("NOT_WORD"):
                return " "
            return {"CATEGORY_SPACE": " ", "CATEGORY_DIGIT": "4"}.get(name, "x")
        case _:  # a negated class: a letter is in every one of ours
            return "x"


@pytest.mark.parametrize(("name", "phrase"), PHRASES, ids=[name for name, _ in PHRASES])
def test_a_phrase_matches_no_text_without_one_of_its_words(name: str, phrase: Phrase) -> None:
    chance = random.Random(name)  # noqa: S311 - texts for a test, no secret
    parsed = re_parser.parse(phrase.regex.pattern)
    matched = 0
    for _ in range(TRIES_EACH):
        turn = Turn("agent", written(parsed, chance, {}))
        if phrase.regex.search(turn.lower) is None:
            continue
        matched += 1
        assert not phrase.needs.isdisjoint(turn.words), turn.text
        assert not phrase.also or not phrase.also.isdisjoint(turn.words), turn.text
        if matched == TEXTS_EACH:
            break
    assert phrase.needs, "a phrase without look-up words would always be tried"
