"""One recogniser process, seen from its parent: start, ask, end."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any, Final

import msgspec

from coolhead.adapters.speech.packages import Samples, np
from coolhead.adapters.speech.python_process import command, environment
from coolhead.adapters.speech.settings import MODEL_VARIABLE, SpeechSettings
from coolhead.adapters.speech.wire import LoadFailed, Recognition, read_reply, write_frame
from coolhead.errors import SpeechError

_MODULE: Final = "coolhead.adapters.speech.recogniser_process"
# A process that does not go on its own within this time has its hands full: it is killed.
_END_WITHIN_S: Final = 1.0
# Enough of a library's message to search for; the rest is advice on that library.
_LONGEST_REASON: Final = 160


class ChildLost(Exception):  # noqa: N818 -- an event that is expected, and handled
    """The process crashed, hung or was killed; the text says which."""


class Child:
    """A recogniser process with its model loaded.

    Raises ``SpeechError`` where the model cannot be loaded, `ChildLost` where the process dies.
    Calls come from one thread; ``kill`` may come from another.
    """

    def __init__(self, settings: SpeechSettings) -> None:
        self._settings = settings
        self._late = False
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 -- closed in `close`
        self._process = subprocess.Popen(  # noqa: S603 -- our own module under our own Python
            command(_MODULE, *_arguments(settings)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env=environment(),
        )

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def wait_until_loaded(self) -> None:
        """Wait for the model; raises ``SpeechError`` saying what to do where there is none."""
        with self._within(self._settings.load_within_s):
            reply = self._read()
        if isinstance(reply, LoadFailed):
            raise _cannot_load(self._settings.model, reply)

    def recognise(self, samples: Samples, *, window_s: float | None = None) -> Recognition | None:
        """What was said; None where the recogniser refuses this one utterance.

        ``window_s`` in place of that of the settings.
        """
        request = np.concatenate([[window_s or self._settings.window_s], samples])
        with self._within(self._settings.hang_after_s):
            try:
                write_frame(self._stdin, request.astype("float32").tobytes())
            except OSError as error:
                raise ChildLost(self._why()) from error
            reply = self._read()
        return reply if isinstance(reply, Recognition) else None

    def kill(self) -> None:
        """End the process at once; whoever waits for it gets `ChildLost`."""
        self._process.kill()

    def close(self) -> None:
        """End the process and everything that belongs to it; may be called again."""
        with contextlib.suppress(OSError):
            self._stdin.close()
        try:
            self._process.wait(_END_WITHIN_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._errors.close()

    @property
    def _stdin(self) -> Any:
        return self._process.stdin

    def _read(self) -> Any:
        assert self._process.stdout is not None  # noqa: S101 -- it was opened as a pipe
        try:
            reply = read_reply(self._process.stdout)  # type: ignore[arg-type]
        except msgspec.DecodeError as error:
            raise ChildLost(f"the recogniser answered rubbish: {error}") from error
        if reply is None:
            raise ChildLost(self._why())
        return reply

    @contextlib.contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Kill the process if the block takes longer: that ends every wait on its pipes."""

        def give_up() -> None:
            self._late = True
            self._process.kill()

        timer = Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _why(self) -> str:
        if self._late:
            return "the recogniser did not answer in time"
        try:
            code = self._process.wait(_END_WITHIN_S)
        except subprocess.TimeoutExpired:
            return "the recogniser closed its pipes"
        how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
        self._errors.seek(0)
        last = self._errors.read()[-2000:].decode("utf-8", "replace").strip().splitlines()[-1:]
        return f"the recogniser ended {how}" + (f" ({last[0]})" if last else "")


def _arguments(settings: SpeechSettings) -> list[str]:
    return [settings.model, settings.language, str(settings.beam_size)]


def _cannot_load(model: str, failed: LoadFailed) -> SpeechError:
    lines = failed.reason.strip().splitlines() or [""]
    reason = lines[0][:_LONGEST_REASON]
    if not failed.missing:
        message = f"the speech model in '{model}' cannot be loaded ({reason})"
    elif Path(model).is_absolute() or model.startswith((".", "~")):
        message = f"there is no folder '{model}' with a speech model"
    else:
        message = f"the speech model '{model}' is not on this machine and cannot be fetched"
        message += f" ({reason})"
    return SpeechError(
        message,
        hint="Give a folder with a model in CTranslate2's format (model.bin, config.json, "
        f"tokenizer.json, vocabulary) as the model, or in {MODEL_VARIABLE}.",
    )
