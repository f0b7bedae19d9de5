"""What a call is about: the thing that both parties deal with, and never one named in passing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.signals.wording import Matter, Turn, main_matter, named_in, wording_of
from coolhead.signals.wording.clean import may_be_said


def turns(*said: str) -> list[Turn]:
    """Lines of "C: …" (a complaint or a request), "c: …" (neither) and "A: …" as turns."""
    found = []
    for line in said:
        party, _, text = line.partition(": ")
        if party == "A":
            found.append(Turn(named=named_in(text)))
        else:
            found.append(Turn(mentions=wording_of(text).mentions, telling=party == "C"))
    return found


def matter_of(*said: str) -> str | None:
    matter = main_matter(turns(*said))
    return matter.said if matter else None


@pytest.mark.parametrize(
    ("said", "matter"),
    [
        (("c: Hi, I'm ringing about a sofa.",), "the sofa"),
        (("C: I've got a complaint about a dining table.",), "the dining table"),
        (("c: It's about my ceiling.",), "your ceiling"),
        (("c: I am calling regarding my car.",), "your car"),
        (("c: It's the kitchen, the burst pipe.",), "the kitchen"),
        (("C: There's a problem with the app.",), "the app"),
        (("C: I've had a bill from you and it is wrong.",), "the bill"),
        (("C: You cancelled my flight on Friday.",), "your flight"),
        (("C: I need to cancel my subscription, please.",), "your subscription"),
        (("C: What's happened is the internet's been off since Sunday.",), "the internet"),
        (("C: My phone is broken.",), "your phone"),
        (("C: My broadband can't be trusted any more.",), "your broadband"),
        (("C: Where's my parcel?",), "your parcel"),
        (("C: There's a payment on my card that I didn't make.",), "the payment"),
        (("C: You've refused my claim for the roof.",), "your claim"),
        (("C: My mum's operation has been cancelled again.",), "your mum's operation"),
        (("C: I've been trying to cancel my gym membership.",), "your gym membership"),
    ],
)
def test_what_the_customer_begins_with_is_the_matter(said: tuple[str, ...], matter: str) -> None:
    assert matter_of(*said) == matter


@pytest.mark.parametrize(
    "passing",
    [
        "C: I've told four of you about the lights!",
        "C: The kids are doing their homework on my phone.",
        "c: You rang me in the middle of my lunch.",
        "C: I've done the form. I did the form on Wednesday.",
        "C: I'm about to stop the payment.",
        "c: He's got the key? Why did nobody think of the key?",
        "c: I have to come down the stairs for it.",
        "C: I did send an email, and I want it in writing.",
    ],
)
def test_what_is_named_in_passing_never_takes_its_place(passing: str) -> None:
    assert matter_of("C: My boiler has stopped working.", "A: The boiler, okay.", passing) == (
        "your boiler"
    )
    assert matter_of(passing) is None


def test_money_and_what_would_settle_it_are_not_the_matter() -> None:
    assert matter_of(
        "C: I've got a complaint about a dining table.",
        "C: I want my money back. I want the refund today.",
        "A: The refund, then.",
        "c: The refund, yes. My money.",
    ) == ("the dining table")
    assert matter_of("C: I want my money back.", "A: Your money, yes.") is None


def test_a_person_is_never_the_matter_but_what_is_theirs_may_be() -> None:
    assert matter_of("C: It was my lad's birthday present.") == "your lad's birthday present"
    assert matter_of("C: My lad was crying all day.", "C: My sister never got there.") is None


def test_what_was_never_more_than_named_counts_only_if_both_dwell_on_it() -> None:
    first = "C: Your app ate my invoices."
    assert matter_of(first) is None
    both = (first, "A: So you had forty invoices.", "A: The invoices get saved here.")
    assert matter_of(*both, "c: My invoices, yes.") == "your invoices"


def test_of_two_complaints_alike_the_later_is_the_matter() -> None:
    said = ("C: My sofa never came.", "C: And the app is down.")
    assert matter_of(*said) == "the app"


def test_a_later_complaint_does_not_displace_what_the_call_began_with() -> None:
    assert matter_of(
        "C: I'm ringing about my sofa. My sofa never came.",
        "A: The sofa should have come on Friday.",
        "A: Your sofa is in the warehouse.",
        "C: And the app is down.",
    ) == ("your sofa")


def test_the_customers_own_is_said_as_theirs() -> None:
    assert matter_of("c: I'm ringing about a bill.", "C: My bill is wrong.") == "your bill"


@pytest.mark.parametrize(
    "said",
    ["c: I'm not calling about the car.", "c: That's about the size of it.", "c: Right. Okay."],
)
def test_a_manner_of_speaking_or_a_denial_brings_nothing_up(said: str) -> None:
    assert matter_of(said) is None


def test_a_matter_knows_itself_in_singular_and_plural() -> None:
    matter = Matter("your invoices", "invoice")
    assert matter.is_in("the invoice that was wrong")
    assert matter.is_in("your invoices that vanished")
    assert not matter.is_in("the app that is down")


_LINES = st.sampled_from(
    [
        "C: my boiler is broken and I want a refund",
        "c: it's about the bill",
        "A: the bill, right, and your boiler",
        "C: cancel my subscription",
        "C: the fucking app is shit",
        "c: yes",
        "A: okay",
        "C: you sent me the wrong shoes",
    ]
)


@given(st.lists(_LINES, max_size=30))
def test_a_matter_can_always_be_said(lines: list[str]) -> None:
    said = matter_of(*lines)
    assert said is None or may_be_said(said)


@given(st.text(max_size=200))
def test_any_text_may_be_a_turn(text: str) -> None:
    said = main_matter([Turn(mentions=wording_of(text).mentions, telling=True)] * 3)
    assert said is None or may_be_said(said.said)
    named_in(text)
