"""A call as plain text, for a pipe, a file or a screen reader: nothing moves, nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import typer

from coolhead.call.decisions import (
    AlertRaised,
    CueCleared,
    CueShown,
    Decision,
    HeatMeasured,
    LadderMoved,
    Noticed,
    PhaseChanged,
    RecordDrafted,
    SignalNoted,
)
from coolhead.call.events import Event, UtteranceHeard
from coolhead.cli.wording import (
    NO_WORDS,
    clock,
    heat_bar,
    is_worth_showing,
    ladder_line,
    printable,
    signal_words,
)
from coolhead.record.markdown import record_markdown
from coolhead.record.record import Record


class TextView:
    """Writes the call line by line."""

    def __init__(self) -> None:
        self._level = ""

    def __enter__(self) -> TextView:
        return self

    def __exit__(self, *exc: object) -> None: ...

    def show(self, events: Sequence[Event], decisions: Sequence[Decision]) -> None:
        """Write what was heard and what followed from it."""
        for event in events:
            if isinstance(event, UtteranceHeard):
                said = event.utterance
                words = printable(said.text) or NO_WORDS
                typer.echo(f"{clock(said.start)}  {said.party.capitalize()}: {words}")
        noted = [
            signal_words(decision.signal)
            for decision in decisions
            if isinstance(decision, SignalNoted) and is_worth_showing(decision.signal)
        ]
        if noted:
            typer.echo(f"         · {', '.join(noted)}")
        for decision in decisions:
            self._line(decision)

    def _line(self, decision: Decision) -> None:
        match decision:
            case HeatMeasured():
                if decision.level != self._level:
                    self._level = decision.level
                    bar = heat_bar(decision.value)
                    typer.echo(f"         heat {bar} {decision.value:.0f} {decision.level}")
            case PhaseChanged():
                typer.echo(f"         phase: {decision.phase} ({decision.because})")
            case LadderMoved():
                typer.echo(f"         ladder: {ladder_line(decision.rung)} ({decision.because})")
            case CueShown():
                say = f" Say: “{printable(decision.say)}”" if decision.say else ""
                rows = f" [{', '.join(decision.rows)}]" if decision.rows else ""
                typer.echo(f"    ▶ {clock(decision.at)} {decision.do}.{say}")
                quotes = "; ".join(f"“{printable(b.quote)}”" for b in decision.why if b.quote)
                because = f"{decision.reason} {quotes}".strip()
                typer.echo(f"         {decision.id}{rows}: {because}")
            case CueCleared():
                typer.echo(f"    ◼ {clock(decision.at)} {decision.id}: {decision.because}")
            case AlertRaised():
                words = decision.kind.replace("_", " ")
                typer.echo(f"    ! {clock(decision.at)} supervisor: {words}. {decision.because}")
            case Noticed():
                typer.echo(f"    note: {printable(decision.text)}")
            case RecordDrafted():
                record = msgspec.convert(decision.record, Record)
                typer.echo("\n" + printable(record_markdown(record)))
            case _:
                pass
