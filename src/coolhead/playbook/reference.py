"""Every setting there is, walked from the schema: what the documentation must name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from coolhead.playbook.loader import load_playbook
from coolhead.playbook.patch import bare
from coolhead.playbook.schema import Playbook


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
    text = json.dumps(value)
    # What fits beside its meaning in a table.
    return f"`{text}`" if value not in (None, "", [], {}) and len(text) <= 80 else ""
