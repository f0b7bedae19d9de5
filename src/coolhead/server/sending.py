"""What is sent, put together: messages, answers, webhooks, and the loops that carry them."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog

from coolhead.adapters.notify.smtp import SmtpMailer, SmtpSettings
from coolhead.adapters.notify.webhooks import HttpPoster
from coolhead.adapters.observing.meters import PrometheusMeters
from coolhead.adapters.storage.customer_answers import SqlAnswerBook
from coolhead.adapters.storage.follow_ups import SqlFollowUpBook
from coolhead.adapters.storage.happenings import SqlHappenings
from coolhead.adapters.storage.outbox import SqlOutbox
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.webhooks import SqlWebhookBook
from coolhead.errors import CoolheadError
from coolhead.redaction.redactor import RedactionSettings
from coolhead.server.settings import ServerSettings
from coolhead.services.keeping.numbers import DoNotCall
from coolhead.services.live.ports import Playbooks
from coolhead.services.sending.answer_links import AnswerLinks
from coolhead.services.sending.answering import Answering
from coolhead.services.sending.correspondence import Correspondence
from coolhead.services.sending.mailing import Mailing
from coolhead.services.sending.services import SendingServices
from coolhead.services.sending.setting_up import Webhooks
from coolhead.services.sending.telling import Telling
from coolhead.services.sending.webhook import WebhookBook

# How soon what is released goes out, and how long a database that is away is left alone.
_EVERY_S: Final = 2.0
_AGAIN_S: Final = 15.0
_COUNTED_EVERY_S: Final = 15.0  # about as often as Prometheus asks
_OFF: Final = "Set smtp_host and mail_from where the server runs (docs/operating.md)."
_LOG = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Sending:
    """The services, and the loops beside the server."""

    services: SendingServices
    mailing: Mailing
    telling: Telling
    wake: asyncio.Event
    workspace: str
    hooks: WebhookBook
    meters: PrometheusMeters

    async def run_mail(self) -> None:
        """Send messages until cancelled; the one that is being sent is sent to its end."""
        await _again_and_again(self.mailing.recover, self.mailing.turn, self.wake)

    async def run_telling(self) -> None:
        """Tell of what happened until cancelled."""
        await _again_and_again(self.telling.recover, self.telling.turn, None)

    async def run_counting(self) -> None:
        """Count what waits for somebody, until cancelled."""
        await _again_and_again(self.count, self.count, None, every_s=_COUNTED_EVERY_S)

    async def count(self) -> int:
        """Count it once; returns how much it is. Raises ``StorageError``."""
        unsure = await self.services.outbox.count(self.workspace, "unsure")
        dead = await self.services.outbox.count(self.workspace, "dead")
        undelivered = await self.hooks.count(self.workspace, "dead")
        self.meters.waiting_for_people(unsure=unsure, dead=dead, undelivered=undelivered)
        return unsure + dead + undelivered


@contextlib.asynccontextmanager
async def opened_sending(
    settings: ServerSettings,
    store: Store,
    *,
    key: bytes,
    playbooks: Playbooks,
    numbers: DoNotCall,
    redaction_of: Callable[[str], Awaitable[RedactionSettings]],
    now: Callable[[], datetime],
    meters: PrometheusMeters,
) -> AsyncIterator[Sending]:
    """Everything that sends, let go of at the end. Raises ``ConfigError``."""
    workspace, wake = settings.workspace, asyncio.Event()
    outbox, book = SqlOutbox(store), SqlFollowUpBook(store)
    answers, hooks = SqlAnswerBook(store), SqlWebhookBook(store)
    links = AnswerLinks(key, workspace, now)
    mailer = SmtpMailer(smtp_settings(settings)) if settings.smtp_host else None
    poster = HttpPoster(now, allow_private=settings.allow_private_webhooks)
    letters = Correspondence(
        outbox,
        store,
        playbooks,
        numbers,
        links,
        now=now,
        off="" if mailer is not None else _OFF,
        released=wake.set,
    )
    services = SendingServices(
        letters=letters,
        outbox=outbox,
        answering=Answering(
            book, answers, links, workspace=workspace, redaction_of=redaction_of, now=now
        ),
        answers=answers,
        webhooks=Webhooks(hooks, poster, key=key, ids=lambda: secrets.token_hex(16), now=now),
    )
    try:
        yield Sending(
            services=services,
            mailing=Mailing(workspace, outbox, book, mailer, is_wanted=letters.is_wanted, now=now),
            telling=Telling(
                workspace,
                SqlHappenings(store),
                hooks,
                poster,
                book=book,
                store=store,
                answers=answers,
                letters=letters,
                key=key,
                public_url=settings.public_url,
                now=now,
            ),
            wake=wake,
            workspace=workspace,
            hooks=hooks,
            meters=meters,
        )
    finally:
        await poster.close()


def smtp_settings(settings: ServerSettings) -> SmtpSettings:
    """The mail server as it is set up; raises ``ConfigError`` for a password that is not there."""
    return SmtpSettings(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        user=settings.smtp_user,
        password=settings.mail_password,
        sender=settings.mail_from,
    )


async def _again_and_again(
    recover: Callable[[], Awaitable[int]],
    turn: Callable[[], Awaitable[int]],
    wake: asyncio.Event | None,
    *,
    every_s: float = _EVERY_S,
) -> None:
    recovered = False
    while True:
        pause = every_s
        try:
            if not recovered:
                await recover()
                recovered = True
            await turn()
        except CoolheadError as error:
            _LOG.warning("what is to be sent waits; it is tried again", code=error.code)
            pause = _AGAIN_S
        except Exception as error:  # noqa: BLE001 - it goes on, and is told of
            _LOG.error("an error nobody expected while sending", exc_info=error)
            pause = _AGAIN_S
        if wake is None:
            await asyncio.sleep(pause)
            continue
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(wake.wait(), pause)
        wake.clear()
