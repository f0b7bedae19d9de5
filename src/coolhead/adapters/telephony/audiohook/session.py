"""One session: a socket of AudioHook on one side, a call on the other."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any, Final, Literal

import msgspec

from coolhead.adapters.telephony.audiohook.header import header_of, playbook_of
from coolhead.adapters.telephony.audiohook.media import RATE_HZ, chosen_media, sound_of
from coolhead.adapters.telephony.audiohook.messages import (
    LONGEST_TEXT,
    NIL,
    Close,
    Media,
    Message,
    Open,
    ProtocolFault,
    Stretch,
    is_uuid,
    read_message,
    seconds_of,
)
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.sockets import Socket, SocketClosed
from coolhead.call.events import PaymentPauseEnded, PaymentPauseStarted
from coolhead.errors import CoolheadError
from coolhead.services.live.intake import Ear, Intake, OpenCall

# The client pings every few seconds; without a word for this long the connection is dead.
IDLE_S: Final = 60.0
# A client that connects opens at once; one that was told to go has this long to close. Whatever
# else it sends meanwhile gives it no longer.
OPEN_WITHIN_S: Final = 10.0
CLOSE_WITHIN_S: Final = 5.0
# `closed` is answered when the last words have landed, but a client does not wait for ever for it.
ANSWER_WITHIN_S: Final = 4.0
# The last words of a call are waited for this long before it is ended without them.
LAST_WORDS_S: Final = 30.0
# Positions may differ by what is under way; by more, the client's clock is the one that holds.
_SAME_POSITION_S: Final = 0.5
_LONGEST_INFO: Final = 300

State = Literal["waiting", "active", "paused", "told_to_go", "closed"]


class AudioHookSession:
    """Speaks the protocol until the socket closes.

    ``organization`` and ``session`` are what the connection's headers said, None where they did
    not: the messages must say the same.
    """

    def __init__(
        self,
        socket: Socket,
        intake: Intake,
        source: SourceSettings,
        *,
        organization: str | None = None,
        session: str | None = None,
    ) -> None:
        self._socket = socket
        self._intake = intake
        self._source = source
        self._organization = organization
        self._id = session.lower() if session and is_uuid(session) else None
        self.state: State = "waiting"
        self._came_at = 0.0
        self._told_to_go_at = 0.0
        self._seq = 0
        self._client_seq = 0
        self._position = 0.0
        self._base = 0.0
        self._media: Media | None = None
        self._call: OpenCall | None = None
        self._ear: Ear | None = None
        self._is_over = False

    async def run(self) -> None:
        """Serve the session; returns when it is over, and the call ended or left."""
        why, self._came_at = "the connection was lost", _passed()
        try:
            while self.state != "closed":
                message = await asyncio.wait_for(self._socket.receive(), self._patience())
                await self._handle(message)
            why = "the session was closed"
        except SocketClosed:
            pass
        except TimeoutError:
            why = "nothing came any more"
        finally:
            await asyncio.shield(self._finish(why))

    async def go_away(self) -> None:
        """Ask the client to connect anew: the server stops, another one goes on with the call."""
        with contextlib.suppress(SocketClosed):
            await self._send("reconnect", {})

    def _patience(self) -> float:
        """How long to wait for the next message, in seconds."""
        if self.state == "waiting":
            return max(0.0, self._came_at + OPEN_WITHIN_S - _passed())
        if self.state == "told_to_go":
            return max(0.0, self._told_to_go_at + CLOSE_WITHIN_S - _passed())
        return IDLE_S

    async def _handle(self, message: str | bytes) -> None:
        try:
            if isinstance(message, bytes):
                self._hear(message)
            else:
                await self._answer(self._in_order(read_message(message)))
        except ProtocolFault as fault:
            await self._send_away("error", str(fault))
        except CoolheadError as error:
            await self._send_away("error", f"{error.message} {error.hint}".strip())

    def _in_order(self, message: Message) -> Message:
        if message.seq != self._client_seq + 1:
            raise ProtocolFault("the message's seq does not follow on the one before")
        self._client_seq = message.seq
        if message.serverseq > self._seq:
            raise ProtocolFault("the message's serverseq is higher than what was sent")
        if self._id is None:
            self._id = message.id
        if message.id != self._id:
            raise ProtocolFault("the message is of another session")
        if abs(message.position - self._position) > _SAME_POSITION_S:
            self._position = message.position
        return message

    async def _answer(self, message: Message) -> None:
        if message.type == "close":
            await self._close(message.parameters)
            return
        if self.state in {"told_to_go", "closed"}:
            return  # whatever was under way
        match message.type:
            case "open":
                await self._open(message.parameters)
            case "ping":
                await self._send("pong", {})
            case "update":
                # The language of a call is settled when it begins.
                await self._send("updated", {})
            case "discarded":
                self._skip(message.parameters)
            case "paused":
                await self._pause(message)
            case "resumed":
                await self._resume(message.parameters)
            case _:  # "error": the client tells of something that it goes on after
                pass

    async def _open(self, opened: Open) -> None:
        if self.state != "waiting":
            raise ProtocolFault("the session is open already")
        if self._organization is not None and opened.organization_id != self._organization:
            await self._send_away("unauthorized", "the organization is not the connection's")
            return
        if not is_uuid(opened.conversation_id):
            raise ProtocolFault("the conversation's id is not a UUID")
        media = chosen_media(opened.media)
        if media is None:
            raise ProtocolFault("none of the media is understood; offer PCMU or L16 at 8000 Hz")
        if opened.conversation_id != NIL:  # else somebody tries whether the server answers
            await self._begin(opened)
        self._media = media
        self.state = "active"
        parameters: dict[str, Any] = {"startPaused": False, "media": [msgspec.to_builtins(media)]}
        if opened.supported_languages:
            parameters["supportedLanguages"] = ["en-us", "en-gb", "en-au", "en-nz", "en-in"]
        await self._send("opened", parameters)

    async def _begin(self, opened: Open) -> None:
        header = header_of(opened, self._source)
        self._call = await self._intake.open(
            header, source=self._source.name, playbook=playbook_of(opened, self._source)
        )
        # A session counts from its own start; the call may have gone on for a while.
        self._base = self._call.now if self._call.resumed else 0.0
        self._ear = self._call.listen(rate_hz=RATE_HZ)

    def _hear(self, frame: bytes) -> None:
        if self.state in {"told_to_go", "closed"}:
            return
        if self.state != "active" or self._media is None:
            raise ProtocolFault("sound came while the session is not streaming")
        parts = sound_of(frame, self._media)
        at = self._base + self._position
        for party, samples in parts.items():
            if self._ear is not None:
                self._ear.hear(party, samples, at=at)
        self._position += len(next(iter(parts.values()))) / 2 / RATE_HZ

    def _skip(self, stretch: Stretch) -> None:
        """Sound that was never sent: time has passed all the same."""
        until = seconds_of(stretch.start) + seconds_of(stretch.discarded)
        self._position = max(self._position, until)

    async def _pause(self, message: Message) -> None:
        """The client pauses (a payment, a secret): nothing of it may be heard or kept."""
        if self.state == "active":
            self.state = "paused"
            if self._call is not None and not self._call.ended:
                await self._call.take(PaymentPauseStarted(at=self._base + message.position))

    async def _resume(self, stretch: Stretch) -> None:
        if self.state == "paused":
            self._skip(stretch)
            self.state = "active"
            if self._call is not None and not self._call.ended:
                await self._call.take(PaymentPauseEnded(at=self._base + self._position))

    async def _close(self, close: Close) -> None:
        self._is_over = close.reason == "end"
        ending = asyncio.ensure_future(self._finish(f"AudioHook closed: {close.reason}"))
        # The last words may take a moment; the answer waits for them, but not for ever.
        await asyncio.wait({ending}, timeout=ANSWER_WITHIN_S)
        with contextlib.suppress(SocketClosed):
            await self._send("closed", {})
        self.state = "closed"
        await ending

    async def _finish(self, why: str) -> None:
        """What was said last reaches the call, and it is ended or left; once."""
        call, self._call = self._call, None
        ear, self._ear = self._ear, None
        if call is not None and not self._is_over and not call.ended:
            call.leave(why)  # before the last words, for who comes back meanwhile has not left
        if ear is not None:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(ear.finish(), LAST_WORDS_S)
        if call is None or call.ended or not self._is_over:
            return
        try:
            await (await call.end("system", why)).landed()
        except CoolheadError:
            call.leave(why)  # it is ended when there is room for that again

    async def _send_away(self, reason: str, info: str) -> None:
        """Tell the client to go; it answers with ``close``."""
        if self.state in {"told_to_go", "closed"}:
            return
        self.state, self._told_to_go_at = "told_to_go", _passed()
        await self._send("disconnect", {"reason": reason, "info": info[:_LONGEST_INFO]})

    async def _send(self, kind: str, parameters: dict[str, Any]) -> None:
        self._seq += 1
        message = {
            "version": "2",
            "type": kind,
            "id": self._id or NIL,
            "seq": self._seq,
            "clientseq": self._client_seq,
            "parameters": parameters,
        }
        text = msgspec.json.encode(message).decode()
        assert len(text) <= LONGEST_TEXT  # noqa: S101 - all of it is ours and short
        await self._socket.send_text(text)


def _passed() -> float:
    return asyncio.get_running_loop().time()
