"""One server for one data folder: two would both take up the same calls."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from coolhead.errors import ConfigError


class OnlyOne:
    """Holds a data folder until it is closed or the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        path = folder / "server.lock"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise ConfigError(
                f"{folder}: the data folder cannot be used: {error.strerror or error}",
                hint="Name a folder that the server's user may write in (--data).",
            ) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._file)
            raise ConfigError(
                f"{folder}: another server is using this data folder",
                hint="Stop it first, or give this one a folder and a database of its own.",
            ) from error

    def close(self) -> None:
        """Let the next one have it."""
        os.close(self._file)
