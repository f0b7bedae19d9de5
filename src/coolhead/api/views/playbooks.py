"""Playbooks as the API shows them: where each comes from, and what is wrong with one."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from coolhead.errors import PlaybookError
from coolhead.playbook.schema import Playbook
from coolhead.services.setup.playbooks import PlaybookVersion

_PLACED: Final = re.compile(r"^[^:]*:(\d+):(\d+): (.*)$", re.DOTALL)


class PlaybookRow(msgspec.Struct, frozen=True, kw_only=True):
    """A playbook in one row; one that ships has no team and was published by nobody.

    ``title``, ``description`` and ``sources`` are told where playbooks are listed, and of one.
    """

    name: str
    version: int
    digest: str
    shipped: bool
    team: str | None = None
    published_at: str | None = None
    published_by: str | None = None
    note: str = ""
    title: str = ""
    description: str = ""
    sources: tuple[str, ...] = ()


class PlaybookList(msgspec.Struct, frozen=True):
    """Playbooks, each in one row."""

    playbooks: tuple[PlaybookRow, ...]


class PlaybookShown(msgspec.Struct, frozen=True, kw_only=True):
    """A playbook with its text and all that it comes to, flattened."""

    about: PlaybookRow
    text: str
    flattened: dict[str, Any]


class PlaybookProblem(msgspec.Struct, frozen=True):
    """One thing that is wrong; ``line`` and ``column`` count from 1, None for the whole."""

    message: str
    line: int | None = None
    column: int | None = None


class PlaybookCheck(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a text is a playbook; ``name``, ``version`` and ``digest`` where it is one."""

    ok: bool
    problems: tuple[PlaybookProblem, ...] = ()
    name: str | None = None
    version: int | None = None
    digest: str | None = None


class Change(msgspec.Struct, frozen=True):
    """One setting that differs; ``before`` or ``after`` is null where it is absent there."""

    path: str
    before: Any
    after: Any


class PlaybookDiff(msgspec.Struct, frozen=True, kw_only=True):
    """How two versions differ."""

    before: PlaybookRow
    after: PlaybookRow
    changes: tuple[Change, ...]


class _Told(msgspec.Struct, frozen=True):
    """What a row tells of a flattened playbook."""

    title: str = ""
    description: str = ""
    sources: tuple[str, ...] = ()


def row_of_version(about: PlaybookVersion, flattened: str | None = None) -> PlaybookRow:
    """The row of a published version, with what ``flattened`` tells where it is at hand."""
    told = msgspec.json.decode(flattened, type=_Told) if flattened is not None else _Told()
    return PlaybookRow(
        name=about.name,
        version=about.version,
        digest=about.digest,
        shipped=False,
        team=about.team,
        published_at=about.published_at,
        published_by=about.published_by,
        note=about.note,
        title=told.title,
        description=told.description,
        sources=told.sources,
    )


def row_of_shipped(playbook: Playbook) -> PlaybookRow:
    """The row of a playbook that ships."""
    return PlaybookRow(
        name=playbook.name,
        version=playbook.version,
        digest=playbook.digest,
        shipped=True,
        title=playbook.title,
        description=playbook.description,
        sources=playbook.sources,
    )


def problems_of(error: PlaybookError) -> tuple[PlaybookProblem, ...]:
    """Every problem with its place."""
    return tuple(map(_placed, error.problems or (error.message,)))


def _placed(line: str) -> PlaybookProblem:
    found = _PLACED.match(line)
    if found is None:
        return PlaybookProblem(line)
    return PlaybookProblem(found[3], int(found[1]), int(found[2]))
