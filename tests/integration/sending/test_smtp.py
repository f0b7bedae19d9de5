"""Messages to a real mail server, whatever it says."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from tests.support.live import START, MovedClock
from tests.support.mail_server import MailServer, mail_server

from coolhead.adapters.notify.smtp import SmtpMailer, SmtpSettings
from coolhead.adapters.storage.in_memory import InMemoryStore
from coolhead.call.events import CallStarted, Envelope
from coolhead.errors import StorageError
from coolhead.record.record import FollowUp as Noted
from coolhead.record.record import Record
from coolhead.services.follow_ups.book import FollowUpQuery
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallSummary
from coolhead.services.sending.mailing import MOST_TRIES, Mailing
from coolhead.services.sending.message import Message, message_id
from coolhead.services.sending.outbox import Mail, Outcome

pytestmark = pytest.mark.anyio
LINK = "https://care.example.com/answer/" + "a" * 50


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as taking:
        yield taking


def mailer(port: int) -> SmtpMailer:
    sender = "Shop, the <care@example.com>".replace(",", "")
    return SmtpMailer(SmtpSettings(host="127.0.0.1", port=port, security="none", sender=sender))


def said(part: Any) -> str:
    """The text of a part, its lines as they were before the way."""
    return str(part.get_content()).replace("\r\n", "\n").strip()


class Sends:
    """One message about a check-in, and what sends it."""

    def __init__(self, port: int) -> None:
        self.store = InMemoryStore()
        self.clock = MovedClock()
        self.wanted = True
        self.mailing = self.another(port)

    def another(self, port: int) -> Mailing:
        store = self.store
        return Mailing(
            "w",
            store.outbox,
            store.follow_ups,
            mailer(port),
            is_wanted=self.is_wanted,
            now=self.clock.now,
        )

    async def is_wanted(self, message: Message) -> bool:
        return self.wanted or message.is_owed

    async def released(self, **more: Any) -> Message:
        """The message, released."""
        summary = CallSummary(workspace="w", call="c1", team="north", agent="a1", ended=True, seq=0)
        started = CallStarted(at=0.0, call="c1", workspace="w", team="north")
        envelope = Envelope(workspace="w", team="north", call="c1", seq=0, event=started)
        record = Record(id="c1", follow_ups=(Noted("check_in", "ask whether it is settled"),))
        batch = Batch(key=summary.key, envelopes=(envelope,), summary=summary, record=record)
        await self.store.append(batch)
        (row,) = (await self.store.follow_ups.page(FollowUpQuery(workspace="w"))).follow_ups
        message = Message(
            workspace="w",
            id=message_id("w", row.id, "check_in"),
            follow_up=row.id,
            call="c1",
            team="north",
            purpose="check_in",
            state="released",
            to="jo@example.com",
            subject="Grüße ☎",
            text=f"Hello <Jo>,\n\nhere: {LINK}",
            released_by="kim",
            released_at=START.isoformat(),
        )
        message = msgspec.structs.replace(message, **more)
        assert await self.store.outbox.change(message, was=None)
        return message

    async def now(self, message: Message) -> Message:
        found = await self.store.outbox.find("w", message.id)
        assert found is not None
        return found


async def test_a_message_arrives_as_it_was_written_and_its_follow_up_is_done(
    server: MailServer,
) -> None:
    sends = Sends(server.port)
    message = await sends.released()
    assert await sends.mailing.turn() == 1
    (taken,) = server.taken
    assert server.envelopes == [("care@example.com", ["jo@example.com"])]
    assert taken["To"] == "jo@example.com"
    assert taken["From"] == "Shop the <care@example.com>"
    assert taken["Subject"] == "Grüße ☎"
    assert taken["Message-ID"] == f"<{message.id}@example.com>"
    assert taken["Date"].datetime == START
    assert taken["Auto-Submitted"] is None
    plain, page = taken.iter_parts()
    assert said(plain) == f"Hello <Jo>,\n\nhere: {LINK}"
    assert f'<a href="{LINK}">' in page.get_content()
    assert "Hello &lt;Jo&gt;," in page.get_content()
    after = await sends.now(message)
    assert (after.state, after.attempts, after.error) == ("sent", 1, "")
    row = await sends.store.follow_ups.find("w", message.follow_up)
    assert row is not None
    assert (row.state, row.done_by, row.note) == ("done", "kim", "E-mail sent.")
    assert await sends.mailing.turn() == 0
    assert len(server.taken) == 1


async def test_what_is_not_taken_now_is_tried_again_later_with_the_same_id(
    server: MailServer,
) -> None:
    sends = Sends(server.port)
    message = await sends.released(automatic=True)
    server.answers["DATA"] = ["451 later", ""]
    server.answers["RCPT"] = ["450 greylisted", "", ""]
    await sends.mailing.turn()
    after = await sends.now(message)
    assert (after.state, after.error) == (
        "released",
        "the mail server refused the address (450)",
    )
    assert await sends.mailing.turn() == 0  # it is not time yet
    for _ in range(2):
        sends.clock.seconds += 3600
        await sends.mailing.turn()
    assert [each["Message-ID"] for each in server.taken] == [f"<{message.id}@example.com>"]
    assert server.taken[0]["Auto-Submitted"] == "auto-generated"
    after = await sends.now(message)
    assert (after.state, after.attempts, after.error) == ("sent", 3, "")


@pytest.mark.parametrize("is_owed", [False, True])
async def test_who_asks_for_no_contact_between_two_tries_gets_what_is_owed_alone(
    server: MailServer, *, is_owed: bool
) -> None:
    sends = Sends(server.port)
    message = await sends.released(is_owed=is_owed)
    server.answers["RCPT"] = ["450 greylisted", ""]
    await sends.mailing.turn()
    sends.wanted = False
    sends.clock.seconds += 3600
    await sends.mailing.turn()
    after = await sends.now(message)
    assert len(server.taken) == is_owed
    assert after.state == ("sent" if is_owed else "dead")
    assert ("no more calls meanwhile" in after.error) != is_owed


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
async def test_what_is_refused_for_good_is_dead_and_says_why(
    server: MailServer, command: str
) -> None:
    sends = Sends(server.port)
    message = await sends.released()
    server.answers[command] = ["550 no such jo@example.com here"]
    await sends.mailing.turn()
    after = await sends.now(message)
    assert (after.state, after.attempts) == ("dead", 1)
    assert "550" in after.error
    assert "jo@" not in after.error
    row = await sends.store.follow_ups.find("w", message.follow_up)
    assert row is not None
    assert row.state == "open"


async def test_a_mail_server_that_is_away_is_tried_for_a_day_and_given_up(
    server: MailServer,
) -> None:
    sends = Sends(1)  # nobody listens there
    message = await sends.released()
    for tries in range(1, MOST_TRIES + 1):
        await sends.mailing.turn()
        after = await sends.now(message)
        assert after.attempts == tries
        sends.clock.seconds = after.next_at - START.timestamp() + 1
    assert (after.state, after.error) == ("dead", "the mail server cannot be reached")
    assert sends.clock.now() - START > timedelta(hours=18)
    assert server.taken == []


async def test_a_connection_that_is_lost_with_the_message_leaves_it_unsure() -> None:
    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 half\r\n")
        while line := await reader.readline():
            if line.upper().startswith(b"DATA"):
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                writer.close()
                return
            writer.write(b"250 OK\r\n")

    listening = await asyncio.start_server(half, "127.0.0.1", 0)
    async with listening:
        sends = Sends(listening.sockets[0].getsockname()[1])
        message = await sends.released()
        await sends.mailing.turn()
        after = await sends.now(message)
        assert (after.state, after.sent_at) == ("unsure", None)
        sends.clock.seconds += 10**6
        assert await sends.mailing.turn() == 0  # a person decides


async def test_two_at_once_send_it_once(server: MailServer) -> None:
    sends = Sends(server.port)
    await sends.released()
    tried = await asyncio.gather(*(sends.another(server.port).turn() for _ in range(4)))
    assert sorted(tried) == [0, 0, 0, 1]
    assert len(server.taken) == 1


async def test_what_was_being_sent_at_a_stop_is_unsure_after_a_start(server: MailServer) -> None:
    sends = Sends(server.port)
    message = await sends.released(state="sending", attempts=1)
    assert await sends.mailing.recover() == 1
    assert (await sends.now(message)).state == "unsure"
    assert await sends.mailing.turn() == 0
    assert server.taken == []


async def test_an_error_nobody_expected_leaves_one_message_unsure_and_no_other() -> None:
    class Broken:
        async def send(self, mail: Mail) -> Outcome:
            raise RuntimeError(mail.id)

    sends = Sends(1)
    message = await sends.released()
    store = sends.store
    told: list[object] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, context: told.append(context["exception"]))
    broken = Mailing(
        "w",
        store.outbox,
        store.follow_ups,
        Broken(),
        is_wanted=sends.is_wanted,
        now=sends.clock.now,
    )
    assert await broken.turn() == 1
    assert (await sends.now(message)).state == "unsure"
    assert len(told) == 1


async def test_what_came_back_with_an_old_database_is_not_sent_by_itself(
    server: MailServer,
) -> None:
    sends = Sends(server.port)
    message = await sends.released()
    sends.clock.seconds = timedelta(days=3).total_seconds()
    await sends.mailing.turn()
    after = await sends.now(message)
    assert (after.state, after.error) == ("unsure", "it waited for more than two days")
    assert server.taken == []


async def test_a_message_whose_call_is_erased_meanwhile_leaves_nothing(server: MailServer) -> None:
    sends = Sends(server.port)
    message = await sends.released()
    key = message.key
    loop = asyncio.get_running_loop()

    def erase() -> None:
        erasing = sends.store.erase([key], reason="asked", at=START.isoformat())
        asyncio.run_coroutine_threadsafe(erasing, loop).result(5)

    server.before_answering = erase
    await sends.mailing.turn()
    assert len(server.taken) == 1
    assert await sends.store.outbox.find("w", message.id) is None


async def test_a_message_that_is_being_handed_over_at_a_stop_is_handed_over(
    server: MailServer,
) -> None:
    sends = Sends(server.port)
    message = await sends.released()
    handing = asyncio.Event()
    loop = asyncio.get_running_loop()

    def tell() -> None:
        loop.call_soon_threadsafe(handing.set)

    server.before_answering = tell
    turn = asyncio.create_task(sends.mailing.turn())
    await handing.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    assert (await sends.now(message)).state == "sent"


async def test_what_was_taken_while_the_database_is_away_is_noted_when_it_is_back(
    server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sends = Sends(server.port)
    message = await sends.released()
    outbox = sends.store.outbox
    change = outbox.change
    away = False

    async def sometimes(changed: Message, *, was: Any) -> bool:
        nonlocal away
        if away:
            raise StorageError("the database is away")
        away = changed.state == "sending"
        return await change(changed, was=was)

    monkeypatch.setattr(outbox, "change", sometimes)
    await sends.mailing.turn()
    assert (await sends.now(message)).state == "sending"
    with pytest.raises(StorageError):
        await sends.mailing.turn()
    away = False
    await sends.mailing.turn()
    assert (await sends.now(message)).state == "sent"
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    "more",
    [
        {"subject": "Hi\r\nBcc: al@example.com"},
        {"subject": "Hi\nBcc: al@example.com"},
        {"to": "jo@example.com\nBcc: al@example.com"},
        {"to": "jo@example.com, al@example.com"},
        {"to": ""},
    ],
)
async def test_no_header_can_be_smuggled_in_whatever_is_in_the_outbox(
    server: MailServer, more: dict[str, str]
) -> None:
    at = START.isoformat()
    mail = Mail(id="1" * 32, to="jo@example.com", subject="Hi", text="Hi", at=at)
    smuggled = msgspec.structs.replace(mail, **more)
    sent = await mailer(server.port).send(smuggled)
    assert sent == Outcome("refused", "this cannot be written as an e-mail")
    assert server.taken == []


async def test_a_text_with_a_lone_dot_and_long_lines_arrives_whole(server: MailServer) -> None:
    text = "a\n.\n..b\n" + "x" * 3000 + "\n\U0001f600"
    mail = Mail(
        id="1" * 32, to="jo@example.com", subject="s" * 150, text=text, at=START.isoformat()
    )
    assert (await mailer(server.port).send(mail)).what == "taken"
    plain, _ = server.taken[0].iter_parts()
    assert said(plain) == text
