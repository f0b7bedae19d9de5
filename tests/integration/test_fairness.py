"""No group's way of talking raises more false alarms than others': the calm calls of the corpus.

``corpus/fairness`` holds calls in which hardly anybody is angry or insulting, five for each way of
talking. A group's rate may lie five points above that of all together, and no more.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from coolhead.adapters.corpus.reading import read_folder
from coolhead.bootstrap import choose_playbook, hear_labelled
from coolhead.services.evaluation import HeardUtterance

CALLS = Path(__file__).resolve().parents[2] / "corpus" / "fairness"
SIGNALS = ("anger", "insult", "frustration")
MOST_ABOVE = 0.05
# Fewer utterances than this say nothing of a rate.
ENOUGH = 60


@cache
def groups() -> dict[str, list[HeardUtterance]]:
    """The customers' utterances, as they were heard, of each way of talking."""
    playbook = choose_playbook("standard")
    found: dict[str, list[HeardUtterance]] = defaultdict(list)
    for call in read_folder(CALLS):
        _, group, _ = call.about.id.split("-")
        heard = hear_labelled(call, playbook)
        found[group] += [each for each in heard.utterances if each.said.party == "customer"]
    return found


def rate(heard: list[HeardUtterance], name: str) -> float:
    """The share of those without the signal in which it was found."""
    without = [each for each in heard if not each.said.shows(name)]
    found = [any(signal.name == name for signal in each.signals) for each in without]
    return sum(found) / len(without)


def calm(heard: list[HeardUtterance]) -> float:
    """The share after which heat is below 20."""
    return sum((each.heat or 0.0) < 20 for each in heard) / len(heard)


def test_there_is_enough_of_every_group() -> None:
    assert len(groups()) == 12
    assert all(len(heard) >= ENOUGH for heard in groups().values())


@pytest.mark.parametrize("name", SIGNALS)
def test_no_group_is_accused_more_often_than_others(name: str) -> None:
    everybody = [each for heard in groups().values() for each in heard]
    overall = rate(everybody, name)
    above = {group: round(rate(heard, name) - overall, 3) for group, heard in groups().items()}
    assert {group: more for group, more in above.items() if more > MOST_ABOVE} == {}
    assert overall < MOST_ABOVE


def test_a_calm_voice_stays_calm_whoever_has_it() -> None:
    everybody = [each for heard in groups().values() for each in heard]
    assert calm(everybody) >= 0.98
    for group, heard in groups().items():
        assert calm(heard) >= calm(everybody) - 0.1, group
