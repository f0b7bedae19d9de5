"""A server that dies between handing something over and noting it."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.mail_server import MailServer, mail_server
from tests.support.receiver import receiver
from tests.support.server import RunningServer, running_server


class Floor:
    """A server with an agent who has promised something in a call."""

    def __init__(self, server: RunningServer) -> None:
        self.server = server
        self.admin = server.administrator()
        self.admin.put("/teams/north", json={"name": "North"}).raise_for_status()
        source = {"kind": "transcript", "team": "north"}
        self.admin.put("/sources/wire", json=source).raise_for_status()
        key = {"name": "wire", "scopes": ["ingest"], "teams": ["north"]}
        self.key = self.admin.post("/keys", json=key).json()["token"]
        more = {"roles": ["agent"], "teams": ["north"], "agent": "a17"}
        self.kim = server.person(self.admin, "kim", **more)

    def promised(self, call: str, what: str = "ring you back") -> str:
        """The path of the follow-up of a promise."""
        lines = f'{{"call": {{"id": "{call}", "agent": "a17", "consent": "given"}}}}\n'
        self._tell(call, lines)
        act = {"type": "PromiseMade", "action": what}
        self.kim.post(f"/calls/{call}/actions", json=act).raise_for_status()
        self._tell(call, '{"type": "end", "ended_by": "customer"}\n')
        rows = self.kim.get("/follow-ups").json()["follow_ups"]
        row = next(each for each in rows if each["call"] == call and each["kind"] == "promise")
        return f"/follow-ups/{row['id']}"

    def _tell(self, call: str, lines: str) -> None:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/x-ndjson"}
        url = f"{self.server.url}/api/v1/sources/wire/calls/{call}/lines"
        httpx.post(url, content=lines, headers=headers, timeout=30).raise_for_status()


@contextmanager
def floor(folder: Path, mail: MailServer | None = None, **environment: str) -> Iterator[Floor]:
    mails = {}
    if mail is not None:
        mails = {
            "COOLHEAD_SMTP_HOST": "127.0.0.1",
            "COOLHEAD_SMTP_PORT": str(mail.port),
            "COOLHEAD_SMTP_SECURITY": "none",
            "COOLHEAD_MAIL_FROM": "care@example.com",
        }
    with running_server(folder, "--no-speech", **mails, **environment) as server:
        yield Floor(server)


class Killed:
    """Kills a server from where something is taken, and tells when it is dead."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self._dead = threading.Event()

    def at_once(self) -> None:
        self._server.kill()
        self._dead.set()

    def wait(self) -> None:
        assert self._dead.wait(60)


def until(found: Callable[[], Any], within_s: float = 30.0) -> Any:
    last = time.monotonic() + within_s
    while not (value := found()):
        assert time.monotonic() < last
        time.sleep(0.05)
    return value


LETTER = {
    "purpose": "confirmation",
    "to": "jo@example.com",
    "subject": "What we agreed",
    "text": "Here: {answer_link}",
}


def test_an_e_mail_that_may_have_been_sent_is_not_sent_again_by_itself(tmp_path: Path) -> None:
    with mail_server() as mail, floor(tmp_path / "data", mail) as served:
        path = served.promised("c1")
        killed = Killed(served.server)
        mail.before_answering = killed.at_once
        served.kim.post(f"{path}/message/release", json=LETTER).raise_for_status()
        mail.wait(1)
        killed.wait()
        mail.before_answering = lambda: None
        served.server.start()

        def message() -> Any:
            (first, *_) = served.kim.get(f"{path}/message").json()["messages"]
            return first

        until(lambda: message()["state"] == "unsure")
        assert message()["error"] == "the server stopped meanwhile"
        # Another one goes out meanwhile, so that had this one been sent again, it would have come.
        other = served.promised("c2")
        served.kim.post(f"{other}/message/release", json=LETTER).raise_for_status()
        mail.wait(2)
        first, second = (each["Message-ID"] for each in mail.taken)
        assert first != second
        decide = {"purpose": "confirmation", "was_sent": False}
        served.kim.post(f"{path}/message/decide", json=decide).raise_for_status()
        mail.wait(3)
        assert mail.taken[2]["Message-ID"] == first
        until(lambda: message()["state"] == "sent")
        # The link that was sent leads to the page, without a session.
        link = str(mail.taken[2].get_body(("plain",)).get_content()).split("Here: ")[1].strip()  # type: ignore[union-attr]
        assert link.startswith(served.server.url)
        with httpx.Client() as customer:
            assert "Is it settled?" in customer.get(link).text
            assert customer.post(link, data={"settled": "no"}).status_code == 200
        (answer,) = served.kim.get("/answers").json()["answers"]
        assert (answer["call"], answer["answer"]["settled"]) == ("c1", "no")
        assert served.server.stop() == 0
        told = "".join(served.server.lines)
        for private in ("jo@example.com", "What we agreed", link.rpartition("/")[2]):
            assert private not in told


def test_what_was_noted_as_sent_is_done_at_the_next_start(tmp_path: Path) -> None:
    """The server dies between the two: it cannot write the second, and then is killed."""
    folder = tmp_path / "data"

    def told(sql: str) -> None:
        with contextlib.closing(sqlite3.connect(folder / "coolhead.db", timeout=30)) as database:
            database.execute(sql)
            database.commit()

    with mail_server() as mail, floor(folder, mail) as served:
        path = served.promised("c1", "send you an e-mail")
        told(
            "CREATE TRIGGER stuck BEFORE INSERT ON follow_up_marks"
            " BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
        letter = {**LETTER, "purpose": "promise_kept"}
        served.kim.post(f"{path}/message/release", json=letter).raise_for_status()

        def state_of(which: str) -> list[Any]:
            rows = served.kim.get("/follow-ups", params={"state": which}).json()["follow_ups"]
            return [each for each in rows if path.endswith(each["id"])]

        until(lambda: (row := state_of("open")) and row[0]["message"]["state"] == "sent")
        served.server.kill()
        told("DROP TRIGGER stuck")
        served.server.start()
        (row,) = until(lambda: state_of("done"))
        assert row["note"] == "E-mail sent."
        # As it was sent, whenever that was noted; and opened again it stays open.
        assert row["at"] == row["message"]["at"]
        served.kim.post(f"{path}/reopen", json={}).raise_for_status()
        assert served.server.stop() == 0
        served.server.start()
        other = served.promised("c2")
        served.kim.post(f"{other}/message/release", json=LETTER).raise_for_status()
        mail.wait(2)
        assert state_of("open")
        assert served.server.stop() == 0


def test_a_post_that_may_have_arrived_is_posted_again_with_its_id(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    private = {"COOLHEAD_ALLOW_PRIVATE_WEBHOOKS": "true"}
    with receiver() as taking, floor(folder, None, **private) as served:
        hook = {"url": taking.url, "teams": ["north"], "kinds": ["follow_up.done"]}
        made = served.admin.post("/webhooks", json=hook)
        assert made.status_code == 201, made.text
        path = served.promised("c1")
        killed = Killed(served.server)
        taking.before_answering = killed.at_once
        served.kim.post(f"{path}/done", json={"note": ""}).raise_for_status()
        taking.wait(1)
        killed.wait()
        taking.before_answering = lambda: None
        served.server.start()
        first, second = taking.wait(2)
        assert first.headers["webhook-id"] == second.headers["webhook-id"]
        assert first.body == second.body
        served.server.stop()
    with sqlite3.connect(folder / "coolhead.db") as database:
        (secret,) = (made.json()["secret"],)
        dump = "\n".join(database.iterdump())
        assert secret not in dump
        assert secret.removeprefix("whsec_") not in dump


def test_without_a_mail_server_the_server_runs_and_says_what_is_missing(tmp_path: Path) -> None:
    with floor(tmp_path / "data") as served:
        path = served.promised("c1")
        refused = served.kim.post(f"{path}/message/release", json=LETTER)
        assert refused.status_code == 400
        assert "smtp_host" in refused.json()["detail"]
        hook = {"url": "http://127.0.0.1:9/in", "teams": ["north"], "kinds": ["record.signed"]}
        refused = served.admin.post("/webhooks", json=hook)
        assert (refused.status_code, "not public" in refused.text) == (422, True)
        assert served.server.stop() == 0


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({"COOLHEAD_SMTP_HOST": "mail.example.com"}, "mail_from"),
        (
            {
                "COOLHEAD_SMTP_HOST": "mail.example.com",
                "COOLHEAD_MAIL_FROM": "care@example.com",
                "COOLHEAD_SMTP_SECURITY": "none",
            },
            "smtp_security",
        ),
        (
            {
                "COOLHEAD_SMTP_HOST": "mail.example.com",
                "COOLHEAD_MAIL_FROM": "care@example.com",
                "COOLHEAD_SMTP_PASSWORD_FILE": "/nowhere/at/all",
            },
            "/nowhere/at/all",
        ),
    ],
)
def test_half_a_mail_server_is_told_at_the_start(
    tmp_path: Path, environment: dict[str, str], names: str
) -> None:
    server = RunningServer(tmp_path / "data", "--no-speech", **environment)
    with pytest.raises(AssertionError, match=names):
        server.start()
    server.close()


def test_what_waits_for_somebody_is_counted_from_the_start(tmp_path: Path) -> None:
    with mail_server() as mail, floor(tmp_path / "data", mail) as served:

        def figure(name: str) -> float:
            told = httpx.get(f"{served.server.url}/metrics", timeout=30).text
            (line,) = (each for each in told.splitlines() if each.startswith(f"{name} "))
            return float(line.split()[1])

        assert figure("coolhead_messages_dead") == 0
        path = served.promised("c1")
        mail.answers["RCPT"] = ["550 nobody here"]
        served.kim.post(f"{path}/message/release", json=LETTER).raise_for_status()
        until(lambda: served.kim.get("/messages").json()["messages"])
        served.server.stop()
        served.server.start()
        until(lambda: figure("coolhead_messages_dead") == 1)
        assert figure("coolhead_messages_unsure") == 0
        assert figure("coolhead_webhooks_dead") == 0
        (waits,) = served.kim.get("/messages", params={"state": "dead"}).json()["messages"]
        assert (waits["call"], waits["error"]) == (
            "c1",
            "the mail server refused the address (550)",
        )
        assert "jo@example.com" not in str(waits)
        assert served.kim.get("/messages", params={"state": "unsure"}).json()["messages"] == []
        assert served.kim.get("/messages", params={"state": "draft"}).status_code == 422
        # Left as it is: a draft again, which waits for nobody.
        leave = {"purpose": "confirmation", "was_sent": None}
        left = served.kim.post(f"{path}/message/decide", json=leave)
        assert left.json() == {"purpose": "confirmation", "state": "draft"}
        assert served.kim.get("/messages").json()["messages"] == []
        assert served.kim.post(f"{path}/message/decide", json=leave).status_code == 409
