"""Labelled calls: read strictly, and every example of the guide is a right one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from coolhead.adapters.corpus.reading import read_folder, read_labelled
from coolhead.bootstrap import choose_playbook, hear_labelled
from coolhead.errors import InputError
from coolhead.services.evaluation import evaluate
from coolhead.services.labels import Label, LabelledCall, bare, label_from

ROOT = Path(__file__).resolve().parents[3]
GUIDE = (ROOT / "corpus" / "GUIDE.md").read_text(encoding="utf-8")
HEAD = '{"call": {"id": "c", "trade": "t", "english": "british", "register": "plain"}}\n'


def written(folder: Path, *lines: str, head: str = HEAD) -> Path:
    path = folder / "call.jsonl"
    path.write_text(head + "\n".join(lines), encoding="utf-8")
    return path


def call_of(folder: Path, *lines: str) -> LabelledCall:
    return read_labelled(written(folder, *lines))


def refusal(folder: Path, *lines: str) -> str:
    with pytest.raises(InputError) as caught:
        read_labelled(written(folder, *lines))
    return str(caught.value)


def test_the_guides_example_is_read(tmp_path: Path) -> None:
    example = re.search(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    assert example is not None
    path = tmp_path / "example.jsonl"
    path.write_text(example[1], encoding="utf-8")
    call = read_labelled(path)
    assert call.about.trade == "broadband"
    second = call.utterances[1]
    assert second.shows("frustration")
    assert second.details("complaint") == {"company"}
    assert second.heat == 30
    assert call.utterances[3].near == ("vulnerability", "insult")


def test_a_wrong_label_names_its_place(tmp_path: Path) -> None:
    line = '{"party": "customer", "text": "Hello", "gold": %s}'
    assert ":2" in refusal(tmp_path, line % '["greeting"]')
    assert "no signal of the customer" in refusal(tmp_path, line % '["greeting"]')
    assert "needs one of" in refusal(tmp_path, line % '["complaint"]')
    assert "has no detail" in refusal(tmp_path, line % '["thanks:much"]')
    assert "needs one of 1, 2, 3" in refusal(tmp_path, line % '["insult:4"]')
    both = '{"party": "customer", "text": "Hello", "gold": ["thanks"], "near": ["thanks"]}'
    assert "both shown and only near" in refusal(tmp_path, both)
    hot = '{"party": "customer", "text": "Hello", "gold": [], "heat": 101}'
    assert "not between 0 and 100" in refusal(tmp_path, hot)
    assert "nothing is said" in refusal(tmp_path, '{"party": "agent", "text": " ", "gold": []}')
    assert ":2" in refusal(tmp_path, '{"party": "agent", "text": "Hi", "gild": []}')
    assert "nothing is said" in refusal(tmp_path)
    (tmp_path / "empty.jsonl").write_text("")
    with pytest.raises(InputError, match="empty"):
        read_labelled(tmp_path / "empty.jsonl")


def test_details_of_the_agents_labels() -> None:
    assert label_from("offer:2", "agent") == Label("offer", "2")
    assert label_from("offer", "agent") == Label("offer")
    assert label_from("commitment", "agent") == Label("commitment")
    assert label_from("commitment:2026-03-11T17:00:00+00:00", "agent").detail is not None
    for wrong in ("offer:many", "commitment:2026-03-11T17:00:00", "commitment:soon", "reflection"):
        with pytest.raises(ValueError, match=wrong.split(":", maxsplit=1)[0]):
            label_from(wrong, "agent")


def test_bare_is_what_a_cheap_recogniser_gives(tmp_path: Path) -> None:
    line = (
        '{"party": "customer", "text": "It\\u2019s £12.50, \'honestly\' \\u2014 don\'t ask!", '
        '"gold": []}'
    )
    said = bare(call_of(tmp_path, line)).utterances[0]
    assert said.text == "it's £12.50 honestly don't ask"


def test_what_is_heard_is_compared_with_the_labels(tmp_path: Path) -> None:
    call = call_of(
        tmp_path,
        '{"party": "agent", "text": "Good morning, Sam speaking.", "gold": ["greeting"]}',
        '{"party": "customer", "text": "Are you stupid?", "gold": ["insult:1"], "heat": 40}',
        '{"party": "customer", "text": "Well I never.", "gold": ["frustration"], "heat": 42}',
        '{"party": "customer", "text": "You idiot, I said.", "gold": [], "near": ["insult"]}',
    )
    found = evaluate([hear_labelled(call, choose_playbook("standard"))])
    assert (found.calls, found.utterances) == (1, 4)
    figures = {each.name: each for each in found.signals}
    insult = figures["insult"]
    assert (insult.labelled, insult.found, insult.recall, insult.precision) == (1, 2, 1.0, 0.5)
    assert (insult.near, insult.near_false) == (1, 1)
    assert figures["frustration"].recall == 0.0
    assert figures["greeting"].f1 == 1.0
    assert found.heat.points == 2
    cases = {(case.signal, case.how, case.line) for case in found.cases}
    assert {("insult", "false", 5), ("frustration", "missed", 4)} <= cases
    assert found.false_alarms["insult"]["all"] == pytest.approx(1 / 2)


def test_every_call_of_the_corpus_is_read() -> None:
    seen: set[str] = set()
    for part in ("train", "valid", "test", "fairness"):
        for call in read_folder(ROOT / "corpus" / part):
            assert call.about.id.startswith(part), call.about.id
            assert call.about.id not in seen
            seen.add(call.about.id)
