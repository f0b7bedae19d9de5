"""Where a call turned: heat up and down, with what was said around it and nothing private."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.spoken import SpokenCall

from coolhead.call.decisions import HeatMeasured
from coolhead.call.events import AgentMarked
from coolhead.call.state import CallState, Heard
from coolhead.call.utterance import Signal, Utterance
from coolhead.services.coaching.turns import LEAST_TURN, MOST_TURNS, Turn, turns_of


def of(call: SpokenCall) -> tuple[Turn, ...]:
    runner = call.companion._runner
    return turns_of(runner.state.call, runner.decisions)


def heated() -> SpokenCall:
    call = SpokenCall("standard")
    call.agent("Good morning, how can I help?")
    call.customer("I would like to ask about my parcel.")
    call.agent("Calm down, there's nothing I can do.")
    call.customer("Calm down? You useless idiot, this is a disgrace, nobody ever listens!")
    call.agent("I am really sorry, you must be furious. You have waited a week for it.")
    for _ in range(8):
        call.customer(
            "All right. Well, it was to come on Monday, and I was at home all day for it."
        )
        call.agent("I see, thank you.")
    return call


def test_a_rise_has_the_words_on_both_sides_and_why() -> None:
    call = heated()
    up = next(turn for turn in of(call) if turn.way == "up")
    assert up.after - up.before >= LEAST_TURN
    assert "useless idiot" in up.quote
    assert up.agent_quote == "Calm down, there's nothing I can do."
    assert "dismissal" in up.agent_showed
    assert "insult" in up.customer_showed
    assert up.why.startswith("Heat rose from")
    assert "the agent's words were" in up.why


def test_a_slow_fall_is_one_moment() -> None:
    turns = of(heated())
    down = [turn for turn in turns if turn.way == "down"]
    assert len(down) == 1
    assert down[0].at > next(turn.at for turn in turns if turn.way == "up")
    assert down[0].quote.startswith("All right.")


def test_a_calm_call_has_none() -> None:
    call = SpokenCall("standard").agent("Hello, how can I help?")
    call.customer("What are your opening hours, please?").agent("Nine to five.")
    call.customer("Thank you.")
    assert of(call) == ()
    assert turns_of(CallState(), ()) == ()


def test_what_the_agent_took_back_moved_nothing() -> None:
    call = heated()
    abuse = next(turn for turn in of(call) if turn.way == "up").utterance
    call.act(AgentMarked(at=call.now, mark="not_abuse", utterance=abuse))
    assert abuse not in {turn.utterance for turn in of(call)}


def test_no_cue_and_nothing_private_is_in_it() -> None:
    call = SpokenCall("standard").agent("Hello, how can I help?")
    call.customer(
        "My husband died last week and you useless idiots cut me off, this is a disgrace!"
    )
    (turn,) = of(call)
    shown = msgspec.json.encode(turn).decode()
    assert "vulnerability" not in shown
    cues = {cue.say for cue in call.companion.decisions if hasattr(cue, "say")} - {None}
    assert cues
    assert all(str(cue) not in shown for cue in cues)


def made(values: list[float]) -> tuple[CallState, list[HeatMeasured]]:
    """A call in which the customer alone speaks, and heat goes so."""
    heard = tuple(
        Heard(
            Utterance(
                party="customer", start=n * 2.0, end=n * 2.0 + 1, text=f"word {n}", id=f"u{n}"
            ),
            seq=n * 3,
            signals=(Signal(name="raised_voice", confidence=1.0),),
        )
        for n in range(len(values))
    )
    heats = [
        HeatMeasured(at=n * 2.0 + 1, decision=f"c:{n * 3 + 1}:0", value=value, level="calm")
        for n, value in enumerate(values)
    ]
    return msgspec.structs.replace(CallState(), heard=heard), heats


@given(st.lists(st.floats(0, 100), max_size=40))
def test_every_course_of_heat_gives_few_real_turns(values: list[float]) -> None:
    state, heats = made(values)
    turns = turns_of(state, heats)
    assert len(turns) <= MOST_TURNS
    assert [turn.at for turn in turns] == sorted(turn.at for turn in turns)
    for turn in turns:
        assert (turn.after > turn.before) == (turn.way == "up")
        assert "raised_voice" not in turn.customer_showed
    span = max([0.0, *values]) if values else 0.0
    if span >= LEAST_TURN:
        assert any(turn.way == "up" for turn in turns) or len(turns) == MOST_TURNS
    else:
        assert turns == ()


@pytest.mark.parametrize(
    ("values", "ways"),
    [
        ([0, 5, 10, 15, 14, 13, 1], ["up", "down"]),
        ([30, 30, 30], ["up"]),
        ([30, 2, 30, 2], ["up", "down", "up", "down"]),
        ([0, 11, 0, 11, 0], []),
        ([6, 12, 6, 0], ["up", "down"]),
        ([], []),
    ],
)
def test_swings_are_told_by_their_largest_step(values: list[float], ways: list[str]) -> None:
    state, heats = made(values)
    assert [turn.way for turn in turns_of(state, heats)] == ways
