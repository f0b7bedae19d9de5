"""The server's own secret: made at the first start, kept in a file that only it may read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from coolhead.errors import ConfigError

_BYTES: Final = 32


def own_key(folder: Path) -> bytes:
    """The key in this folder, made where there is none. Raises ``ConfigError``.

    Without it nobody can tell whether a number is on the do-not-call list: it belongs into the
    backup, but not beside the database's.
    """
    path = folder / "server.key"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os.fdopen(
                os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as file:
                file.write(secrets.token_bytes(_BYTES))
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            pass
        key = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"{path}: the server's key cannot be made or read: {error.strerror or error}",
            hint="The server's user needs a data folder of its own (--data).",
        ) from error
    if len(key) != _BYTES:
        raise ConfigError(
            f"{path}: this is not a key of {_BYTES} bytes",
            hint="Restore it from a backup; a new one would not know the do-not-call list.",
        )
    return key
