"""``coolhead listen``: what the agent would have been shown, and why, as the call goes on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Protocol

import typer

from coolhead.cli.options import (
    AgentFile,
    CallFile,
    CustomerChannel,
    CustomerFile,
    Model,
    PlaybookName,
)

if TYPE_CHECKING:
    from coolhead.bootstrap import CallSource
    from coolhead.call.decisions import Decision
    from coolhead.call.events import Envelope, Event

Speed = Literal["1", "4", "max"]
Format = Literal["auto", "live", "text", "jsonl"]


class View(Protocol):
    """Shows a call as it goes on; a context manager, so that the terminal is given back."""

    def __enter__(self) -> View: ...

    def __exit__(self, *exc: object) -> None: ...

    def show(self, event: Event | None, decisions: list[Decision]) -> None:
        """Take one event and what followed from it."""
        ...


def listen(
    call: CallFile = None,
    *,
    customer: CustomerFile = None,
    agent: AgentFile = None,
    customer_channel: CustomerChannel = "left",
    model: Model = None,
    playbook: PlaybookName = None,
    speed: Annotated[
        Speed | None,
        typer.Option(help="1: as it was spoken, 4: four times as fast. Live view: 4; else max."),
    ] = None,
    output: Annotated[
        Format,
        typer.Option("--format", help="auto: live in a terminal, else text. jsonl: for machines."),
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
    )
    chosen = choose_playbook(playbook, source)
    live = output == "live" or (output == "auto" and sys.stdout.isatty())
    pace = speed or ("4" if live else "max")
    with ExitStack() as stack:
        log: list[Envelope] = []
        keep = log.append if out is not None else None
        view = stack.enter_context(
            _view("jsonl" if output == "jsonl" else "live" if live else "text")
        )
        runner = start_call(source.started, chosen, keep=keep)
        view.show(source.started, runner.opening)
        for event in _paced(source, pace):
            view.show(event, runner.feed(event))
        view.show(None, runner.finish())
    if out is not None:
        from coolhead.cli.results import write_results  # noqa: PLC0415 - keeps --help fast

        write_results(out, log, runner.record())
        typer.echo(f"Wrote events.jsonl, record.json and record.md to {out}", err=True)


def _view(name: str) -> View:
    if name == "jsonl":
        from coolhead.cli.jsonl_view import JsonlView  # noqa: PLC0415 - one of three

        return JsonlView(sys.stdout.buffer)
    if name == "live":
        from coolhead.cli.live_view import LiveView  # noqa: PLC0415 - one of three

        return LiveView()
    from coolhead.cli.text_view import TextView  # noqa: PLC0415 - one of three

    return TextView()


def _paced(source: CallSource, speed: Speed) -> Iterator[Event]:
    """The events at the pace of the call, times ``speed``."""
    if speed == "max":
        yield from source
        return
    started = time.monotonic()
    for event in source:
        ahead = event.at / float(speed) - (time.monotonic() - started)
        if ahead > 0:
            time.sleep(ahead)
        yield event
