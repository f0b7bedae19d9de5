"""``coolhead score`` as processes of its own: any number of them, killed, stopped, gone on with.

What one process leaves is what two (killed and gone on with) and three (one of them killed) leave.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.support.archives import write_calls

EXAMPLES = Path(__file__).parents[2] / "examples" / "calls"
COMMAND = [sys.executable, "-m", "coolhead", "score"]
# Long enough for a machine with other work; nothing here waits for so long.
PATIENCE_S = 60.0
TABLES = ["calls.csv", "calls.jsonl", "refused.csv", "summary.json"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many short calls, a long one among them, and a file that cannot be read."""
    folder = tmp_path_factory.mktemp("archive")
    for name in "abcd":
        write_calls(folder / "calls" / name, 30, team=name, agent=name)
    shutil.copy(EXAMPLES / "04-insults-that-persist.jsonl", folder / "calls" / "b")
    (folder / "calls" / "a" / "c05-broken.jsonl").write_text('{"party": "customer", "st')
    return folder


@pytest.fixture(scope="module")
def alone(archive: Path) -> dict[str, bytes]:
    """What one process leaves."""
    done = finished(start(archive, "alone", 1))
    assert done == 3
    return left_in(archive / "alone")


@pytest.fixture
def stoppable() -> Iterator[Callable[[subprocess.Popen[bytes]], subprocess.Popen[bytes]]]:
    """Ends what a test that fails leaves running."""
    running: list[subprocess.Popen[bytes]] = []

    def noted(process: subprocess.Popen[bytes]) -> subprocess.Popen[bytes]:
        running.append(process)
        return process

    yield noted
    for process in running:
        process.kill()
        process.wait()


def start(archive: Path, out: str, processes: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, "calls", "--out", out, "--processes", str(processes)],
        cwd=archive,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def finished(process: subprocess.Popen[bytes]) -> int:
    return process.wait(PATIENCE_S)


def left_in(out: Path) -> dict[str, bytes]:
    """Tables and records, byte for byte."""
    files = [out / name for name in TABLES] + sorted((out / "records").iterdir())
    return {str(file.relative_to(out)): file.read_bytes() for file in files}


def wait_until(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.01)


def children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def workers(pid: int) -> list[int]:
    """The processes that run calls, without the one that multiprocessing has for itself."""
    return [each for each in children(pid) if b"spawn_main" in cmdline(each)]


def cmdline(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()  # empty for one that has ended
    except OSError:
        return b""


def records(out: Path) -> int:
    return len(list((out / "records").glob("*.json"))) if (out / "records").exists() else 0


def test_each_call_leaves_a_row_and_a_record(alone: dict[str, bytes]) -> None:
    assert len(alone) == len(TABLES) + 4 * 30 + 1
    assert alone["calls.jsonl"].count(b"\n") == 4 * 30 + 1
    assert b"c05-broken.jsonl" in alone["refused.csv"]


@pytest.mark.skipif(not Path("/proc").exists(), reason="finds processes in /proc")
def test_one_of_three_processes_that_is_killed_costs_nothing(
    archive: Path,
    alone: dict[str, bytes],
    stoppable: Callable[[subprocess.Popen[bytes]], subprocess.Popen[bytes]],
) -> None:
    process = stoppable(start(archive, "three", 3))
    wait_until(lambda: records(archive / "three") > 0)
    os.kill(workers(process.pid)[0], signal.SIGKILL)
    assert finished(process) == 3
    assert left_in(archive / "three") == alone


@pytest.mark.skipif(not Path("/proc").exists(), reason="finds processes in /proc")
def test_a_run_that_is_killed_goes_on_where_it_was(
    archive: Path,
    alone: dict[str, bytes],
    stoppable: Callable[[subprocess.Popen[bytes]], subprocess.Popen[bytes]],
) -> None:
    out = archive / "killed"
    process = stoppable(start(archive, "killed", 2))
    wait_until(lambda: records(out) > 2)
    left = workers(process.pid)
    process.kill()
    process.wait()
    assert not (out / "calls.csv").exists()
    wait_until(lambda: not any(cmdline(each) for each in left))  # none runs on alone
    before = {file.name: file.stat().st_mtime_ns for file in (out / "records").glob("*.json")}
    assert 2 < len(before) < len(alone) - len(TABLES)
    assert finished(start(archive, "killed", 2)) == 3
    assert left_in(out) == alone
    after = {file.name: file.stat().st_mtime_ns for file in (out / "records").glob("*.json")}
    kept = sum(after[name] == written for name, written in before.items())
    assert kept >= len(before) - 1  # one may have been written and not yet noted as finished


def test_a_terminal_shows_a_bar_and_ctrl_c_says_how_to_go_on(archive: Path) -> None:
    pid, terminal = pty.fork()
    if pid == 0:  # the child: becomes the command, with the terminal as its own
        os.chdir(archive)
        os.environ["TERM"] = "xterm"
        os.execv(COMMAND[0], [*COMMAND, "calls", "--out", "stopped", "--processes", "1"])  # noqa: S606
    shown, asked = b"", False
    try:
        while True:
            if select.select([terminal], [], [], 0.1)[0]:
                try:
                    part = os.read(terminal, 65536)
                except OSError:  # how Linux says that the other end is closed
                    break
                if not part:
                    break
                shown += part
            if not asked and records(archive / "stopped") > 0:
                os.write(terminal, b"\x03")
                asked = True
    finally:
        os.close(terminal)
        _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 130
    text = shown.decode(errors="replace")
    assert "Scoring" in text
    assert "left" in text
    assert "the same command goes on from there" in text
    assert "score calls --out stopped --processes 1" in text


def shell(line: str, archive: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        ["/bin/bash", "-o", "pipefail", "-c", line],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_S,
        cwd=archive,
        env=os.environ | {"score": " ".join(COMMAND)},
    )


def test_a_reader_that_goes_away_ends_the_run_in_peace(archive: Path) -> None:
    done = shell("cat calls/a/c1*.jsonl | $score - --format jsonl --processes 1 | head -1", archive)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith('{"id":"c1"')
