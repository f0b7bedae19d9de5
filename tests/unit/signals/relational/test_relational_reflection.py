"""A reflection is judged by what the customer said before, not by the agent's words alone."""

from __future__ import annotations

import pytest

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.detector import THRESHOLD
from coolhead.signals.relational.reflection import ReflectionDetector
from coolhead.signals.turn import Conversation, Turn

Said = tuple[tuple[Party, str], ...]

SOFA: Said = (
    (
        "customer",
        "I ordered a sofa three weeks ago, it was to come on Friday and nobody turned up. "
        "I took a day off work for it.",
    ),
)
ROUT: Said = (
    (
        "customer",
        "my router keeps dropping out every evening and I work from home so I can't do my job",
    ),
)
BILL: Said = (
    ("customer", "You've charged me twice for the same month. Forty pounds each time!"),
    ("agent", "I'm sorry to hear that."),
    ("customer", "I just want my money back, that's all."),
)
CANC: Said = (
    ("customer", "I rang on Monday to cancel my contract and the man promised me it was done."),
    ("agent", "Right."),
    ("customer", "And now there's another bill. So he lied to me."),
)

REFLECTIONS: list[tuple[Said, str]] = [
    (SOFA, "So the sofa should have been delivered on Friday, and you took a day off for nothing."),
    (
        SOFA,
        "Let me make sure I've understood: you waited three weeks and nobody showed up.",
    ),
    (SOFA, "So you took time off work and nobody turned up on Friday."),
    (SOFA, "if i understand you right the sofa was due friday and it never arrived"),
    (SOFA, "You lost a day's work waiting for a delivery that never came."),
    (SOFA, "What I'm hearing is that you waited in all day on Friday for a sofa."),
    (ROUT, "It sounds like your broadband drops every evening and that stops you working."),
    (ROUT, "So your router cuts out in the evenings, and you need it for your job."),
    (ROUT, "okay so you work from home and the connection drops every evening is that right"),
    (ROUT, "So you can't do your job because the line keeps dropping, have I got that right?"),
    (BILL, "So you've been billed twice for one month and you'd like a refund."),
    (BILL, "You want the second charge refunded, is that right?"),
    (BILL, "Let me check I've got this right. You paid twice for the same month."),
    (BILL, "So what you want is your money back for the double payment."),
    (BILL, "So you were charged twice."),
    (
        CANC,
        "So you called on Monday to cancel, were told it was done, and you've still been billed.",
    ),
    (CANC, "You cancelled your contract on Monday and then another bill arrived."),
    (
        CANC,
        "From what you've told me, my colleague promised the contract was cancelled and it wasn't.",
    ),
    (CANC, "so you thought it was cancelled and then you got another bill"),
    (CANC, "I understand that you cancelled on Monday and you've been charged anyway."),
    (
        (("customer", "The engineer was rude to my wife and left mud all over the carpet"),),
        "So our technician was rude to your wife and left the carpet dirty.",
    ),
    (
        (("customer", "my mum died in march and you keep sending her letters"),),
        "So letters are still being sent to your mum, even though she died in March.",
    ),
    (
        (
            (
                "customer",
                "I've rung four times and every time I get passed to a different department",
            ),
        ),
        "You've called four times and been transferred each time.",
    ),
]

NEAR_MISSES: list[tuple[Said, str]] = [
    (SOFA, "Can I take your order number please?"),
    (SOFA, "When did you order the sofa?"),
    (SOFA, "Did the sofa come on Friday?"),
    (SOFA, "I can see here the sofa left our warehouse on Friday."),
    (SOFA, "I'll get the sofa out to you this Friday."),
    (SOFA, "Friday?"),
    (SOFA, "The sofa, right."),
    (SOFA, "I'm really sorry about that."),
    (SOFA, "So what was the order number?"),
    (SOFA, "According to the system the sofa was delivered on Friday."),
    (SOFA, "We can deliver the sofa on Friday or refund your order."),
    (
        (("customer", "It's 4 4 7 1 9 2, Elm Road, Leeds"),),
        "So that's 4 4 7 1 9 2, Elm Road, Leeds.",
    ),
    (
        (("customer", "My account number is 88213 and the name is Sarah Whitfield"),),
        "So your account number is 88213 and the name is Sarah Whitfield.",
    ),
    (
        (("customer", "my postcode is ls seven four by and the street is elm road"),),
        "so your postcode is ls seven four by elm road",
    ),
    (
        (("customer", "My email is jo.smith@mail.com"),),
        "Your email is jo.smith@mail.com, is that right?",
    ),
    (ROUT, "Have you tried turning the router off and on again?"),
    (ROUT, "The router needs a firmware update, which takes ten minutes."),
    (ROUT, "I'll send you a new router so that you can work from home."),
    (ROUT, "How long has the router been dropping out?"),
    (BILL, "I'll refund the charge today and you'll get your money back by Friday."),
    (BILL, "Would you like your money back on your card?"),
    (BILL, "You need to pay the bill within fourteen days."),
    (CANC, "He shouldn't have promised you that."),
    (CANC, "I can cancel the contract for you now."),
    (CANC, "Contracts can only be cancelled with thirty days' notice."),
    (CANC, "Calm down, there's no need to shout."),
    (BILL, "So you can have your money back in five days."),
    ((), "So you've been waiting three weeks for your sofa."),
    (ROUT, "So you've got our fibre package with the television bundle."),
]


def best(said: Said, text: str) -> Signal | None:
    conversation = Conversation()
    for party, words in said:
        conversation.add(Turn(party, words))
    found = list(ReflectionDetector().detect(Turn("agent", text), conversation))
    return found[0] if found else None


@pytest.mark.parametrize(("said", "text"), REFLECTIONS)
def test_the_customers_words_said_back_are_a_reflection(said: Said, text: str) -> None:
    signal = best(said, text)
    assert signal is not None
    assert signal.confidence >= THRESHOLD
    assert signal.confirmed is None


@pytest.mark.parametrize(("said", "text"), NEAR_MISSES)
def test_questions_data_news_and_echoes_are_no_reflection(said: Said, text: str) -> None:
    signal = best(said, text)
    assert signal is None or signal.confidence < THRESHOLD


def test_the_same_sentence_is_a_reflection_only_after_the_customer_said_it() -> None:
    sentence = "So your router cuts out in the evenings, and you need it for your job."
    after = best(ROUT, sentence)
    assert after is not None
    assert after.confidence >= THRESHOLD
    assert best((("agent", ROUT[0][1]),), sentence) is None


def test_what_was_reflected_already_is_not_reflected_again() -> None:
    conversation = Conversation()
    conversation.add(Turn("customer", "My router keeps dropping out every evening."))
    reflecting = Turn("agent", "So your router drops out every evening.")
    reflecting.signals = (Signal(name="reflection", confidence=0.9),)
    conversation.add(reflecting)
    conversation.add(Turn("customer", "Yes."))
    again = Turn("agent", "So the router drops every evening.")
    assert not list(ReflectionDetector().detect(again, conversation))


def test_the_span_is_the_sentence_that_says_it_back() -> None:
    text = "Thank you. So your router drops every evening and you can't work. One moment."
    signal = best(ROUT, text)
    assert signal is not None
    assert signal.span is not None
    assert text[slice(*signal.span)].strip() == (
        "So your router drops every evening and you can't work."
    )


def test_the_rule_says_how_much_of_it_the_customer_had_said() -> None:
    signal = best(BILL, "So you were charged twice, is that right?")
    assert signal is not None
    assert signal.rule == "relational.reflection/lead_in_checked:2_of_2"


def test_a_call_of_any_length_costs_no_more_than_its_last_turns() -> None:
    long_ago: Said = (("customer", "the piano has a scratched lid"),)
    since: Said = tuple(
        each
        for number in range(20)
        for each in (("agent", "And then?"), ("customer", f"well chapter {number} of it"))
    )
    signal = best(long_ago + since, "So the piano lid is scratched.")
    assert signal is None


def test_answering_the_customers_own_question_is_no_reflection() -> None:
    asked: Said = (("customer", "Fine. And nobody's recording me in the chair?"),)
    signal = best(asked, "Nobody's recording you in the chair.")
    assert signal is None or signal.confidence < THRESHOLD


def test_a_reading_read_out_is_no_reflection() -> None:
    bill: Said = (("customer", "The bill says two eight four five zero, that's wrong"),)
    signal = best(bill, "Okay. So your bill was made on two eight, four five zero.")
    assert signal is None or signal.confidence < THRESHOLD


def test_summing_up_what_was_agreed_is_a_recap_and_no_reflection() -> None:
    conversation = Conversation()
    conversation.add(Turn("customer", "Thursday at eight, and the copy of my data by email."))
    recap = Turn("agent", "So that's Thursday at eight, and your data by email.")
    recap.signals = (Signal(name="recap", confidence=0.9),)
    found = list(ReflectionDetector().detect(recap, conversation))
    assert all(signal.confidence < THRESHOLD for signal in found)
