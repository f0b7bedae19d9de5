"""What a process that runs calls does: it answers tasks until there are no more."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any, Final

# What a process says once, before its first answer.
READY: Final = None


def serve(
    connection: Connection, start: Callable[[Any], Callable[[Any], Any]], settings: Any
) -> None:
    """Answer lists of tasks, each task by itself, until the parent closes the connection."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    answer = start(settings)
    with contextlib.suppress(EOFError, OSError):  # the parent is gone, or wants no more
        connection.send(READY)
        while True:
            for task in connection.recv():
                connection.send(answer(task))


def _end_with_parent() -> None:
    """A parent that is killed can end nobody: whoever runs a long call must not run on alone."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
