"""A run over an archive: calls go to the workers; what comes back, to files and figures."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final, Literal

import msgspec
import typer

from coolhead.adapters.archive.finding import Archive
from coolhead.adapters.archive.progress import FILE as PROGRESS
from coolhead.adapters.archive.results import Results
from coolhead.adapters.archive.tables import CsvRows, JsonRows, RowWriter
from coolhead.adapters.archive.tasks import (
    Answer,
    Found,
    Halted,
    NoCall,
    Refused,
    Scored,
    Task,
    Unchanged,
)
from coolhead.adapters.archive.workers import Workers
from coolhead.cli.output import binary_stdout, told
from coolhead.cli.score_progress import ProgressView, progress_view
from coolhead.cli.score_summary import refused_lines, summary_text
from coolhead.cli.score_worker import Settings, start
from coolhead.errors import CoolheadError, MissingExtraError, SpeechError
from coolhead.services.scoring import CallRow, Tally

# So many refused calls are named on the screen; all of them stand in refused.csv.
SHOWN_REFUSED: Final = 20


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks for."""

    calls: tuple[str, ...]
    out: Path | None
    processes: int
    recordings: bool
    min_agents: int
    output: Literal["table", "csv", "jsonl"]


class Run:
    """One run. Afterwards ``tally`` has the figures and ``refused`` how many could not be run."""

    def __init__(self, options: Options, settings: Settings) -> None:
        self.options = options
        self.settings = settings
        self.archive = Archive(options.calls, recordings=options.recordings, holds_results=PROGRESS)
        self.tally = Tally(options.min_agents)
        self.refused = 0
        self.first_refused: list[Refused] = []
        self._not_calls = 0
        self._results: Results | None = None
        self._rows: RowWriter | None = None
        self._removed = 0
        self._view: ProgressView | None = None

    @property
    def others(self) -> int:
        """How many files of folders were no calls."""
        return self.archive.others + self._not_calls

    def to_the_end(self) -> None:
        """Run every call, and write and show the results.

        Raises what the results folder and the archive raise; a call that is wrong is none of it.
        """
        try:
            self._run()
        except (KeyboardInterrupt, SystemExit):
            self._tell_how_to_go_on()
            raise
        self._show()

    def _run(self) -> None:
        options = self.options
        with ExitStack() as stack:
            if options.out is not None:
                self._results = stack.enter_context(Results(options.out, options.calls))
            if options.output != "table":
                self._rows = CsvRows(CallRow) if options.output == "csv" else JsonRows()
                self._print(self._rows.head())
            self._view = stack.enter_context(progress_view(self.archive.size()))
            workers = stack.enter_context(
                Workers(
                    start,
                    self.settings,
                    processes=options.processes,
                    lost=lost_call,
                    came=self._came,
                )
            )
            for answer in workers.run(self._tasks()):
                self._take(answer)
            if self._results is not None:
                self._removed = self._results.complete(self.tally.summary())

    def _tasks(self) -> Iterator[Task]:
        for found in self.archive:
            yield Task(found=found, known=self._known(found))

    def _known(self, found: Found) -> str | None:
        return self._results.known(found) if self._results is not None else None

    def _came(self, answer: Answer | None) -> None:
        """Keep what a call came to at once: its row may have to wait for one that takes long."""
        if self._results is not None and isinstance(answer, Scored):
            self._results.keep(answer)
        if self._view is not None:
            self._view.take(answer)

    def _take(self, answer: Answer) -> None:
        match answer:
            case Scored():
                row = answer.row if self._results is None else self._results.scored(answer)
                self._count(row, answer.agent)
            case Unchanged():
                assert self._results is not None  # noqa: S101 - only results know keys
                self._count(*self._results.unchanged(answer.source))
            case Refused():
                self.refused += 1
                if len(self.first_refused) < SHOWN_REFUSED:
                    self.first_refused.append(answer)
                if self._results is not None:
                    self._results.refused(answer)
            case NoCall():
                self._not_calls += 1
            case Halted():
                raise error_of(answer)

    def _count(self, row: CallRow, agent: str | None) -> None:
        self.tally.add(row, agent)
        if self._rows is not None:
            self._print(self._rows.line(row))

    def _print(self, line: bytes) -> None:
        with told():
            binary_stdout().write(line)

    def _show(self) -> None:
        if self.first_refused:
            out = self.options.out
            for line in refused_lines(self.first_refused, self.refused, out):
                typer.echo(line, err=True)
        if not self.tally.calls:
            return
        rows = self.options.output != "table"
        text = summary_text(
            self.tally.summary(),
            refused=self.refused,
            recordings=self.archive.recordings,
            others=self.others,
            kept=self._results.kept if self._results is not None else 0,
            on_stderr=rows,
        )
        with told():
            typer.echo(text.rstrip("\n"), err=rows)
        if self._removed:
            typer.echo(
                f"Records of calls that are no more among these were removed: {self._removed:,}",
                err=True,
            )
        if self.options.out is not None:
            typer.echo(
                f"Wrote calls.csv, calls.jsonl and the records to {self.options.out}", err=True
            )

    def _tell_how_to_go_on(self) -> None:
        if self.options.out is None:
            typer.echo("Stopped. Nothing was kept; with --out DIR a run can go on.", err=True)
            return
        same = shlex.join(["coolhead", *sys.argv[1:]])
        typer.echo(
            "Stopped. What is finished is kept, and the same command goes on from there:\n"
            f"  {same}",
            err=True,
        )


def lost_call(task: Task, reason: str) -> Answer:
    """The answer for a call whose process died twice."""
    found = task.found
    return Refused(
        file=found.file,
        line=found.line,
        reason=reason,
        hint="Run it alone to see why; the other calls are not touched by it.",
        size=found.size,
    )


def error_of(halted: Halted) -> CoolheadError:
    """Why a run cannot go on."""
    if halted.code == "speech":
        return SpeechError(halted.message, hint=halted.hint)
    error = MissingExtraError("", extra="speech")
    error.args, error.message, error.hint = (halted.message,), halted.message, halted.hint
    return error
