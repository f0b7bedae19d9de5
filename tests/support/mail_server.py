"""A mail server on this machine: it takes what it is told to take, and remembers it."""

from __future__ import annotations

import asyncio
import email
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class MailServer:
    """What it took; ``answers`` is what it says next at each command, "" is to take it.

    ``before_answering`` is called when it has a whole message and before it says so.
    """

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.answers: dict[str, list[str]] = {"RCPT": [], "DATA": []}
        self.before_answering: Callable[[], None] = lambda: None
        self.port = 0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's own word
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if said := self._said("RCPT"):
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        if said := self._said("DATA"):
            return said
        message = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        self.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        self.before_answering()
        return "250 OK"

    def _said(self, command: str) -> str:
        return self.answers[command].pop(0) if self.answers[command] else ""

    def wait(self, count: int, within_s: float = 20.0) -> list[EmailMessage]:
        """What it took, as soon as it is so many."""
        last = time.monotonic() + within_s
        while len(self.taken) < count:
            assert time.monotonic() < last, f"{len(self.taken)} e-mails came, not {count}"
            time.sleep(0.02)
        return self.taken


class _AtAnyPort(Controller):
    def _trigger_server(self) -> None:
        """Connect once, as the library does, but to the port that the system chose."""
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A mail server on a port of its own, while the block lasts."""
    taking = MailServer()
    controller = _AtAnyPort(taking, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        taking.port = controller.port
        yield taking
    finally:
        controller.stop()
