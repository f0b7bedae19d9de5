from __future__ import annotations

import numpy as np
import pytest

from coolhead.adapters.speech.segmenter import Segment
from coolhead.adapters.speech.wire import Recognition
from coolhead.adapters.speech.words import heard_in


def segment(seconds: float) -> Segment:
    return Segment(3.0, 3.0 + seconds, 3.5 + seconds, np.zeros(16, dtype="f4"), -21.5, 2.9)


def test_words_become_an_utterance_with_times_confidence_and_loudness() -> None:
    heard = heard_in("customer", segment(2.0), Recognition("The sofa never came.", -0.2, 1.1))
    assert heard is not None
    assert (heard.party, heard.start, heard.end) == ("customer", 3.0, 5.0)
    assert heard.text == "The sofa never came."
    assert heard.confidence == pytest.approx(0.819)
    assert heard.loudness_dbfs == -21.5
    assert heard.pitch_hz is None


def test_text_that_goes_round_in_circles_is_dropped() -> None:
    assert heard_in("agent", segment(9.0), Recognition("no no no " * 20, -0.1, 2.5)) is None


@pytest.mark.parametrize("text", ["", " ", "...", "[BLANK_AUDIO]", "(coughing)", "*sighs*", "[ ]."])
def test_no_words_make_no_utterance(text: str) -> None:
    assert heard_in("agent", segment(2.0), Recognition(text, -0.1, 0.9)) is None


def test_a_note_of_a_sound_is_taken_out_of_the_words() -> None:
    heard = heard_in("agent", segment(2.0), Recognition("[music] Good morning.", -0.1, 0.9))
    assert heard is not None
    assert heard.text == "Good morning."


def test_short_speech_that_is_no_backchannel_is_too_faint_for_signals() -> None:
    heard = heard_in("customer", segment(0.6), Recognition("Thieves.", -0.05, 0.9))
    assert heard is not None
    assert heard.confidence == 0.2


def test_a_short_backchannel_keeps_its_confidence() -> None:
    heard = heard_in("customer", segment(0.4), Recognition("Mm-hm.", -0.05, 0.9))
    assert heard is not None
    assert heard.confidence == pytest.approx(0.951)


def test_speech_of_a_second_keeps_its_confidence() -> None:
    heard = heard_in("customer", segment(1.0), Recognition("You thieves.", -0.05, 0.9))
    assert heard is not None
    assert heard.confidence == pytest.approx(0.951)


def test_an_utterance_that_the_recogniser_refused_is_none() -> None:
    assert heard_in("customer", segment(2.0), None) is None
