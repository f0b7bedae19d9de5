"""The live view in a terminal: what the agent would glance at while listening."""

from __future__ import annotations

from collections import deque

import msgspec
from rich.console import Console, Group, RenderableType
from rich.layout import Layout
from rich.live import Live
from rich.markdown import Markdown
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

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
from coolhead.call.events import (
    CallStarted,
    Event,
    SpeechStarted,
    SpeechStopped,
    UtteranceHeard,
)
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Level, Rung
from coolhead.cli.wording import (
    LEVEL_STYLE,
    clock,
    heat_bar,
    is_worth_showing,
    ladder_line,
    signal_words,
)
from coolhead.record.markdown import record_markdown
from coolhead.record.record import Record

# As many lines of talk as a tall terminal can hold; the layout cuts what does not fit.
_REMEMBERED = 60
_PER_SECOND = 8


class LiveView:
    """Draws the call in place; afterwards the record is left on the screen."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console()
        self._live = Live(
            console=self._console,
            refresh_per_second=_PER_SECOND,
            screen=self._console.is_terminal,
            get_renderable=self._draw,
        )
        self._title = ""
        self._now = 0.0
        self._heat = 0.0
        self._level: Level = "calm"
        self._movers: list[str] = []
        self._phase = "opening"
        self._rung: Rung = "none"
        self._cue: CueShown | None = None
        self._speaking: set[str] = set()
        self._talk: deque[tuple[Utterance, list[str]]] = deque(maxlen=_REMEMBERED)
        self._told: deque[str] = deque(maxlen=3)
        self._record: Record | None = None

    def __enter__(self) -> LiveView:
        self._live.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._live.__exit__(None, None, None)
        if self._record is not None and exc[0] is None:
            self._console.print(Markdown(record_markdown(self._record)))

    def show(self, event: Event | None, decisions: list[Decision]) -> None:
        """Take one event and what followed from it."""
        match event:
            case CallStarted():
                self._title = event.call
            case SpeechStarted():
                self._speaking.add(event.party)
            case SpeechStopped():
                self._speaking.discard(event.party)
            case UtteranceHeard():
                self._talk.append((event.utterance, []))
            case _:
                pass
        if event is not None:
            self._now = max(self._now, event.at)
        for decision in decisions:
            self._take(decision)

    def _take(self, decision: Decision) -> None:
        match decision:
            case SignalNoted():
                self._note(decision)
            case HeatMeasured():
                self._heat, self._level = decision.value, decision.level
                self._movers = [f"“{b.quote}” +{b.points:.0f}" for b in decision.because[:2]]
            case PhaseChanged():
                self._phase = decision.phase
            case LadderMoved():
                self._rung = decision.rung
            case CueShown():
                self._cue = decision
            case CueCleared():
                self._cue = None
            case AlertRaised():
                words = decision.kind.replace("_", " ")
                self._told.append(f"{clock(decision.at)} supervisor told: {words}")
            case Noticed():
                self._told.append(decision.text)
            case RecordDrafted():
                self._record = msgspec.convert(decision.record, Record)

    def _note(self, decision: SignalNoted) -> None:
        if not is_worth_showing(decision.signal):
            return
        for utterance, signals in reversed(self._talk):
            if decision.utterance in (None, utterance.id, ""):
                signals.append(signal_words(decision.signal))
                return

    def _draw(self) -> RenderableType:
        layout = Layout()
        layout.split_column(
            Layout(self._head(), size=6, name="head"),
            Layout(self._cue_panel(), size=9, name="cue"),
            Layout(self._transcript(), name="talk"),
        )
        return layout

    def _head(self) -> Panel:
        style = LEVEL_STYLE[self._level]
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(width=9)
        table.add_column()
        heat = Text.assemble(
            (heat_bar(self._heat, 30), style),
            (f" {self._heat:3.0f} {self._level}", f"bold {style}"),
        )
        if self._movers:
            heat.append("   " + "  ".join(self._movers), style="dim")
        heat.truncate(max(20, self._console.width - 18), overflow="ellipsis")
        table.add_row("heat", heat)
        table.add_row("ladder", Text(ladder_line(self._rung)))
        speaking = " and ".join(sorted(self._speaking)) or "nobody"
        table.add_row("phase", Text(f"{self._phase}   ·   speaking: {speaking}"))
        table.add_row("", Text("   ".join(self._told), style="dim", no_wrap=True))
        return Panel(table, title=Text(f"{self._title}  {clock(self._now)}"), border_style="dim")

    def _cue_panel(self) -> Panel:
        if self._cue is None:
            return Panel("", border_style="dim")
        cue = self._cue
        parts: list[RenderableType] = [Text(cue.do, style="bold cyan")]
        if cue.say:
            parts.append(Text(f"“{cue.say}”", style="bold"))
        quotes = "  ".join(f"“{b.quote}”" for b in cue.why if b.quote)
        parts.append(Text(f"{cue.reason} {quotes}", style="dim"))
        return Panel(Group(*parts), border_style="cyan", title=Text(cue.id, style="dim"))

    def _transcript(self) -> Panel:
        room = max(4, self._console.height - 17)
        lines: list[Text] = []
        width = max(30, self._console.width - 6)
        for utterance, signals in reversed(self._talk):
            style = "bold" if utterance.party == "customer" else ""
            line = Text.assemble(
                (f"{clock(utterance.start)} ", "dim"),
                (f"{utterance.party.capitalize():9}", style),
                utterance.text,
            )
            if signals:
                line.append(f"  [{', '.join(signals)}]", style="italic dim")
            room -= max(1, -(-line.cell_len // width))
            if room < 0:
                break
            lines.insert(0, line)
        return Panel(Group(*lines), border_style="dim", title="the call")
