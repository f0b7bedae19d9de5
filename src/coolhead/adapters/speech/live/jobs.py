"""Utterances that wait for a recogniser, of all calls: which is next, and which waited too long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Final

from coolhead.adapters.speech.packages import Samples
from coolhead.adapters.speech.wire import Recognition
from coolhead.call.vocabulary import Party

# Cues hang on the customer's words: the agent's wait as if they had come so much later.
AGENT_WAITS_S: Final = 1.0
# Each further utterance of a call that waits already counts as so much younger, so that one call
# that brings many at once holds up nobody else.
FURTHER_WAITS_S: Final = 1.0
# Of one call: more would be given up before its turn, and each may hold a megabyte.
MOST_OF_A_CALL: Final = 12
MOST: Final = 500


@dataclass(frozen=True)
class Recognised:
    """A recogniser's answer; None where it refused this utterance."""

    recognition: Recognition | None


@dataclass(frozen=True)
class Lost:
    """There is no answer, and there will be none; ``reason`` is plain English."""

    reason: str


Outcome = Recognised | Lost


@dataclass(eq=False)
class Job:
    """An utterance to recognise; ``came`` in seconds of an even clock.

    ``done`` is called once, by any thread.
    """

    call: Hashable
    party: Party
    samples: Samples
    came: float
    done: Callable[[Outcome], None]
    tries: int = 0
    key: float = field(default=0.0)


class Waiting:
    """The jobs that wait; not safe between threads."""

    def __init__(self) -> None:
        self._jobs: list[Job] = []
        self._of_calls: Counter[Hashable] = Counter()

    def __len__(self) -> int:
        return len(self._jobs)

    @property
    def oldest(self) -> float | None:
        """When the oldest job came."""
        return min((job.came for job in self._jobs), default=None)

    def add(self, job: Job) -> bool:
        """Take a job; false where there is no room for it."""
        further = self._of_calls[job.call]
        if further >= MOST_OF_A_CALL or len(self._jobs) >= MOST:
            return False
        job.key = job.came + FURTHER_WAITS_S * further
        if job.party == "agent":
            job.key += AGENT_WAITS_S
        self._jobs.append(job)
        self._of_calls[job.call] += 1
        return True

    def again(self, job: Job) -> None:
        """Take back a job whose recogniser was lost, in its old place."""
        self._jobs.append(job)
        self._of_calls[job.call] += 1

    def take(self) -> Job:
        """The next one; there is one."""
        return self._without(min(self._jobs, key=lambda job: job.key))

    def remove(self, job: Job) -> bool:
        """Take a job out; false where it does not wait."""
        if job not in self._jobs:
            return False
        self._without(job)
        return True

    def older_than(self, came: float) -> list[Job]:
        """Take out those that came before this."""
        return [self._without(job) for job in list(self._jobs) if job.came < came]

    def _without(self, job: Job) -> Job:
        self._jobs.remove(job)
        self._of_calls[job.call] -= 1
        if not self._of_calls[job.call]:
            del self._of_calls[job.call]
        return job
