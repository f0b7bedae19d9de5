"""The rows of the sources that are about writing to the customer afterwards (S2.7, S3.6, S4.8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from tests.integration.sending.test_killed import Floor, floor, until
from tests.support.mail_server import MailServer, mail_server
from tests.support.receiver import Receiver, receiver

from coolhead.playbook.loader import load_playbook, shipped_names


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    with mail_server() as made:
        yield made


@pytest.fixture(scope="module")
def crm() -> Iterator[Receiver]:
    with receiver() as made:
        yield made


@pytest.fixture(scope="module")
def here(
    mail: MailServer, crm: Receiver, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Floor]:
    folder = tmp_path_factory.mktemp("data") / "own"
    with floor(folder, mail, COOLHEAD_ALLOW_PRIVATE_WEBHOOKS="true") as made:
        kinds = ["follow_up.created", "follow_up.done", "message.answered"]
        hook = {"url": crm.url, "teams": ["north"], "kinds": kinds}
        made.admin.post("/webhooks", json=hook).raise_for_status()
        yield made


def drafted(here: Floor, path: str, purpose: str) -> dict[str, Any]:
    """What the shipped playbook drafts."""
    found = here.kim.get(f"{path}/message").json()["messages"]
    message = next(each for each in found if each["purpose"] == purpose)
    return {name: message[name] for name in ("purpose", "subject", "text")}


def sent(here: Floor, mail: MailServer, path: str, letter: dict[str, Any]) -> str:
    """The letter as the customer reads it."""
    count = len(mail.taken)
    released = here.kim.post(f"{path}/message/release", json={**letter, "to": "jo@example.com"})
    released.raise_for_status()
    body = mail.wait(count + 1)[-1].get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def test_s4_8_what_was_promised_is_confirmed_by_e_mail_with_thanks_for_their_patience(
    here: Floor, mail: MailServer, crm: Receiver
) -> None:
    path = here.promised("confirmed")
    text = sent(here, mail, path, drafted(here, path, "confirmation"))
    assert "thank you for your patience" in text
    assert "ring you back" in text
    # Other systems are told that something is to be done, and get no word of it.
    told = until(lambda: [each for each in crm.posts if path[-32:].encode() in each.body])
    assert b"ring you back" not in told[0].body


def test_s2_7_s3_6_whether_it_is_settled_is_asked_and_the_answer_recorded(
    here: Floor, mail: MailServer, crm: Receiver
) -> None:
    path = here.promised("asked")
    here.kim.post(f"{path}/done", json={"note": "rang"}).raise_for_status()
    text = sent(here, mail, path, drafted(here, path, "promise_kept"))
    assert "Is it settled for you too?" in text
    link = next(word for word in text.split() if "/answer/" in word)
    with httpx.Client() as customer:
        answer = {"settled": "partly", "satisfaction": "3", "comment": "The bill is still open"}
        assert customer.post(link, data=answer).status_code == 200
    page = here.kim.get(f"{path}/message").json()
    assert (page["answer"]["settled"], page["answer"]["satisfaction"]) == ("partly", 3)
    (left,) = here.kim.get("/answers").json()["answers"]
    assert (left["call"], left["answer"]["comment"]) == ("asked", "The bill is still open")
    until(lambda: [each for each in crm.posts if b'"message.answered"' in each.body])


@pytest.mark.parametrize("name", shipped_names())
def test_s2_7_every_shipped_playbook_thanks_them_for_raising_it(name: str) -> None:
    thanks = load_playbook(name).messages.thank_you
    assert thanks is not None
    assert "thank you for telling us what went wrong" in thanks.text
    assert not thanks.automatic  # the agent reads it first


def test_s3_6_an_answer_on_the_telephone_is_recorded_too(here: Floor) -> None:
    path = here.promised("rang")
    answer = {"settled": "yes", "satisfaction": 5}
    here.kim.post(f"{path}/answer", json=answer).raise_for_status()
    found = here.kim.get("/follow-ups").json()["follow_ups"]
    (row,) = [each for each in found if each["call"] == "rang" and each["kind"] == "promise"]
    assert (row["answer"]["settled"], row["answer"]["by"]) == ("yes", "kim")
