"""Regression cases, read strictly: a wrong line names its file and number."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from pathlib import Path
from typing import Final

import msgspec

from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import (
    MAX_CALL_CHARS,
    MAX_CALL_S,
    MAX_UTTERANCES,
    TranscriptCall,
)
from coolhead.call.events import CallStarted, Event, HoldEnded, HoldStarted
from coolhead.call.utterance import Utterance
from coolhead.errors import InputError
from coolhead.services.reviews.cases import RegressionCase

_HEAD: Final = 4096


def is_cases(path: Path) -> bool:
    """Whether a file holds regression cases: its first line says so."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).lstrip()
    except OSError:
        return False
    return head.startswith(b"{") and b'"expected"' in head and b'"call"' not in head[:20]


def read_cases(path: Path) -> list[RegressionCase]:
    """The cases of a file; raises ``InputError`` with file and line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read: {error}", file=str(path)) from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = msgspec.json.decode(line, type=RegressionCase)
        except msgspec.DecodeError as error:
            raise InputError(str(error), file=str(path), line=number) from error
        if problem := _problem(case):
            raise InputError(problem, file=str(path), line=number)
        found.append(case)
    return found


def as_events(case: RegressionCase) -> tuple[CallStarted, Iterator[Event]]:
    """The call of a case as it would have come in live."""
    started = CallStarted(
        at=0.0,
        call=case.id,
        direction=case.direction,
        language=case.language,
        consent="given",
    )
    said = tuple(
        Utterance(party=each.party, start=each.start, end=each.end, text=each.text, id=f"u{number}")
        for number, each in enumerate(case.said)
    )
    call = TranscriptCall(started=started, utterances=said, source=case.id)
    spoken = (each for each in timeline(call) if not isinstance(each, CallStarted))
    last = max((each.end for each in said), default=0.0)
    holds: list[Event] = []
    for hold in case.holds:
        if hold.end <= last:
            holds += [HoldStarted(at=hold.start), HoldEnded(at=hold.end)]
    return started, merge(spoken, holds, key=lambda event: event.at)


def _problem(case: RegressionCase) -> str | None:
    times = [(each.start, each.end) for each in case.said]
    times += [(each.start, each.end) for each in case.holds]
    if not case.said:
        return "nothing is said in this case"
    if len(case.said) > MAX_UTTERANCES or sum(len(e.text) for e in case.said) > MAX_CALL_CHARS:
        return "no call that people hold is so long"
    if any(not 0 <= start <= end <= MAX_CALL_S for start, end in times):
        return "a time is not within the call, or ends before it starts"
    ends = [hold.end for hold in case.holds[:-1]]
    if any(hold.start < end for hold, end in zip(case.holds[1:], ends, strict=True)):
        return "holds overlap"
    return None
