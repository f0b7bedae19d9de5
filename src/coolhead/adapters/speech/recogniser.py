"""Recognition beside the call: utterances go in, words come out, crashes are survived."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Final

from coolhead.adapters.speech.child import Child, ChildLost
from coolhead.adapters.speech.packages import Samples
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.wire import Recognition
from coolhead.errors import SpeechError

# An utterance is tried again once in a new process: if it was the cause, it would be again.
_TRIES: Final = 2
# First pause before a restart; doubled for every further one in a row, up to the longest.
_BACK_OFF_S: Final = 0.25
_LONGEST_BACK_OFF_S: Final = 8.0
# While waiting for an answer, how often it is checked that one can still come.
_LOOK_EVERY_S: Final = 1.0


@dataclass(frozen=True)
class Answer:
    """What became of one utterance.

    ``lost`` says why words were lost, where that began with this utterance; ``restored`` is true
    where they came back with it. ``recognition`` is None where nothing was understood.
    """

    number: int
    recognition: Recognition | None = None
    lost: str | None = None
    restored: bool = False


class Recogniser:
    """Feeds one recogniser process from a thread, and restarts it where it is lost.

    What is submitted is answered in order, each exactly once. The caller bounds how much it
    submits ahead.
    """

    def __init__(self, settings: SpeechSettings) -> None:
        self._settings = settings
        self._jobs: SimpleQueue[tuple[int, Samples] | None] = SimpleQueue()
        self._answers: SimpleQueue[Answer] = SimpleQueue()
        self._closing = Event()
        self._child: Child | None = None
        self._failures = 0  # in a row
        self._lost = False
        self._submitted = 0
        self._thread = Thread(target=self._work, name="coolhead-recogniser", daemon=True)

    def start(self) -> None:
        """Start the process and load the model; raises ``SpeechError``."""
        try:
            self._begin()
        except ChildLost as error:
            raise SpeechError(
                f"recognition cannot start: {error}", hint="Try again, or choose another model."
            ) from error
        self._thread.start()

    @property
    def pid(self) -> int | None:
        """The id of the process, or None while there is none."""
        return self._child.pid if self._child else None

    def submit(self, samples: Samples) -> int:
        """Hand in an utterance at 16 kHz; returns the number that its answer will carry."""
        number = self._submitted
        self._submitted += 1
        self._jobs.put((number, samples))
        return number

    def answers(self, *, wait: bool) -> list[Answer]:
        """The answers since the last time; with ``wait`` at least one.

        Raises ``SpeechError`` where there will be none.
        """
        found: list[Answer] = []
        while wait and not found:
            try:
                found.append(self._answers.get(timeout=_LOOK_EVERY_S))
            except Empty as error:
                if not self._thread.is_alive():
                    raise SpeechError("recognition has ended", hint="Start again.") from error
        with contextlib.suppress(Empty):
            while True:
                found.append(self._answers.get_nowait())
        return found

    def close(self) -> None:
        """End the process; what was not yet answered never will be. May be called again."""
        self._closing.set()
        self._jobs.put(None)
        child = self._child
        if child and self._thread.is_alive():
            child.kill()
        if self._thread.is_alive():
            self._thread.join()
        self._end()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None and not self._closing.is_set():
            self._answers.put(self._answer(*job))

    def _answer(self, number: int, samples: Samples) -> Answer:
        lost: str | None = None
        for _ in range(_TRIES):
            try:
                child = self._child or self._restart()
                if child is None:
                    break
                recognition = child.recognise(samples)
            except (ChildLost, SpeechError, OSError) as error:
                self._end()
                self._failures += 1
                if not self._lost:
                    self._lost, lost = True, str(error)
                continue
            restored, self._lost, self._failures = self._lost, False, 0
            return Answer(number, recognition, lost, restored)
        return Answer(number, lost=lost)

    def _restart(self) -> Child | None:
        """A new process after a pause; None once that has failed too often, or while closing."""
        if self._failures > self._settings.restarts:
            return None
        pause = min(_BACK_OFF_S * 2 ** max(0, self._failures - 1), _LONGEST_BACK_OFF_S)
        if self._closing.wait(pause):
            return None
        return self._begin()

    def _begin(self) -> Child:
        self._child = Child(self._settings)
        try:
            if self._closing.is_set():
                raise ChildLost("the recogniser is being closed")
            self._child.wait_until_loaded()
        except BaseException:
            self._end()
            raise
        return self._child

    def _end(self) -> None:
        if self._child:
            self._child.close()
            self._child = None
