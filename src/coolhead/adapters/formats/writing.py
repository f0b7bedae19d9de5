"""A finished call, written in a format: the counterpart of ``reading``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import PurePath
from typing import Final

import msgspec

from coolhead.adapters.formats.markdown_call import call_markdown
from coolhead.adapters.formats.page import call_page
from coolhead.adapters.formats.transcript_writing import transcript_jsonl
from coolhead.adapters.formats.vcon import write_vcon
from coolhead.services.finished import FinishedCall


class Target(msgspec.Struct, frozen=True):
    """A format that a call can be written in.

    ``write`` takes the call and the present moment, with its offset from UTC, and returns the
    file's bytes. The first of ``suffixes`` is the usual one.
    """

    name: str
    suffixes: tuple[str, ...]
    write: Callable[[FinishedCall, datetime], bytes]


def _transcript(call: FinishedCall, _now: datetime) -> bytes:
    utterances = (heard.utterance for heard in call.heard)
    return transcript_jsonl(call.started, utterances, ended_by=call.record.ended_by)


def _vcon(call: FinishedCall, now: datetime) -> bytes:
    return write_vcon(call, created_at=now)


def _markdown(call: FinishedCall, _now: datetime) -> bytes:
    return call_markdown(call).encode()


def _page(call: FinishedCall, _now: datetime) -> bytes:
    return call_page(call).encode()


def _record(call: FinishedCall, _now: datetime) -> bytes:
    return msgspec.json.format(msgspec.json.encode(call.record), indent=2) + b"\n"


TARGETS: Final = (
    Target("transcript", (".jsonl",), _transcript),
    Target("vcon", (".vcon", ".vcon.json"), _vcon),
    Target("html", (".html", ".htm"), _page),
    Target("markdown", (".md", ".markdown"), _markdown),
    Target("record", (".json",), _record),
)


def target_named(name: str) -> Target | None:
    """The target of that name."""
    return next((target for target in TARGETS if target.name == name), None)


def target_of(path: PurePath) -> Target | None:
    """The target that a file's name asks for: the one with the longest suffix that fits."""
    fitting = [
        (len(suffix), target)
        for target in TARGETS
        for suffix in target.suffixes
        if path.name.lower().endswith(suffix)
    ]
    return max(fitting, key=lambda each: each[0])[1] if fitting else None
