"""Whether somebody may see a call, asked in one place by every route that shows one."""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from fastapi import Depends, Path

from coolhead.api.problems import ApiProblem, not_found
from coolhead.api.security.principal import asker, require
from coolhead.api.services import ApiServices
from coolhead.services.access.audit import Asker, Viewed
from coolhead.services.access.principal import Principal, Scope
from coolhead.services.access.seeing import reader_of
from coolhead.services.live.call import LiveCall
from coolhead.services.live.summary import CallKey, CallSummary
from coolhead.services.projections import Reader

CallId = Annotated[
    str, Path(min_length=1, max_length=300, description="The call's id.", examples=["c-2041"])
]

_sees_calls = require("agent", "supervisor", "coach", scope="calls:read")
_sees_records = require("agent", "supervisor", "coach", scope="records:read")


async def _call_viewer(
    _who: Annotated[Principal, Depends(_sees_calls)], asking: Annotated[Asker, Depends(asker)]
) -> Asker:
    return asking


async def _record_viewer(
    _who: Annotated[Principal, Depends(_sees_records)], asking: Annotated[Asker, Depends(asker)]
) -> Asker:
    return asking


CallViewer = Annotated[Asker, Depends(_call_viewer)]
"""Somebody who sees calls at all; which ones is asked call by call."""

RecordViewer = Annotated[Asker, Depends(_record_viewer)]
"""The same for records and exports."""


class Readable(msgspec.Struct, frozen=True):
    """A call that somebody may see, and as which kind of reader."""

    reader: Reader
    summary: CallSummary


async def readable(
    services: ApiServices, asking: Asker, call: str, *, kind: Viewed, scope: Scope = "calls:read"
) -> Readable:
    """The call, noted in the audit as seen; a problem (404) where it is none of theirs.

    ``kind`` says in the audit what of it is shown.
    """
    who = asking.principal
    key = CallKey(who.workspace, call)
    summary = await services.store.summary(key)
    reader = reader_of(who, summary, scope=scope) if summary is not None else None
    if summary is None or reader is None:
        raise not_found()
    if reader != "own_agent":  # agents are not watched at their own work
        await services.trail.viewed(asking, kind, call)
    return Readable(reader, summary)


async def whole(services: ApiServices, key: CallKey) -> LiveCall:
    """The call with its state, live or over; it must be cut to what a reader may see."""
    call = await services.calls.find(key)
    if call is None:
        raise not_found()
    return call


def must_be_over(summary: CallSummary) -> None:
    """Raise a problem (409) for a call that goes on."""
    if not summary.ended:
        raise ApiProblem(
            409,
            "call_goes_on",
            "The call is still going on",
            "What is made of a finished call can be had when it has ended.",
        )


EXAMPLE: Final[dict[str, Any]] = {
    "workspace": "default",
    "call": "c-2041",
    "team": "north",
    "agent": "a17",
    "customer": "c9",
    "direction": "inbound",
    "started_at": "2026-03-02T10:15:00+01:00",
    "consent": "given",
    "seq": 184,
    "now": 143.0,
    "utterances": 31,
    "heat": 57.5,
    "heat_peak": 71.2,
    "level": "heated",
    "phase": "venting",
    "rung": "asked",
    "ended": False,
}
