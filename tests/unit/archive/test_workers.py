"""Processes that run calls: any of them may die, and none of the calls is lost by that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.perilous import answering, born_at_the_third, stillborn

from coolhead.adapters.archive import workers as module
from coolhead.adapters.archive.tasks import Answer, Found, NoCall, Refused, Scored, Task
from coolhead.adapters.archive.workers import Workers
from coolhead.errors import StorageError


def lost(task: Task, reason: str) -> Answer:
    return Refused(file=task.found.file, reason=reason)


def tasks(*names: str) -> Iterator[Task]:
    return (Task(found=Found(file=name)) for name in names)


def workers(start: Callable[[Any], Any], folder: Path, processes: int = 2, **more: Any) -> Workers:
    return Workers(start, folder, processes=processes, lost=lost, **more)


def test_who_kills_its_process_is_tried_twice_and_the_others_are_answered(tmp_path: Path) -> None:
    named = ["a", "deadly1", "b", "deadly2", "c", "once", "d"]
    with workers(answering, tmp_path, processes=1) as these:
        answers = list(these.run(tasks(*named)))
    told = [each.source if isinstance(each, Scored) else "refused" for each in answers]
    assert told == ["a", "refused", "b", "refused", "c", "once", "d"]
    reasons = {each.reason for each in answers if isinstance(each, Refused)}
    assert reasons == {
        "the process that ran it was ended by SIGKILL (is there memory enough?), twice"
    }


def test_a_process_that_dies_before_it_is_ready_blames_no_call(tmp_path: Path) -> None:
    with workers(born_at_the_third, tmp_path, processes=1) as these:
        assert list(these.run(tasks("a", "b"))) == [NoCall(), NoCall()]


def test_where_no_process_lives_the_run_ends_with_a_sentence(tmp_path: Path) -> None:
    with (
        workers(stillborn, tmp_path, processes=1) as these,
        pytest.raises(StorageError, match="ended with exit code 9"),
    ):
        list(these.run(tasks("a", "b")))


@pytest.mark.parametrize("size", [0, 40_000], ids=["by number", "by bytes"])
def test_a_slow_call_lets_the_others_go_ahead_only_so_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """What waits is bounded by number and by bytes, so memory is, however long the archive."""
    monkeypatch.setattr(module, "WINDOW", 20)
    monkeypatch.setattr(module, "WINDOW_BYTES", 200_000)
    monkeypatch.setattr(module, "_LOOK_EVERY_S", 0.05)
    taken: list[str] = []
    arrived: list[Answer] = []
    taken_while_waiting: list[int] = []

    def many() -> Iterator[Task]:
        for number in range(100):
            taken.append(f"slow{number}" if number == 0 else f"{number}")
            yield Task(found=Found(file=taken[-1], size=size))

    def came(answer: Answer | None) -> None:
        if answer is not None:
            arrived.append(answer)
        elif len(arrived) > 0 and not taken_while_waiting:
            taken_while_waiting.append(len(taken))
            (tmp_path / "go").touch()

    with workers(answering, tmp_path, came=came) as these:
        answers = list(these.run(many()))
        assert 1 <= len(these.pids) <= 2
    assert [each.source for each in answers if isinstance(each, Scored)] == taken
    assert len(taken) == 100
    (ahead,) = taken_while_waiting
    # Those that wait behind the slow one in its process, and those handed out before it was full.
    most = 200_000 // 40_000 + 2 * 4 if size else 20
    assert 1 < ahead <= most
    assert arrived[0] is not answers[0]  # told of at once, though yielded in order


def test_no_tasks_need_no_process(tmp_path: Path) -> None:
    with workers(stillborn, tmp_path) as these:
        assert list(these.run(tasks())) == []
        assert these.pids == []
