from __future__ import annotations

from typing import Any

import pytest

from coolhead.playbook.after_call import MessageTemplate
from coolhead.playbook.loader import load_playbook
from coolhead.record.record import Record
from coolhead.services.follow_ups.follow_up import FollowUp
from coolhead.services.sending.message import message_id, purposes_of, settles
from coolhead.services.sending.wording import as_html, cleaned, filled, fillers_of, one_line

LINK = "https://care.example.com/answer/abcdefghijklmnopqrstuvwxyz"


def row(**more: Any) -> FollowUp:
    given: dict[str, Any] = {
        "workspace": "w",
        "id": "f" * 32,
        "call": "c1",
        "team": "north",
        "owner": "a1",
        "customer": "c9",
        "kind": "promise",
        "what": "call you back",
        "due": "2026-03-03T17:00:00+01:00",
    }
    return FollowUp(**{**given, **more})


def text(template: str, **more: Any) -> str:
    made = MessageTemplate(subject="s", text=template)
    record = Record(id="c1", issue=more.pop("issue", ""))
    return filled(made, fillers_of(row(**more), record, "Kim"))


def test_slots_are_filled_with_what_the_record_knows() -> None:
    said = text("Hello,\n\nwe {promised} by {due}: {issue}\n\n{agent}", issue="No parcel {due}")
    # What fills a slot is not looked at for slots again.
    assert said == (
        "Hello,\n\nwe call you back by Tuesday 3 March 2026, 17:00: No parcel {due}\n\nKim"
    )


def test_a_paragraph_that_cannot_be_filled_is_left_out_and_the_link_waits() -> None:
    template = "Hello,\n\nby {due}\n\nabout {issue}\n\nhere: {answer_link}"
    assert text(template, due=None) == "Hello,\n\nhere: {answer_link}"
    assert text("Hello,\n\n{due}", due=None, due_text="soon") == "Hello,\n\nsoon"
    assert text("Hello,\n\n{promised}", kind="check_in") == "Hello,"


def test_what_was_said_adds_no_paragraph_and_no_control_character() -> None:
    assert text("a\n\n{promised}", what="ring\r\n\r\nBcc: x\x00\u2028y") == "a\n\nring Bcc: x y"
    assert one_line("a\r\nBcc: b\x1b[31m") == "a Bcc: b [31m"
    assert cleaned(" a\r\n\r\nb\x00c\r ") == "a\n\nb c"


def test_the_html_is_the_same_text_and_no_markup_of_anybodys() -> None:
    shown = as_html(f"Hi <b>\n{LINK}\n\n\"x\" & 'y' <script>alert(1)</script>", LINK)
    assert f'<a href="{LINK}">{LINK}</a>' in shown
    assert shown.count("<p>") == 2
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "&lt;script&gt;" in shown


def test_the_shipped_messages_fill_whatever_is_known() -> None:
    messages = load_playbook("standard").messages
    for name in ("thank_you", "check_in", "promise_kept", "confirmation"):
        template = getattr(messages, name)
        assert template.automatic is False
        empty = row(kind="check_in", what="", due=None)
        for said in (
            filled(template, fillers_of(empty, None, "")),
            filled(template, fillers_of(row(), Record(id="c1", issue="x"), "Kim")),
        ):
            assert said.startswith("Hello,")
            assert "{" not in said.replace("{answer_link}", "")


@pytest.mark.parametrize(
    ("more", "usual"),
    [
        ({}, "confirmation"),
        ({"state": "done"}, "promise_kept"),
        ({"kind": "check_in"}, "check_in"),
        ({"kind": "thank_you"}, "thank_you"),
    ],
)
def test_what_is_usually_written_about_a_follow_up(more: Any, usual: str) -> None:
    assert purposes_of(row(**more))[0] == usual


def test_a_message_is_done_with_what_it_is_for_and_nothing_else() -> None:
    assert settles(row(kind="check_in"), "check_in")
    assert settles(row(kind="check_in"), "thank_you")
    assert not settles(row(), "promise_kept")  # a call was promised, not an e-mail
    assert settles(row(what="send you an e-mail with the form"), "promise_kept")
    assert not settles(row(what="send you an e-mail with the form"), "confirmation")


def test_a_follow_up_has_one_message_for_a_purpose() -> None:
    assert message_id("w", "f", "check_in") == message_id("w", "f", "check_in")
    others = {message_id(*each) for each in (("w", "f", "thank_you"), ("x", "f", "check_in"))}
    assert len(others | {message_id("w", "f", "check_in")}) == 3
