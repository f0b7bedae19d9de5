"""Several processes that run calls, any of which may die.

A task is answered by the process that has it. Where that process dies (a crash in a library, the
system short of memory), the task is tried once more in a new process, and if that dies too, it is
given up; the others' tasks go on. Answers come in the order of the tasks, whoever was faster, and
as many tasks are taken as fit into a bounded window.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from typing import Any, Final

from coolhead.adapters.archive.tasks import Answer, Task
from coolhead.adapters.archive.worker_process import READY, serve
from coolhead.errors import StorageError

# So many tasks go to a process at a time, so that it need not wait for the parent after each; no
# more than this of them in bytes to read, so that what takes long goes alone.
_AT_A_TIME: Final = 4
_AT_A_TIME_BYTES: Final = 256 * 1024
# How far the others may go ahead of a task that takes long.
WINDOW: Final = 512
WINDOW_BYTES: Final = 64 * 1024 * 1024
# So often is the caller's `came` called while nothing comes, for what it shows of time.
_LOOK_EVERY_S: Final = 0.5
# A process that was asked to end does so at once, unless a library has its hands full.
_END_WITHIN_S: Final = 2.0
# New processes that die before they are ready, so many in a row, will never live.
_BEGINNINGS: Final = 3


class Workers:
    """Up to ``processes`` processes, started as they are needed.

    Each calls ``start(settings)`` once, which gives the function that answers a task; ``start`` is
    found by its module and name, so it is a function of a module, and settings, tasks and answers
    can be pickled. ``lost(task, reason)`` is the answer for a task whose process died twice.
    ``came`` is called with each answer at once, in whatever order they come, and with None twice a
    second while none does.
    """

    def __init__(
        self,
        start: Callable[[Any], Callable[[Task], Answer]],
        settings: Any,
        *,
        processes: int,
        lost: Callable[[Task, str], Answer],
        came: Callable[[Answer | None], None] = lambda _: None,
    ) -> None:
        self._start = start
        self._settings = settings
        self._processes = processes
        self._lost = lost
        self._came = came
        self._workers: list[_Worker] = []
        self._failed_beginnings = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *exc: object) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    @property
    def pids(self) -> list[int]:
        """The ids of the processes that are there now."""
        return [worker.pid for worker in self._workers]

    def run(self, tasks: Iterator[Task]) -> Iterator[Answer]:
        """Yield an answer for each task, in the order of the tasks, as far as they are known.

        Raises ``StorageError`` where no process can be started.
        """
        queue = _Queue(tasks)
        while True:
            self._hand_out(queue)
            yield from queue.in_order()
            busy = [worker for worker in self._workers if worker.has]
            if not busy:
                if queue.is_empty():
                    return
                continue
            ready = wait([worker.connection for worker in busy], timeout=_LOOK_EVERY_S)
            for worker in busy:
                if worker.connection in ready:
                    self._hear(worker, queue)
            if not ready:
                self._came(None)

    def _hand_out(self, queue: _Queue) -> None:
        while True:
            free = next((worker for worker in self._workers if not worker.has), None)
            if free is None and len(self._workers) >= self._processes:
                return
            chunk = queue.take()
            if not chunk:
                return
            if free is None:
                free = _Worker(self._start, self._settings)
                self._workers.append(free)
            free.give(chunk)

    def _hear(self, worker: _Worker, queue: _Queue) -> None:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker, queue)
            return
        if answer is READY:
            self._failed_beginnings, worker.is_ready = 0, True
            return
        number, _ = worker.has.popleft()
        queue.settle(number, answer)
        self._came(answer)

    def _bury(self, worker: _Worker, queue: _Queue) -> None:
        """A process died: its first task is to blame, the others are for somebody else."""
        reason = worker.bury()
        self._workers.remove(worker)
        number, task = worker.has[0]
        if not worker.is_ready:
            self._failed_beginnings += 1
            if self._failed_beginnings >= _BEGINNINGS:
                raise StorageError(
                    f"no process to run calls in can be started: the last {reason}",
                    hint="Is there memory enough? Try with --processes 1.",
                )
        elif not queue.may_try_again(number):
            worker.has.popleft()
            answer = self._lost(task, f"the process that ran it {reason}, twice")
            queue.settle(number, answer)
            self._came(answer)
        queue.give_back(worker.has)


class _Queue:
    """The tasks to come, and the answers that wait for an earlier one."""

    def __init__(self, tasks: Iterator[Task]) -> None:
        self._tasks = enumerate(tasks)
        self._more = True
        self._again: deque[tuple[int, Task]] = deque()
        self._tried: set[int] = set()
        self._answers: dict[int, Answer] = {}
        self._weights: dict[int, int] = {}
        self._weight = 0
        self._next = 0
        self._taken = 0

    def take(self) -> list[tuple[int, Task]]:
        """Tasks for one process; none where there are none, or too much is waiting."""
        if self._again:
            # Alone: if the process dies again, it is clear which task is to blame.
            return [self._again.popleft()]
        chunk: list[tuple[int, Task]] = []
        cost = 0
        while self._more and len(chunk) < _AT_A_TIME and cost < _AT_A_TIME_BYTES:
            full = self._taken - self._next >= WINDOW or self._weight >= WINDOW_BYTES
            if full and (chunk or self._taken > self._next):
                break
            item = next(self._tasks, None)
            if item is None:
                self._more = False
                break
            chunk.append(item)
            self._taken += 1
            cost += item[1].cost
            self._weigh(item[0], item[1].weight)
        return chunk

    def give_back(self, tasks: Iterable[tuple[int, Task]]) -> None:
        """Tasks that were not answered; they come first."""
        self._again.extend(tasks)

    def may_try_again(self, number: int) -> bool:
        """Whether this is the first time that a task was lost."""
        first = number not in self._tried
        self._tried.add(number)
        return first

    def settle(self, number: int, answer: Answer) -> None:
        """Take the answer of a task."""
        self._answers[number] = answer
        self._weigh(number, answer.weight)

    def in_order(self) -> Iterator[Answer]:
        """The answers whose turn it is."""
        while self._next in self._answers:
            answer = self._answers.pop(self._next)
            self._weight -= self._weights.pop(self._next)
            self._tried.discard(self._next)
            self._next += 1
            yield answer

    def is_empty(self) -> bool:
        """Whether every task was answered and yielded."""
        return not self._more and not self._again and self._next == self._taken

    def _weigh(self, number: int, weight: int) -> None:
        self._weight += weight - self._weights.get(number, 0)
        self._weights[number] = weight


class _Worker:
    """A process, and the tasks that it has and has not answered, in order."""

    def __init__(self, start: Callable[[Any], Any], settings: Any) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.has: deque[tuple[int, Task]] = deque()
        self.is_ready = False
        self._process = context.Process(target=serve, args=(theirs, start, settings), daemon=True)
        with _bare_main(), _uninterrupted():
            self._process.start()
        theirs.close()

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    def give(self, tasks: list[tuple[int, Task]]) -> None:
        self.has.extend(tasks)
        # A process that has just died is noticed when its answer is waited for.
        with contextlib.suppress(OSError):
            self.connection.send([task for _, task in tasks])

    def bury(self) -> str:
        """Tidy up after a process that went; return how it did."""
        self._process.join(_END_WITHIN_S)
        self._process.kill()
        self._process.join()
        how = _how(self._process.exitcode or 0)
        self.end()
        return how

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _how(code: int) -> str:
    if code >= 0:
        return f"ended with exit code {code}"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    short = " (is there memory enough?)" if name == "SIGKILL" else ""
    return f"was ended by {name}{short}"


@contextlib.contextmanager
def _bare_main() -> Iterator[None]:
    """A new process needs nothing of the program that was started, and must not run it again."""
    before = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = before


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """A process begun inside never hears Ctrl-C: its parent does, and ends it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: it is told in `serve`
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
