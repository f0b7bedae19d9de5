from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from coolhead.call.vocabulary import AFTER_CALL_CUES, CUES, PHASES, CueName
from coolhead.playbook.checks import ALWAYS_ON, CASES, SILENT
from coolhead.playbook.loader import load_playbook, shipped_names
from coolhead.playbook.schema import Heat, Playbook, Timing
from coolhead.playbook.slots import SLOTS, slots_in

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "playbooks").glob("*.yaml"))
# What a slot may hold: each filler is of the grammar that `slots.py` states.
FILLERS = {
    "issue": "the sofa that should have come on Friday",
    "thing": "your sofa",
    "said": "you have been waiting three weeks for your sofa",
    "want": "a full refund",
    "request": "cancel the contract",
    "options": "a replacement or a full refund",
    "due": "by five tomorrow",
    "action": "call you back",
    "explanation": "The van is loaded in the order of its round.",
    "agent": "Sam",
    "purpose": "the appointment",
}
# Cues that speak of a right or of care need no slot: nothing of the customer's story belongs there.
WITHOUT_STORY = ("honour_do_not_call", "answer_data_question", "honour_recording_objection")
# Not in the sources: law or duty of care, as the reasons of `standard` say.
WITHOUT_ROW = ("care_for_vulnerable", *WITHOUT_STORY)


def phrases(playbook: Playbook) -> list[tuple[str, str]]:
    return [
        (cue, phrase)
        for cue, spec in playbook.cues.items()
        for phrase in (*spec.say, *(each for case in spec.say_for.values() for each in case))
    ]


def test_the_six_playbooks_ship() -> None:
    assert shipped_names() == (
        "standard",
        "call-centre",
        "phone-service",
        "sales-and-service",
        "telemarketing-firm",
        "telemarketing-forum",
    )


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_playbook_loads_and_is_complete(name: str) -> None:
    playbook = load_playbook(name)
    assert playbook.name == name
    assert playbook.description
    assert set(playbook.cues) == set(get_args(CueName)) == {*CUES, *AFTER_CALL_CUES}
    assert set(playbook.phases) == set(PHASES)
    assert sum(len(items) for items in playbook.phases.values()) > 30
    assert 10 <= len(playbook.scorecard) <= 17
    assert (playbook.remedies, playbook.explanations) == ((), ())


@pytest.mark.parametrize("name", shipped_names())
def test_every_cue_that_speaks_has_phrases_that_always_work(name: str) -> None:
    for cue, spec in load_playbook(name).cues.items():
        assert 2 <= len(spec.do.split()) <= 4, cue
        assert spec.until, cue
        assert spec.rows or cue in WITHOUT_ROW, cue
        if cue in SILENT:
            assert not spec.say, cue
            continue
        plain = [phrase for phrase in spec.say if not slots_in(phrase)]
        assert len(spec.say) >= 4, cue
        assert len(plain) >= 2, cue
        assert len(plain) < len(spec.say) or cue in WITHOUT_STORY, cue


@pytest.mark.parametrize("name", shipped_names())
def test_every_case_has_a_phrase_that_always_works(name: str) -> None:
    playbook = load_playbook(name)
    for cue, cases in CASES.items():
        say_for = playbook.cues[cue].say_for  # type: ignore[index]
        assert set(say_for) == set(cases)
        for case, options in say_for.items():
            assert len(options) >= 2, (cue, case)
            assert any(not slots_in(phrase) for phrase in options), (cue, case)


@pytest.mark.parametrize("name", shipped_names())
def test_every_phrase_can_be_said_in_one_breath(name: str) -> None:
    for cue, phrase in phrases(load_playbook(name)):
        assert set(slots_in(phrase)) <= set(SLOTS), phrase
        said = phrase.format(**FILLERS)
        assert len(said.split()) <= 30, (cue, said)
        assert said[0].isupper(), said
        assert said[-1] in ".?!", said
        assert ".." not in said, said


@pytest.mark.parametrize("name", shipped_names())
def test_no_phrase_is_corporate_filler(name: str) -> None:
    filler = ("unfortunately", "policy", "valued", "inconvenience", "calm down", "as per", "kindly")
    for _, phrase in phrases(load_playbook(name)):
        assert not any(word in phrase.lower() for word in filler), phrase


def test_only_an_apology_with_fault_owned_admits_one() -> None:
    for name in shipped_names():
        spec = load_playbook(name).cues["apologise"]
        for phrase in (*spec.say, *spec.say_for["general"]):
            admits = ("mistake", "wrong", "let you down", "should not have", "our fault")
            assert not any(word in phrase for word in admits), phrase


def test_a_request_not_to_be_called_meets_no_pitch() -> None:
    for phrase in load_playbook("standard").cues["honour_do_not_call"].say:
        assert not any(word in phrase.lower() for word in ("offer", "before you go", "but", "why"))


def test_self_harm_phrases_stay_on_the_line_and_name_no_number() -> None:
    said = load_playbook("standard").cues["care_for_vulnerable"].say_for["self_harm"]
    assert all("staying" in phrase or "not hanging up" in phrase for phrase in said)
    assert any("safe" in phrase for phrase in said)
    assert any("supervisor" in phrase for phrase in said)
    assert any("emergency services" in phrase for phrase in said)
    assert not any(character.isdigit() for phrase in said for character in phrase)


def test_every_cue_of_the_call_has_its_place_in_a_phase_or_before_all_phases() -> None:
    before_all = {
        "honour_do_not_call",
        "care_for_vulnerable",
        "ask_for_civility",
        "final_warning",
        "end_call",
        "rephrase",
        "honour_request",
    }
    for name in shipped_names():
        listed = {cue for cues in load_playbook(name).phases.values() for cue in cues}
        assert set(CUES) - before_all <= listed, name


def test_venting_is_for_listening_only() -> None:
    listening = {"breathe", "let_them_finish", "reflect_back", "empathise"}
    for name in shipped_names():
        assert set(load_playbook(name).phases["venting"]) == listening


@pytest.mark.parametrize(
    ("name", "policy"),
    [
        ("standard", "justified"),
        ("telemarketing-forum", "at_fault"),
        ("telemarketing-firm", "after_calm"),
        ("phone-service", "justified"),
        ("call-centre", "always"),
        ("sales-and-service", "at_fault"),
    ],
)
def test_each_playbook_apologises_as_its_source_says(name: str, policy: str) -> None:
    playbook = load_playbook(name)
    assert playbook.apology.policy == policy
    assert "apology.policy" in playbook.reasons


def test_the_sources_differ_where_they_differ() -> None:
    assert load_playbook("telemarketing-firm").ladder.skip_warning
    assert load_playbook("telemarketing-firm").ladder.opens_on == ("insult",)
    assert not load_playbook("standard").ladder.skip_warning
    assert "aggression" in load_playbook("sales-and-service").ladder.opens_on
    hot = load_playbook("call-centre").escalation.hot_for
    assert hot is not None
    assert hot.level == "heated"


@pytest.mark.parametrize("name", shipped_names()[1:])
def test_a_source_s_playbook_gives_its_own_reason_for_what_it_changes(name: str) -> None:
    standard, playbook = load_playbook("standard"), load_playbook(name)
    (source,) = playbook.sources
    for group in ("apology", "ladder", "escalation", "timing", "heat", "breaks", "phases"):
        ours, theirs = playbook.model_dump()[group], standard.model_dump()[group]
        for setting in ours:
            if ours[setting] != theirs[setting]:
                reason = playbook.reasons.get(f"{group}.{setting}", "")
                assert source in reason or "The text" in reason, f"{group}.{setting}"


def test_standard_says_why_for_every_choice() -> None:
    playbook = load_playbook("standard")
    plain = playbook.model_dump()
    paths = [
        f"{group}.{setting}"
        for group in ("apology", "ladder", "escalation", "timing", "breaks", "follow_up")
        for setting in plain[group]
        if setting != "jumps"
    ] + [f"phases.{phase}" for phase in plain["phases"]]
    paths += [f"heat.{setting}" for setting in plain["heat"]]
    paths += [f"ladder.jumps.{jump}" for jump in plain["ladder"]["jumps"]]
    assert [path for path in paths if path not in playbook.reasons] == []


def test_standard_spells_out_the_defaults_of_the_schema() -> None:
    playbook = load_playbook("standard")
    assert playbook.heat == Heat()
    assert playbook.timing == Timing()


def test_a_right_cannot_be_turned_off_in_what_ships() -> None:
    for name in shipped_names():
        cues = load_playbook(name).cues
        assert all(cues[cue].enabled for cue in ALWAYS_ON)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_loads_and_is_short(path: Path) -> None:
    playbook = load_playbook(path)
    assert playbook.name == path.stem
    assert {"refund", "replacement"} <= {remedy.name for remedy in playbook.remedies}
    assert any(remedy.granted_by == "supervisor" for remedy in playbook.remedies)
    assert playbook.explanations
    assert 10 <= len(path.read_text(encoding="utf-8").splitlines()) <= 40


def test_there_are_examples() -> None:
    assert [path.stem for path in EXAMPLES] == ["broadband", "furniture-shop"]
