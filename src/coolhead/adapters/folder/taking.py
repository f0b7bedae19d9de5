"""A finished call, told to the service as if it had come in live, only at once."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final, Protocol

import msgspec

from coolhead.adapters.folder.filing import Filing, Mark
from coolhead.adapters.folder.settings import FolderSource
from coolhead.adapters.formats.header import name_from
from coolhead.call.events import CallEnded, CallStarted, Envelope, Event, UtteranceHeard
from coolhead.errors import CoolheadError, InputError
from coolhead.services.live.intake import Intake, OpenCall

# So many events are read in one go, away from the loop; then all of them must have landed.
_AT_ONCE: Final = 64


class FinishedCall(Protocol):
    """A call as whatever reads files gives it: how it started, and what follows."""

    @property
    def started(self) -> CallStarted:
        """The header."""

    @property
    def playbook_name(self) -> str | None:
        """The playbook that the file asks for."""

    @property
    def duration_s(self) -> float | None:
        """How long the call is, where it is known."""

    @property
    def recorded(self) -> bool:
        """Whether this is a log of events of a call that was guided already."""

    def __iter__(self) -> Iterator[Event | Envelope]:
        """What follows, in order of time."""


OpenFile = Callable[[Path], FinishedCall]
"""Opens a file, told by its content; raises ``CoolheadError``. Called away from the loop."""


class Taking:
    """Takes files of one folder."""

    def __init__(
        self, source: FolderSource, intake: Intake, filing: Filing, open_file: OpenFile
    ) -> None:
        self._source = source
        self._intake = intake
        self._filing = filing
        self._open_file = open_file

    async def take(self, path: Path) -> None:
        """Take a file in; what was taken before changes nothing. Raises ``CoolheadError``."""
        digest = await asyncio.to_thread(self._filing.digest, path)
        mark = self._filing.mark_of(digest)
        if mark is not None and mark.state == "taken":
            return
        finished = await asyncio.to_thread(self._open_file, path)
        if finished.recorded:
            raise InputError(
                "this is a log of events, not a recording or a transcript",
                file=path.name,
                hint="Give the transcript that it was made from.",
            )
        call = await self._opened(path, finished, digest, mark)
        if call is not None:
            await self._tell(call, finished)
            name = call.key.call
        else:
            assert mark is not None  # noqa: S101 - only what was being opened can have ended
            name = mark.call
        await asyncio.to_thread(self._filing.mark, digest, name, "taken")

    async def _opened(
        self, path: Path, finished: FinishedCall, digest: str, mark: Mark | None
    ) -> OpenCall | None:
        """The call of a file; None where it has been told already, to its end."""
        header = self._header(path, finished)
        names = [mark.call] if mark is not None else [header.call]
        if mark is None and header.call == name_from(path.name):
            # Not said in the file: another file of this name may have come before.
            names.append(f"{header.call}-{digest[:12]}")
        for name in names:
            await asyncio.to_thread(self._filing.mark, digest, name, "opening")
            try:
                call = await self._intake.open(
                    msgspec.structs.replace(header, call=name),
                    source=self._source.name,
                    playbook=finished.playbook_name or self._source.playbook,
                )
            except InputError as error:
                if error.field != "call.id":
                    raise
                if mark is not None:
                    return None
                if name == names[-1]:
                    raise
                continue
            if mark is None and call.resumed:
                call.leave("a file of the same call came")
                raise InputError(
                    f"a call with the id '{name[:80]}' is going on",
                    field="call.id",
                    hint="Put the file here when it has ended, under an id of its own.",
                )
            return call
        raise AssertionError  # every way out is above

    def _header(self, path: Path, finished: FinishedCall) -> CallStarted:
        started = finished.started
        consent = self._source.consent if started.consent == "unknown" else started.consent
        header = msgspec.structs.replace(
            started,
            workspace=self._source.workspace,
            team=self._source.team,
            consent=consent,
            playbook=None,
        )
        if header.started_at is None and finished.duration_s is not None:
            # A file is written last when its call ends.
            begun = path.stat().st_mtime - finished.duration_s
            clock = datetime.fromtimestamp(max(0.0, begun), UTC).astimezone()
            header = msgspec.structs.replace(header, started_at=clock.isoformat(timespec="seconds"))
        return header

    async def _tell(self, call: OpenCall, finished: FinishedCall) -> None:
        """Tell the call what its file holds, and end it."""
        known = call.now if call.resumed else -1.0
        moments = iter(finished)
        why = "the server stopped"
        try:
            while (batch := await asyncio.to_thread(_next, moments)) is not None:
                await _take(call, batch, known)
            await (await call.end("system", "the file ended")).landed()
        except CoolheadError as error:
            why = f"the file could not be read to its end: {error.code}"
            if not error.retryable and not call.ended:
                await call.end("system", why)
            raise
        finally:
            if not call.ended:
                call.leave(why)
            close = getattr(moments, "close", None)
            if close is not None:
                with contextlib.suppress(ValueError):  # it is still at work in its thread
                    close()


async def _take(call: OpenCall, moments: list[Event], known: float) -> None:
    keeping = None
    for moment in moments:
        if call.ended:
            return
        # What is not beyond was told before the process was killed, but perhaps for the last of it:
        # an utterance is known for the same by its id, and a call ends but once.
        if moment.at > known or isinstance(moment, UtteranceHeard | CallEnded):
            keeping = await call.take(moment)
    if keeping is not None:
        await keeping.landed()


def _next(moments: Iterator[Event | Envelope]) -> list[Event] | None:
    """The next few events, None after the last; how the call started is known already."""
    batch = list(islice(moments, _AT_ONCE))
    if not batch:
        return None
    return [moment for moment in batch if not isinstance(moment, Envelope | CallStarted)]
