"""The thread that listens to all calls: voice activity is too much for the event loop's own."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Final, Protocol

# Sound is heard in pieces of about this length: shorter costs half as much again in voice
# activity, longer delays every cue by as much.
TICK_S: Final = 0.1
# A call that has been silent for so long is looked at again when it says something.
_LEFT_ALONE_AFTER_S: Final = 30.0


class Listener(Protocol):
    """One call's sound."""

    def listen(self, now: float) -> bool:
        """Hear what has come; whether there is something to tell. From the hearing thread."""

    def tell(self) -> None:
        """Tell what was heard. From the event loop's thread."""

    @property
    def busy(self) -> bool:
        """Whether there is anything yet to be told."""

    @property
    def latest(self) -> float:
        """When the latest sound came."""


class Hearing:
    """Lets every listener listen in turn, ten times a second."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        each_time: Callable[[], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._loop = loop
        self._each_time = each_time
        self._clock = clock
        self._awake = Event()
        self._closing = Event()
        self._lock = Lock()
        self._listeners: dict[Listener, None] = {}  # in the order in which they came
        self._thread = Thread(target=self._run, name="coolhead-hearing", daemon=True)

    @property
    def listeners(self) -> int:
        """How many calls have sound at the moment."""
        return len(self._listeners)

    @property
    def closed(self) -> bool:
        """Whether nothing more is listened to."""
        return self._closing.is_set()

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def attend(self, listener: Listener) -> None:
        """There is something to listen to."""
        with self._lock:
            self._listeners[listener] = None
            self._awake.set()

    def close(self) -> None:
        """Listen no more; may be called again, and before the start."""
        self._closing.set()
        self._awake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._awake.wait()
            begun = self._clock()
            with self._lock:
                listeners = list(self._listeners)
            told = [listener for listener in listeners if listener.listen(begun)]
            if told:
                self._on_the_loop(told)
            self._each_time()
            self._forget(begun)
            self._closing.wait(max(0.0, TICK_S - (self._clock() - begun)))

    def _on_the_loop(self, listeners: list[Listener]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended before us
            for listener in listeners:
                self._loop.call_soon_threadsafe(listener.tell)

    def _forget(self, now: float) -> None:
        """Let go of calls that have been silent for long; with none left, sleep."""
        with self._lock:
            for listener in list(self._listeners):
                if not listener.busy and now - listener.latest > _LEFT_ALONE_AFTER_S:
                    del self._listeners[listener]
            if not self._listeners and not self._closing.is_set():
                self._awake.clear()
