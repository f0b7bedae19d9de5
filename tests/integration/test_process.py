"""The command as a process of its own: pipes, signals, a terminal, a shell."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "calls"
INSULTS = str(EXAMPLES / "04-insults-that-persist.jsonl")
COMMAND = [sys.executable, "-m", "coolhead"]
BASH = "/bin/bash"


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash in which $coolhead is the command and $call an example."""
    return subprocess.run(  # noqa: S603 - our own command
        [BASH, "-o", "pipefail", "-c", line],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"coolhead": " ".join(COMMAND), "call": INSULTS} | environment,
    )


@pytest.mark.parametrize("command", ["listen $call --format jsonl", "listen $call --format text"])
def test_a_reader_that_goes_away_ends_the_command_in_peace(command: str) -> None:
    done = shell(f"$coolhead {command} | head -1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.parametrize(
    "command", ["listen $call --format jsonl", "listen $call", "explain $call --at 20"]
)
def test_a_full_disk_is_a_sentence(command: str) -> None:
    done = shell(f"$coolhead {command} > /dev/full")
    assert done.returncode == 6
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr


def test_closed_standard_streams_are_no_crash() -> None:
    assert shell("$coolhead listen - <&-").returncode == 3
    assert shell("$coolhead listen $call --format jsonl >&-").returncode == 2
    done = shell("$coolhead listen /no/such/call 2>&-")
    assert (done.returncode, done.stdout) == (3, "")


def test_a_call_may_come_on_standard_input() -> None:
    done = shell("cat $call | $coolhead listen - --format jsonl | tail -1")
    assert done.stdout.startswith('{"type":"record"')
    assert shell(": | $coolhead listen -").returncode == 3


def test_the_shell_can_complete_commands_and_options() -> None:
    script = shell("$coolhead --show-completion bash").stdout
    assert "_COOLHEAD_COMPLETE" in script or "complete" in script
    asked = {"COMP_WORDS": "coolhead ", "COMP_CWORD": "1", "_COOLHEAD_COMPLETE": "complete_bash"}
    assert {"listen", "explain", "playbook"} <= set(
        shell("coolhead", **_on_path(asked)).stdout.split()
    )


def test_coolhead_is_a_module_too() -> None:
    assert shell("$coolhead --version").stdout.startswith("coolhead ")


def _on_path(environment: dict[str, str]) -> dict[str, str]:
    scripts = str(Path(sys.executable).parent)
    return environment | {"PATH": f"{scripts}:{os.environ['PATH']}"}


class Terminal:
    """The command in a terminal of its own."""

    def __init__(self, *args: str, term: str = "xterm-256color") -> None:
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM=term, COLUMNS="100", LINES="30")
            os.execv(sys.executable, [*COMMAND, *args])  # noqa: S606 - our own command
        self.shown = b""

    def wait_for(self, text: bytes) -> None:
        deadline = time.monotonic() + 60
        while text not in self.shown and self._read():
            assert time.monotonic() < deadline

    def type(self, keys: bytes) -> None:
        os.write(self._terminal, keys)

    def ended(self) -> int:
        while self._read():
            pass
        os.close(self._terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> bool:
        ready, _, _ = select.select([self._terminal], [], [], 60)
        try:
            came = os.read(self._terminal, 65536) if ready else b""
        except OSError:  # the other side has closed it
            return False
        self.shown += came
        return bool(came)


def _is_given_back(shown: bytes) -> bool:
    cursor = shown.count(b"\x1b[?25l") == shown.count(b"\x1b[?25h")
    return cursor and shown.count(b"\x1b[?1049h") == shown.count(b"\x1b[?1049l") == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_call_gives_the_terminal_back(number: signal.Signals, code: int) -> None:
    terminal = Terminal("listen", INSULTS, "--speed", "1")
    terminal.wait_for(b"heat")
    if number == signal.SIGINT:
        terminal.type(b"\x03")
    else:
        os.kill(terminal.pid, number)
    assert terminal.ended() == code
    assert _is_given_back(terminal.shown)
    assert b"Traceback" not in terminal.shown


def test_the_live_view_gives_the_terminal_back_and_leaves_the_record() -> None:
    terminal = Terminal("listen", INSULTS, "--speed", "max")
    assert terminal.ended() == 0
    assert _is_given_back(terminal.shown)
    assert b"Scorecard" in terminal.shown.rpartition(b"\x1b[?1049l")[2]


def test_a_terminal_that_cannot_draw_gets_plain_lines() -> None:
    terminal = Terminal("listen", INSULTS, "--format", "live", "--speed", "max", term="dumb")
    assert terminal.ended() == 0
    assert b"\x1b" not in terminal.shown
    assert b"Customer:" in terminal.shown
