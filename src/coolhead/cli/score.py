"""``coolhead score``: whole archives at once, a row and a record for each call."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from coolhead.cli.options import AgentSpeaker, CustomerChannel, Model, PlaybookName
from coolhead.cli.output import unwinding_when_terminated
from coolhead.errors import InputError

# As in `main.EXIT_CODES`: a call that cannot be read.
_SOME_REFUSED = 3
# Windows waits for at most 63 things at once; more processes than this no desk machine has.
_MOST_PROCESSES = 60
# As `services.scoring` has them, which takes too long to import for `--help`; a test compares.
_USUAL_MINIMUM, _LEAST_MINIMUM = 5, 3


def score(
    calls: Annotated[
        list[str],
        typer.Argument(
            metavar="CALLS...",
            help="Files, folders, patterns in quotes ('2025/**/*.jsonl'), and - for calls as JSON "
            "lines on standard input.",
        ),
    ],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder for calls.csv, calls.jsonl, refused.csv, summary.json and the records. "
            "Given again, the run goes on where it stopped."
        ),
    ] = None,
    playbook: PlaybookName = None,
    processes: Annotated[
        int | None,
        typer.Option(min=1, max=_MOST_PROCESSES, help="How many at a time (else one a core)."),
    ] = None,
    agent_speaker: AgentSpeaker = None,
    recordings: Annotated[
        bool, typer.Option("--recordings", help="Recognise two-channel recordings too; slow.")
    ] = False,
    customer_channel: CustomerChannel = "left",
    model: Model = None,
    min_agents: Annotated[
        int,
        typer.Option(min=_LEAST_MINIMUM, help="A team's figures are shown from so many agents on."),
    ] = _USUAL_MINIMUM,
    output: Annotated[
        Literal["table", "csv", "jsonl"],
        typer.Option("--format", help="table: the summary. csv, jsonl: a row for each call."),
    ] = "table",
) -> None:
    """Score many calls: a row and a record for each, and what they come to together.

    Nothing is ranked, and no figure is made of a single agent. A person reviews a score before it
    has any effect.
    """
    from coolhead.bootstrap import Recorded, choose_playbook  # noqa: PLC0415 - keeps --help fast
    from coolhead.cli.score_run import Options, Run  # noqa: PLC0415 - keeps --help fast
    from coolhead.cli.score_worker import Settings  # noqa: PLC0415 - keeps --help fast

    settings = Settings(
        playbook=None if playbook is None else choose_playbook(playbook),
        agent_speaker=agent_speaker,
        recorded=Recorded(customer_channel=customer_channel, model=model, inside=recordings),
    )
    run = Run(
        Options(
            calls=tuple(calls),
            out=out,
            processes=processes or min(_cores(), _MOST_PROCESSES),
            recordings=recordings,
            min_agents=min_agents,
            output=output,
        ),
        settings,
    )
    with unwinding_when_terminated():
        run.to_the_end()
    if not run.tally.calls and not run.refused:
        raise _nothing_found(calls, run.archive.recordings, run.others)
    if run.refused:
        raise typer.Exit(_SOME_REFUSED)


def _nothing_found(calls: list[str], recordings: int, others: int) -> InputError:
    passed = f"Passed over: {recordings} recordings, {others} other files."
    if recordings:
        hint = f"{passed} Recordings are taken with --recordings."
    elif others:
        hint = f"{passed} Name a file itself to see why it is none."
    else:
        hint = "Name transcripts, folders of them, or a pattern in quotes."
    return InputError("no call was found", file=", ".join(calls)[:200], hint=hint)


def _cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1
