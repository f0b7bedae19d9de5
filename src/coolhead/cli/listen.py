"""``coolhead listen``: what the agent would have been shown, and why, as the call goes on."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

import typer

from coolhead.cli.options import (
    AgentFile,
    AgentSpeaker,
    CallFile,
    CustomerChannel,
    CustomerFile,
    Model,
    PlaybookName,
)
from coolhead.cli.output import binary_stdout, told, unwinding_when_terminated

if TYPE_CHECKING:
    from coolhead.bootstrap import CallSource
    from coolhead.call.decisions import Decision
    from coolhead.call.events import Envelope, Event
    from coolhead.cli.results import Results

Speed = Literal["1", "4", "max"]
Format = Literal["auto", "live", "text", "jsonl"]


class View(Protocol):
    """Shows a call as it goes on; a context manager, so that the terminal is given back."""

    def __enter__(self) -> View: ...

    def __exit__(self, *exc: object) -> None: ...

    def show(self, events: Sequence[Event], decisions: Sequence[Decision]) -> None:
        """Take what was folded, as it was kept, and what followed from it."""
        ...


def listen(
    call: CallFile = None,
    *,
    customer: CustomerFile = None,
    agent: AgentFile = None,
    agent_speaker: AgentSpeaker = None,
    customer_channel: CustomerChannel = "left",
    model: Model = None,
    playbook: PlaybookName = None,
    speed: Annotated[
        Speed | None,
        typer.Option(help="1: as it was spoken, 4: four times as fast. Live view: 4; else max."),
    ] = None,
    output: Annotated[
        Format,
        typer.Option(
            "--format", help="auto, live: drawn in a terminal, else text. jsonl: for machines."
        ),
    ] = "auto",
    out: Annotated[
        Path | None,
        typer.Option(help="Folder for events.jsonl, record.json and record.md."),
    ] = None,
) -> None:
    """Show what Coolhead would have shown the agent at every moment of a call, and the record."""
    from coolhead.bootstrap import (  # noqa: PLC0415 - keeps --help fast
        Recorded,
        choose_playbook,
        open_call,
        start_call,
    )

    source = open_call(
        call,
        Recorded(customer=customer, agent=agent, customer_channel=customer_channel, model=model),
        agent_speaker=agent_speaker,
    )
    chosen = choose_playbook(playbook, source)
    live = output in ("auto", "live") and _can_draw()
    pace = speed or ("4" if live else "max")
    with ExitStack() as stack:
        stack.enter_context(unwinding_when_terminated())
        results = stack.enter_context(_results(out)) if out is not None else None
        folded: list[Event] = []

        def keep(envelope: Envelope) -> None:
            if results is not None:
                results.keep(envelope)
            folded.append(envelope.event)

        view = stack.enter_context(
            _view("jsonl" if output == "jsonl" else "live" if live else "text")
        )

        def show(decisions: list[Decision]) -> None:
            # The view sees what was kept, not what came in: no words without consent.
            with told():
                view.show(tuple(folded), decisions)
            folded.clear()

        runner = start_call(source.started, chosen, keep=keep, recorded=source.recorded)
        show(runner.opening)
        for moment in _paced(source, pace):
            show(runner.feed(moment))
        show(runner.finish())
        if results is not None:
            results.finish(runner.record())
    if out is not None:
        typer.echo(f"Wrote events.jsonl, record.json and record.md to {out}", err=True)


def _can_draw() -> bool:
    """Whether standard output is a terminal that can do more than print lines."""
    dumb = os.environ.get("TERM", "").lower() in ("", "dumb", "unknown")
    return sys.stdout is not None and sys.stdout.isatty() and not dumb


def _results(folder: Path) -> Results:
    from coolhead.cli.results import Results  # noqa: PLC0415 - keeps --help fast

    return Results(folder)


def _view(name: str) -> View:
    if name == "jsonl":
        from coolhead.cli.jsonl_view import JsonlView  # noqa: PLC0415 - one of three

        return JsonlView(binary_stdout())
    if name == "live":
        from coolhead.cli.live_view import LiveView  # noqa: PLC0415 - one of three

        return LiveView()
    from coolhead.cli.text_view import TextView  # noqa: PLC0415 - one of three

    return TextView()


def _paced(source: CallSource, speed: Speed) -> Iterator[Event | Envelope]:
    """The events at the pace of the call, times ``speed``."""
    if speed == "max":
        yield from source
        return
    from coolhead.services.checks import LONGEST_CALL_S, time_of  # noqa: PLC0415 - keeps --help fast

    started = time.monotonic()
    for moment in source:
        ahead = min(time_of(moment), LONGEST_CALL_S) / float(speed) - (time.monotonic() - started)
        if ahead > 0:
            time.sleep(ahead)
        yield moment
