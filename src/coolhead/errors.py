"""Every error that Coolhead raises on purpose.

    CoolheadError
    ├── ConfigError        a setting or an option is wrong
    │   └── MissingExtraError   an optional part of the package is not installed
    ├── InputError         a call, a transcript or a recording cannot be read
    ├── PlaybookError      a playbook is wrong (one or many problems, each with line and column)
    ├── SpeechError        recognition failed; retryable, the call goes on without words
    ├── StorageError       something could not be written or read back
    │   └── DamagedError        what was read back is not what was written; trying again won't help
    └── BusyError          no room for more at the moment; retryable

Each has a stable ``code`` for machines, one sentence that says what to do next (``hint``) and
``retryable``: whether doing the same again may help.
"""

from __future__ import annotations


class CoolheadError(Exception):
    """The root: ``str(error)`` says what is wrong, ``hint`` what to do about it."""

    code = "coolhead"
    retryable = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class ConfigError(CoolheadError):
    """A setting or a command-line option is wrong."""

    code = "config"


class MissingExtraError(ConfigError):
    """A part that needs an extra was used without it; ``extra`` names it."""

    code = "missing_extra"

    def __init__(self, what: str, *, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra '{extra}', which is not installed.",
            hint=f"Install it with: pip install 'coolhead[{extra}]'",
        )
        self.extra = extra


class InputError(CoolheadError):
    """A call cannot be read. ``file``, ``line`` (from 1) and ``field`` say where, where known."""

    code = "input"

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        field: str | None = None,
        hint: str = "",
    ) -> None:
        place = ":".join(str(part) for part in (file, line) if part is not None)
        if field:
            place = f"{place} ({field})" if place else field
        super().__init__(f"{place}: {message}" if place else message, hint=hint)
        self.reason = message
        self.file = file
        self.line = line
        self.field = field


class PlaybookError(CoolheadError):
    """A playbook is wrong; ``problems`` lists every one, in the order of the file."""

    code = "playbook"

    def __init__(self, message: str, *, problems: tuple[str, ...] = (), hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.problems = problems


class SpeechError(CoolheadError):
    """Recognition or voice activity failed."""

    code = "speech"
    retryable = True


class StorageError(CoolheadError):
    """A result could not be written or read back."""

    code = "storage"
    retryable = True


class DamagedError(StorageError):
    """Something that was read back is not what can have been written."""

    code = "damaged"
    retryable = False


class BusyError(CoolheadError):
    """There is no room for more at the moment."""

    code = "busy"
    retryable = True
