"""Bytecode for the hundreds of processes that tests start, where Python is told to keep none."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def keep_bytecode(folder: Path) -> None:
    """Keep it in this folder, for this process and those it starts.

    Without any, each of them compiles all of its libraries anew: most of what it does.
    """
    if sys.dont_write_bytecode:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder)
        sys.dont_write_bytecode, sys.pycache_prefix = False, str(folder)
