"""A recording that came within another file, as a file of its own for as long as it is heard."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from pathlib import Path
from typing import Final

from coolhead.errors import StorageError

# For a path without a name of its own.
_NAMELESS: Final = "recording"
_NO_NAMES: Final = frozenset({"", ".", ".."})


class HeldFile:
    """The file under ``path``, which only this user can read.

    It goes with ``close``, with the object itself, and at the latest with the process. ``name``
    is what the file is called. Raises ``StorageError`` where there is no room for it.
    """

    def __init__(self, content: bytes, name: str) -> None:
        try:
            folder = tempfile.mkdtemp(prefix="coolhead-")
            self._gone = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            last = Path(name).name
            self.path = Path(folder, _NAMELESS if last in _NO_NAMES else last)
            self.path.write_bytes(content)
        except OSError as error:
            raise StorageError(
                f"there is no room for the recording: {error.strerror or error}",
                hint=f"It is laid down in {tempfile.gettempdir()} while it is heard.",
            ) from error

    def close(self) -> None:
        """Remove the file; may be called again."""
        self._gone()
