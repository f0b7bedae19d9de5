"""Saying the same again, unasked, is not being heard; answering and confirming are not."""

from __future__ import annotations

import pytest

from coolhead.call.vocabulary import Party
from coolhead.signals.detector import THRESHOLD
from coolhead.signals.relational.repetition import RepetitionDetector
from coolhead.signals.turn import Conversation, Turn

Said = tuple[tuple[Party, str], ...]

SOFA: Said = (
    ("customer", "My sofa hasn't come and I waited in all day Friday."),
    ("agent", "Can I take your order number?"),
    ("customer", "it's 4471"),
)

REPETITIONS: list[tuple[Said, str]] = [
    (
        (
            *SOFA,
            ("agent", "And your postcode?"),
        ),
        "My sofa hasn't come, I waited in all Friday.",
    ),
    (
        (
            *SOFA,
            ("agent", "And your postcode?"),
        ),
        "Like I said, the sofa hasn't come.",
    ),
    (
        (
            *SOFA,
            ("agent", "Our delivery charges are listed on the website."),
        ),
        "I waited in all day on Friday for that sofa and it didn't arrive.",
    ),
    (
        (
            ("customer", "I want my money back."),
            ("agent", "I can send you a replacement."),
        ),
        "I want my money back.",
    ),
    (
        (
            ("customer", "I want my money back."),
            ("agent", "I can send you a replacement."),
        ),
        "I just want my money back.",
    ),
    (
        (
            ("customer", "The router drops every evening at seven"),
            ("agent", "Have you restarted it?"),
            ("customer", "Yes, three times."),
            ("agent", "Could you restart it once more?"),
        ),
        "it drops every single evening the router I told you",
    ),
    (
        (
            ("customer", "You charged my card twice in March"),
            ("agent", "We charge a month ahead."),
        ),
        "No, you charged my card twice.",
    ),
    (
        (
            ("customer", "You charged my card twice in March"),
            ("agent", "We charge a month ahead."),
        ),
        "I already told you, the card was charged twice",
    ),
    (
        (
            ("customer", "I cancelled this contract in January by letter"),
            ("agent", "I see a balance of forty pounds."),
        ),
        "I cancelled the contract by letter in January!",
    ),
    (
        (
            ("customer", "Nobody rang me back yesterday"),
            ("agent", "Your account is in arrears."),
        ),
        "I said nobody rang me back yesterday",
    ),
    (
        (
            ("customer", "the boiler is leaking through the kitchen ceiling"),
            ("agent", "okay what's your surname"),
            ("customer", "Patel"),
            ("agent", "and your first name"),
        ),
        "the boiler's leaking through my kitchen ceiling",
    ),
    (
        (
            ("customer", "Please stop sending letters to my mother, she died in March"),
            ("agent", "I need to speak to the account holder."),
        ),
        "my mother died in March, stop sending her letters",
    ),
    (
        (
            ("customer", "I need an engineer here today"),
            ("agent", "Next week is the earliest."),
            ("customer", "No."),
            ("agent", "We could do Thursday."),
        ),
        "I need an engineer here today.",
    ),
    (
        (
            ("customer", "my daughter's inhaler was in that parcel"),
            ("agent", "parcels take up to five days"),
        ),
        "As I said, my daughter's inhaler is in the parcel",
    ),
    (
        (
            *SOFA,
            ("agent", "mm-hm"),
            ("customer", "and"),
            ("agent", "Let me look at our delivery schedule"),
        ),
        "sofa hasn't come, waited all day friday",
    ),
    (
        (
            ("customer", "the app keeps logging me out"),
            ("agent", "Which phone do you have?"),
            ("customer", "A Pixel."),
            ("agent", "Is it charged?"),
        ),
        "how many times, the app keeps logging me out",
    ),
    (
        (
            ("customer", "your driver left it in the rain and the box is soaked"),
            ("agent", "Our drivers follow a procedure."),
        ),
        "your driver left the box in the rain and it's soaked",
    ),
    (
        (
            ("customer", "The washing machine flooded my kitchen"),
            ("agent", "The warranty covers parts."),
        ),
        "once again, the washing machine flooded the kitchen",
    ),
    (
        (
            ("customer", "I asked for a window seat near my husband"),
            ("agent", "Seats are allocated automatically."),
        ),
        "I asked for a window seat near my husband.",
    ),
    (
        (
            ("customer", "The hotel lost my booking and gave away our room"),
            ("agent", "Check-in is from three."),
        ),
        "You gave away our room, the hotel lost my booking!",
    ),
]

NEAR_MISSES: list[tuple[Said, str]] = [
    (
        (
            *SOFA,
            ("agent", "Sorry, could you say that again?"),
        ),
        "My sofa hasn't come and I waited in all day Friday.",
    ),
    (
        (
            *SOFA,
            ("agent", "So the sofa didn't come on Friday and you waited in all day?"),
        ),
        "Yes, I waited in all day Friday for the sofa.",
    ),
    (
        (
            *SOFA,
            ("agent", "So the sofa didn't come on Friday and you waited all day?"),
        ),
        "the sofa didn't come on Friday and I waited all day",
    ),
    (
        (("customer", "My sofa hasn't come and I waited all day Friday"),),
        "My sofa hasn't come and I waited all day Friday",
    ),
    (
        (
            ("customer", "My sofa hasn't come, I waited all day Friday"),
            ("agent", "mm-hm"),
        ),
        "I waited all day Friday and the sofa didn't come",
    ),
    (
        (
            *SOFA,
            ("agent", "And your postcode?"),
        ),
        "It's LS7 4BY.",
    ),
    (
        (
            ("customer", "yes"),
            ("agent", "Is that correct?"),
        ),
        "yes",
    ),
    (
        (
            ("customer", "four four seven one"),
            ("agent", "four four seven one?"),
        ),
        "four four seven one",
    ),
    (
        (
            ("customer", "Yes, that's right"),
            ("agent", "And the name?"),
        ),
        "Yes, that's right, thanks.",
    ),
    (
        (
            *SOFA,
            ("agent", "I can deliver it on Tuesday."),
        ),
        "Tuesday is fine, will they ring before?",
    ),
    (
        (
            ("customer", "my router is broken"),
            ("agent", "Let me test the line."),
        ),
        "How long will the test take?",
    ),
    (
        (
            ("customer", "I ordered a table and two chairs in May"),
            ("agent", "Let me check."),
        ),
        "The chairs came but the table didn't.",
    ),
    ((), "I told you, the sofa hasn't come"),
    (
        (
            ("customer", "hello is anyone there"),
            ("agent", "Hello, this is Sam."),
        ),
        "Hello, I have a problem with my bill.",
    ),
    (
        (
            ("customer", "Nobody rang me back yesterday"),
            ("agent", "What happened with the call yesterday?"),
        ),
        "nobody rang me back yesterday",
    ),
    (
        (
            ("customer", "My name is Priya Shah"),
            ("agent", "Could you spell your surname?"),
        ),
        "Shah, S H A H, Priya Shah.",
    ),
    (
        (
            ("customer", "I'd like to cancel my contract"),
            ("agent", "I can cancel it today for you."),
        ),
        "Great, please cancel it.",
    ),
    (
        (
            ("customer", "the engineer came on Monday"),
            ("agent", "And did he fix it?"),
        ),
        "No, the engineer didn't have the part.",
    ),
    (
        (
            ("customer", "I want a refund"),
            ("agent", "A refund is possible. To which card?"),
        ),
        "The one I paid with.",
    ),
    (
        (
            ("customer", "he said it'd be Friday"),
            ("agent", "Who did you speak to?"),
        ),
        "I don't know, he said his name was Mark",
    ),
    (
        (
            ("customer", "thank you very much for your help today"),
            ("agent", "You're welcome."),
        ),
        "thank you very much, bye",
    ),
]


def found(said: Said, text: str) -> bool:
    conversation = Conversation()
    for party, words in said:
        conversation.add(Turn(party, words))
    turn = Turn("customer", text)
    return any(
        signal.confidence >= THRESHOLD for signal in RepetitionDetector().detect(turn, conversation)
    )


@pytest.mark.parametrize(("said", "text"), REPETITIONS)
def test_the_same_again_unasked_shows_a_customer_not_heard(said: Said, text: str) -> None:
    assert found(said, text)


@pytest.mark.parametrize(("said", "text"), NEAR_MISSES)
def test_answers_confirmations_and_news_do_not(said: Said, text: str) -> None:
    assert not found(said, text)


def test_a_customer_whose_words_were_just_said_back_has_been_heard() -> None:
    complaint = "The router drops every evening at seven."
    ignored: Said = (("customer", complaint), ("agent", "Our prices change in June."))
    heard: Said = (("customer", complaint), ("agent", "So the router drops each evening."))
    assert found(ignored, complaint)
    assert not found(heard, complaint)
