"""Where in a call the customer's matter may be named, and where it would be out of place."""

from __future__ import annotations

import re

import pytest

from coolhead.playbook.loader import load_playbook, shipped_names
from coolhead.playbook.slots import slots_in

SHIPPED = {name: load_playbook(name) for name in shipped_names()}
ALL = sorted(
    {
        (cue, phrase)
        for playbook in SHIPPED.values()
        for cue, spec in playbook.cues.items()
        for phrase in (*spec.say, *(each for case in spec.say_for.values() for each in case))
    }
)


@pytest.mark.parametrize("name", SHIPPED)
def test_grief_danger_and_do_not_call_are_answered_without_any_matter(name: str) -> None:
    cues = SHIPPED[name].cues
    care = cues["care_for_vulnerable"].say_for
    for phrase in (*care["bereavement"], *care["self_harm"], *cues["honour_do_not_call"].say):
        assert slots_in(phrase) == ()


@pytest.mark.parametrize(("cue", "phrase"), ALL)
def test_no_phrase_tells_a_customer_that_their_trouble_can_wait(cue: str, phrase: str) -> None:
    assert re.search(r"no hurry (?:with|about|over) \{", phrase) is None, cue


@pytest.mark.parametrize(("cue", "phrase"), ALL)
def test_the_complaint_stands_at_the_end_of_its_clause(cue: str, phrase: str) -> None:
    assert re.search(r"\{issue\}(?![.,:?!;])", phrase) is None, cue


@pytest.mark.parametrize(("cue", "phrase"), ALL)
def test_a_promise_is_named_with_nothing_but_its_time(cue: str, phrase: str) -> None:
    slots = set(slots_in(phrase))
    assert not ("action" in slots and slots & {"thing", "issue"}), cue


@pytest.mark.parametrize("name", SHIPPED)
def test_answering_a_request_begins_with_doing_it_and_refuses_only_with_an_if(name: str) -> None:
    phrases = SHIPPED[name].cues["honour_request"].say
    assert not any(re.match(r"I (?:can't|cannot|have to say no)", phrase) for phrase in phrases)
    refusing = [n for n, phrase in enumerate(phrases) if re.search(r"\bIf I can't\b", phrase)]
    with_slot = [n for n, phrase in enumerate(phrases) if slots_in(phrase)]
    assert refusing
    assert with_slot[0] < refusing[0]
