"""The example recordings: two channels of a telephone line, in step with the file of times."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, NamedTuple

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from coolhead.adapters.formats.reading import read_call

EXAMPLES = Path(__file__).parents[2] / "examples"
RECORDINGS = sorted((EXAMPLES / "audio").glob("*.flac"))
RATE_HZ: Final = 8_000
# Speech stands at -26 dBFS while it lasts, some less with its pauses; the line's noise at -62.
SPEECH_DBFS: Final = (-32.0, -22.0)
SILENCE_DBFS: Final = -58.0


class Example(NamedTuple):
    path: Path
    sides: dict[str, NDArray[np.float64]]  # by party, -1 to 1
    said: dict[str, Any]


@pytest.fixture(scope="module", params=RECORDINGS, ids=lambda path: path.stem)
def example(request: pytest.FixtureRequest) -> Example:
    path: Path = request.param
    with av.open(str(path)) as file:
        (stream,) = file.streams.audio
        assert (stream.rate, stream.layout.name, stream.format.name) == (RATE_HZ, "stereo", "s16")
        frames = [frame.to_ndarray() for frame in file.decode(stream)]
    left, right = np.concatenate(frames, axis=1).reshape(-1, 2).T.astype(np.float64) / 2**15
    said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return Example(path, {said["channels"]["left"]: left, said["channels"]["right"]: right}, said)


def level_dbfs(sound: NDArray[np.float64]) -> float:
    return float(10 * np.log10(np.mean(sound**2)))


def test_there_are_two_and_they_are_small() -> None:
    assert len(RECORDINGS) == 2
    assert all(path.stat().st_size < 1_500_000 for path in RECORDINGS)


def test_a_recording_speaks_its_transcript(example: Example) -> None:
    call = read_call(example.path.parent / example.said["transcript"])
    assert example.said["recording"] == example.path.name
    assert len(example.said["utterances"]) == len(call.utterances)
    for said, written in zip(example.said["utterances"], call.utterances, strict=True):
        assert (said["id"], said["party"]) == (written.id, written.party)
        assert said["start"] == pytest.approx(written.start, abs=0.01)
        # The voices hurry rather than drawl: the longest sentence is over some seconds early.
        assert written.end - 4.0 <= said["end"] <= written.end + 1.0


def test_every_utterance_sounds_when_it_should(example: Example) -> None:
    for said in example.said["utterances"]:
        start, end = (round(said[key] * RATE_HZ) for key in ("start", "end"))
        level = level_dbfs(example.sides[said["party"]][start:end])
        assert SPEECH_DBFS[0] < level < SPEECH_DBFS[1], said


def test_nothing_sounds_on_a_side_that_is_silent(example: Example) -> None:
    for party, side in example.sides.items():
        silent = np.ones(len(side), dtype=bool)
        for said in example.said["utterances"]:
            if said["party"] == party:
                start, end = round(said["start"] * RATE_HZ), round(said["end"] * RATE_HZ)
                silent[max(0, start - 80) : end + 80] = False
        assert silent.any()
        assert level_dbfs(side[silent]) < SILENCE_DBFS
        assert np.abs(side[silent]).max() > 0  # a line is never digital silence


def test_no_side_is_louder_than_the_line_carries(example: Example) -> None:
    for side in example.sides.values():
        assert np.abs(side).max() < 0.9
