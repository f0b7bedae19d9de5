from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "If you continue to swear I will end the call.",
    "if this carries on i will have to hang up",
    "I'll have to end this call if you keep shouting.",
    "This is your final warning.",
    "Please stop, otherwise I will end the call.",
    "stop insulting me or i'll end the call",
    "If you don't stop, this call will be ended.",
    "The call will be terminated if the abuse continues.",
    "if you call me that again i'm going to disconnect the call",
    "unless you stop i will have to terminate this call",
    "I am warning you, one more word like that and we are done.",
    "I will hang up if you speak to me like that again.",
)

MISSES = (
    "If you end the call now you can ring back later.",
    "I'll end the call now, have a nice day.",
    "the final warning light is red",
    "You got a final reminder about the bill.",
    "if you hang up the phone the router restarts",
    "I'm ending the call because of your language.",
    "please don't shout",
    "If this happens again, call me.",
    "If you continue to the next page you will see it.",
    "we will end the contract if you like",
    "Goodbye.",
    "the warning on the label is small",
)


@pytest.mark.parametrize("text", HITS)
def test_final_warning_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["final_warning"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_final_warning_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "final_warning" not in hear(text)
