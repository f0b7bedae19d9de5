"""Where the call is, and what it takes to move on."""

from __future__ import annotations

import pytest
from tests.support.scripted import ScriptedCall, signal

GUESSED = "customer.heads/request: put it right"


@pytest.mark.parametrize(
    ("confidence", "rule", "phase"),
    [(0.6, GUESSED, "clarifying"), (0.9, GUESSED, "resolving"), (0.6, "", "resolving")],
    ids=["a head's guess", "a head that is sure", "a rule"],
)
def test_what_is_wanted_is_known_once_it_is_heard_surely(
    confidence: float, rule: str, phase: str
) -> None:
    call = ScriptedCall()
    wish = signal("request", remedy="refund", confidence=confidence, rule=rule)
    call.customer("the blue one, I suppose", wish)
    assert call.state.phase == phase


def test_a_question_is_no_wish_that_an_offer_could_answer() -> None:
    call = ScriptedCall()
    call.customer("when do you open", signal("request", remedy="information"))
    assert call.state.phase == "clarifying"


@pytest.mark.parametrize(
    ("answer", "phase"),
    [(("rejection",), "resolving"), (("acceptance", "rejection"), "confirming")],
    ids=["refused", "one thing refused, another taken"],
)
def test_what_was_settled_is_open_again_once_it_is_refused(
    answer: tuple[str, ...], phase: str
) -> None:
    call = ScriptedCall()
    call.customer("the bill is wrong", "complaint")
    call.agent("I can take it off", "offer")
    call.customer("good", "acceptance")
    assert call.state.phase == "confirming"
    call.customer("not as a voucher, the bill is fine", *answer)
    assert call.state.phase == phase
