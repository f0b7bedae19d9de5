"""The live view in a terminal: what the agent would glance at while listening."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from threading import RLock
from typing import Final

import msgspec
from rich.console import Console, Group, RenderableType
from rich.layout import Layout
from rich.live import Live
from rich.markdown import Markdown
from rich.padding import Padding
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

# As many utterances as a tall terminal can hold; the oldest that do not fit are left out.
_REMEMBERED: Final = 60
_PER_SECOND: Final = 8
# Rows: five of text and the frame. The cue's box keeps its size whether there is one or not, so
# that nothing jumps; only a long phrase makes it grow.
_HEAD_ROWS: Final = 7
_CUE_ROWS: Final = 9
# Lower than this the head shrinks to the heat: the cue matters more than what led to it.
_LOW_TERMINAL: Final = 22
_LOW_HEAD_ROWS: Final = 3
_LABELS: Final = 7


class LiveView:
    """Draws the call in place; afterwards the record is left on the screen."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console()
        # The screen is drawn by a thread of its own, at its own times.
        self._lock = RLock()
        self._title = ""
        self._now = 0.0
        self._heat = 0.0
        self._level: Level = "calm"
        self._movers = ""
        self._phase = "opening"
        self._rung: Rung = "none"
        self._cue: CueShown | None = None
        self._speaking: set[str] = set()
        self._talk: deque[tuple[Utterance, list[str]]] = deque(maxlen=_REMEMBERED)
        self._told = ""
        self._record: Record | None = None
        # Last: it draws at once.
        self._live = Live(
            console=self._console,
            refresh_per_second=_PER_SECOND,
            screen=self._console.is_terminal,
            get_renderable=self.draw,
        )

    def __enter__(self) -> LiveView:
        self._live.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._live.__exit__(None, None, None)
        if self._record is not None and exc[0] is None:
            self._console.print(Markdown(printable(record_markdown(self._record))))

    def show(self, events: Sequence[Event], decisions: Sequence[Decision]) -> None:
        """Take what was folded and what followed from it."""
        with self._lock:
            for event in events:
                self._see(event)
            for decision in decisions:
                self._take(decision)

    def draw(self) -> RenderableType:
        """The whole screen as it stands."""
        with self._lock:
            low = self._console.height < _LOW_TERMINAL
            head = self._heat_line() if low else self._head()
            head_rows = _LOW_HEAD_ROWS if low else _HEAD_ROWS
            cue, cue_rows = self._cue_box(self._console.height - head_rows)
            layout = Layout()
            layout.split_column(
                Layout(Panel(head, title=self._heading(), border_style="dim"), size=head_rows),
                Layout(cue, size=cue_rows),
                Layout(self._transcript(self._console.height - head_rows - cue_rows - 2)),
            )
            return layout

    def _see(self, event: Event) -> None:
        self._now = max(self._now, event.at)
        match event:
            case CallStarted():
                self._title = printable(event.call)
            case SpeechStarted():
                self._speaking.add(event.party)
            case SpeechStopped():
                self._speaking.discard(event.party)
            case UtteranceHeard():
                self._talk.append((event.utterance, []))
            case _:
                pass

    def _take(self, decision: Decision) -> None:
        match decision:
            case SignalNoted():
                self._note(decision)
            case HeatMeasured():
                self._heat, self._level = decision.value, decision.level
                self._movers = _movers(decision)
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
                self._told = f"{clock(decision.at)} supervisor told: {words}"
            case Noticed():
                self._told = printable(decision.text)
            case RecordDrafted():
                self._record = msgspec.convert(decision.record, Record)

    def _note(self, decision: SignalNoted) -> None:
        if not is_worth_showing(decision.signal):
            return
        for utterance, signals in reversed(self._talk):
            if decision.utterance in (None, utterance.id):
                bare = decision.signal.name.replace("_", " ")
                if bare in signals:  # settled by what came after: a reflection confirmed
                    signals.remove(bare)
                signals.append(signal_words(decision.signal))
                return

    def _heading(self) -> Text:
        room = max(8, self._console.width - 16)
        name = Text(self._title)
        name.truncate(room, overflow="ellipsis")
        return name.append(f"  {clock(self._now)}")

    def _heat_line(self) -> Text:
        style = LEVEL_STYLE[self._level]
        width = max(10, min(30, self._console.width - 34))
        return Text.assemble(
            (heat_bar(self._heat, width), style),
            (f" {self._heat:3.0f} {self._level}", f"bold {style}"),
            no_wrap=True,
        )

    def _head(self) -> Table:
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(min_width=_LABELS, no_wrap=True, style="dim")
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        speaking = " and ".join(sorted(self._speaking)) or "nobody"
        table.add_row("heat", self._heat_line())
        table.add_row("because", Text(self._movers or "nothing has raised it", style="dim"))
        table.add_row("ladder", Text(ladder_line(self._rung)))
        table.add_row("phase", Text(f"{self._phase}, {speaking} speaking"))
        table.add_row("note" if self._told else "", Text(self._told))
        return table

    def _cue_box(self, room: int) -> tuple[Panel, int]:
        """The cue and the rows that it takes; what to do and say is never cut for the why."""
        cue = self._cue
        if cue is None:
            return Panel(Text("no cue", style="dim"), border_style="dim"), min(_CUE_ROWS, room // 2)
        parts: list[RenderableType] = [Text(f"▶ {cue.do.upper()}", style="bold cyan")]
        if cue.say:
            parts.append(Padding(Text(f"“{printable(cue.say)}”", style="bold"), (1, 0, 1, 2)))
        quotes = "  ".join(f"“{printable(b.quote)}”" for b in cue.why if b.quote)
        parts.append(Text(f"{cue.reason} {quotes}".strip(), style="dim"))
        width = max(20, self._console.width - 4)
        options = self._console.options.update(width=width, height=None)
        needed = len(self._console.render_lines(Group(*parts), options, pad=False)) + 2
        rows = max(3, min(max(min(_CUE_ROWS, room // 2), needed), room))
        return Panel(Group(*parts), border_style="cyan"), rows

    def _transcript(self, room: int) -> Panel:
        """As many of the latest utterances as fit, the newest always and from its beginning."""
        rows: list[tuple[str, Text, Text]] = []
        width = max(16, self._console.width - 4 - _TIMES - _PARTIES)
        for utterance, signals in reversed(self._talk):
            row = _row(utterance, signals)
            room -= len(row[2].wrap(self._console, width))
            if room < 0 and rows:
                break
            rows.insert(0, row)
        table = Table.grid(expand=True)
        table.add_column(width=_TIMES, style="dim")
        table.add_column(width=_PARTIES)
        table.add_column(ratio=1)
        for row in rows:
            table.add_row(*row)
        return Panel(table, border_style="dim")


# "1:02:03 " and "Supervisor " (the longest of the parties).
_TIMES: Final = 8
_PARTIES: Final = 11


def _row(utterance: Utterance, signals: list[str]) -> tuple[str, Text, Text]:
    said = Text(printable(utterance.text) or NO_WORDS)
    if signals:
        said.append(f"  [{', '.join(signals)}]", style="italic cyan")
    customer = utterance.party == "customer"
    party = Text(utterance.party.capitalize(), style="bold" if customer else "")
    return clock(utterance.start), party, said


def _movers(measured: HeatMeasured) -> str:
    """The two utterances that count most in the heat, each once, with their points."""
    quotes: dict[str | None, str] = {}
    points: dict[str | None, float] = {}
    for each in measured.because:
        quotes.setdefault(each.utterance, each.quote)
        points[each.utterance] = points.get(each.utterance, 0.0) + (each.points or 0.0)
    most = sorted(points, key=lambda utterance: -points[utterance])[:2]
    return "  ".join(f"{printable(f'“{quotes[u]}”')} +{points[u]:.0f}" for u in most)
