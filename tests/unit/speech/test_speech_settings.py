from __future__ import annotations

import io
import subprocess
import sys

import pytest

from coolhead.adapters.speech.recogniser_process import window_frames
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.timeline import HEARD, PASSED, STOPPED, Timeline
from coolhead.adapters.speech.wire import (
    Recognition,
    Refused,
    Reply,
    read_frame,
    read_reply,
    write_reply,
)
from coolhead.call.events import SpeechStopped, TimeAdvanced
from coolhead.errors import ConfigError


def test_the_model_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOLHEAD_SPEECH_MODEL", "/models/mine")
    assert SpeechSettings().model == "/models/mine"


@pytest.mark.parametrize("value", [None, ""])
def test_without_one_the_model_is_base_en(
    monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    monkeypatch.delenv("COOLHEAD_SPEECH_MODEL", raising=False)
    if value is not None:
        monkeypatch.setenv("COOLHEAD_SPEECH_MODEL", value)
    assert SpeechSettings().model == "base.en"


@pytest.mark.parametrize(
    "wrong",
    [
        {"longest_utterance_s": 31.0},
        {"end_silence_s": 0.0},
        {"end_silence_s": float("nan")},
        {"padding_s": 0.4},
        {"stop_threshold": 0.6},
        {"restarts": -1},
        {"window_s": 9.0},
    ],
)
def test_a_setting_out_of_range_is_refused_by_name(wrong: dict[str, float]) -> None:
    (name,) = wrong
    with pytest.raises(ConfigError, match=name):
        SpeechSettings(**wrong)  # type: ignore[arg-type]


def test_words_to_come_hold_back_what_is_later() -> None:
    timeline = Timeline()
    place = timeline.reserve(2.0)
    timeline.add(3.0, PASSED, TimeAdvanced(at=3.0))
    assert timeline.ready(10.0) is None
    place.events = ()
    assert timeline.ready(10.0) is place
    later = timeline.ready(10.0)
    assert later is not None
    assert later.at == 3.0


def test_what_is_not_settled_stays() -> None:
    timeline = Timeline()
    timeline.add(3.0, PASSED, TimeAdvanced(at=3.0))
    assert timeline.ready(3.0) is None


def test_at_one_moment_silence_comes_before_words_and_words_before_time() -> None:
    timeline = Timeline()
    timeline.add(3.0, PASSED, TimeAdvanced(at=3.0))
    timeline.reserve(3.0).events = ()
    timeline.add(3.0, STOPPED, SpeechStopped(at=3.0, party="agent"))
    taken = [place.rank for _ in range(3) if (place := timeline.ready(9.0))]
    assert taken == [STOPPED, HEARD, PASSED]


def test_replies_survive_the_pipe() -> None:
    pipe = io.BytesIO()
    said: list[Reply] = [Recognition("café: “now”", -0.3, 1.2), Refused("ValueError: no")]
    for reply in said:
        write_reply(pipe, reply)
    pipe.seek(0)
    assert [read_reply(pipe), read_reply(pipe)] == said
    assert read_reply(pipe) is None


def test_half_a_frame_is_none() -> None:
    assert read_frame(io.BytesIO(b"\x05\x00\x00\x00abc")) is None


def python(code: str) -> str:
    done = subprocess.run(  # noqa: S603 -- our own code under our own Python
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = "{'av', 'numpy', 'onnxruntime', 'soxr', 'faster_whisper', 'ctranslate2'}"
    code = f"import sys, coolhead.adapters.speech; print({heavy} & set(sys.modules))"
    assert python(code).strip() == "set()"


def test_the_parent_never_imports_the_recogniser() -> None:
    code = (
        "import sys\nfrom coolhead.adapters.speech import RecordingSource\n"
        "from coolhead.adapters.speech.vad import load_session\nload_session()\n"
        "print({'faster_whisper', 'ctranslate2'} & set(sys.modules))"
    )
    assert python(code).strip() == "set()"


@pytest.mark.parametrize("missing", ["av", "numpy", "onnxruntime", "soxr"])
def test_a_missing_package_is_named_with_what_to_install(missing: str) -> None:
    code = (
        f"import sys\nsys.modules[{missing!r}] = None\n"
        "from coolhead.errors import MissingExtraError\n"
        "try:\n    from coolhead.adapters.speech import RecordingSource\n"
        "except MissingExtraError as error:\n    print(error.extra, '|', error.hint)\n"
    )
    assert python(code).strip() == "speech | Install it with: pip install 'coolhead[speech]'"


def test_a_missing_recogniser_is_found_before_a_call_begins() -> None:
    code = (
        "import sys\nsys.modules['faster_whisper'] = None\n"
        "from coolhead.adapters.speech import PartyFiles, RecordingSource\n"
        "from coolhead.errors import MissingExtraError\n"
        "try:\n    RecordingSource(PartyFiles(None, None))\n"
        "except MissingExtraError as error:\n    print(error.extra)\n"
    )
    assert python(code).strip() == "speech"


@pytest.mark.parametrize(
    ("seconds", "window_s", "frames"),
    [(5.0, 30.0, 3000), (5.0, 12.0, 1200), (10.0, 12.0, 1400), (28.0, 12.0, 3000)],
)
def test_the_window_leaves_silence_after_the_speech(
    seconds: float, window_s: float, frames: int
) -> None:
    assert window_frames(seconds, window_s) == frames
