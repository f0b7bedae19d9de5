"""Recognisers that crash, hang, are slow or cannot start, as threads that pretend to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from queue import SimpleQueue

import numpy as np
import pytest

from coolhead.adapters.speech.child import ChildLost
from coolhead.adapters.speech.live.fake_recogniser import FakeRecogniser
from coolhead.adapters.speech.live.jobs import Job, Lost, Outcome, Recognised
from coolhead.adapters.speech.live.pool import Pool
from coolhead.adapters.speech.packages import Samples
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.wire import Recognition
from coolhead.errors import SpeechError

SETTINGS = SpeechSettings(model="none")
WAIT_S = 60.0
Make = Callable[..., Pool]


@pytest.fixture
def make() -> Iterator[Make]:
    """A started pool; whatever happens, its threads end."""
    made: list[Pool] = []

    def build(
        says: Callable[[Samples], str], *, recognisers: int = 1, give_up_after_s: float = 60.0
    ) -> Pool:
        pool = Pool(
            SETTINGS,
            recognisers=recognisers,
            give_up_after_s=give_up_after_s,
            hire=FakeRecogniser(says).hire,
        )
        made.append(pool)
        pool.start()
        return pool

    yield build
    for pool in made:
        pool.close()


class Asked:
    """What was asked of a pool, and its answers in the order in which they come."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self._answers: SimpleQueue[tuple[int, Outcome]] = SimpleQueue()

    def job(self, number: int, call: str = "a") -> Job:
        samples = np.full(16_000, number, dtype=np.float32)
        return Job(call, "customer", samples, 0.0, lambda it: self._answers.put((number, it)))

    def answer(self) -> tuple[int, Outcome]:
        return self._answers.get(timeout=WAIT_S)

    def texts(self, count: int) -> set[str]:
        outcomes = [self.answer()[1] for _ in range(count)]
        return {
            it.recognition.text if isinstance(it, Recognised) and it.recognition else "lost"
            for it in outcomes
        }


def number_of(samples: Samples) -> str:
    return f"{samples[0]:g}"


def test_each_job_is_answered_once(make: Make) -> None:
    pool = make(number_of, recognisers=2, give_up_after_s=1e9)
    asked = Asked(pool)
    for number in range(8):
        pool.submit(asked.job(number))
    assert asked.texts(8) == {str(number) for number in range(8)}
    assert pool.recognised == 8
    assert pool.waiting == 0


def test_a_recogniser_that_is_lost_is_replaced_and_its_job_done_by_another(make: Make) -> None:
    crashed = threading.Event()

    def says(samples: Samples) -> str:
        if not crashed.is_set():
            crashed.set()
            raise ChildLost("it crashed")
        return number_of(samples)

    pool = make(says)
    asked = Asked(pool)
    pool.submit(asked.job(1))
    assert asked.texts(1) == {"1"}
    assert pool.restarts == 1
    assert pool.alive == 1


def test_a_job_that_crashes_every_recogniser_is_lost_and_the_next_is_done(make: Make) -> None:
    def says(samples: Samples) -> str:
        if samples[0] == 1:
            raise ChildLost("it crashed")
        return number_of(samples)

    pool = make(says)
    asked = Asked(pool)
    pool.submit(asked.job(1))
    pool.submit(asked.job(2))
    answers = dict(asked.answer() for _ in range(2))
    assert answers[1] == Lost("it crashed")
    assert isinstance(answers[2], Recognised)


def test_what_waits_too_long_is_given_up(make: Make) -> None:
    busy, go_on = threading.Event(), threading.Event()

    def says(samples: Samples) -> str:
        busy.set()
        go_on.wait(WAIT_S)
        return number_of(samples)

    pool = make(says, give_up_after_s=0.0)
    asked = Asked(pool)
    pool.submit(asked.job(1))
    assert busy.wait(WAIT_S)
    pool.submit(asked.job(2))
    assert pool.waiting == 1
    assert pool.oldest_wait_s > 0
    pool.give_up_late()
    number, outcome = asked.answer()
    assert number == 2
    assert isinstance(outcome, Lost)
    assert "behind" in outcome.reason
    go_on.set()
    assert asked.texts(1) == {"1"}


def test_an_offer_is_taken_only_by_who_has_nothing_to_do(make: Make) -> None:
    busy, go_on = threading.Event(), threading.Event()

    def says(samples: Samples) -> str:
        busy.set()
        go_on.wait(WAIT_S)
        return number_of(samples)

    pool = make(says)
    asked = Asked(pool)
    pool.submit(asked.job(1))
    assert busy.wait(WAIT_S)
    assert not pool.offer(asked.job(2))
    go_on.set()
    assert asked.texts(1) == {"1"}


def test_what_is_withdrawn_is_not_done(make: Make) -> None:
    busy, go_on = threading.Event(), threading.Event()
    done: list[str] = []

    def says(samples: Samples) -> str:
        busy.set()
        go_on.wait(WAIT_S)
        done.append(number_of(samples))
        return done[-1]

    pool = make(says)
    asked = Asked(pool)
    pool.submit(asked.job(1))
    assert busy.wait(WAIT_S)
    unwanted = asked.job(2)
    pool.submit(unwanted)
    pool.submit(asked.job(3))
    pool.withdraw(unwanted)
    go_on.set()
    assert asked.texts(2) == {"1", "3"}
    assert done == ["1", "3"]


def test_a_call_without_room_is_told_at_once(make: Make) -> None:
    go_on = threading.Event()

    def says(samples: Samples) -> str:
        go_on.wait(WAIT_S)
        return number_of(samples)

    pool = make(says)
    asked = Asked(pool)
    for number in range(40):
        pool.submit(asked.job(number))
    _, outcome = asked.answer()
    assert isinstance(outcome, Lost)
    go_on.set()


def test_closing_loses_what_waits_and_ends_what_is_done(make: Make) -> None:
    busy, go_on = threading.Event(), threading.Event()

    def says(samples: Samples) -> str:
        busy.set()
        go_on.wait(WAIT_S)
        return number_of(samples)

    pool = make(says)
    asked = Asked(pool)
    pool.submit(asked.job(1))
    assert busy.wait(WAIT_S)
    pool.submit(asked.job(2))
    threading.Timer(0.05, go_on.set).start()
    pool.close()
    pool.close()
    assert all(isinstance(asked.answer()[1], Lost) for _ in range(2))
    pool.submit(asked.job(3))
    assert isinstance(asked.answer()[1], Lost)
    assert pool.alive == 0


def test_a_pool_that_cannot_start_says_so_and_leaves_nothing() -> None:
    class Broken(FakeRecogniser):
        def wait_until_loaded(self) -> None:
            raise ChildLost("the recogniser ended with exit code 1")

    pool = Pool(SETTINGS, recognisers=2, give_up_after_s=1.0, hire=lambda _settings: Broken())
    with pytest.raises(SpeechError, match="exit code 1"):
        pool.start()
    assert pool.alive == 0


def test_where_others_wait_less_of_the_window_is_looked_at() -> None:
    windows: list[float | None] = []
    busy, go_on = threading.Event(), threading.Event()

    class Window(FakeRecogniser):
        def recognise(self, samples: Samples, *, window_s: float | None = None) -> Recognition:
            windows.append(window_s)
            busy.set()
            go_on.wait(WAIT_S)
            return super().recognise(samples)

    pool = Pool(
        SETTINGS,
        recognisers=1,
        give_up_after_s=60.0,
        busy_window_s=12.0,
        hire=lambda _settings: Window(),
        clock=lambda: 0.0,
    )
    pool.start()
    asked = Asked(pool)
    pool.submit(asked.job(1))
    assert busy.wait(WAIT_S)
    pool.submit(asked.job(2))
    pool.submit(asked.job(3))
    go_on.set()
    for _ in range(3):
        asked.answer()
    pool.close()
    assert windows == [None, 12.0, None]


def test_the_real_time_factor_is_work_over_speech() -> None:
    now = [0.0]

    def says(samples: Samples) -> str:
        now[0] += 0.5
        return number_of(samples)

    pool = Pool(
        SETTINGS,
        recognisers=1,
        give_up_after_s=60.0,
        hire=FakeRecogniser(says).hire,
        clock=lambda: now[0],
    )
    pool.start()
    asked = Asked(pool)
    pool.submit(asked.job(1))
    asked.answer()
    pool.close()
    assert pool.real_time_factor == pytest.approx(0.5)
