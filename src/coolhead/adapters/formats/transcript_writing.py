"""The transcript file, written: what ``TranscriptJsonl`` reads back as the same call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from coolhead.call.events import CallStarted
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import EndedBy
from coolhead.playbook.loader import shipped_names

# Not written: what the engine adds, and what only says how the call was read.
_NOT_IN_HEADERS: Final = frozenset(
    {
        "type",
        "at",
        "call",
        "playbook",
        "engine_version",
        "speech_timing",
        "times_estimated",
        "speakers_guessed",
    }
)
_NOT_IN_LINES: Final = frozenset({"revision"})


def transcript_lines(
    started: CallStarted, utterances: Iterable[Utterance], *, ended_by: EndedBy | None = None
) -> Iterator[dict[str, Any]]:
    """The header and a line for each utterance, as plain dictionaries.

    A playbook that ships is named; one from a file is not, since only that file's place would find
    it again. Utterances without text are left out, as they are on reading.
    """
    header = {
        "id": started.call,
        **{
            key: value
            for key, value in msgspec.to_builtins(started).items()
            if key not in _NOT_IN_HEADERS
        },
    }
    if started.playbook is not None and started.playbook.name in shipped_names():
        header["playbook"] = started.playbook.name
    if ended_by not in {None, "system"}:
        header["ended_by"] = ended_by
    yield {"call": header}
    for utterance in utterances:
        if utterance.text:
            line = msgspec.to_builtins(utterance)
            yield {key: value for key, value in line.items() if key not in _NOT_IN_LINES}


def transcript_jsonl(
    started: CallStarted, utterances: Iterable[Utterance], *, ended_by: EndedBy | None = None
) -> bytes:
    """The transcript file's bytes: UTF-8, a line of JSON each."""
    encode = msgspec.json.encode
    lines = transcript_lines(started, utterances, ended_by=ended_by)
    return b"".join(encode(line) + b"\n" for line in lines)
