"""What a run came to, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from coolhead.adapters.archive.tasks import Refused
from coolhead.call.vocabulary import Level
from coolhead.cli.wording import LEVEL_STYLE, printable
from coolhead.services.scoring import Figures, Summary

_REVIEW: Final = (
    "A person reviews a score before it has any effect; each line of it can be disputed."
)
# Rows of a terminal; a reason with a file's name in it can be as long as a page.
_LONGEST: Final = 300


def summary_text(
    summary: Summary, *, refused: int, recordings: int, others: int, kept: int, on_stderr: bool
) -> str:
    """The figures as tables, in colour where standard output (or error) is a terminal."""
    console = Console(stderr=on_stderr, highlight=False)
    with console.capture() as captured:
        console.print(_figures(summary, refused=refused, kept=kept))
        if summary.teams:
            console.print(_teams(summary))
        for note in _notes(summary, recordings=recordings, others=others):
            console.print(Text(note))
    return captured.get()


def refused_lines(first: Sequence[Refused], count: int, out: Path | None) -> Iterator[str]:
    """What to say of the calls that could not be run."""
    yield f"{count:,} {'call' if count == 1 else 'calls'} could not be run:"
    for each in first:
        place = each.file if each.line is None else f"{each.file}:{each.line}"
        field = f" ({each.field})" if each.field else ""
        yield printable(f"  {place}{field}: {each.reason}")[:_LONGEST]
    if len(first) == 1 and first[0].hint:
        yield printable(f"  {first[0].hint}")[:_LONGEST]
    if count > len(first):
        where = f"see {out / 'refused.csv'}" if out else "give --out to have them all in a file"
        yield f"  and {count - len(first):,} more: {where}"


def _figures(summary: Summary, *, refused: int, kept: int) -> Table:
    figures = summary.all
    table = Table(title="Calls", title_justify="left", show_header=False)
    table.add_column("figure")
    table.add_column("what")
    table.add_column("calls", justify="right")
    table.add_column("share", justify="right")

    def row(figure: str, what: str, count: int, style: str = "") -> None:
        table.add_row(figure, Text(what, style), f"{count:,}", _share(count, figures.calls))

    table.add_row("Scored", f"{kept:,} of them before" if kept else "", f"{figures.calls:,}", "")
    table.add_row("Refused", "", f"{refused:,}", "", end_section=True)
    for index, (outcome, count) in enumerate(figures.outcomes.items()):
        row("" if index else "Outcome", outcome.replace("_", " "), count)
    table.add_section()
    for index, (level, count) in enumerate(figures.level_peaks.items()):
        row("" if index else "Heat at its peak", level, count, _style(level))
    table.add_section()
    row("Boundary ladder", "climbed", figures.on_ladder)
    for rung, count in figures.rungs.items():
        if rung != "none" and count:
            row("", f"up to {rung.replace('_', ' ')}", count)
    table.add_section()
    row("Do not call", "", figures.do_not_call)
    open_ = (
        f"{figures.open_commitments:,} in all, {figures.commitments_without_due:,} without a time"
    )
    row("Open commitments", open_, figures.calls_with_commitments)
    mean = "not shown" if summary.mean_withheld else f"{_mean(figures)} of 100, over"
    table.add_row("Mean score", mean, f"{figures.scored:,}", "")
    return table


def _teams(summary: Summary) -> Table:
    title = f"Teams of {summary.minimum_agents} agents and more, by name"
    table = Table(title=title, title_justify="left")
    table.add_column("team")
    for name in ("calls", "resolved or saved", "boiling", "on the ladder", "mean score"):
        table.add_column(name, justify="right")
    for team, figures in summary.teams.items():
        settled = figures.outcomes["resolved"] + figures.outcomes["saved"]
        table.add_row(
            Text(printable(team)),
            f"{figures.calls:,}",
            _share(settled, figures.calls),
            _share(figures.level_peaks["boiling"], figures.calls),
            _share(figures.on_ladder, figures.calls),
            f"{_mean(figures)} ({figures.scored:,})",
        )
    return table


def _notes(summary: Summary, *, recordings: int, others: int) -> Iterator[str]:
    yield _REVIEW
    if summary.all.without_words:
        yield (
            f"Without the calls whose words are not read (another language, no consent): "
            f"{summary.all.without_words:,}."
        )
    if summary.mean_withheld:
        yield (
            f"The calls name fewer than {summary.minimum_agents} agents, so no mean score is made "
            "of them."
        )
    if summary.teams_withheld and (summary.teams or summary.teams_withheld > 1):
        yield (
            f"Teams not shown apart: {summary.teams_withheld:,}. Fewer than "
            f"{summary.minimum_agents} agents stand behind them, or could be told by subtraction."
        )
    if recordings:
        yield f"{_many(recordings, 'recording')} passed over; --recordings takes them too, slowly."
    if others:
        yield f"{_many(others, 'other file')} passed over."


def _mean(figures: Figures) -> str:
    return "none" if figures.mean_score is None else f"{figures.mean_score:.1f}"


def _many(count: int, what: str) -> str:
    return f"{count:,} {what} was" if count == 1 else f"{count:,} {what}s were"


def _share(count: int, calls: int) -> str:
    return f"{count / calls:.0%}" if calls else ""


def _style(level: Level) -> str:
    return LEVEL_STYLE[level]
