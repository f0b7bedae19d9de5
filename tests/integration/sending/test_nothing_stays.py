"""What was written to a customer and what they answered goes with the call, in every byte."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
from tests.integration.sending.test_killed import LETTER, floor, until
from tests.support.mail_server import mail_server
from tests.support.receiver import receiver

WORDS = ("zinnia@example.com", "Bluebellword", "Foxgloveword")


def test_an_erased_call_leaves_no_address_letter_or_answer_in_any_file(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    private = {"COOLHEAD_ALLOW_PRIVATE_WEBHOOKS": "true"}
    with mail_server() as mail, receiver() as crm, floor(folder, mail, **private) as served:
        hook = {"url": crm.url, "teams": ["north"], "kinds": ["message.answered"]}
        served.admin.post("/webhooks", json=hook).raise_for_status()
        crm.answers = [500] * 99
        path = served.promised("c1")
        letter = {**LETTER, "to": WORDS[0], "text": f"{WORDS[1]} {{answer_link}}"}
        served.kim.post(f"{path}/message/release", json=letter).raise_for_status()
        body = mail.wait(1)[0].get_body(("plain",))
        assert body is not None
        found = re.search(r"http\S+", body.get_content())
        assert found is not None
        answer = {"settled": "no", "comment": WORDS[2]}
        assert httpx.post(found[0], data=answer).status_code == 200
        crm.wait(1)
        assert all(any(word in text for text in _files(folder)) for word in WORDS)
        until(lambda: _count(folder, "happenings WHERE told") >= 1)
        erased = served.admin.post("/erasures", json={"call": "c1", "reason": "asked"})
        assert erased.status_code == 200, erased.text
        assert [e["call"] for e in erased.json()["erased"]] == ["c1"]
        assert served.server.stop() == 0
        for table in ("outgoing_messages", "customer_answers", "happenings", "webhook_deliveries"):
            assert _count(folder, table) == 0
        assert not [word for word in WORDS for text in _files(folder) if word in text]


def _files(folder: Path) -> list[str]:
    found = [each for each in folder.rglob("*") if each.is_file()]
    return [each.read_bytes().decode("latin-1") for each in found]


def _count(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "coolhead.db")) as database:
        (count,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    return int(count)
