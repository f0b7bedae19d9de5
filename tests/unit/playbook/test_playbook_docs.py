from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from coolhead.playbook.checks import ALWAYS_ON, CASES
from coolhead.playbook.loader import load_playbook, read_playbook, shipped_names
from coolhead.playbook.patch import bare
from coolhead.playbook.schema import Playbook
from coolhead.playbook.slots import SLOTS

PAGE = (Path(__file__).parents[3] / "docs" / "playbooks.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([^`]+)` \| (.*?) \| (.+) \|$", re.MULTILINE)
# The tables of settings, after the page's other tables.
ROWS = {path: (value, meaning) for path, value, meaning in ROW.findall(PAGE.split("## Every")[1])}


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its ``path`` (``remedies[].name``, ``cues.<cue>.do``), meaning and value.

    ``value`` is that of ``standard`` as it is written in the documentation's tables: in code
    marks, or empty where it is longer than a table can show or each entry has its own.
    """

    path: str
    description: str
    value: str


def settings() -> tuple[Setting, ...]:
    """Every setting of the schema, in the schema's order."""
    return tuple(_below(Playbook, "", load_playbook("standard").model_dump(mode="json")))


def _below(model: type[BaseModel], prefix: str, values: dict[str, Any] | None) -> Iterator[Setting]:
    for name, field in model.model_fields.items():
        path, annotation = f"{prefix}{name}", bare(field.annotation)
        value = values.get(name) if values is not None else None
        inner, step = _entries(annotation)
        is_model = isinstance(inner, type) and issubclass(inner, BaseModel)
        optional = values is not None and type(None) in get_args(field.annotation)
        if not is_model or step or optional or values is None:
            known = values is not None and not (is_model and step)
            yield Setting(path, field.description or "", _written(value) if known else "")
        if is_model:
            yield from _below(inner, f"{path}{step}.", None if step or optional else value)


def _entries(annotation: Any) -> tuple[Any, str]:
    """What a list or a mapping holds, and how its entries stand in a path."""
    if get_origin(annotation) is tuple:
        return bare(get_args(annotation)[0]), "[]"
    if get_origin(annotation) is dict:
        return bare(get_args(annotation)[1]), ".<cue>"
    return annotation, ""


def _written(value: Any) -> str:
    text = _flow(value)
    # What fits beside its meaning in a table.
    return f"`{text}`" if value not in (None, "", [], {}) and len(text) <= 80 else ""


def _flow(value: Any) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(_flow(each) for each in value) + "]"
        case bool():
            return str(value).lower()
        case float():
            return f"{value:g}"
        case _:
            return str(value)


@pytest.mark.parametrize("setting", settings(), ids=lambda setting: setting.path)
def test_every_setting_is_documented_with_the_value_of_standard(setting: Setting) -> None:
    assert setting.path in ROWS, f"docs/playbooks.md says nothing of {setting.path}"
    value, meaning = ROWS[setting.path]
    assert value == setting.value
    assert len(meaning) >= 4


def test_nothing_is_documented_that_does_not_exist() -> None:
    assert set(ROWS) == {setting.path for setting in settings()}


def test_every_slot_and_case_and_shipped_playbook_is_documented() -> None:
    assert set(re.findall(r"^\| `\{(\w+)\}` \|", PAGE, re.MULTILINE)) == set(SLOTS)
    words = [*ALWAYS_ON, *shipped_names(), *(case for cases in CASES.values() for case in cases)]
    assert [word for word in words if f"`{word}`" not in PAGE] == []


def test_the_playbook_in_ten_lines_works() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert len(text.splitlines()) == 10
    playbook = read_playbook(text, source="our-shop.yaml")
    assert playbook.apology.policy == "always"
    assert [remedy.name for remedy in playbook.remedies] == ["refund", "replacement"]
