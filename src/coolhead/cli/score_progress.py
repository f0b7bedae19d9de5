"""How far a run is: a bar in a terminal, else a line now and then; always on standard error."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import Final, Protocol

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from coolhead.adapters.archive.tasks import Answer, Refused, Scored, Unchanged

# Often enough to see that it goes on, seldom enough for the log of a night's run.
_LINE_EVERY_S: Final = 15.0
# The speed of the last minute counts: calls and other files take their turns.
_SPEED_OVER_S: Final = 60.0


class ProgressView(Protocol):
    """Shows progress while it is entered."""

    def __enter__(self) -> ProgressView: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None: ...

    def take(self, answer: Answer | None) -> None:
        """An answer came; None where only time has passed."""
        ...


def progress_view(size: int | None) -> ProgressView:
    """The view for this standard error; ``size`` is how many bytes there are to read, if known."""
    dumb = os.environ.get("TERM", "").lower() in ("", "dumb", "unknown")
    if sys.stderr is not None and sys.stderr.isatty() and not dumb:
        return _Bar(size)
    return _Lines(size)


class _Counts:
    def __init__(self, size: int | None) -> None:
        self.size = size
        self.read = 0
        self.calls = 0
        self.refused = 0

    def add(self, answer: Answer) -> None:
        self.calls += isinstance(answer, Scored | Unchanged)
        self.refused += isinstance(answer, Refused)
        self.read += answer.size

    def words(self) -> str:
        refused = f", {self.refused:,} refused" if self.refused else ""
        return f"{self.calls:,} {'call' if self.calls == 1 else 'calls'}{refused}"


class _Bar:
    """A bar of bytes read, since a long call takes longer than a short one."""

    def __init__(self, size: int | None) -> None:
        self._counts = _Counts(size)
        self._bar = Progress(
            TextColumn("Scoring"),
            BarColumn(),
            TextColumn("{task.fields[words]}"),
            *([TimeRemainingColumn(), TextColumn("left")] if size else [TimeElapsedColumn()]),
            console=Console(stderr=True),
            transient=True,
            speed_estimate_period=_SPEED_OVER_S,
        )
        self._task = self._bar.add_task("", total=size or None, words="")

    def __enter__(self) -> _Bar:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def take(self, answer: Answer | None) -> None:
        """Move the bar."""
        if answer is not None:
            self._counts.add(answer)
            self._bar.update(self._task, completed=self._counts.read, words=self._counts.words())


class _Lines:
    """A line now and then, with how long the rest will take at the speed so far."""

    def __init__(self, size: int | None) -> None:
        self._counts = _Counts(size)
        self._began = self._told = time.monotonic()

    def __enter__(self) -> _Lines:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None: ...

    def take(self, answer: Answer | None) -> None:
        """Say how far it is, if the last line is a while ago."""
        if answer is not None:
            self._counts.add(answer)
        now = time.monotonic()
        if now - self._told >= _LINE_EVERY_S:
            self._told = now
            typer.echo(f"{self._counts.words()}{self._left(now - self._began)}", err=True)

    def _left(self, spent_s: float) -> str:
        size, read = self._counts.size, self._counts.read
        if not size or not read or read > size:
            return ""
        minutes, seconds = divmod(round(spent_s * (size - read) / read), 60)
        return f", about {minutes}:{seconds:02d} min left"
