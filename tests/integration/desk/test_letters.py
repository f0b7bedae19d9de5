"""Messages as agents write them, what customers answer, and webhooks as they are set up."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.integration.desk.test_accessible import found as faults
from tests.support.desk import Screens, screens
from tests.support.mail_server import MailServer, mail_server
from tests.support.patience import PATIENCE_S
from tests.support.receiver import Receiver, receiver


@pytest.fixture(scope="module")
def mail() -> Iterator[MailServer]:
    with mail_server() as made:
        yield made


@pytest.fixture(scope="module")
def taking() -> Iterator[Receiver]:
    with receiver() as made:
        yield made


@pytest.fixture(scope="module")
def shown(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory, mail: MailServer
) -> Iterator[Screens]:
    """A server with a mail server."""
    folder = tmp_path_factory.mktemp("data")
    settings = folder / "coolhead.toml"
    settings.write_text(
        f'smtp_host = "127.0.0.1"\nsmtp_port = {mail.port}\nsmtp_security = "none"\n'
        'mail_from = "The Shop <care@example.com>"\nallow_private_webhooks = true\n'
    )
    with screens(folder / "own", chromium, "--config", str(settings)) as made:
        yield made


def promised(shown: Screens, call: str, **header: Any) -> None:
    """A call of today in which kim promises a call; it is over."""
    started = (datetime.now(tz=UTC) - timedelta(hours=1)).isoformat(timespec="seconds")
    shown.begin(call, started_at=started, customer=f"c-{call}", **header)
    text = "I will call you back on Monday."
    shown.tell(
        call,
        {"party": "customer", "start": 1.0, "end": 3.0, "text": "Where is my parcel?"},
        {"party": "agent", "start": 4.0, "end": 7.0, "text": text},
        {"type": "end", "ended_by": "customer"},
    )


def queue(shown: Screens, who: str = "kim", **size: int) -> Page:
    page = shown.page(who, "/follow-ups", **size)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def of_call(page: Page, call: str) -> Locator:
    return page.locator(".follow-up", has=page.locator(f"a[href='/calls/{call}']"))


def opened(page: Page, call: str) -> Locator:
    of_call(page, call).get_by_role("button", name="Write").click()
    dialog = page.get_by_role("dialog", name="Write to the customer")
    expect(dialog).to_be_visible()
    return dialog


def test_a_letter_is_read_mended_and_sent_by_key_and_the_customer_answers(
    shown: Screens, mail: MailServer
) -> None:
    promised(shown, "letter")
    page = queue(shown)
    of_call(page, "letter").get_by_role("link").focus()
    page.keyboard.press("w")
    dialog = page.get_by_role("dialog", name="Write to the customer")
    expect(dialog.get_by_label("E-mail address")).to_be_focused()
    expect(dialog.get_by_label("Text", exact=True)).to_have_value(
        "Hello,\n\nthank you for your patience on the telephone. Here is what we agreed.\n\n"
        f"What we promised: call you back\n\nBy when: {due(shown, 'letter')}\n\n"
        "If that is not what you remember, please answer this e-mail.\n\nkim"
    )
    page.keyboard.type("jo at example.com")
    page.keyboard.press("Enter")
    problem = dialog.get_by_role("alert").filter(has_text="e-mail address")
    expect(problem).to_be_visible()
    expect(dialog.get_by_label("E-mail address")).to_be_focused()
    dialog.get_by_label("What for").select_option("promise_kept")
    dialog.get_by_label("E-mail address").fill("jo@example.com")
    text = dialog.get_by_label("Text", exact=True)
    text.fill("<b>Done</b>.\n\nSettled? {answer_link}")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_have_count(0)
    taken = mail.wait(1)[-1]
    assert taken["To"] == "jo@example.com"
    assert taken["From"] == "The Shop <care@example.com>"
    page.reload()
    expect(of_call(page, "letter")).to_contain_text("E-mail sent")
    dialog = opened(page, "letter")
    dialog.get_by_label("What for").select_option("promise_kept")
    expect(dialog.get_by_role("status")).to_contain_text("by kim")
    expect(dialog.locator(".as-sent")).to_contain_text("<b>Done</b>.")
    expect(dialog.get_by_role("button", name="Send")).to_have_count(0)

    body = taken.get_body(("plain",))
    assert body is not None
    link = str(body.get_content()).split("Settled? ")[1].strip()
    customer = shown.page("", link.removeprefix(shown.server.url), width=390, height=844)
    assert faults(customer) == []
    customer.get_by_label("No", exact=True).check()
    customer.get_by_label("2", exact=True).check()
    customer.get_by_label("What should we know?").fill("<img src=x onerror='window.hacked=1'>")
    customer.get_by_role("button", name="Send").click()
    expect(customer.get_by_role("heading")).to_have_text("Thank you for your answer")
    assert faults(customer) == []
    for who in ("sam", "kim"):
        page = queue(shown, who)
        answers = page.get_by_role("region", name="Not settled, customers say")
        expect(answers).to_contain_text("satisfied 2 of 5")
        expect(answers).to_contain_text("<img src=x")
        assert page.evaluate("window.hacked") is None
        assert faults(page) == []
    answers.get_by_role("button", name="Seen to it").click()
    expect(answers).to_be_hidden()
    expect(of_call(page, "letter")).to_contain_text("Not settled, says the customer")


def due(shown: Screens, call: str) -> str:
    rows = shown.people["kim"].get("/follow-ups").json()["follow_ups"]
    row = next(each for each in rows if each["call"] == call and each["kind"] == "promise")
    at = datetime.fromisoformat(row["due"])
    return f"{at:%A} {at.day} {at:%B} {at.year}, {at:%H:%M}"


def test_what_the_mail_server_refuses_is_told_mended_and_sent(
    shown: Screens, mail: MailServer
) -> None:
    promised(shown, "refused")
    page = queue(shown)
    count = len(mail.taken)
    mail.answers["RCPT"] = ["550 nobody here"]
    dialog = opened(page, "refused")
    dialog.get_by_label("E-mail address").fill("nobody@example.com")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_have_count(0)
    row = of_call(page, "refused")
    for _ in range(40):
        page.reload()
        row.wait_for()
        if "was not taken" in row.inner_text():
            break
    expect(row).to_contain_text("E-mail was not taken")
    dialog = opened(page, "refused")
    expect(dialog.get_by_role("status")).to_contain_text("refused the address (550)")
    assert faults(page) == []
    dialog.get_by_label("E-mail address").fill("somebody@example.com")
    dialog.get_by_role("button", name="Send").click()
    assert mail.wait(count + 1)[-1]["To"] == "somebody@example.com"


def test_a_draft_waits_and_an_answer_by_telephone_is_noted(shown: Screens) -> None:
    promised(shown, "draft")
    page = queue(shown)
    dialog = opened(page, "draft")
    dialog.get_by_label("Subject").fill("A word of mine")
    dialog.get_by_role("button", name="Keep as a draft").click()
    expect(of_call(page, "draft")).to_contain_text("a draft is kept")
    dialog = opened(page, "draft")
    expect(dialog.get_by_label("Subject")).to_have_value("A word of mine")
    dialog.get_by_text("Note what they answered").click()
    dialog.get_by_role("button", name="Keep the answer").click()
    expect(dialog.get_by_text("Choose what they answered.")).to_be_visible()
    dialog.get_by_label("Is it settled?").select_option("yes")
    dialog.get_by_label("How satisfied").select_option("5")
    dialog.get_by_role("button", name="Keep the answer").click()
    expect(of_call(page, "draft")).to_contain_text("Settled, says the customer, satisfied 5 of 5")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_letter_on_a_narrow_screen_keeps_nobody_out(shown: Screens, dark: bool) -> None:
    promised(shown, f"narrow-{dark}")
    page = queue(shown, width=390, height=844)
    page.emulate_media(color_scheme="dark" if dark else "light")
    opened(page, f"narrow-{dark}").get_by_text("Note what they answered").click()
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_who_wants_no_more_calls_is_written_to_only_what_is_owed(
    shown: Screens, mail: MailServer
) -> None:
    number = "+44 20 7946 0999"
    body = {"numbers": [number], "reason": "asked by letter"}
    shown.admin.post("/do-not-call", json=body).raise_for_status()
    promised(shown, "owed", customer_number=number)
    count = len(mail.taken)
    page = queue(shown)
    dialog = opened(page, "owed")
    dialog.get_by_label("E-mail address").fill("jo@example.com")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("wants no more calls. Only")).to_be_visible()
    dialog.get_by_label("This is owed to the customer").check()
    mail.answers["RCPT"] = ["550 nobody here"]
    dialog.get_by_role("button", name="Send").click()
    waits(shown, "dead")
    page.reload()
    section = page.get_by_role("region", name="E-mails to decide about")
    section.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("wants no more calls. Only")).to_be_visible()
    section.get_by_role("button", name="Mend").click()
    dialog.get_by_label("This is owed to the customer").check()
    dialog.get_by_role("button", name="Send").click()
    mail.wait(count + 1)
    expect(section).to_be_hidden()


def released(shown: Screens, call: str, to: str) -> str:
    """The path of a call's promise, of which a confirmation is released."""
    rows = shown.people["kim"].get("/follow-ups").json()["follow_ups"]
    row = next(each for each in rows if each["call"] == call and each["kind"] == "promise")
    letter = {"purpose": "confirmation", "to": to, "subject": "What we agreed", "text": "Monday."}
    path = f"/follow-ups/{row['id']}"
    shown.people["kim"].post(f"{path}/message/release", json=letter).raise_for_status()
    return path


def waits(shown: Screens, state: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while not shown.people["kim"].get("/messages", params={"state": state}).json()["messages"]:
        assert time.monotonic() < until
        time.sleep(0.05)


def test_what_may_have_been_sent_is_decided_about_where_its_follow_up_is_closed(
    shown: Screens, mail: MailServer
) -> None:
    promised(shown, "unsure")
    dead = threading.Event()

    def die() -> None:
        shown.server.kill()
        dead.set()

    mail.before_answering = die
    path = released(shown, "unsure", "jo@example.com")
    assert dead.wait(PATIENCE_S)
    mail.before_answering = lambda: None
    shown.server.start()
    waits(shown, "unsure")
    shown.people["kim"].post(f"{path}/done", json={"note": ""}).raise_for_status()
    for who in ("sam", "kim"):
        page = queue(shown, who)
        section = page.get_by_role("region", name="E-mails to decide about")
        expect(section).to_contain_text("May have been sent: confirmation of what was promised")
        expect(section).to_contain_text("the follow-up is closed")
        assert ("kim" in section.inner_text()) is (who == "sam")
        assert "jo@example.com" not in section.inner_text()
        assert faults(page) == []
    expect(queue(shown, "sue").get_by_role("region", name="E-mails to decide")).to_have_count(0)
    section.get_by_role("button", name="Look").click()
    dialog = page.get_by_role("dialog", name="Write to the customer")
    expect(dialog.locator(".as-sent")).to_contain_text("jo@example.com")
    dialog.get_by_role("button", name="Close").click()
    expect(section.get_by_role("button").first).to_be_focused()
    count = len(mail.taken)
    section.get_by_role("button", name="Send again").click()
    first, again = mail.wait(count + 1)[-2:]
    assert first["Message-ID"] == again["Message-ID"]
    expect(section).to_be_hidden()
    assert shown.errors == []


def test_what_was_refused_is_left_or_mended_from_the_top_of_the_queue(
    shown: Screens, mail: MailServer
) -> None:
    promised(shown, "wrong")
    mail.answers["RCPT"] = ["550 nobody here"]
    released(shown, "wrong", "nobody@example.com")
    waits(shown, "dead")
    page = queue(shown, width=390, height=844)
    section = page.get_by_role("region", name="E-mails to decide about")
    expect(section).to_contain_text("The mail server refused the address (550).")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults(page) == []
    section.get_by_role("button", name="Mend").click()
    dialog = page.get_by_role("dialog", name="Write to the customer")
    expect(dialog.get_by_label("E-mail address")).to_have_value("nobody@example.com")
    page.keyboard.press("Escape")
    section.get_by_role("button", name="Leave it").focus()
    page.keyboard.press("Enter")
    expect(section).to_be_hidden()
    expect(of_call(page, "wrong")).to_contain_text("a draft is kept")
    assert shown.errors == []


def test_a_webhook_is_set_up_told_and_what_it_refused_is_sent_again(
    shown: Screens, taking: Receiver
) -> None:
    page = shown.page("admin", "/settings/webhooks")
    page.get_by_role("button", name="Set a webhook up").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Address").fill("http://192.168.1.1/in")
    dialog.get_by_label("A follow-up is done").check()
    dialog.get_by_label("North").check()
    dialog.get_by_role("button", name="Set it up").click()
    expect(dialog.get_by_text("reached over https")).to_be_visible()
    dialog.get_by_label("Address").fill(taking.url)
    dialog.get_by_role("button", name="Set it up").click()
    expect(dialog.get_by_label("Secret")).to_have_value(re.compile(r"^whsec_.{40,}$"))
    assert faults(page) == []
    dialog.get_by_role("button", name="Done").click()
    expect(page.get_by_role("table")).to_contain_text("A follow-up is done")
    promised(shown, "told")
    taking.answers = [410]
    rows = shown.people["kim"].get("/follow-ups").json()["follow_ups"]
    row = next(each for each in rows if each["call"] == "told")
    done = shown.people["kim"].post(f"/follow-ups/{row['id']}/done", json={"note": ""})
    done.raise_for_status()
    taking.wait(1)
    for _ in range(40):
        page.reload()
        page.get_by_role("table").first.wait_for()
        if page.get_by_text("What did not get through").count():
            break
    expect(page.get_by_role("table").first).to_contain_text("wants no more (410)")
    assert faults(page) == []
    page.get_by_role("button", name="Turn on").click()
    page.get_by_role("button", name="Send again").click()
    first, second = taking.wait(2)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    expect(page.get_by_text("What did not get through")).to_have_count(0)
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    expect(page.get_by_text("There are no webhooks yet.")).to_be_visible()
