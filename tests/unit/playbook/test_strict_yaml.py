from __future__ import annotations

import textwrap

import pytest
import yaml

from coolhead.errors import PlaybookError
from coolhead.playbook import strict_yaml
from coolhead.playbook.strict_yaml import at_path, read_yaml, to_plain


def plain(text: str) -> object:
    root, problems = read_yaml(textwrap.dedent(text), source="team.yaml")
    assert problems == []
    return to_plain(root)


def refusal(text: str | bytes) -> str:
    with pytest.raises(PlaybookError) as caught:
        read_yaml(text, source="team.yaml")
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    "typed",
    [
        *("no", "No", "off", "on", "yes", "Yes", "Y", "n", "True", "FALSE"),
        *("10:30", "012", "0x1F", "0o7", "1_000", "+5", "2026-03-02"),
        *(".inf", "-.inf", ".nan", "1e400", "<<"),
    ],
)
def test_what_yaml_would_turn_into_something_else_stays_the_string_that_was_typed(
    typed: str,
) -> None:
    assert plain(f"key: {typed}") == {"key": typed}


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("7", 7),
        ("0.5", 0.5),
        ("-1.25", -1.25),
        ("1e3", 1000.0),
        ("'12'", "12"),
        ('"true"', "true"),
    ],
)
def test_only_plain_words_and_numbers_have_a_type(typed: str, value: object) -> None:
    read = plain(f"key: {typed}")
    assert read == {"key": value}
    assert isinstance(read, dict)
    assert type(read["key"]) is type(value)


def test_every_value_knows_its_line_and_column() -> None:
    root, _ = read_yaml("a:\n  b:\n    - one\n    - {c: two}\n", source="team.yaml")
    _, mark = at_path(root, ("a", "b", 1, "c"))
    assert (mark.line, mark.column) == (4, 11)


def test_a_column_counts_characters_and_not_bytes() -> None:
    root, _ = read_yaml('{"über": "für", b: x}', source="team.yaml")
    _, mark = at_path(root, ("b",))
    assert mark.column == 20


def test_a_key_that_is_there_twice_is_told_with_both_lines() -> None:
    _, problems = read_yaml("a: 1\nb: 2\na: 3\n", source="team.yaml")
    assert [str(problem) for problem in problems] == [
        "team.yaml:3:1: a: the key is there twice; first on line 1"
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: &x [1]\nb: 2\n", "team.yaml:1:4: anchors (&name) are not allowed"),
        ("a: *x\n", "team.yaml:1:4: aliases (*name) are not allowed"),
        ("a: !!python/object:os.system x\n", "tags (tag:yaml.org,2002:python/object:os.system)"),
        ("a: !secret x\n", "tags (!secret) are not allowed"),
        ("a: 1\n---\nb: 2\n", "a second document"),
        ("", "the file is empty"),
        ("# only a comment\n", "the file is empty"),
        ("- a\n- b\n", "a playbook is a mapping"),
        ("just words", "a playbook is a mapping"),
        ("a:\n\tb: 1\n", "team.yaml:2:1: a tab; YAML is indented with spaces only"),
        ("a: b: c\n", "team.yaml:1:5: a ':' where none can be"),
        ('a: "never closed\n', "a quote was opened and not closed"),
        ("a: [1, 2\nb: 3\n", "team.yaml:2:"),
        (b"a: \xff\xfe\n", "team.yaml:1:1: the file is not UTF-8"),
        (b"ok: 1\nname: caf\xe9\n", "team.yaml:2:1: the file is not UTF-8"),
        ("a: \x00", "a character that YAML does not allow"),
        ("a: \ud800", "the file is not UTF-8"),
        ("[" * 100_000, "nested too deep"),
        ("a: " + "{b: " * 50_000, "nested too deep"),
        ("- " * 50_000, "nested too deep"),
        ("? " * 50_000, "nested too deep"),
        ("a: " + "x" * 2_000_000, "larger than 1,000,000 bytes"),
        ("ü: " + "ü" * 600_000, "larger than 1,000,000 bytes"),
        ("a: [" + "1, " * 200_000 + "1]", "more than 6,000 values"),
    ],
)
def test_what_no_playbook_needs_is_refused_with_its_place(text: str | bytes, said: str) -> None:
    assert said in refusal(text)


def test_a_billion_laughs_stops_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert refusal(bomb) == "team.yaml:1:4: anchors (&name) are not allowed"


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "null", "true", "1.5", "x" * 200, '"a\\nb"'])
def test_a_key_is_a_plain_word(key: str) -> None:
    _, problems = read_yaml(f"? {key}\n: 1\nok: 2\n", source="team.yaml")
    assert [problem.message for problem in problems] == ["a key is a plain word"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter() -> None:
    root, _ = read_yaml(b"\xef\xbb\xbfa: 1\r\nb: two\r\n", source="team.yaml")
    assert to_plain(root) == {"a": 1, "b": "two"}


def test_the_parser_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: {b: [1, '2', no, 0.5]}\nc: >-\n  folded\n  text\nd: |\n  kept\n"
    fast = read_yaml(text, source="team.yaml")
    monkeypatch.setattr(strict_yaml, "_LOADER", yaml.SafeLoader)
    assert read_yaml(text, source="team.yaml") == fast
