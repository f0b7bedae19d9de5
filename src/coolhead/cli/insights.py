"""``coolhead insights``: what many calls in files come to, each figure with its definition."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import typer

from coolhead.cli.options import AgentSpeaker, PlaybookName
from coolhead.cli.output import unwinding_when_terminated
from coolhead.cli.score import (
    _LEAST_MINIMUM,
    _MOST_PROCESSES,
    _SOME_REFUSED,
    _USUAL_MINIMUM,
    _cores,
    _nothing_found,
)
from coolhead.errors import ConfigError


def insights(
    calls: Annotated[
        list[str],
        typer.Argument(
            metavar="CALLS...",
            help="Files, folders, patterns in quotes ('2025/**/*.jsonl'), and - for calls as JSON "
            "lines on standard input: transcripts and logs of events.",
        ),
    ],
    *,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="From this day on (2026-03-01).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Up to this day, itself included.")
    ] = None,
    team: Annotated[str | None, typer.Option(help="Of this team alone.")] = None,
    playbook: PlaybookName = None,
    processes: Annotated[
        int | None,
        typer.Option(min=1, max=_MOST_PROCESSES, help="How many at a time (else one a core)."),
    ] = None,
    agent_speaker: AgentSpeaker = None,
    min_agents: Annotated[
        int, typer.Option(min=_LEAST_MINIMUM, help="Figures are shown from so many agents on.")
    ] = _USUAL_MINIMUM,
    output: Annotated[
        Literal["table", "csv", "json"],
        typer.Option("--format", help="table: with definitions, to read. csv: a line a figure."),
    ] = "table",
) -> None:
    """What customers are angry about, where calls turned, how they came out.

    Every figure has its definition, how many calls it is made of, and its 95 % interval. Nothing is
    made of a single agent.
    """
    first, last = _day(since, "--from"), _day(until, "--to")
    if first is not None and last is not None and first > last:
        raise ConfigError("--from lies after --to", hint="Name the earlier day first.")
    from coolhead.bootstrap import choose_playbook  # noqa: PLC0415 - keeps --help fast
    from coolhead.cli.insights_run import InsightsRun, Options  # noqa: PLC0415 - keeps --help fast
    from coolhead.cli.score_worker import Settings  # noqa: PLC0415 - keeps --help fast

    chosen = None if playbook is None else choose_playbook(playbook)
    settings = Settings(playbook=chosen, agent_speaker=agent_speaker, figures=True)
    run = InsightsRun(
        Options(
            calls=tuple(calls),
            first=first,
            last=last,
            team=team,
            processes=processes or min(_cores(), _MOST_PROCESSES),
            min_agents=min_agents,
            output=output,
        ),
        settings,
    )
    with unwinding_when_terminated():
        run.to_the_end()
    if not run.calls and not run.refused:
        raise _nothing_found(calls, run.archive.recordings, run.others)
    if run.refused:
        raise typer.Exit(_SOME_REFUSED)


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
        # Days at the calendar's ends have no day before or after them to end at.
        if not 1 < day.toordinal() < date.max.toordinal() - 1:
            raise ValueError
    except ValueError as error:
        raise ConfigError(
            f"{option}: '{text[:40]}' is no day", hint="Write it like 2026-03-01."
        ) from error
    return day
