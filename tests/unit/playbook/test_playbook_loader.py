from __future__ import annotations

from pathlib import Path

import pytest

from coolhead.errors import ConfigError, PlaybookError
from coolhead.playbook.loader import load_playbook, read_playbook
from coolhead.playbook.schema import Playbook

HEAD = "extends: standard\nname: north\ntitle: North\n"


def team(text: str) -> Playbook:
    return read_playbook(HEAD + text, source="north.yaml")


def problems(text: str, *, head: str = HEAD) -> tuple[str, ...]:
    with pytest.raises(PlaybookError) as caught:
        read_playbook(head + text, source="north.yaml")
    return caught.value.problems


def test_a_team_changes_one_setting_and_keeps_the_rest_of_standard() -> None:
    standard, north = load_playbook("standard"), team("apology: {policy: always}\n")
    assert north.apology.policy == "always"
    assert north.apology.at_most == standard.apology.at_most
    assert north.cues == standard.cues
    assert (north.name, north.title, north.version, north.description) == ("north", "North", 1, "")


def test_lists_replace_and_mappings_merge() -> None:
    north = team("cues: {apologise: {say: [I am sorry.]}}\nphases: {opening: [reflect_back]}\n")
    standard = load_playbook("standard")
    assert north.cues["apologise"].say == ("I am sorry.",)
    assert north.cues["apologise"].say_for == standard.cues["apologise"].say_for
    assert north.phases["opening"] == ("reflect_back",)
    assert north.phases["venting"] == standard.phases["venting"]


def test_an_entry_with_a_known_id_patches_that_entry_and_a_new_one_is_appended() -> None:
    north = team(
        "scorecard:\n"
        "  - {id: took_it_on, weight: 33}\n"
        "  - {id: said_sorry, item: Said sorry, weight: 2, passes: [apology]}\n"
    )
    standard = load_playbook("standard")
    known = {item.id: item for item in north.scorecard}
    assert [item.id for item in north.scorecard] == [
        *(item.id for item in standard.scorecard),
        "said_sorry",
    ]
    assert known["took_it_on"].weight == 33
    assert known["took_it_on"].fails == ("pass_off",)


def test_null_clears_a_setting_that_may_be_empty_and_no_other() -> None:
    assert team("escalation: {hot_for: null}\n").escalation.hot_for is None
    assert problems("ladder: null\n") == (
        "north.yaml:4:9: ladder: a mapping is needed (lines of 'key: value'), but nothing is given",
    )


def test_a_reason_goes_with_the_value_that_it_speaks_for() -> None:
    changed = team("apology: {policy: always}\nladder: {min_severity: 1}\n")
    assert "apology.policy" not in changed.reasons
    assert "ladder.min_severity" in changed.reasons
    stated = team("apology: {policy: always}\nreasons: {apology.policy: we like it}\n")
    assert stated.reasons["apology.policy"] == "we like it"


def test_every_problem_is_told_at_once_with_line_column_and_suggestion() -> None:
    assert problems(
        "apolgy: {policy: always}\n"
        "apology: {policy: alwys}\n"
        "ladder: {skip_warning: no, min_severity: 7}\n"
        "skip_warning: true\n"
        "phases: {opening: [reflect_bak]}\n"
        "cues:\n"
        "  empathise: {say: ['sorry about {isue}', I hear you.]}\n"
        "  breathe: {do: 12}\n"
        "scorecard:\n"
        "  - {id: took_it_on, passes: [ownershp]}\n"
        "  - {id: brand_new}\n"
    ) == (
        "north.yaml:4:1: apolgy: there is no such setting (did you mean 'apology'?)",
        "north.yaml:5:19: apology.policy: 'alwys' is not one of at_fault, justified, always, "
        "after_calm (did you mean 'always'?)",
        "north.yaml:6:24: ladder.skip_warning: true or false is needed, not 'no' (write false)",
        "north.yaml:6:42: ladder.min_severity: must be 3 or less, not '7'",
        "north.yaml:7:1: skip_warning: there is no such setting (it belongs under 'ladder')",
        "north.yaml:8:20: phases.opening[0]: 'reflect_bak' is not known here "
        "(did you mean 'reflect_back'?)",
        "north.yaml:10:21: cues.empathise.say[0]: there is no slot {isue}; there are issue, thing, "
        "said, want, request, options, due, action, explanation, agent, purpose "
        "(did you mean 'issue'?)",
        "north.yaml:11:17: cues.breathe.do: text is needed, not '12'",
        "north.yaml:13:31: scorecard[0].passes[0]: 'ownershp' is no signal that can stand here "
        "(did you mean 'ownership'?)",
        *(
            f"north.yaml:14:5: scorecard[15].{field}: this setting is missing"
            for field in ("item", "weight")
        ),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("heat: {half_life_s: .inf}\n", "4:21: heat.half_life_s: a number is needed, not '.inf'"),
        ("heat: {weights: {anger: .nan}}\n", "heat.weights.anger: a number is needed, not '.nan'"),
        (
            "heat: {weights: {insult: {4: 3}}}\n",
            "heat.weights.insult[4]: '4' is not one of 1, 2, 3",
        ),
        ("heat: {product_profanity_cap: 60}\n", "stay below 45"),
        ("ladder: {jumps: {severity_3: ended}}\n", "only the agent ends a call"),
        ("cues: {honour_do_not_call: {enabled: false}}\n", "this cue cannot be turned off"),
        ("cues: {breathe: {say: [hello]}}\n", "nothing is to be said at this cue"),
        ("cues: {empathise: {say: ['{thing}!']}}\n", "one phrase or more must have no {slot}"),
        ("cues: {empathise: {say: ['a {thing', b]}}\n", "a '{' or '}' without its partner"),
        ("cues: {rephrase: {say_for: {jargn: [b]}}}\n", "did you mean 'jargon'?"),
        ("cues: {empathise: {say_for: {anger: [b]}}}\n", "this cue knows no such case"),
        ("phases: {venting: [breathe, breathe]}\n", "'breathe' is there twice"),
        ("phases: {venting: [take_break]}\n", "'take_break' comes after the call"),
        ("time_zone: Europe/Londn\n", "did you mean 'Europe/London'?"),
        ("holidays: XX\n", "'XX' has no calendar of holidays"),
        ("holidays: GB-XYZ\n", "'GB' has no region 'XYZ'"),
        ("business_hours: {mon: 18:00-09:00}\n", "'18:00-09:00' is no stretch of a day"),
        ("business_hours: {mon: 09:00}\n", "two times of day, as in '09:00-17:30'"),
        ("timing: {min_dwell_s: 40}\n", "must not be more than max_dwell_s (25)"),
        ("reasons: {apology.polcy: x}\n", "did you mean 'apology.policy'?"),
        ("remedies: [{name: refund, say: 'a {thing}'}]\n", "no slots here"),
        (
            "remedies: [{name: refund, say: a refund}, {name: refund, say: b}]\n",
            "north.yaml:4:50: remedies[1].name: 'refund' is there twice",
        ),
        ("version: 1.5\n", "version: a whole number is needed, not '1.5'"),
        ("version: '2'\n", "version: a whole number is needed, not '2'"),
        ("language: english\n", "two letters, as in 'en'"),
        ("cues: []\n", "cues: a mapping is needed (lines of 'key: value'), not a list"),
        ("name: again\n", "north.yaml:4:1: name: the key is there twice; first on line 2"),
    ],
)
def test_a_problem_is_told_in_plain_words(text: str, said: str) -> None:
    (problem,) = problems(text)
    assert said in problem


def test_a_file_has_a_name_and_a_title_of_its_own() -> None:
    assert problems("", head="extends: standard\n") == (
        "north.yaml:1:1: name: this setting is missing",
        "north.yaml:1:1: title: this setting is missing",
    )


def test_a_file_that_extends_nothing_must_be_whole() -> None:
    found = problems("", head="name: bare\nversion: 1\ntitle: Bare\ncues: {breathe: {do: Wait}}\n")
    assert "north.yaml:1:1: phases: this setting is missing" in found
    assert "north.yaml:4:1: cues: the cue 'end_call' is missing (extends: standard)" in found


def test_what_is_extended_must_exist() -> None:
    (problem,) = problems("", head="extends: standrad\nname: a\ntitle: A\n")
    assert problem.startswith("north.yaml:1:10: extends: there is no playbook 'standrad'")
    assert problem.endswith("(did you mean 'standard'?)")


@pytest.mark.parametrize("path", ["/etc/passwd.yaml", "../other.yaml", "a/../../b.yaml"])
def test_only_a_file_beside_or_below_can_be_extended(tmp_path: Path, path: str) -> None:
    file = tmp_path / "team.yaml"
    file.write_text(f"extends: {path}\nname: a\ntitle: A\n")
    with pytest.raises(PlaybookError, match="beside this one"):
        load_playbook(file)


def test_a_text_without_a_folder_reads_no_file() -> None:
    assert "name a shipped playbook" in problems("", head="extends: b.yaml\nname: a\ntitle: A\n")[0]


def test_files_build_on_files(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text(
        "extends: standard\nname: house\ntitle: House\napology: {policy: always}\n"
        "reasons: {apology.policy: the house apologises}\n"
    )
    (tmp_path / "team.yaml").write_text(
        "extends: house.yaml\nname: team\ntitle: Team\nladder: {skip_warning: true}\n"
    )
    playbook = load_playbook(tmp_path / "team.yaml")
    assert (playbook.name, playbook.apology.policy) == ("team", "always")
    assert playbook.ladder.skip_warning
    assert playbook.reasons["apology.policy"] == "the house apologises"
    assert "ladder.skip_warning" not in playbook.reasons


def test_a_fault_in_the_file_below_is_told_at_its_own_place(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("extends: standard\nname: h\ntitle: H\nlader: {}\n")
    (tmp_path / "team.yaml").write_text("extends: house.yaml\nname: t\ntitle: T\n")
    with pytest.raises(PlaybookError) as caught:
        load_playbook(tmp_path / "team.yaml")
    (problem,) = caught.value.problems
    assert problem.startswith(f"{tmp_path}/house.yaml:4:1: lader: there is no such setting")


def test_a_file_below_that_cannot_be_read_at_all_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "house.yaml").write_text("a: &x 1\n")
    (tmp_path / "team.yaml").write_text("extends: house.yaml\nname: t\ntitle: T\nladder: 3\n")
    with pytest.raises(PlaybookError) as caught:
        load_playbook(tmp_path / "team.yaml")
    first, second = caught.value.problems
    assert "extends: 'house.yaml' cannot be extended" in first
    assert "house.yaml:1:4: anchors (&name) are not allowed" in first
    assert "ladder: a mapping is needed" in second


def test_a_circle_of_files_is_an_error(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (tmp_path / f"{name}.yaml").write_text(
            f"extends: {other}.yaml\nname: {name}\ntitle: {name.upper()}\n"
        )
    with pytest.raises(PlaybookError, match="extended in a circle"):
        load_playbook(tmp_path / "a.yaml")


def test_a_file_cannot_extend_itself(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: a.yaml\nname: a\ntitle: A\n")
    with pytest.raises(PlaybookError, match="extended in a circle"):
        load_playbook(tmp_path / "a.yaml")


@pytest.mark.parametrize(("files", "loads"), [(5, True), (6, False)])
def test_no_more_than_five_playbooks_stand_below_a_file(
    tmp_path: Path, files: int, loads: bool
) -> None:
    for number in range(files):
        below = f"p{number + 1}.yaml" if number < files - 1 else "standard"
        (tmp_path / f"p{number}.yaml").write_text(f"extends: {below}\nname: p{number}\ntitle: P\n")
    if loads:
        assert load_playbook(tmp_path / "p0.yaml").name == "p0"
    else:
        with pytest.raises(PlaybookError, match="more than 5 playbooks"):
            load_playbook(tmp_path / "p0.yaml")


def test_an_unknown_name_suggests_the_shipped_one() -> None:
    with pytest.raises(ConfigError) as caught:
        load_playbook("call-center")
    assert caught.value.hint == "did you mean 'call-centre'?"


@pytest.mark.parametrize("name", ["nowhere.yaml", "nowhere/at/all", "", "a\x00b.yaml"])
def test_a_file_that_is_not_there_is_a_plain_error(name: str) -> None:
    with pytest.raises(ConfigError):
        load_playbook(name)


def test_a_folder_is_no_playbook(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_playbook(tmp_path)


def test_a_huge_file_is_refused_without_being_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as out:
        out.truncate(2_000_000_000)  # sparse: takes no room
    with pytest.raises(PlaybookError, match="larger than"):
        load_playbook(file)


def test_the_digest_is_stable_and_follows_the_content() -> None:
    first, again = team("ladder: {min_severity: 2}\n"), team("ladder:\n  min_severity: 2 # same\n")
    other = team("ladder: {min_severity: 3}\n")
    assert first.digest == again.digest != other.digest
    assert len(first.digest) == 64


def test_the_order_of_keys_is_no_matter_to_the_digest_and_that_of_lists_is() -> None:
    one = team("ladder: {min_severity: 2, skip_warning: true}\n")
    two = team("ladder: {skip_warning: true, min_severity: 2}\n")
    assert one.digest == two.digest
    left = team("phases: {boundary: [breathe, offer_supervisor]}\n")
    right = team("phases: {boundary: [offer_supervisor, breathe]}\n")
    assert left.digest != right.digest
