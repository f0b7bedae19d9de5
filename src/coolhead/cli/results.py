"""What ``--out`` leaves behind: the log of events and the record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from coolhead.call.codec import encode_envelope
from coolhead.call.events import Envelope
from coolhead.errors import StorageError
from coolhead.record.markdown import record_markdown
from coolhead.record.record import Record


def write_results(folder: Path, log: Sequence[Envelope], record: Record) -> None:
    """Write ``events.jsonl``, ``record.json`` and ``record.md``; raises ``StorageError``.

    Each file is written beside its place and moved there, so that none is ever half a file.
    """
    lines = b"".join(encode_envelope(envelope) + b"\n" for envelope in log)
    pretty = msgspec.json.format(msgspec.json.encode(record), indent=2)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in (
            ("events.jsonl", lines),
            ("record.json", pretty + b"\n"),
            ("record.md", record_markdown(record).encode()),
        ):
            beside = folder / f".{name}.part"
            beside.write_bytes(content)
            beside.replace(folder / name)
    except OSError as error:
        raise StorageError(
            f"{folder}: cannot be written: {error.strerror or error}",
            hint="Give another folder with --out, or make room.",
        ) from error
