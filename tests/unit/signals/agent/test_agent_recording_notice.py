from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "This call is recorded for training purposes.",
    "calls may be monitored for quality",
    "Please note that this call may be recorded.",
    "just so you know this call is being recorded",
    "You're on a recorded line.",
    "we record all calls",
    "all our calls are recorded and monitored",
    "I should mention that the conversation is transcribed.",
    "An assistant is listening to this call to help me.",
    "This call's being recorded.",
    "are you happy for the call to be recorded",
    "recorded for quality and training",
)

MISSES = (
    "I have recorded your complaint.",
    "It went by recorded delivery.",
    "the recorded message is wrong",
    "did you record the meter reading",
    "I will make a note of the call.",
    "the engineer recorded a voltage of nine",
    "we do not record calls",
    "Can you hear me?",
    "Your reading was recorded on Monday.",
    "the monitor is on the desk",
    "they told me the call is recorded",
    "keep a record of the number",
)


@pytest.mark.parametrize("text", HITS)
def test_recording_notice_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["recording_notice"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_recording_notice_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "recording_notice" not in hear(text)
