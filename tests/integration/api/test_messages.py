"""Messages over the API: drafted, edited, released once, by those whose they are."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import msgspec
import pytest
from tests.support.api import Served, serve

from coolhead.call.events import PromiseMade
from coolhead.services.access.audit import AuditQuery
from coolhead.services.follow_ups.follow_up import Mark
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.message import Message

pytestmark = pytest.mark.anyio

V1 = "/api/v1"
DUE = "2026-03-03T17:00:00+00:00"
LETTER = {
    "purpose": "confirmation",
    "to": "jo@example.com",
    "subject": "What we agreed",
    "text": "Here: {answer_link}",
}


async def promised(
    served: Served, call: str = "c1", what: str = "ring you back", **more: Any
) -> str:
    """A call that is over, in which a call back was promised; the follow-up's path."""
    live = await served.call(call, **{"customer": "c9", **more})
    await live.take(PromiseMade(at=live.now, action=what, due=DUE))
    await live.end("customer")
    rows = [row for row in served.follow_ups.rows() if row.call == call and row.kind == "promise"]
    return f"{V1}/follow-ups/{rows[0].id}"


async def asked(
    served: Served, who: str, method: str, path: str, body: Any = None, **h: str
) -> Any:
    async with served.asked_by(who) as client:
        return await client.request(method, path, json=body, headers=h)


async def shown(served: Served, path: str, who: str = "own_agent") -> Any:
    answer = await asked(served, who, "GET", f"{path}/message")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def kept(served: Served) -> list[Message]:
    ids = [row.id for row in served.follow_ups.rows()]
    return await served.sending.outbox.of("default", ids)


async def test_the_playbook_drafts_and_looking_keeps_nothing() -> None:
    served = await serve()
    path = await promised(served)
    page = await shown(served, path)
    assert (page["off"], page["no_contact"], page["answer"]) == ("", False, None)
    first, second = page["messages"]
    assert (first["purpose"], second["purpose"]) == ("confirmation", "promise_kept")
    assert (first["state"], first["to"], first["tries"]) == ("draft", "", 0)
    assert "What we promised: ring you back" in first["text"]
    assert "Tuesday 3 March 2026, 17:00" in first["text"]
    assert first["text"].endswith("own_agent")
    assert "{answer_link}" in second["text"]
    assert await kept(served) == []


async def test_a_draft_is_kept_edited_and_released_once_with_the_link_in_it() -> None:
    served = await serve()
    path = await promised(served)
    draft = {**LETTER, "to": "", "subject": "Our\tword"}
    assert (await asked(served, "own_agent", "POST", f"{path}/message", draft)).status_code == 200
    page = await shown(served, path)
    assert page["messages"][0]["subject"] == "Our word"
    released = await asked(served, "own_agent", "POST", f"{path}/message/release", LETTER)
    assert released.json() == {"purpose": "confirmation", "state": "released"}
    (message,) = await kept(served)
    assert message.to == "jo@example.com"
    assert message.released_by == "own_agent"
    link = message.text.removeprefix("Here: ")
    assert link.startswith("http://coolhead.test/answer/")
    found = await served.sending.answering.asked_by(link.rpartition("/")[2])
    assert found is not None
    assert path.endswith(found[0].id)
    # By the link the customer answers, and nobody else.
    assert (await shown(served, path))["messages"][0]["text"] == "Here: {answer_link}"
    for body, name in ((LETTER, "message/release"), (draft, "message")):
        again = await asked(served, "supervisor", "POST", f"{path}/{name}", body)
        assert (again.status_code, again.json()["code"]) == (409, "already_released")
    listed = await asked(served, "own_agent", "GET", f"{V1}/follow-ups")
    states = [each["message"] for each in listed.json()["follow_ups"] if each["kind"] == "promise"]
    assert [(each["purpose"], each["state"]) for each in states] == [("confirmation", "released")]


async def test_a_release_that_is_sent_again_is_answered_alike_and_goes_once() -> None:
    served = await serve()
    path = await promised(served)
    key = {"Idempotency-Key": "once"}
    both = [
        await asked(served, "own_agent", "POST", f"{path}/message/release", LETTER, **key)
        for _ in range(2)
    ]
    assert [each.status_code for each in both] == [200, 200]
    assert both[0].json() == both[1].json()
    assert len(await kept(served)) == 1
    assert b"jo@example.com" not in both[0].content


@pytest.mark.parametrize(
    "to",
    [
        "",
        "joanna",
        "a@example.com, b@example.com",
        "jo@example.com\nBcc: al@example.com",
        "Jo <jo@example.com>",
        "x" * 319,
    ],
)
async def test_an_address_that_is_none_or_several_is_refused_and_not_repeated(to: str) -> None:
    served = await serve()
    path = await promised(served)
    body = {**LETTER, "to": to}
    refused = await asked(served, "own_agent", "POST", f"{path}/message/release", body)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"] == "/body/to"
    assert not to or to not in refused.text
    assert await kept(served) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": ""},
        {"subject": "s" * 151},
        {"subject": "\n \t"},
        {"text": " \n "},
        {"text": "t" * 8_000},
        {"text": "a\x00b"},
        {"text": "Your card 4111 1111 1111 1111 was charged."},
        {"subject": "GB82 WEST 1234 5698 7654 32"},
        {"purpose": "check_in"},  # nobody asks so about a promise
        {"purpose": "advertisement"},
        {"more": 1},
    ],
)
async def test_a_message_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    served = await serve()
    path = await promised(served)
    body = {**LETTER, **wrong}
    refused = await asked(served, "own_agent", "POST", f"{path}/message/release", body)
    assert refused.status_code == 422, refused.text
    assert await kept(served) == []


async def test_a_server_without_mail_says_what_is_missing() -> None:
    served = await serve()
    served.letters.off = "Set smtp_host and mail_from."
    path = await promised(served)
    assert (await shown(served, path))["off"] == "Set smtp_host and mail_from."
    refused = await asked(served, "own_agent", "POST", f"{path}/message/release", LETTER)
    assert refused.status_code == 400
    assert "smtp_host" in refused.json()["detail"]
    assert await kept(served) == []


async def test_who_wants_no_more_calls_is_written_to_only_what_is_owed() -> None:
    served = await serve()
    number = "+44 20 7946 0933"
    path = await promised(served, customer_number=number)
    assert (await shown(served, path))["no_contact"] is False
    body = {"numbers": [number], "reason": "asked by letter"}
    await asked(served, "admin", "POST", f"{V1}/do-not-call", body)
    assert (await shown(served, path))["no_contact"] is True
    refused = await asked(served, "own_agent", "POST", f"{path}/message/release", LETTER)
    assert (refused.status_code, refused.json()["code"]) == (409, "do_not_contact")
    owed = {**LETTER, "is_owed": True}
    assert (
        await asked(served, "own_agent", "POST", f"{path}/message/release", owed)
    ).status_code == 200


async def test_what_a_supervisor_does_is_in_the_audit_without_words_or_address() -> None:
    served = await serve()
    path = await promised(served)
    await shown(served, path, "supervisor")
    await asked(served, "supervisor", "POST", f"{path}/message/release", LETTER)
    await asked(served, "supervisor", "POST", f"{path}/answer", {"settled": "no"})
    other = await promised(served, "c2")
    await asked(served, "own_agent", "POST", f"{other}/message/release", LETTER)
    entries = await served.people.entries(AuditQuery(workspace="default"))
    actions = [(each.name, each.action) for each in entries if each.action != "view"]
    assert actions == [("supervisor", "follow_up.answer"), ("supervisor", "message.release")]
    assert [each.object for each in entries if each.action == "view"] == [path[-32:]]
    assert "jo@" not in msgspec.json.encode(entries).decode()


async def test_of_a_message_that_may_have_been_sent_a_person_decides() -> None:
    served = await serve()
    path = await promised(served)
    decide = f"{path}/message/decide"
    body = {"purpose": "confirmation", "was_sent": False}
    assert (await asked(served, "own_agent", "POST", decide, body)).status_code == 409
    await asked(served, "own_agent", "POST", f"{path}/message/release", LETTER)
    assert (await asked(served, "own_agent", "POST", decide, body)).status_code == 409
    (message,) = await kept(served)
    unsure = msgspec.structs.replace(message, state="unsure", attempts=3, error="stopped")
    await served.sending.outbox.change(unsure, was="released")
    assert (await asked(served, "own_agent", "POST", decide, body)).json()["state"] == "released"
    (message,) = await kept(served)
    assert (message.id, message.attempts, message.error) == (unsure.id, 0, "")
    await served.sending.outbox.change(unsure, was="released")
    arrived = {**body, "was_sent": True}
    assert (await asked(served, "own_agent", "POST", decide, arrived)).json()["state"] == "sent"


async def test_what_arrived_keeps_the_promise_of_it_when_that_was_said() -> None:
    served = await serve()
    path = await promised(served, what="send you an e-mail")
    letter = {**LETTER, "purpose": "promise_kept"}
    await asked(served, "own_agent", "POST", f"{path}/message/release", letter)
    (message,) = await kept(served)
    unsure = msgspec.structs.replace(message, state="unsure")
    await served.sending.outbox.change(unsure, was="released")
    body = {"purpose": "promise_kept", "was_sent": None}
    decide = f"{path}/message/decide"
    left = await asked(served, "own_agent", "POST", decide, body)
    assert (left.status_code, left.json()["code"]) == (409, "not_refused")
    arrived = await asked(served, "own_agent", "POST", decide, {**body, "was_sent": True})
    assert arrived.json()["state"] == "sent"
    row = await served.follow_ups.find("default", path[-32:])
    assert row is not None
    assert (row.state, row.note, row.done_by) == ("done", "E-mail sent.", "own_agent")


async def test_what_waits_for_somebody_is_listed_for_whose_it_is_without_its_words() -> None:
    served = await serve()
    paths = {
        "own_agent": await promised(served),
        "other_agent": await promised(served, "c2", agent="a2"),
        "supervisor_elsewhere": await promised(served, "c3", agent="a3", team="south"),
    }
    for who, path in paths.items():
        await asked(served, who, "POST", f"{path}/message/release", LETTER)
    for message in await kept(served):
        state = "dead" if message.call == "c2" else "unsure"
        waits = msgspec.structs.replace(message, state=state, error="refused (550)")
        assert await served.sending.outbox.change(waits, was="released")
    closed = await asked(served, "own_agent", "POST", f"{paths['own_agent']}/done", {"note": ""})
    assert closed.status_code == 200

    async def listed(who: str, **query: str) -> list[str]:
        async with served.asked_by(who) as client:
            answer = await client.get(f"{V1}/messages", params=query)
        assert "jo@" not in answer.text
        assert "What we agreed" not in answer.text
        return [each["call"] for each in answer.json()["messages"]]

    assert await listed("own_agent") == ["c1"]
    assert sorted(await listed("supervisor")) == ["c1", "c2"]
    assert await listed("supervisor", state="dead") == ["c2"]
    assert await listed("supervisor", state="unsure") == ["c1"]
    assert await listed("supervisor_elsewhere") == ["c3"]
    answer = await asked(served, "own_agent", "GET", f"{V1}/messages")
    (waiting,) = answer.json()["messages"]
    assert (waiting["closed"], waiting["what"]) == (True, "ring you back")


async def test_what_was_refused_is_mended_and_released_again() -> None:
    served = await serve()
    path = await promised(served)
    release = f"{path}/message/release"
    await asked(served, "own_agent", "POST", release, LETTER)
    (message,) = await kept(served)
    dead = msgspec.structs.replace(message, state="dead", error="refused (550)", attempts=1)
    await served.sending.outbox.change(dead, was="released")
    assert (await shown(served, path))["messages"][0]["error"] == "refused (550)"
    mended = {**LETTER, "to": "jo.smith@example.com"}
    assert (await asked(served, "own_agent", "POST", release, mended)).status_code == 200
    (message,) = await kept(served)
    assert (message.to, message.state, message.error) == ("jo.smith@example.com", "released", "")
    assert message.id == dead.id


async def test_a_message_whose_words_were_redacted_is_not_sent_again_empty() -> None:
    served = await serve()
    path = await promised(served)
    await asked(served, "own_agent", "POST", f"{path}/message/release", LETTER)
    (message,) = await kept(served)
    emptied = msgspec.structs.replace(message, state="unsure", subject="", text="")
    await served.sending.outbox.change(emptied, was="released")
    body = {"purpose": "confirmation", "was_sent": False}
    decided = await asked(served, "own_agent", "POST", f"{path}/message/decide", body)
    assert decided.json()["state"] == "dead"
    released = await asked(served, "own_agent", "POST", f"{path}/message/release", LETTER)
    assert released.json()["state"] == "released"


async def test_whoever_has_it_passed_on_drafts_without_the_calls_issue() -> None:
    served = await serve()
    text = "extends: standard\nname: standard\ntitle: S\nversion: 2\nmessages:\n  confirmation:\n"
    text += '    text: "Hello\\n\\nabout {issue}\\n\\nwe {promised}"\n'
    body = {"text": text}
    published = await asked(served, "admin", "PUT", f"{V1}/playbooks/standard", body)
    assert published.status_code == 201, published.text
    path = await promised(served)
    assert "about" in (await shown(served, path))["messages"][0]["text"]
    passed = Mark(state="open", at=DUE, by="supervisor", owner="a2")
    await served.follow_ups.mark("default", path[-32:], passed)
    text = (await shown(served, path, "other_agent"))["messages"][0]["text"]
    assert text == "Hello\n\nwe ring you back"
    assert "about" in (await shown(served, path, "supervisor"))["messages"][0]["text"]


async def test_answers_that_leave_something_open_are_listed_until_seen_to() -> None:
    served = await serve()
    mine = await promised(served)
    colleagues = await promised(served, "c2", agent="a2")
    elsewhere = await promised(served, "c3", agent="a3", team="south")
    for who, path, settled in (
        ("own_agent", mine, "no"),
        ("other_agent", colleagues, "partly"),
        ("supervisor_elsewhere", elsewhere, "no"),
    ):
        body = {"settled": settled, "satisfaction": 2, "comment": "card 4111 1111 1111 1111"}
        assert (await asked(served, who, "POST", f"{path}/answer", body)).status_code == 200

    async def listed(who: str) -> list[str]:
        found = (await asked(served, who, "GET", f"{V1}/answers")).json()["answers"]
        assert all("4111" not in each["answer"]["comment"] for each in found)
        return sorted(each["call"] for each in found)

    assert await listed("own_agent") == ["c1"]
    assert await listed("supervisor") == ["c1", "c2"]
    assert await listed("supervisor_elsewhere") == ["c3"]
    seen = await asked(served, "own_agent", "POST", f"{mine}/answer/seen")
    assert seen.json() == {"settled": "no", "seen": True}
    assert await listed("supervisor") == ["c2"]
    page = await shown(served, mine)
    assert (page["answer"]["settled"], page["answer"]["seen_by"]) == ("no", "own_agent")
    assert page["answer"]["comment"] == "card [card number]"


async def test_an_answer_is_replaced_for_a_day_and_stands_after_that() -> None:
    served = await serve()
    path = await promised(served)

    async def answered(settled: str) -> int:
        body = {"settled": settled}
        return int((await asked(served, "own_agent", "POST", f"{path}/answer", body)).status_code)

    assert await answered("no") == 200
    served.service.clock.seconds = 600
    assert await answered("yes") == 200
    answer = await served.sending.answers.find("default", path[-32:])
    assert answer is not None
    assert answer.settled == "yes"
    before = msgspec.structs.replace(answer, first_at="2026-03-01T10:00:00+00:00")
    await served.sending.answers.keep(before)
    assert await answered("no") == 409


@pytest.mark.parametrize(
    "wrong", [{"settled": "maybe"}, {"settled": "no", "satisfaction": 6}, {"satisfaction": 3}, {}]
)
async def test_an_answer_that_is_none_is_refused(wrong: Any) -> None:
    served = await serve()
    path = await promised(served)
    assert (await asked(served, "own_agent", "POST", f"{path}/answer", wrong)).status_code == 422


async def test_webhooks_are_set_up_shown_without_their_secret_and_removed() -> None:
    served = await serve()
    body = {"url": "https://crm.example.com/in", "teams": ["north"], "kinds": ["record.signed"]}
    made = (await asked(served, "admin", "POST", f"{V1}/webhooks", body)).json()
    assert made["secret"].startswith("whsec_")
    listed = await asked(served, "admin", "GET", f"{V1}/webhooks")
    assert made["secret"] not in listed.text
    (webhook,) = listed.json()["webhooks"]
    assert (webhook["url"], webhook["enabled"]) == (body["url"], True)
    path = f"{V1}/webhooks/{webhook['id']}"
    off = await asked(served, "admin", "PATCH", path, {"enabled": False})
    assert off.json()["enabled"] is False
    assert (await asked(served, "admin", "DELETE", path)).status_code == 204
    assert (await asked(served, "admin", "DELETE", path)).status_code == 404
    wrongs: list[dict[str, Any]] = [
        {"url": "http://crm.example.com/in"},
        {"teams": ["east"]},
        {"teams": []},
        {"kinds": ["call.started"]},
        {"kinds": []},
    ]
    for wrong in wrongs:
        refused = await asked(served, "admin", "POST", f"{V1}/webhooks", {**body, **wrong})
        assert refused.status_code == 422, refused.text
    entries = await served.people.entries(AuditQuery(workspace="default", kind="webhook"))
    assert [each.action for each in entries] == ["webhook.remove", "webhook.change", "webhook.add"]


async def test_all_of_it_goes_with_the_call() -> None:
    served = await serve()
    path = await promised(served)
    await asked(served, "own_agent", "POST", f"{path}/message/release", LETTER)
    await asked(served, "own_agent", "POST", f"{path}/answer", {"settled": "no"})
    key = CallKey("default", "c1")
    await served.services.keeping.eraser.erase([key], reason="asked")
    assert await kept(served) == []
    assert await served.sending.answers.find("default", path[-32:]) is None


async def test_a_customers_export_has_what_was_written_to_them_and_what_they_answered() -> None:
    served = await serve()
    path = await promised(served)
    await asked(served, "own_agent", "POST", f"{path}/message/release", LETTER)
    draft = {**LETTER, "purpose": "promise_kept", "text": "Only a draft"}
    await asked(served, "own_agent", "POST", f"{path}/message", draft)
    answer = {"settled": "partly", "comment": "half of it"}
    await asked(served, "own_agent", "POST", f"{path}/answer", answer)
    body = {"customer": "c9", "reason": "asked"}
    export = await asked(served, "admin", "POST", f"{V1}/exports/customer", body)
    with zipfile.ZipFile(BytesIO(export.content)) as archive:
        (name,) = [each for each in archive.namelist() if each.endswith(".messages.json")]
        told = msgspec.json.decode(archive.read(name))
    assert [(each["to"], each["purpose"]) for each in told["messages"]] == [
        ("jo@example.com", "confirmation")
    ]
    assert told["answers"][0]["comment"] == "half of it"
