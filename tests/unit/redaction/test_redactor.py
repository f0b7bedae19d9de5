"""What must never be kept is masked, in one utterance or over several; what is harmless stays."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coolhead.call.utterance import Utterance, Word
from coolhead.call.vocabulary import Party
from coolhead.redaction.cards import is_card_number, passes_luhn
from coolhead.redaction.redactor import Redacted, RedactionSettings, Redactor

SPOKEN = "oh one two three four five six seven eight nine".split()  # noqa: SIM905 - reads best
VISA = "4532015112830366"


class Call:
    """A call whose utterances follow each other; ``kept`` is what a store would hold."""

    def __init__(self, **wanted: bool) -> None:
        self.redactor = Redactor(RedactionSettings(**wanted))
        self.kept: dict[str, str] = {}
        self.now = 0.0

    def say(self, party: Party, text: str, *, after: float = 1.0) -> Redacted:
        start = self.now + after
        self.now = start + 2.0
        said = Utterance(party=party, start=start, end=self.now, text=text, id=f"u{len(self.kept)}")
        done = self.redactor.redact(said)
        self.kept[said.id] = done.utterance.text
        self.kept.update(dict(done.rewritten))
        self.kept.update({each.id: each.text for each in done.released})
        return done

    def customer(self, text: str) -> str:
        return self.say("customer", text).utterance.text

    def agent(self, text: str) -> str:
        return self.say("agent", text).utterance.text


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("It's 4532 0151 1283 0366.", "It's [card number]."),
        ("4532-0151-1283-0366", "[card number]"),
        ("it is 4532015112830366 okay", "it is [card number] okay"),
        (
            "four five three two, oh one five one, um, one two eight three, oh three double six",
            "[card number]",
        ),
        ("forty-five thirty-two oh one fifty one twelve eighty three oh three sixty six", None),
        ("378282246310005", "[card number]"),  # American Express
        ("5555 5555 5555 4444 and that's that", "[card number] and that's that"),
        ("six oh one one, one one one one, one one one one, one one one seven", None),
        ("My IBAN is GB82 WEST 1234 5698 7654 32, thanks", "My IBAN is [bank account], thanks"),
        ("DE89370400440532013000", "[bank account]"),
        ("it's G B eight two W E S T one two three four five six nine eight seven six five four "
         "three two", "it's [bank account]"),
        ("My password is hunter2, all lower case. Please hurry.", "My password is [password]. "
         "Please hurry."),
        ("my pin is one two three four", "my pin is [password]"),
        ("The one-time code: 884 213", "The one-time code: [password]"),
        ("the memorable word's bluebell", "the memorable word's [password]"),
        ("security code 123", "security code [security code]"),
        ("it expires oh eight twenty seven", "it expires [expiry date]"),
        ("valid until March 2028", "valid until [expiry date]"),
        ("my social is 123-45-6789", "my social is [national id]"),
        ("AB 12 34 56 C", "[national id]"),
        ("passport number is 533401372", "passport number is [national id]"),
    ],
)  # fmt: skip
def test_what_must_go_goes(said: str, kept: str | None) -> None:
    assert Call().customer(said) == (kept or "[card number]")


@pytest.mark.parametrize(
    "said",
    [
        "My order number is 4532015112830366.",
        "The tracking number is 4532 0151 1283 0366, it says.",
        "The reference is 4532 0151 1283 0367, can you see it?",
        "My IMEI is 490154203237518 I think.",
        "It was 45 pounds 32 and I rang 3 times in 2019, at 10 past 4.",
        "I have two kids, one dog, and for 3 years I had to pay for both.",
        "My password is wrong, and my PIN was never sent.",
        "My pin is blocked again.",
        "GB82 WEST 1234 5698 7654 33 has a wrong digit, they said.",
        "It expires soon, I was told.",
        "Flat 12, 145 High Street, M14 5TQ.",
        "I'm on 07700 900123, or jo@example.co.uk.",
        "The meter says zero four five three two point one.",
    ],
)
def test_what_is_harmless_stays(said: str) -> None:
    assert Call().customer(said) == said


def test_a_card_in_pieces_is_never_kept() -> None:
    call = Call()
    call.agent("And the long number on the card, please?")
    for piece in ("four five three two", "oh one five one", "um, one two eight three"):
        assert call.customer(piece).endswith("[digits]")
        call.agent("Yes.")
    call.customer("and oh three double six, that's it.")
    assert list(call.kept.values()) == [
        "And the long number on the card, please?",
        "[card number]", "Yes.", "[card number]", "Yes.", "um, [card number]", "Yes.",
        "and [card number], that's it.",
    ]  # fmt: skip


def test_digits_that_are_no_card_come_back() -> None:
    call = Call()
    assert call.customer("I paid 4500") == "I paid [digits]"
    done = call.say("customer", "in two instalments.")
    (again,) = done.released
    assert (again.text, again.revision, again.id) == ("I paid 4500", 1, "u0")
    assert call.kept["u0"] == "I paid 4500"


def test_a_card_misheard_or_broken_off_does_not_come_back() -> None:
    call = Call()
    call.agent("What's the card number?")
    call.customer("four five three two oh one five one")
    call.customer("No, hang on, I'm reading the wrong one.")
    assert call.kept["u1"] == "[card number]"
    # One digit is wrong: no check digit saves it, and nobody needs it.
    assert call.customer("4532 0151 1283 0367 I believe") == "[card number] I believe"


def test_the_agent_reading_it_back_is_masked_too() -> None:
    call = Call()
    call.customer(f"It's {VISA}.")
    assert call.agent(f"So that's {VISA}?") == "So that's [card number]?"
    assert "four" not in call.agent("ending four five three two")


def test_date_and_code_of_a_card_need_no_name() -> None:
    call = Call()
    call.agent("Can I take the card number, the expiry date and the three digits on the back?")
    assert call.customer(VISA) == "[card number]"
    assert call.customer("oh eight twenty seven") == "[expiry date]"
    assert call.customer("eight one nine") == "[security code]"


def test_an_answer_to_the_question_for_a_password_is_one() -> None:
    call = Call()
    call.agent("And what's your password with us?")
    assert call.customer("Sunflower forty two") == "[password]"
    call.agent("Can I have the third letter of your memorable word?")
    assert call.customer("I've forgotten it, I think") == "I've forgotten it, I think"


def test_phones_and_addresses_are_a_setting() -> None:
    line = (
        "oh seven seven double oh nine double oh one two three, or jo dot smith at example dot com"
    )
    assert Call(phones=True, emails=True).customer(line) == "[phone number], or [e-mail address]"
    assert Call().customer(line) == line


def test_pieces_far_apart_are_no_number() -> None:
    call = Call()
    call.customer("four five three two oh one five one")
    call.say("customer", "one two eight three oh three double six.", after=120.0)
    assert call.kept["u0"] == "four five three two oh one five one"


def test_timed_words_go_with_the_text() -> None:
    words = (Word("my", 0.0, 0.2), Word("4532015112830366", 0.2, 1.0))
    said = Utterance("customer", 0.0, 1.0, f"my {VISA}", id="u", words=words)
    done = Redactor(RedactionSettings()).redact(said)
    assert done.utterance.words == ()
    assert VISA not in repr(done)


def cards() -> st.SearchStrategy[str]:
    """Numbers that pass every check, of several schemes."""

    def completed(start: str, body: list[int], length: int) -> str:
        digits = (start + "".join(map(str, body)))[: length - 1]
        return next(digits + str(n) for n in range(10) if passes_luhn(digits + str(n)))

    schemes = st.sampled_from([("4", 16), ("51", 16), ("2221", 16), ("37", 15), ("6011", 16)])
    bodies = st.lists(st.integers(0, 9), min_size=16, max_size=16)
    return st.builds(lambda scheme, body: completed(scheme[0], body, scheme[1]), schemes, bodies)


@settings(max_examples=400, deadline=None)
@given(cards(), st.randoms(use_true_random=False), st.booleans())
def test_no_card_survives_however_it_is_said(card: str, chance: random.Random, asked: bool) -> None:
    assert is_card_number(card)
    call = Call()
    if asked:
        call.agent("Could I have the card number?")
    place = 0
    while place < len(card):
        size = (
            chance.choice([2, 3, 4, 4, 4, 5, 8, 16]) if asked or place else max(4, len(card) // 2)
        )
        piece = card[place : place + size]
        place += size
        spoken = chance.random() < 0.5
        text = " ".join(SPOKEN[int(digit)] for digit in piece) if spoken else piece
        call.customer(chance.choice(["", "um ", "and "]) + text)
        if chance.random() < 0.5:
            call.agent(chance.choice(["Yes.", "Okay.", "Mm-hm."]))
    kept = " ".join(call.kept.values())
    left = "".join(each for each in kept if each.isdecimal())
    assert not left, kept
    assert not set(kept.lower().split()) & set(SPOKEN), kept


@given(
    st.lists(st.tuples(st.sampled_from(["customer", "agent"]), st.text(max_size=60)), max_size=8)
)
def test_any_text_is_taken(lines: list[tuple[Party, str]]) -> None:
    call = Call(phones=True, emails=True)
    for party, text in lines:
        call.say(party, text)
    assert len(call.kept) == len(lines)
