"""Labelled calls, read strictly: a wrong label names its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from coolhead.adapters.corpus.labels import Label, check_name, label_from
from coolhead.call.vocabulary import Party
from coolhead.errors import InputError

Style = Literal["written", "bare", "recognised"]


class CallAbout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a labelled call is: where it belongs, and who speaks in it."""

    id: str
    trade: str
    english: str
    register: str
    style: Style = "written"
    direction: Literal["inbound", "outbound"] = "inbound"
    started_at: str | None = None


class LabelledUtterance(msgspec.Struct, frozen=True):
    """An utterance with its labels; ``near`` are signals that it only looks like."""

    party: Party
    text: str
    gold: tuple[Label, ...]
    near: tuple[str, ...] = ()
    heat: float | None = None
    line: int = 0

    def shows(self, name: str) -> bool:
        """Whether the utterance shows a signal of this name."""
        return any(label.name == name for label in self.gold)


class LabelledCall(msgspec.Struct, frozen=True):
    """A call and what was said in it, in order."""

    about: CallAbout
    utterances: tuple[LabelledUtterance, ...]


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
        for each in line.near:
            check_name(each, line.party)
    except ValueError as error:
        raise InputError(str(error), file=str(path), line=number, field="gold") from error
    both = {label.name for label in gold} & set(line.near)
    problem = (
        f"{', '.join(sorted(both))}: both shown and only near" if both
        else "nothing is said in this line" if not line.text.strip()
        else f"heat {line.heat:g} is not between 0 and 100"
        if line.heat is not None and not 0 <= line.heat <= 100
        else None
    )  # fmt: skip
    if problem:
        raise InputError(problem, file=str(path), line=number)
    return LabelledUtterance(line.party, line.text, gold, tuple(line.near), line.heat, number)
