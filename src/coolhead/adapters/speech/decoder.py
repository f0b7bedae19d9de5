"""One decoder process, seen from its parent: start, read, end."""

from __future__ import annotations

import subprocess
import time
from threading import Event, Thread
from typing import Any, BinaryIO, Final

import msgspec

from coolhead.adapters.speech.packages import Samples, np
from coolhead.adapters.speech.python_process import command, environment
from coolhead.adapters.speech.wire import (
    Finished,
    Head,
    LoadFailed,
    Noticed,
    Ready,
    Sound,
    Undecodable,
    read_frame,
    read_reply,
)
from coolhead.errors import SpeechError

_MODULE: Final = "coolhead.adapters.speech.decoder_process"
# Starting Python and its libraries takes under a second, on a machine that is busy with everything
# else many.
_START_WITHIN_S: Final = 60.0
# How often it is looked whether the process still gives anything.
_LOOK_EVERY_S: Final = 0.25
# How long a process may take to be gone once it has closed its pipe.
_END_WITHIN_S: Final = 1.0


class DecoderLost(Exception):  # noqa: N818 -- an event that is expected, and handled
    """The process crashed, hung or was killed over its file; the text says which."""


class Decoder:
    """A process that decodes one file and gives nothing but what was asked for.

    ``file`` is an open file of the system that can be sought in; it may be closed after this.
    Once started, the process is killed where it gives nothing for ``silent_for_s`` seconds. It
    keeps at most one piece of sound ahead of what was read, and what fits in a pipe.
    """

    def __init__(self, file: BinaryIO, *, head_only: bool, silent_for_s: float) -> None:
        self._silent_for_s = silent_for_s
        self._late_at: float | None = None
        self._hung = False
        self._ready = False
        self._closed = Event()
        self._watch = Thread(target=self._watch_over, name="coolhead-decoder", daemon=True)
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- our own module under our own Python
                command(_MODULE, "head" if head_only else "sound"),
                stdin=file,
                stdout=subprocess.PIPE,
                # Complaints of libraries about the file: what matters comes as a reply.
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        except OSError as error:
            raise _cannot_start(error.strerror or type(error).__name__) from error
        self._watch.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._process.pid

    def read(self) -> Head | Samples | Noticed | Undecodable | Finished:
        """The next thing it has to say.

        Raises `DecoderLost`, and ``SpeechError`` where there never was a decoder.
        """
        reply = self._reply()
        if isinstance(reply, Ready):
            self._ready = True
            reply = self._reply()
        if isinstance(reply, LoadFailed):
            raise _cannot_start(reply.reason)
        if isinstance(reply, Sound):
            return self._samples(reply)
        if isinstance(reply, Head | Noticed | Undecodable | Finished):
            return reply
        raise DecoderLost("the decoder answered rubbish")

    def close(self) -> None:
        """End the process and everything that belongs to it; may be called again."""
        self._closed.set()
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._watch.join()

    def _samples(self, sound: Sound) -> Samples:
        payload = self._waited(read_frame)
        wanted = sound.samples * sound.channels * np.dtype(np.float32).itemsize
        if payload is None:
            raise self._lost()
        if sound.channels < 1 or len(payload) != wanted:
            raise DecoderLost("the decoder answered rubbish")
        return np.frombuffer(payload, dtype=np.float32).reshape(-1, sound.channels)

    def _reply(self) -> Any:
        try:
            reply = self._waited(read_reply)
        except msgspec.DecodeError as error:
            raise DecoderLost("the decoder answered rubbish") from error
        if reply is None:
            raise self._lost()
        return reply

    def _waited(self, read: Any) -> Any:
        limit = self._silent_for_s if self._ready else _START_WITHIN_S
        self._late_at = time.monotonic() + limit
        try:
            return read(self._process.stdout)
        finally:
            self._late_at = None

    def _watch_over(self) -> None:
        """Kill the process where it is waited for too long: that ends every wait on its pipe."""
        while not self._closed.wait(_LOOK_EVERY_S):
            late_at = self._late_at
            if late_at is not None and time.monotonic() > late_at:
                self._hung = True
                self._process.kill()
                return

    def _lost(self) -> Exception:
        how = self._how()
        return DecoderLost(f"the decoder {how}") if self._ready else _cannot_start(f"it {how}")

    def _how(self) -> str:
        if self._hung:
            seconds = self._silent_for_s if self._ready else _START_WITHIN_S
            return f"gave nothing for {seconds:g} s"
        try:
            code = self._process.wait(_END_WITHIN_S)
        except subprocess.TimeoutExpired:
            return "closed its pipe"
        return f"ended by signal {-code}" if code < 0 else f"ended with exit code {code}"


def _cannot_start(reason: str) -> SpeechError:
    return SpeechError(
        f"the decoder of recordings cannot be started ({reason})",
        hint="Try again, or install its packages anew: pip install --force-reinstall av soxr",
    )
