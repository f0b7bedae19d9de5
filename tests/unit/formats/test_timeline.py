from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.events import (
    CallEnded,
    CallStarted,
    Event,
    InputCut,
    SpeechStarted,
    SpeechStopped,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import EndedBy, Party
from coolhead.errors import ConfigError


def call_of(
    *spoken: tuple[Party, float, float],
    notices: tuple[InputCut, ...] = (),
    ended_by: EndedBy | None = None,
) -> TranscriptCall:
    utterances = tuple(
        Utterance(party=party, start=start, end=end, text="Well.", id=f"u{n}")
        for n, (party, start, end) in enumerate(spoken)
    )
    started = CallStarted(at=0.0, call="c")
    return TranscriptCall(
        started=started, utterances=utterances, source="t", notices=notices, ended_by=ended_by
    )


def said(event: Event) -> tuple[str, float]:
    return event.type, event.at


def without_ticks(call: TranscriptCall) -> list[tuple[str, float]]:
    return [said(event) for event in timeline(call) if not isinstance(event, TimeAdvanced)]


def test_a_call_runs_from_its_start_to_the_end_of_the_last_utterance() -> None:
    assert without_ticks(call_of(("agent", 0.5, 2.5))) == [
        ("CallStarted", 0.0),
        ("SpeechStarted", 0.5),
        ("SpeechStopped", 2.5),
        ("UtteranceHeard", 2.5),
        ("CallEnded", 2.5),
    ]


def test_time_passes_at_each_whole_second() -> None:
    events = list(timeline(call_of(("agent", 0.5, 2.5), ("customer", 2.5, 5.0))))
    assert [e.at for e in events if isinstance(e, TimeAdvanced)] == [1.0, 2.0, 3.0, 4.0]


def test_at_one_moment_silence_comes_first_then_words_then_the_other_voice_then_time() -> None:
    events = list(timeline(call_of(("agent", 0.0, 2.0), ("customer", 2.0, 3.5))))
    assert [event.type for event in events if event.at == 2.0] == [
        "SpeechStopped",
        "UtteranceHeard",
        "SpeechStarted",
        "TimeAdvanced",
    ]


def test_utterances_of_a_party_that_touch_are_one_stretch_of_speech() -> None:
    call = call_of(("customer", 0.0, 2.0), ("customer", 2.0, 4.0), ("customer", 3.0, 5.0))
    events = list(timeline(call))
    assert [said(e) for e in events if isinstance(e, SpeechStarted | SpeechStopped)] == [
        ("SpeechStarted", 0.0),
        ("SpeechStopped", 5.0),
    ]
    assert [e.at for e in events if isinstance(e, UtteranceHeard)] == [2.0, 4.0, 5.0]


def test_a_late_line_is_heard_when_it_came() -> None:
    events = list(timeline(call_of(("customer", 0.0, 20.0), ("agent", 4.0, 5.0))))
    heard = [(e.at, e.utterance.id) for e in events if isinstance(e, UtteranceHeard)]
    assert heard == [(20.0, "u0"), (20.0, "u1")]


def test_what_was_cut_is_said_after_the_utterance_it_was_cut_from() -> None:
    notice = InputCut(at=2.0, what="cut", utterance="u0")
    types = [kind for kind, _ in without_ticks(call_of(("agent", 0.0, 2.0), notices=(notice,)))]
    assert types[-3:] == ["UtteranceHeard", "InputCut", "CallEnded"]


def test_who_ended_the_call_is_told_where_it_is_known() -> None:
    *_, last = timeline(call_of(("agent", 0, 1), ended_by="agent_for_abuse"))
    assert isinstance(last, CallEnded)
    assert last.ended_by == "agent_for_abuse"
    *_, last = timeline(call_of(("agent", 0, 1)))
    assert isinstance(last, CallEnded)
    assert last.ended_by == "system"


def test_an_utterance_that_takes_no_time_is_heard_though_nobody_spoke() -> None:
    assert without_ticks(call_of(("agent", 1.5, 1.5))) == [
        ("CallStarted", 0.0),
        ("UtteranceHeard", 1.5),
        ("CallEnded", 1.5),
    ]


def test_ten_minutes_of_silence_are_ticked_to_the_end_and_a_day_costs_little() -> None:
    day = list(timeline(call_of(("agent", 0.0, 1.0), ("agent", 86_399.0, 86_400.0))))
    ticks = [event.at for event in day if isinstance(event, TimeAdvanced)]
    assert len(ticks) < 600
    assert ticks[:300] == [float(n) for n in range(1, 301)]
    assert all(at == int(at) for at in ticks)


@pytest.mark.parametrize("tick_s", [0.0, -1.0, float("nan"), float("inf")])
def test_a_tick_that_is_no_step_is_refused(tick_s: float) -> None:
    with pytest.raises(ConfigError):
        list(timeline(call_of(("agent", 0.0, 1.0)), tick_s=tick_s))


SPOKEN = st.tuples(
    st.sampled_from(["customer", "agent", "supervisor"]),
    st.floats(0, 4000, allow_nan=False).map(lambda x: round(x, 1)),
    st.sampled_from([0.0, 0.1, 0.5, 1.0, 3.0, 60.0]),
)


@settings(deadline=None)
@given(st.lists(SPOKEN, min_size=1, max_size=25), st.sampled_from([0.1, 0.3, 1.0, 7.0]))
def test_any_call_runs_forward_and_every_voice_that_starts_stops(
    spoken: list[tuple[Party, float, float]], tick_s: float
) -> None:
    call = call_of(*((party, start, start + long) for party, start, long in spoken))
    events = list(timeline(call, tick_s=tick_s))
    assert all(one.at <= two.at for one, two in pairwise(events))
    assert isinstance(events[0], CallStarted)
    assert isinstance(events[-1], CallEnded)
    heard = [event.utterance for event in events if isinstance(event, UtteranceHeard)]
    assert heard == list(call.utterances)
    assert all(e.at >= e.utterance.end for e in events if isinstance(e, UtteranceHeard))
    speaking: set[Party] = set()
    for event in events:
        if isinstance(event, SpeechStarted):
            assert event.party not in speaking
            speaking.add(event.party)
        if isinstance(event, SpeechStopped):
            speaking.remove(event.party)
    assert not speaking
    ticks = [event.at for event in events if isinstance(event, TimeAdvanced)]
    assert len(set(ticks)) == len(ticks)
