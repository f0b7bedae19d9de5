"""The output for machines: a line an event, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

import msgspec

from coolhead.call.decisions import Decision, line_of
from coolhead.call.events import Event


class JsonlView:
    """Writes each decision as a line of JSON to ``stream`` and flushes it at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._encoder = msgspec.json.Encoder()

    def __enter__(self) -> JsonlView:
        return self

    def __exit__(self, *exc: object) -> None: ...

    def show(self, events: Sequence[Event], decisions: Sequence[Decision]) -> None:
        """Write what followed from the events."""
        for decision in decisions:
            self._stream.write(self._encoder.encode(line_of(decision)) + b"\n")
        if decisions:
            self._stream.flush()
