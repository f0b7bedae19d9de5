"""What goes to a process that runs calls, and what comes back."""

from __future__ import annotations

from typing import Literal

import msgspec

from coolhead.errors import CoolheadError, InputError
from coolhead.services.insights.figures import CallFigures
from coolhead.services.scoring import CallRow

# What is held for a call besides its texts, in bytes; it only has to keep the sum from being 0.
_OVERHEAD = 500


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to a task; ``size`` is how many bytes of the archive it settles."""

    size: int = 0

    @property
    def weight(self) -> int:
        """Roughly how many bytes it takes in memory."""
        return _OVERHEAD


class Refused(Settled, frozen=True, kw_only=True):
    """A call that could not be run: where, why, and what to do."""

    file: str
    line: int | None = None
    field: str | None = None
    reason: str
    hint: str = ""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A call that was found: a file (``path``), or a line of a file of many (``content``).

    ``file`` is the file's name as the user knows it. ``named``: the user named this very file, so
    that it must be a call. ``size`` in bytes. ``problem`` is set where it cannot be read at all.
    """

    file: str
    path: str = ""
    line: int | None = None
    content: bytes | None = None
    named: bool = False
    size: int = 0
    problem: Refused | None = None

    @property
    def source(self) -> str:
        """What tells this call from all others of the archive."""
        # A whole file ends with the colon, so no file's name can be taken for another one's line.
        return f"{self.file}:" if self.line is None else f"{self.file}:{self.line}"


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A call to be run, unless its key is still ``known``: then nothing has changed."""

    found: Found
    known: str | None = None

    @property
    def weight(self) -> int:
        """Roughly how many bytes it takes in memory."""
        return _OVERHEAD + len(self.found.content or b"")

    @property
    def cost(self) -> int:
        """How many bytes there are to read."""
        return self.found.size


class Scored(Settled, frozen=True, kw_only=True):
    """A call that was run: its row, its record as JSON, and who took it.

    ``key`` is a digest of all that the result depends on. ``figures`` are what insights count of
    it, where they were wanted.
    """

    source: str
    key: str
    row: CallRow
    agent: str | None
    record: bytes
    figures: CallFigures | None = None

    @property
    def weight(self) -> int:
        """Roughly how many bytes it takes in memory."""
        return _OVERHEAD + len(self.record)


class Unchanged(Settled, frozen=True, kw_only=True):
    """A call that was run before and has not changed since, nor has what it was run with."""

    source: str


class NoCall(Settled, frozen=True, kw_only=True):
    """A file of a folder that turned out to be something else."""


class Halted(Settled, frozen=True, kw_only=True):
    """Nothing can go on: what is missing is missing for every call."""

    code: Literal["missing_extra", "speech"]
    message: str
    hint: str = ""


Answer = Scored | Unchanged | Refused | NoCall | Halted


def refusal(found: Found, error: CoolheadError) -> Refused:
    """The error as what is told of the call."""
    place = error if isinstance(error, InputError) else None
    problems: tuple[str, ...] = getattr(error, "problems", ())
    reason = place.reason if place else "; ".join((error.message, *problems[:1]))
    return Refused(
        file=found.file,
        line=found.line if found.line is not None else place.line if place else None,
        field=place.field if place else None,
        reason=reason,
        hint=error.hint,
        size=found.size,
    )
