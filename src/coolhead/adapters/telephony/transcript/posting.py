"""The same lines by HTTP: a batch at a time, for systems that keep no socket open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.transcript.answers import error_of
from coolhead.adapters.telephony.transcript.lines import Begin, End, Interim, read_line
from coolhead.call.events import CallStarted
from coolhead.errors import CoolheadError, InputError
from coolhead.services.live.intake import Intake, OpenCall
from coolhead.services.live.store import Keeping

# More than an hour's talk in one request is a recording: `coolhead score` takes those.
MOST_LINES: Final = 2_000


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a batch: how many lines were kept, and what was wrong with the others.

    Everything that was taken is on the disk. ``errors`` are as those of the socket.
    """

    call: str
    resumed: bool
    ended: bool
    accepted: int
    errors: tuple[dict[str, Any], ...] = ()


async def take_lines(
    intake: Intake, source: SourceSettings, call: str, lines: Sequence[str]
) -> Taken:
    """Take a batch of lines of one call in, in order; returns when all of it has been kept.

    A first line ``{"call": …}`` is the header of a call that begins; its id is ``call`` whatever
    it says. Utterances with an ``id`` that was heard change nothing, so that a batch may be sent
    again. Raises what opening a call raises.
    """
    if len(lines) > MOST_LINES:
        raise InputError(
            f"a batch has at most {MOST_LINES:,} lines", hint="Send it in several parts."
        )
    begin, rest = _header(source, call, lines)
    opened = await intake.open(begin.header, source=source.name, playbook=begin.playbook)
    errors: list[dict[str, Any]] = []
    keepings: list[Keeping] = []
    for number, line in rest:
        try:
            keeping = await _take(opened, line, number, source)
            if keeping is not None:
                keepings.append(keeping)
        except CoolheadError as error:
            errors.append(error_of(error, number))
    for keeping in keepings:
        await keeping.landed()
    if not opened.ended:
        opened.leave("no more lines came")
    return Taken(
        call=call,
        resumed=opened.resumed,
        ended=opened.ended,
        accepted=len(keepings),
        errors=tuple(errors),
    )


def _header(
    source: SourceSettings, call: str, lines: Sequence[str]
) -> tuple[Begin, list[tuple[int, str]]]:
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if numbered and '"call"' in numbered[0][1]:
        first = read_line(numbered[0][1], numbered[0][0], source, 0.0)
        if isinstance(first, Begin):
            header = msgspec.structs.replace(first.header, call=call)
            return Begin(header, first.playbook), numbered[1:]
    header = CallStarted(
        at=0.0,
        call=call,
        workspace=source.workspace,
        team=source.team,
        consent=source.consent,
        language=source.language,
        direction=source.direction,
        speech_timing=False,
    )
    return Begin(header, source.playbook), numbered


async def _take(call: OpenCall, line: str, number: int, source: SourceSettings) -> Keeping | None:
    said = read_line(line, number, source, call.now)
    if isinstance(said, Begin):
        raise InputError("the header stands on the first line only", field="call", line=number)
    if isinstance(said, Interim):
        call.show(said.party, said.text)
        return None
    if isinstance(said, End):
        return await call.end(said.ended_by, said.reason)
    return await call.take(said)
