"""The decoder's process crashes, hangs, is left alone: this one gives a reason and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Generator
from pathlib import Path

import numpy as np
import pytest

from coolhead.adapters.speech.decode import probe, stream_sound
from coolhead.adapters.speech.decoder import Decoder, DecoderLost
from coolhead.adapters.speech.packages import Samples
from coolhead.errors import InputError

Write = Callable[..., Path]
PROC = Path("/proc")
SECONDS = 180

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="needs signals of POSIX")
needs_proc = pytest.mark.skipif(
    not (PROC / "self" / "stat").exists(), reason="children are found in /proc"
)


def children(of: int | None = None) -> set[int]:
    """The processes whose parent is this one, zombies too."""
    found = set()
    for entry in PROC.glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        if int(fields[1]) == (of or os.getpid()):
            found.add(int(entry.parent.name))
    return found


@pytest.fixture(scope="module")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three minutes of noise at 8 kHz: far more than fits between two processes."""
    path = tmp_path_factory.mktemp("minutes") / "long.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8_000)
        file.writeframes(np.random.default_rng(1).bytes(SECONDS * 8_000 * 2))
    return path


def begun(path: Path, silent_for_s: float = 30.0) -> tuple[Generator[Samples, None, None], int]:
    """A stream of which one piece was taken, and the process behind it."""
    before = children()
    stream = stream_sound(path, lambda _: None, silent_for_s=silent_for_s)
    next(stream)
    (pid,) = children() - before
    return stream, pid


@needs_proc
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_a_decoder_that_dies_midway_is_a_file_too_damaged_to_be_heard(
    minutes: Path, how: signal.Signals
) -> None:
    stream, pid = begun(minutes)
    os.kill(pid, how)
    with pytest.raises(InputError, match=rf"too damaged to be heard.*signal {how.value}") as caught:
        list(stream)
    assert caught.value.file == str(minutes)
    assert caught.value.hint
    assert pid not in children()


@needs_proc
def test_a_decoder_that_hangs_is_ended(minutes: Path) -> None:
    stream, pid = begun(minutes, silent_for_s=1.5)
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(InputError, match=r"too damaged to be heard.*nothing for 1.5 s"):
        list(stream)
    assert pid not in children()


@needs_proc
def test_a_decoder_is_not_hurried_by_a_slow_listener(minutes: Path) -> None:
    stream, pid = begun(minutes, silent_for_s=1.5)
    time.sleep(2.2)  # longer than the decoder itself would be waited for
    assert pid in children()
    assert sum(len(piece) for piece in stream) > (SECONDS - 1) * 16_000


@needs_proc
def test_closing_early_leaves_no_process(minutes: Path) -> None:
    stream, pid = begun(minutes)
    stream.close()
    assert pid not in children()


@needs_proc
def test_the_end_of_a_file_and_a_refusal_leave_no_process(write_wav: Write, tmp_path: Path) -> None:
    before = children()
    path = write_wav("a.wav", np.zeros(16_000, dtype="f4"))
    probe(path)
    list(stream_sound(path, lambda _: None))
    (tmp_path / "b.mp3").write_bytes(b"ID3" + np.random.default_rng(1).bytes(1_000))
    with pytest.raises(InputError):
        probe(tmp_path / "b.mp3")
    assert children() == before


@needs_proc
def test_a_listener_that_stops_holds_the_decoder_back(minutes: Path) -> None:
    stream, pid = begun(minutes)
    fields = (PROC / str(pid) / "io").read_text().split()
    written = int(fields[fields.index("wchar:") + 1])
    stream.close()
    # What fits in a pipe and one more piece, of 12 MB in all.
    assert written < 1_000_000


@needs_proc
def test_an_interrupt_ends_the_decoder_too(minutes: Path) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from coolhead.adapters.speech.decode import stream_sound\n"
        "for piece in stream_sound(Path(sys.argv[1]), print):\n"
        "    print('begun', flush=True)\n"
        "    time.sleep(60)\n"
    )
    with subprocess.Popen(  # noqa: S603 -- our own code under our own Python
        [sys.executable, "-c", script, str(minutes)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        (pid,) = children(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
    assert not (PROC / str(pid)).exists()


@needs_signals
def test_the_process_is_bounded_and_niced(minutes: Path) -> None:
    import resource  # noqa: PLC0415 -- not on every system

    with minutes.open("rb", buffering=0) as file:
        decoder = Decoder(file, head_only=False, silent_for_s=30.0)
    try:
        decoder.read()
        assert os.getpriority(os.PRIO_PROCESS, decoder.pid) > os.getpriority(os.PRIO_PROCESS, 0)
        if hasattr(resource, "prlimit"):
            assert resource.prlimit(decoder.pid, resource.RLIMIT_CORE) == (0, 0)
            assert resource.prlimit(decoder.pid, resource.RLIMIT_FSIZE) == (0, 0)
            assert resource.prlimit(decoder.pid, resource.RLIMIT_AS)[0] <= 2 * 1024**3
    finally:
        decoder.close()
        decoder.close()  # a second time does nothing
    with pytest.raises((DecoderLost, ValueError)):
        decoder.read()


def test_no_decoder_is_ever_loaded_into_this_process(minutes: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from coolhead.adapters.speech.decode import probe, stream_sound\n"
        "path = Path(sys.argv[1])\n"
        "probe(path), next(stream_sound(path, print))\n"
        "print({'av', 'soxr'} & set(sys.modules))\n"
    )
    done = subprocess.run(  # noqa: S603 -- our own code under our own Python
        [sys.executable, "-X", "dev", "-W", "error", "-c", script, str(minutes)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == "set()"
    assert done.stderr == ""
