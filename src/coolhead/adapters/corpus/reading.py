"""Labelled calls, read strictly: a wrong label names its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from coolhead.call.vocabulary import Party
from coolhead.errors import InputError
from coolhead.services.labels import (
    CallAbout,
    LabelledCall,
    LabelledUtterance,
    label_from,
    near_name,
)


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    party: Party
    text: str
    gold: list[str]
    near: list[str] = []
    heat: float | None = None


class _Head(msgspec.Struct, forbid_unknown_fields=True):
    call: CallAbout


def read_labelled(path: Path) -> LabelledCall:
    """The call in ``path``; raises ``InputError`` with file and line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", file=str(path)) from error
    if not lines:
        raise InputError("this file is empty", file=str(path))
    about = _decoded(lines[0], _Head, path, 1).call
    said = tuple(
        _utterance(_decoded(line, _Line, path, number), path, number)
        for number, line in enumerate(lines[1:], start=2)
        if line.strip()
    )
    if not said:
        raise InputError("nothing is said in this call", file=str(path))
    return LabelledCall(about, said)


def read_folder(folder: Path) -> Iterator[LabelledCall]:
    """Every call of a folder, in the order of the files' names."""
    for path in sorted(folder.glob("**/*.jsonl")):
        yield read_labelled(path)


def _decoded(line: str, kind: Any, path: Path, number: int) -> Any:
    try:
        return msgspec.json.decode(line, type=kind)
    except msgspec.DecodeError as error:
        raise InputError(str(error), file=str(path), line=number) from error


def _utterance(line: _Line, path: Path, number: int) -> LabelledUtterance:
    try:
        gold = tuple(label_from(each, line.party) for each in line.gold)
        near = tuple(near_name(each) for each in line.near)
    except ValueError as error:
        raise InputError(str(error), file=str(path), line=number, field="gold") from error
    shown = {label.name for label in gold}
    both = shown & {name for name, whole in zip(near, line.near, strict=True) if name == whole}
    problem = (
        f"{', '.join(sorted(both))}: both shown and only near" if both
        else "nothing is said in this line" if not line.text.strip()
        else f"heat {line.heat:g} is not between 0 and 100"
        if line.heat is not None and not 0 <= line.heat <= 100
        else None
    )  # fmt: skip
    if problem:
        raise InputError(problem, file=str(path), line=number)
    only_near = tuple(dict.fromkeys(name for name in near if name not in shown))
    return LabelledUtterance(line.party, line.text, gold, only_near, line.heat, number)
