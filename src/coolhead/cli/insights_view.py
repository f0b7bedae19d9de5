"""Insights for the terminal: sections with their definitions, and their figures in lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from coolhead.cli.wording import printable
from coolhead.services.insights.shapes import Figure, Insights, Section

_LABEL: Final = 30
_VALUE: Final = 11
# What follows a value starts a line of its own where less room than this is left for it.
_LEAST_ROOM: Final = 30


def insights_text(found: Insights) -> str:
    """The figures with their definitions, in colour where standard output is a terminal."""
    console = Console(highlight=False)
    with console.capture() as captured:
        agents = "" if found.agents is None else f", {found.agents} agents named"
        console.print(Text(f"{found.calls:,} calls{agents}", style="bold"))
        if found.withheld:
            console.print(Text(f"All figures are withheld. {found.withheld}"))
            console.print(Text("With --min-agents fewer will do, but never fewer than three."))
        for section in () if found.withheld else found.sections:
            _print(console, section)
    return captured.get()


def _print(console: Console, section: Section) -> None:
    console.print()
    console.print(Text(section.title, style="bold"))
    console.print(Text(section.definition))
    if not section.figures:
        console.print(_indented("Nothing of this was in these calls.", "dim"))
    for definition, figures in groupby(section.figures, key=lambda figure: figure.definition):
        console.print(_indented(definition, "dim"))
        for line in _lines(list(figures), console.width):
            console.print(line)
    if section.note:
        console.print(_indented(section.note, "italic"))


def _indented(text: str, style: str = "", by: int = 2) -> Padding:
    return Padding(Text(text, style=style), (0, 0, 0, by))


def _lines(figures: list[Figure], width: int) -> Iterator[Text | Padding]:
    for figure in figures:
        if figure.withheld:
            continue
        label = printable(figure.label)
        head = f"    {label:<{_LABEL}} {_value(figure):>{_VALUE}}"
        if width - len(head) - 2 < max(_LEAST_ROOM, len(_rest(figure))):
            yield Text(head)
            yield _indented(_rest(figure), by=8)
        else:
            yield Text(f"{head}  {_rest(figure)}")
    kept = [figure for figure in figures if figure.withheld]
    if kept:
        names = ", ".join(printable(figure.label) for figure in kept)
        yield _indented(f"Withheld: {names}. {kept[0].withheld}", by=4)


def _value(figure: Figure) -> str:
    if figure.value is None:
        return "-"
    return _written(figure, figure.value)


def _rest(figure: Figure) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "none to compare with" if figure.unit == "difference" else "none to count"
    if figure.unit == "difference":
        after = f"{_percent(figure.beside['after_this'])}, others "
        after += _percent(figure.beside["after_others"])
        interval = f"{_points(figure.low)} to {_points(figure.high)}"
        return f"({interval}), {figure.of:,} turns in {figure.calls:,} calls; cooled: {after}"
    if figure.unit == "mean":
        return f"({figure.low:.2f} to {figure.high:.2f}), {figure.of:,} answers"
    beside = "".join(
        f"; {value:.1f} {name.replace('_', ' ')}" for name, value in figure.beside.items()
    )
    interval = f"{_percent(figure.low)} to {_percent(figure.high)}"
    return f"({interval}), {figure.part:,} of {figure.of:,}{beside}"


def _written(figure: Figure, value: float) -> str:
    match figure.unit:
        case "difference":
            return _points(value)
        case "mean":
            return f"{value:.2f}"
        case "share":
            return _percent(value)


def _percent(share: float) -> str:
    return f"{share:.1%}" if 0 < share < 0.1 else f"{share:.0%}"


def _points(difference: float) -> str:
    return f"{100 * difference:+.0f} points"
