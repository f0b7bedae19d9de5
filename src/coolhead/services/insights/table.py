"""Insights as rows of a table: one a figure, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from coolhead.services.insights.shapes import Insights


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A figure with the period it is of; ``beside`` are its further numbers, as name=value."""

    since: str
    until: str
    section: str
    id: str
    label: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    part: int | None
    of: int | None
    calls: int | None
    beside: tuple[str, ...]
    withheld: str
    definition: str


def rows_of(insights: Insights) -> Iterator[FigureRow]:
    """A row for each figure; one for the whole where all are withheld."""
    period = {"since": insights.since, "until": insights.until}
    if insights.withheld:
        yield FigureRow(
            **period,
            section="",
            id="",
            label="Calls",
            unit="calls",
            value=None,
            low=None,
            high=None,
            part=None,
            of=None,
            calls=insights.calls,
            beside=(),
            withheld=insights.withheld,
            definition="",
        )
    for section in insights.sections:
        for figure in section.figures:
            yield FigureRow(
                **period,
                section=section.id,
                id=figure.id,
                label=figure.label,
                unit=figure.unit,
                value=figure.value,
                low=figure.low,
                high=figure.high,
                part=figure.part,
                of=figure.of,
                calls=figure.calls,
                beside=tuple(f"{name}={value:.6g}" for name, value in figure.beside.items()),
                withheld=figure.withheld,
                definition=figure.definition,
            )
