"""Loudness is measured against the same speaker's own calm speech."""

from __future__ import annotations

import math

import pytest

from coolhead.call.state import CallState, Heard
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.playbook.schema import Heat, Timing
from coolhead.signals.voice import VoiceBaseline, baseline_of, fold_voice, raised_voice

TIMING, HEAT = Timing(), Heat()


def spoken(
    level: float | None, *, party: Party = "customer", start: float = 0.0, seconds: float = 4.0
) -> Utterance:
    return Utterance(party, start, start + seconds, "well", id=f"{start}", loudness_dbfs=level)


def baseline(*levels: float, signals: tuple[Signal, ...] = ()) -> VoiceBaseline:
    result = VoiceBaseline()
    for level in levels:
        result = fold_voice(result, spoken(level), signals, timing=TIMING, heat=HEAT)
    return result


def over(known: VoiceBaseline, level: float, party: Party = "customer") -> float | None:
    signal = raised_voice(known, spoken(level, party=party), timing=TIMING, heat=HEAT)
    return None if signal is None else signal.db_over_baseline


def test_louder_than_ones_own_calm_speech_is_a_raised_voice() -> None:
    known = baseline(-30, -30, -30)
    assert known.known
    assert over(known, -20) == 10.0
    assert over(known, -25) is None


def test_a_loud_line_is_not_a_raised_voice_once_it_is_known() -> None:
    assert over(baseline(-14, -14, -14), -11) is None


def test_who_shouts_from_the_first_second_is_not_at_baseline() -> None:
    known = baseline(-6, -6, -6)
    assert not known.known
    assert over(known, -6) == 12.0


def test_loudness_in_itself_never_counts_for_the_agent() -> None:
    assert over(VoiceBaseline(), -3, "agent") is None
    assert over(baseline(-30, -30, -30), -20, "agent") == 10.0


def test_shouting_does_not_become_the_baseline() -> None:
    known = baseline(-30, -30, -30, *([-15] * 20))
    assert known.level_dbfs == pytest.approx(-30)


def test_heated_words_belong_in_no_baseline() -> None:
    anger = Signal(name="anger", confidence=0.9)
    assert baseline(-20, -20, -20, signals=(anger,)) == VoiceBaseline()


def test_softer_speech_lowers_the_baseline_soon() -> None:
    known = baseline(-16, -16, -16, -28, -28, -28)
    assert known.level_dbfs < -24


@pytest.mark.parametrize("level", [None, math.nan, -math.inf, math.inf])
def test_what_was_not_measured_counts_for_nothing(level: float | None) -> None:
    utterance = spoken(level)
    known = baseline(-30, -30)
    assert fold_voice(known, utterance, (), timing=TIMING, heat=HEAT) == known
    assert raised_voice(known, utterance, timing=TIMING, heat=HEAT) is None


def test_a_syllable_is_too_short_to_be_loud() -> None:
    known = baseline(-30, -30, -30)
    assert raised_voice(known, spoken(-5, seconds=0.3), timing=TIMING, heat=HEAT) is None


def test_the_baseline_of_a_party_can_be_had_from_the_call_again() -> None:
    rows: tuple[tuple[Party, float], ...] = (("customer", -30), ("agent", -20), ("customer", -30))
    heard = tuple(
        Heard(spoken(level, party=party, start=5.0 * seq), seq)
        for seq, (party, level) in enumerate(rows)
    )
    state = CallState(heard=heard)
    assert baseline_of(state, "customer", timing=TIMING, heat=HEAT) == baseline(-30, -30)
    assert baseline_of(state, "supervisor", timing=TIMING, heat=HEAT) == VoiceBaseline()
