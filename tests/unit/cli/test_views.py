"""What a person sees in a terminal: nothing that matters is cut, colour is never the only sign."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from tests.support.shown import EXAMPLES

from coolhead.bootstrap import choose_playbook, open_call, start_call
from coolhead.call.decisions import Because, CueShown, HeatMeasured, LadderMoved, Noticed
from coolhead.call.events import CallStarted, Event, SpeechStarted, UtteranceHeard
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import LEVELS, RUNGS
from coolhead.cli.live_view import LiveView
from coolhead.cli.text_view import TextView
from coolhead.cli.wording import clock, heat_bar, ladder_line, printable

SIZES = [(100, 32), (80, 24), (60, 20), (40, 16), (200, 60)]
PHRASE = (
    "I'm sorry that the sofa that should have come on Friday still isn't there. I will ring the "
    "depot myself and call you back before five."
)


class Screen:
    """A live view on a console that is not there."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.view = LiveView(
            Console(file=io.StringIO(), force_terminal=True, width=width, height=height)
        )

    @property
    def text(self) -> str:
        width, height = self.size
        out = io.StringIO()
        Console(file=out, width=width, height=height, color_system=None).print(
            self.view.draw(), height=height
        )
        return out.getvalue()

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def words(self) -> str:
        return " ".join(self.text.replace("│", " ").split())


def cue(**changes: Any) -> CueShown:
    fields: dict[str, Any] = {
        "at": 5.0,
        "id": "apologise",
        "number": 1,
        "do": "Apologise now",
        "say": PHRASE,
        "why": (Because(utterance="u0", quote="four weeks I have waited " * 12),),
        "reason": "They told you what went wrong.",
        "rows": ("S2.4",),
        "until": "you have apologised",
    }
    return CueShown(**(fields | changes))


def heard(text: str, n: int = 0) -> UtteranceHeard:
    said = Utterance(party="customer", start=4.0 * n, end=4.0 * n + 3, text=text, id=f"u{n}")
    return UtteranceHeard(at=said.end, utterance=said)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_screen_is_never_larger_than_the_terminal(width: int, height: int) -> None:
    screen = Screen(width, height)
    events: list[Event] = [heard(f"{n} " + "and another thing " * 20, n) for n in range(30)]
    screen.view.show(events, [cue()])
    assert len(screen.lines) <= height
    assert all(len(line) <= width for line in screen.lines)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_what_to_do_and_to_say_is_shown_whole(width: int, height: int) -> None:
    screen = Screen(width, height)
    screen.view.show([], [cue()])
    assert "▶ APOLOGISE NOW" in screen.words
    assert PHRASE in screen.words


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_latest_words_are_on_the_screen_from_their_beginning(width: int, height: int) -> None:
    screen = Screen(width, height)
    screen.view.show([heard(f"number {n} " + "so it goes " * 9, n) for n in range(30)], [])
    assert "number 29" in screen.words


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_heat_is_a_number_and_a_word_besides_a_colour(width: int, height: int) -> None:
    screen = Screen(width, height)
    for level, value in zip(LEVELS, (5.0, 30.0, 50.0, 90.0), strict=True):
        screen.view.show([], [HeatMeasured(at=1.0, value=value, level=level)])
        assert f"{value:.0f} {level}" in screen.words


def test_the_head_says_ladder_phase_speaker_and_notice() -> None:
    screen = Screen(100, 32)
    screen.view.show(
        [CallStarted(at=0.0, call="the-call"), SpeechStarted(at=61.0, party="customer")],
        [
            LadderMoved(at=1.0, rung="asked", previous="none"),
            Noticed(at=1.0, kind="recogniser_lost", text="Words are not heard."),
        ],
    )
    words = ("the-call 01:01", "[asked]", "opening, customer speaking", "Words are not heard.")
    for expected in words:
        assert expected in screen.words


def test_markup_and_escapes_in_a_call_are_shown_and_not_obeyed() -> None:
    screen = Screen(100, 32)
    text = "[red]My sofa[/] [bold \x1b[2J\x1b]0;x\x07[/]"
    screen.view.show(
        [CallStarted(at=0.0, call="[/]\x1b[2J"), heard(text)],
        [cue(say="[link=x]Say[/link] \x1b[1m", why=(Because(quote="[/]\x9b2J"),))],
    )
    assert "[red]My sofa[/] [bold [2J]0;x[/]" in screen.words
    assert "“[link=x]Say[/link] [1m”" in screen.words
    assert not set(screen.text) & set("\x1b\x07\x9b")


def test_an_utterance_without_words_is_said_to_be_so() -> None:
    screen = Screen(80, 24)
    screen.view.show([heard("")], [])
    assert "(not kept)" in screen.words


@pytest.mark.parametrize("call", sorted(EXAMPLES.glob("*.jsonl"))[::4], ids=lambda path: path.stem)
def test_a_whole_call_can_be_drawn_at_every_moment(call: Path) -> None:
    source = open_call(call)
    folded: list[Event] = []
    runner = start_call(
        source.started, choose_playbook(None, source), keep=lambda e: folded.append(e.event)
    )
    screen = Screen(60, 20)
    for count, moment in enumerate(source):
        made = runner.feed(moment)
        screen.view.show(tuple(folded), made)
        folded.clear()
        if count % 20 == 0:
            assert len(screen.lines) <= 20


def test_the_record_is_left_behind_and_controls_nothing() -> None:
    source = open_call(sorted(EXAMPLES.glob("*.jsonl"))[0])
    runner = start_call(source.started, choose_playbook(None, source))
    for moment in source:
        runner.feed(moment)
    out = io.StringIO()
    with LiveView(Console(file=out, force_terminal=False, width=80)) as view:
        view.show([], runner.finish())
    assert "Scorecard" in out.getvalue()
    assert "\x1b" not in out.getvalue()


def test_plain_text_says_everything_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    view = TextView()
    with view:
        view.show([heard("Where \x1b[2Jis my sofa?")], [cue(why=())])
    out = capsys.readouterr().out
    assert "00:00  Customer: Where [2Jis my sofa?" in out
    assert f"Apologise now. Say: “{PHRASE}”" in out


@pytest.mark.parametrize(
    ("at", "shown"), [(0.0, "00:00"), (83.5, "01:23"), (3599.9, "59:59"), (3725.0, "1:02:05")]
)
def test_times_are_read_like_a_clock(at: float, shown: str) -> None:
    assert clock(at) == shown


@pytest.mark.parametrize(("value", "filled"), [(0, 0), (1, 1), (50, 10), (99, 19), (100, 20)])
def test_the_bar_is_empty_only_without_heat_and_full_only_at_100(value: float, filled: int) -> None:
    assert heat_bar(value).count("█") == filled
    assert len(heat_bar(value)) == 20


def test_the_rung_is_in_brackets_and_not_only_in_colour() -> None:
    for rung in RUNGS:
        assert f"[{rung.replace('_', ' ')}]" in ladder_line(rung)


def test_text_keeps_its_lines_and_letters() -> None:
    assert printable("Ça va?\nनमस्ते 👩‍👩‍👧\x07\x1b\u202e") == "Ça va?\nनमस्ते 👩‍👩‍👧"
