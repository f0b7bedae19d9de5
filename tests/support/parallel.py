"""How the tests are shared among processes: file by file, those that take longest first."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

# Each process has a server, a browser and the recogniser's models at times: about a gigabyte.
MOST: Final = 4
# Begun last, one of these would be waited for while the other processes have nothing left to do.
LONGEST_FIRST: Final = (
    "tests/integration/test_speech.py",
    "tests/integration/test_audio_to_record.py",
    "tests/integration/desk/",
    "tests/integration/",
    "tests/contract/",
    "tests/property/",
    "tests/unit/speech/",
    "tests/unit/formats/",
    "tests/unit/cli/",
)


def processes(asked_for: Iterable[str]) -> int:
    """How many processes run what was asked for; 0 where it runs in this one."""
    paths = [Path(each.split("::")[0]) for each in asked_for]
    if len(paths) == 1 and paths[0].is_file():
        return 0
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    count = min(available or 1, MOST)
    return count if count > 1 else 0


def turn(nodeid: str, order: Sequence[str] = LONGEST_FIRST) -> int:
    """When a test's turn comes; tests of the same turn stay in their order."""
    return next((n for n, start in enumerate(order) if nodeid.startswith(start)), len(order))
