from __future__ import annotations

import numpy as np

from coolhead.adapters.speech.live.jobs import MOST_OF_A_CALL, Job, Waiting
from coolhead.call.vocabulary import Party


def job(call: str, came: float, party: Party = "customer") -> Job:
    return Job(call, party, np.zeros(1, dtype=np.float32), came, lambda _outcome: None)


def taken(*jobs: Job) -> list[tuple[object, float]]:
    waiting = Waiting()
    for each in jobs:
        assert waiting.add(each)
    return [(each.call, each.came) for each in (waiting.take() for _ in range(len(waiting)))]


def test_the_oldest_is_next() -> None:
    assert taken(job("b", 2.0), job("a", 1.0), job("c", 3.0)) == [
        ("a", 1.0),
        ("b", 2.0),
        ("c", 3.0),
    ]


def test_the_customer_comes_before_the_agent_who_came_at_the_same_time() -> None:
    assert taken(job("a", 1.0, "agent"), job("b", 1.5)) == [("b", 1.5), ("a", 1.0)]


def test_an_agent_who_has_waited_comes_before_a_customer() -> None:
    assert taken(job("a", 1.0, "agent"), job("b", 2.5)) == [("a", 1.0), ("b", 2.5)]


def test_a_call_that_brings_many_at_once_does_not_hold_up_another() -> None:
    flood = [job("flood", 0.0) for _ in range(10)]
    order = [call for call, _ in taken(*flood, job("other", 2.5))]
    assert order.index("other") == 3


def test_a_call_may_have_so_many_waiting_and_others_have_room_still() -> None:
    waiting = Waiting()
    assert all(waiting.add(job("flood", 0.0)) for _ in range(MOST_OF_A_CALL))
    assert not waiting.add(job("flood", 0.0))
    assert waiting.add(job("other", 0.0))
    waiting.take()
    assert waiting.add(job("flood", 1.0))


def test_those_that_waited_too_long_are_taken_out() -> None:
    waiting = Waiting()
    for came in (1.0, 2.0, 3.0):
        waiting.add(job("a", came))
    assert [each.came for each in waiting.older_than(2.5)] == [1.0, 2.0]
    assert waiting.oldest == 3.0


def test_a_job_is_withdrawn_once() -> None:
    waiting = Waiting()
    one = job("a", 1.0)
    waiting.add(one)
    assert waiting.remove(one)
    assert not waiting.remove(one)
