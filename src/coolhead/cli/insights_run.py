"""A run over calls in files: figures come back from the workers and are summed in memory."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from typing import Final, Literal

import msgspec
import typer

from coolhead.adapters.archive.finding import Archive
from coolhead.adapters.archive.tables import CsvRows
from coolhead.adapters.archive.tasks import Answer, Halted, NoCall, Refused, Scored, Task
from coolhead.adapters.archive.workers import Workers
from coolhead.adapters.storage.insights_in_memory import InMemoryInsightsBook
from coolhead.cli.insights_view import insights_text
from coolhead.cli.output import binary_stdout, told
from coolhead.cli.score_progress import progress_view
from coolhead.cli.score_run import SHOWN_REFUSED, error_of, lost_call
from coolhead.cli.score_summary import refused_lines
from coolhead.cli.score_worker import Settings, start
from coolhead.services.insights.book import InsightsQuery
from coolhead.services.insights.reckoning import insights_of
from coolhead.services.insights.shapes import Insights
from coolhead.services.insights.table import FigureRow, rows_of
from coolhead.services.live.summary import CallKey

# All that is read from files lies in one.
_WORKSPACE: Final = "files"


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asks for; ``first`` and ``last`` are days by this machine's clock."""

    calls: tuple[str, ...]
    first: date | None
    last: date | None
    team: str | None
    processes: int
    min_agents: int
    output: Literal["table", "csv", "json"]


class InsightsRun:
    """One run. Afterwards ``calls`` says how many were counted, ``refused`` how many could not."""

    def __init__(self, options: Options, settings: Settings) -> None:
        self.options = options
        self.settings = settings
        self.archive = Archive(options.calls, recordings=False)
        self.book = InMemoryInsightsBook()
        self.calls = 0
        self.refused = 0
        self._first_refused: list[Refused] = []
        self._not_calls = 0
        self._now = time.time()

    @property
    def others(self) -> int:
        """How many files of folders were no calls."""
        return self.archive.others + self._not_calls

    def to_the_end(self) -> None:
        """Run every call and show what they come to; a call that is wrong is named and left out."""
        options = self.options
        with ExitStack() as stack:
            view = stack.enter_context(progress_view(self.archive.size()))
            workers = stack.enter_context(
                Workers(
                    start,
                    self.settings,
                    processes=options.processes,
                    lost=lost_call,
                    came=view.take,
                )
            )
            for answer in workers.run(self._tasks()):
                self._take(answer)
        for line in refused_lines(self._first_refused, self.refused, None) if self.refused else ():
            typer.echo(line, err=True)
        if self.calls:
            self._show(self._insights())

    def _tasks(self) -> Iterator[Task]:
        return (Task(found=found, known=None) for found in self.archive)

    def _take(self, answer: Answer) -> None:
        match answer:
            case Scored(figures=figures) if figures is not None:
                self.calls += 1
                self.book.put(CallKey(_WORKSPACE, answer.source.rstrip(":")), figures, self._now)
            case Refused():
                self.refused += 1
                if len(self._first_refused) < SHOWN_REFUSED:
                    self._first_refused.append(answer)
            case NoCall():
                self._not_calls += 1
            case Halted():
                raise error_of(answer)

    def _insights(self) -> Insights:
        options, period = self.options, self.book.period
        assert period is not None  # noqa: S101 - there is a call
        since, until = period[0], period[1] + 1.0
        if options.first is not None:
            since = _midnight(options.first)
        if options.last is not None:
            until = _midnight(options.last + timedelta(days=1))
        query = InsightsQuery(
            workspace=_WORKSPACE,
            since=since,
            until=max(until, since),
            now=self._now,
            teams=None if options.team is None else frozenset({options.team}),
        )
        sums = asyncio.run(self.book.sums(query))
        return insights_of(
            sums, query, minimum=options.min_agents, team=options.team, nobody_named=True
        )

    def _show(self, found: Insights) -> None:
        with told():
            match self.options.output:
                case "table":
                    typer.echo(insights_text(found).rstrip("\n"))
                case "json":
                    binary_stdout().write(msgspec.json.encode(found) + b"\n")
                case "csv":
                    table = CsvRows(FigureRow)
                    lines = (table.line(row) for row in rows_of(found))
                    binary_stdout().writelines([table.head(), *lines])


def _midnight(day: date) -> float:
    return datetime.combine(day, clock_time()).astimezone().timestamp()
