from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from coolhead.errors import CoolheadError
from coolhead.playbook.loader import read_playbook
from coolhead.playbook.schema import Playbook
from coolhead.playbook.strict_yaml import read_yaml, to_plain

HEAD = "extends: standard\nname: north\ntitle: North\n"
# Every word that has a meaning somewhere in a playbook, so that nonsense reaches deep.
WORDS = sorted(
    {
        *Playbook.model_fields,
        *("extends", "policy", "weights", "insult", "say", "say_for", "at_fault", "rows", "up_to"),
        *("id", "applies", "customer", "venting", "apologise", "breathe", "took_it_on", "none"),
        *("standard", "north.yaml", "{thing}", "{", "}", "x", "GB", "mon", "S1.4", "jumps"),
    }
)
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=12)
)
TREES = st.recursive(
    VALUES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=6), inner, max_size=5)
    ),
    max_leaves=25,
)


def written(tree: object) -> str:
    """The tree in flow style: JSON is YAML, apart from numbers that are none in JSON."""
    match tree:
        case dict():
            return "{" + ", ".join(f"{quoted(k)}: {written(v)}" for k, v in tree.items()) + "}"
        case list():
            return "[" + ", ".join(written(item) for item in tree) + "]"
        case str():
            return quoted(tree)
        case None:
            return "null"
        case bool():
            return str(tree).lower()
        case _:
            return str(tree)


def quoted(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in safe) + '"'


def reads(text: str | bytes) -> None:
    # Anything but a CoolheadError fails the test by itself.
    with suppress(CoolheadError):
        assert isinstance(read_playbook(text, source="north.yaml"), Playbook)


@settings(deadline=None)
@given(st.text() | st.binary())
def test_any_text_is_read_or_refused_with_a_reason(text: str | bytes) -> None:
    reads(text)


@settings(deadline=None)
@given(st.text(alphabet="abc:-[]{}#&*!|>'\"%@`?, \n\t0123.~", max_size=120))
def test_any_punctuation_is_read_or_refused_with_a_reason(text: str) -> None:
    reads(HEAD + text)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(WORDS), TREES, max_size=4))
def test_any_settings_are_read_or_refused_with_a_reason(tree: dict[str, object]) -> None:
    for key in ("extends", "name", "title"):
        tree.pop(key, None)
    reads(HEAD + "".join(f"{quoted(key)}: {written(value)}\n" for key, value in tree.items()))
    reads("".join(f"{quoted(key)}: {written(value)}\n" for key, value in tree.items()))


@settings(deadline=None)
@given(st.sampled_from(sorted(Playbook.model_fields)), TREES)
def test_any_value_of_a_setting_is_read_or_refused_with_a_reason(key: str, tree: object) -> None:
    reads(f"extends: standard\nname: north\n{key}: {written(tree)}\n")


@settings(deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_a_quoted_text_comes_back_as_it_was(text: str) -> None:
    root, _ = read_yaml(f"key: {quoted(text)}", source="north.yaml")
    assert to_plain(root) == {"key": text}
