"""Nothing that must not be kept ever becomes an event, whoever said or wrote it."""

from __future__ import annotations

import msgspec
import pytest

from coolhead.bootstrap import choose_playbook, start_call
from coolhead.call.codec import encode_envelope
from coolhead.call.events import (
    AgentMarked,
    CallEnded,
    CallStarted,
    ConsentChanged,
    Envelope,
    Event,
    FieldCorrected,
    NoteAdded,
    PromiseMade,
    UtteranceHeard,
)
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Consent, Party
from coolhead.errors import InputError
from coolhead.services.call_runner import CallRunner

CARD = "4532 0151 1283 0366"


class Call:
    """A call under the standard playbook, with what a store would hold of it."""

    def __init__(self, consent: Consent = "given", *, words_when_unknown: bool = True) -> None:
        self.kept: list[Envelope] = []
        self.runner: CallRunner = start_call(
            CallStarted(at=0.0, call="c", consent=consent),
            choose_playbook("standard"),
            keep=self.kept.append,
            words_when_unknown=words_when_unknown,
        )
        self.now = 0.0

    def say(self, party: Party, text: str) -> None:
        start, self.now = self.now + 0.5, self.now + 3.0
        said = Utterance(party=party, start=start, end=self.now, text=text)
        self.runner.feed(UtteranceHeard(at=self.now, utterance=said))

    def texts(self) -> list[str]:
        return [heard.utterance.text for heard in self.runner.state.call.heard]

    def bytes(self) -> bytes:
        kept = b"\n".join(encode_envelope(each) for each in self.kept)
        return kept + msgspec.json.encode(self.runner.record())


def test_a_card_number_is_masked_before_it_is_an_event() -> None:
    call = Call()
    call.say("customer", f"My card number is {CARD}, and I'm furious about the bill.")
    assert b"0366" not in call.bytes()
    assert call.texts() == ["My card number is [card number], and I'm furious about the bill."]


def test_a_number_in_pieces_is_masked_while_it_comes_and_never_shows() -> None:
    call = Call()
    call.say("agent", "Can I take the long number on the card?")
    for piece in ("four five three two oh one five one", "one two eight three", "oh three six six"):
        call.say("customer", piece)
        call.say("agent", "Mm-hm.")
        assert b"four five" not in call.bytes()
    assert b"one two eight" not in call.bytes()


def test_digits_that_turn_out_harmless_come_back_as_a_revision() -> None:
    call = Call()
    call.say("customer", "It's 4532 0151")
    assert call.texts()[0] == "It's [digits]"
    call.say("customer", "no wait, that was my old locker, sorry")
    assert call.texts()[0] == "It's 4532 0151"


def test_digits_that_nothing_more_is_said_of_come_back_when_the_call_ends() -> None:
    call = Call()
    call.say("customer", "It's 4532 0151")
    call.runner.feed(CallEnded(at=call.now))
    assert call.texts()[0] == "It's 4532 0151"


@pytest.mark.parametrize(
    "written",
    [
        NoteAdded(at=1.0, text=f"paid with {CARD}"),
        PromiseMade(at=1.0, action=f"charge {CARD}"),
        AgentMarked(at=1.0, mark="mark_abuse", reason=f"shouted {CARD}"),
        FieldCorrected(at=1.0, field="details", value=[f"card {CARD}"]),
        FieldCorrected(at=1.0, field="details", value={CARD: [4532015112830366]}),
        CallEnded(at=1.0, reason=f"was told {CARD}"),
    ],
)
def test_what_the_agent_writes_is_masked_too(written: Event) -> None:
    call = Call()
    call.runner.feed(written)
    assert b"0366" not in call.bytes()
    assert b"[card number]" in call.bytes()


def test_without_known_consent_no_words_are_kept_where_the_settings_say_so() -> None:
    call = Call("unknown", words_when_unknown=False)
    call.say("customer", "You people are useless, I want to cancel.")
    assert call.texts() == [""]
    call.runner.feed(ConsentChanged(at=call.now, consent="given"))
    call.say("customer", "I want to cancel.")
    assert call.texts()[1] == "I want to cancel."


def test_a_refusal_holds_for_the_call() -> None:
    call = Call("refused")
    with pytest.raises(InputError, match="refused"):
        call.runner.feed(ConsentChanged(at=1.0, consent="given"))
    call.runner.feed(ConsentChanged(at=1.0, consent="refused"))
    call.say("customer", "I want to cancel.")
    assert call.texts() == [""]


def test_a_call_that_is_carried_on_knows_that_a_card_was_spoken_of() -> None:
    call = Call()
    call.say("agent", "Can I take the long number on the card?")
    again = CallRunner.resume(
        call.runner.engine, call.runner.hearing, call.runner.calendar, call.kept
    )
    said = Utterance(party="customer", start=4.0, end=6.0, text="four five")
    again.feed(UtteranceHeard(at=6.0, utterance=said))
    assert again.state.call.heard[-1].utterance.text == "[digits]"
