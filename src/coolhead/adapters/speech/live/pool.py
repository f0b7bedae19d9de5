"""Recogniser processes for all live calls: one queue, and none that is lost stays lost."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from threading import Condition, Event, Thread
from typing import Final, Protocol

from coolhead.adapters.speech.child import Child, ChildLost
from coolhead.adapters.speech.decode import SAMPLE_RATE_HZ
from coolhead.adapters.speech.live.jobs import Job, Lost, Recognised, Waiting
from coolhead.adapters.speech.packages import Samples
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.wire import Recognition
from coolhead.errors import SpeechError

# An utterance is tried again once: if it was the cause, it would be again.
_TRIES: Final = 2
# First pause before a restart; doubled for every further one in a row, up to the longest.
_BACK_OFF_S: Final = 0.25
_LONGEST_BACK_OFF_S: Final = 30.0
# Whoever has waited for longer than a hand-over takes had somebody before it.
_BUSY_AFTER_S: Final = 0.1
# Half of the weight of what the real-time factor tells is of the last so many seconds.
_HALF_LIFE_S: Final = 60.0


class RecogniserChild(Protocol):
    """One recogniser; `Child` is a process of its own."""

    def wait_until_loaded(self) -> None:
        """Return once it can recognise; raises ``SpeechError``, `ChildLost`."""

    def recognise(self, samples: Samples, *, window_s: float | None = None) -> Recognition | None:
        """What was said; None where it refuses this one utterance. Raises `ChildLost`.

        ``window_s`` in place of that of the settings.
        """

    def kill(self) -> None:
        """End it at once, from any thread."""

    def close(self) -> None:
        """End it and everything that belongs to it; may be called again."""


Hire = Callable[[SpeechSettings], RecogniserChild]


class Pool:
    """Recognises utterances of all calls; its methods may be called from any thread."""

    def __init__(
        self,
        speech: SpeechSettings,
        *,
        recognisers: int,
        give_up_after_s: float,
        busy_window_s: float | None = None,
        hire: Hire = Child,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._speech = speech
        self._give_up_after_s = give_up_after_s
        self._busy_window_s = busy_window_s
        self._hire = hire
        self._clock = clock
        self._turn = Condition()
        self._waiting = Waiting()
        self._idle = 0
        self._closing = Event()
        self._children: dict[int, RecogniserChild] = {}
        self._threads = [
            Thread(target=self._work, args=(number,), name="coolhead-recogniser", daemon=True)
            for number in range(recognisers)
        ]
        self.restarts = 0
        self.recognised = 0
        self._spent_s = self._spoken_s = 0.0
        self._told_at = clock()

    def start(self) -> None:
        """Start every recogniser and wait until it can recognise; raises ``SpeechError``."""
        try:
            for number in range(len(self._threads)):
                self._children[number] = self._hire(self._speech)
            for child in self._children.values():
                child.wait_until_loaded()
        except (ChildLost, OSError) as error:
            self.close()
            raise SpeechError(
                f"recognition cannot start: {error}", hint="Try again, or choose another model."
            ) from error
        except SpeechError:
            self.close()
            raise
        for thread in self._threads:
            thread.start()

    @property
    def size(self) -> int:
        """How many recognisers there should be."""
        return len(self._threads)

    @property
    def alive(self) -> int:
        """How many there are."""
        return len(self._children)

    @property
    def waiting(self) -> int:
        """How many utterances wait."""
        return len(self._waiting)

    @property
    def oldest_wait_s(self) -> float:
        """How long the oldest has waited."""
        with self._turn:
            oldest = self._waiting.oldest
        return 0.0 if oldest is None else max(0.0, self._clock() - oldest)

    @property
    def real_time_factor(self) -> float:
        """Seconds of work a second of speech, lately."""
        return self._spent_s / self._spoken_s if self._spoken_s else 0.0

    def submit(self, job: Job) -> None:
        """Recognise this when its turn comes; it is told at once where there is no room."""
        with self._turn:
            taken = not self._closing.is_set() and self._waiting.add(job)
            if taken:
                self._turn.notify()
        if not taken:
            job.done(Lost("more was said than can be recognised"))

    def offer(self, job: Job) -> bool:
        """Recognise this if a recogniser has nothing else to do; false where none has."""
        with self._turn:
            if self._idle <= len(self._waiting):
                return False
            taken = self._waiting.add(job)
            if taken:
                self._turn.notify()
            return taken

    def withdraw(self, job: Job) -> None:
        """The job is no longer wanted; one that is being done is done to its end."""
        with self._turn:
            self._waiting.remove(job)

    def give_up_late(self) -> None:
        """Give up what has waited too long; to be called now and then."""
        with self._turn:
            late = self._waiting.older_than(self._clock() - self._give_up_after_s)
        for job in late:
            job.done(Lost("recognition is behind: it would have come too late"))

    def close(self) -> None:
        """End every recogniser; what was not answered is lost. May be called again."""
        self._closing.set()
        with self._turn:
            left = self._waiting.older_than(float("inf"))
            self._turn.notify_all()
        for child in list(self._children.values()):
            child.kill()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()
        for number in list(self._children):
            self._dismiss(number)
        for job in left:
            job.done(Lost("recognition has ended"))

    def _work(self, number: int) -> None:
        failures = 0
        while not self._closing.is_set():
            child = self._children.get(number) or self._hire_anew(number, failures)
            if child is None:
                failures += 1
                continue
            job, busy = self._next()
            if job is None:
                break
            try:
                begun = self._clock()
                window_s = self._busy_window_s if busy else None
                recognition = child.recognise(job.samples, window_s=window_s)
            except (ChildLost, SpeechError, OSError) as error:
                self._dismiss(number)
                failures += 1
                self._try_again(job, str(error))
                continue
            failures = 0
            self._note(self._clock() - begun, len(job.samples) / SAMPLE_RATE_HZ)
            job.done(Recognised(recognition))

    def _next(self) -> tuple[Job | None, bool]:
        """The next job, and whether others wait behind it or it has waited itself."""
        with self._turn:
            self._idle += 1
            while not self._waiting and not self._closing.is_set():
                self._turn.wait()
            self._idle -= 1
            if self._closing.is_set():
                return None, False
            job = self._waiting.take()
            waited = self._clock() - job.came > _BUSY_AFTER_S
            return job, waited or len(self._waiting) > 0

    def _try_again(self, job: Job, reason: str) -> None:
        job.tries += 1
        with self._turn:
            again = job.tries < _TRIES and not self._closing.is_set()
            if again:
                self._waiting.again(job)
                self._turn.notify()
        if not again:
            job.done(Lost(reason))

    def _hire_anew(self, number: int, failures: int) -> RecogniserChild | None:
        """Another recogniser in place of a lost one, after a pause; None where that fails."""
        pause = min(_BACK_OFF_S * 2.0 ** max(0, failures - 1), _LONGEST_BACK_OFF_S)
        if self._closing.wait(pause):
            return None
        self.restarts += 1
        child: RecogniserChild | None = None
        try:
            child = self._hire(self._speech)
            self._children[number] = child  # so that closing can end its loading
            if self._closing.is_set():
                child.kill()
            child.wait_until_loaded()
        except (ChildLost, SpeechError, OSError):
            if child is not None:
                self._dismiss(number)
            return None
        return child

    def _dismiss(self, number: int) -> None:
        child = self._children.pop(number, None)
        if child is not None:
            with contextlib.suppress(OSError):
                child.close()

    def _note(self, spent_s: float, spoken_s: float) -> None:
        with self._turn:
            now = self._clock()
            fades = 0.5 ** ((now - self._told_at) / _HALF_LIFE_S)
            self._told_at = now
            self._spent_s = self._spent_s * fades + spent_s
            self._spoken_s = self._spoken_s * fades + spoken_s
            self.recognised += 1
