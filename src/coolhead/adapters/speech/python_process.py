"""How a module of this package is run in a process of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import coolhead


def command(module: str, *arguments: str) -> list[str]:
    """The command that runs one of our modules under this very Python."""
    # -P: a file named like a module in the current folder must not be imported.
    return [sys.executable, "-P", "-m", module, *arguments]


def environment() -> dict[str, str]:
    """The parent's, with one thread for every numeric library, and this very package."""
    here = str(Path(coolhead.__file__).parent.parent)
    path = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join([here, path]) if path else here,
        "PYTHONUNBUFFERED": "1",
    }
