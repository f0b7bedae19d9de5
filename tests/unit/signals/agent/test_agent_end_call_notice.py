from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "I'm ending this call because of the abusive language.",
    "I am going to end the call now.",
    "as i warned you i'm hanging up now",
    "I have asked you to stop, so I'm ending the call.",
    "I will now terminate this call because you keep insulting me.",
    "i have to end this call now",
    "This call is now over.",
    "I've warned you about the swearing, so I am disconnecting the call.",
    "I'm going to hang up now because of the threats.",
    "I must end this conversation here.",
    "im ending the call now",
    "The call is being terminated.",
)

MISSES = (
    "I'll end the call now, thanks for calling and have a lovely day.",
    "If you swear again I will end the call.",
    "I'm going to hang up and call you back, the line is bad.",
    "Goodbye, take care.",
    "Is there anything else before I end the call?",
    "please do not hang up",
    "Otherwise I will end the call.",
    "did you end the call",
    "when the call is over you get a text",
    "the contract ends now",
    "I will end the contract for you.",
    "He said he is ending the call.",
)


@pytest.mark.parametrize("text", HITS)
def test_end_call_notice_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["end_call_notice"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_end_call_notice_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "end_call_notice" not in hear(text)
