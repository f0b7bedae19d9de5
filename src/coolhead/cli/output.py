"""Standard output as the commands use it: a reader that goes away and a full disk are no crash."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import typer

from coolhead.errors import ConfigError, StorageError

# What a shell reports for a process that SIGTERM ended: 128 and the signal's number.
TERMINATED = 128 + signal.SIGTERM


@contextmanager
def told() -> Iterator[None]:
    """Whatever is written inside ends the command in peace if nobody reads on (``| head -1``).

    Raises ``StorageError`` if it cannot be written for another reason (the disk is full).
    """
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError as error:
        _write_no_more()
        raise typer.Exit from error
    except OSError as error:
        _write_no_more()
        raise StorageError(
            f"standard output: cannot be written: {error.strerror or error}",
            hint="Is there room where it goes?",
        ) from error


def binary_stdout() -> BinaryIO:
    """Standard output for bytes; raises ``ConfigError`` if it was closed."""
    if sys.stdout is None:
        raise ConfigError("standard output is closed", hint="Let it go to a file or a pipe.")
    return sys.stdout.buffer


@contextmanager
def unwinding_when_terminated() -> Iterator[None]:
    """``SIGTERM`` inside leaves like an exception, so that the terminal is given back."""

    def leave(_number: int, _frame: object) -> None:
        raise SystemExit(TERMINATED)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _write_no_more() -> None:
    """Point standard output to nowhere: what is still in its buffer is flushed at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
