"""What the processes of ``tests/unit/archive/test_workers.py`` run: a module they can import."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from coolhead.adapters.archive.tasks import Answer, NoCall, Scored, Task
from coolhead.services.scoring import CallRow


def answering(folder: Path) -> Callable[[Task], Answer]:
    """Answers by the task's name; ``folder`` is where tasks leave word of themselves."""

    def answer(task: Task) -> Answer:
        name = task.found.file
        if name.startswith("deadly"):
            os.kill(os.getpid(), signal.SIGKILL)
        if name.startswith("once") and not (folder / name).exists():
            (folder / name).touch()
            os._exit(7)
        while name.startswith("slow") and not (folder / "go").exists():
            time.sleep(0.01)
        row = CallRow(id=name, file=name)
        return Scored(source=name, key="", row=row, agent=None, record=bytes(task.found.size))

    return answer


def stillborn(_folder: Path) -> Callable[[Task], Answer]:
    """No process gets as far as this."""
    os._exit(9)


def born_at_the_third(folder: Path) -> Callable[[Task], Answer]:
    """The first two processes die before they are ready."""
    tries = len(list(folder.iterdir()))
    (folder / f"try{tries}").touch()
    if tries < 2:
        os._exit(9)
    return lambda _task: NoCall()
