"""Small archives, and a way to score them without the processes that the command starts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from coolhead.adapters.archive.tasks import Answer, Found, Scored, Task
from coolhead.cli.score_worker import Settings, start

SAID: tuple[dict[str, Any], ...] = (
    {"party": "agent", "start": 0.5, "end": 2.5, "text": "Good morning, Sam here."},
    {"party": "customer", "start": 3.0, "end": 6.5, "text": "My sofa never came. I want a refund."},
    {"party": "agent", "start": 7.0, "end": 10.0, "text": "I'll call you by five tomorrow."},
)


def transcript(call: str, **header: Any) -> str:
    """The text of a transcript file."""
    lines = [{"call": {"id": call, **header}}, *SAID]
    return "".join(json.dumps(line) + "\n" for line in lines)


def whole_line(call: str, **header: Any) -> str:
    """A call as one line."""
    return json.dumps({"call": {"id": call, **header}, "utterances": SAID}) + "\n"


def write_calls(folder: Path, count: int, **header: Any) -> list[Path]:
    """Write transcripts ``c0.jsonl``, ``c1.jsonl``, …; make the folder if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"c{number}.jsonl" for number in range(count)]
    for path in paths:
        path.write_text(transcript(path.stem, **header), encoding="utf-8")
    return paths


def answer_of(found: Found, known: str | None = None, **settings: Any) -> Answer:
    """What a process would answer."""
    return start(Settings(**settings))(Task(found=found, known=known))


def scored(path: Path, **settings: Any) -> Scored:
    """The answer for a file that is a call."""
    answer = answer_of(Found(file=path.name, path=str(path), named=True), **settings)
    assert isinstance(answer, Scored), answer
    return answer


class HereAndNow:
    """Stands where ``Workers`` does and answers each task at once, in this process."""

    def __init__(
        self,
        start: Callable[[Any], Callable[[Task], Answer]],
        settings: Any,
        *,
        processes: int,
        lost: Callable[[Task, str], Answer],
        came: Callable[[Answer | None], None],
    ) -> None:
        self._answer = start(settings)
        self._came = came

    def __enter__(self) -> HereAndNow:
        return self

    def __exit__(self, *exc: object) -> None: ...

    def run(self, tasks: Iterator[Task]) -> Iterator[Answer]:
        """Yield the answers."""
        for task in tasks:
            answer = self._answer(task)
            self._came(answer)
            yield answer
