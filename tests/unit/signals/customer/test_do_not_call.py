from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Listener = Callable[..., dict[str, Signal]]

NO_MORE_CALLS = [
    "Take me off your list.",
    "Please remove me from your calling list.",
    "Stop ringing me.",
    "Stop calling this number.",
    "Don't you ever call this number again.",
    "Don't call me again.",
    "Remove my number, please.",
    "Lose my number.",
    "Quit calling.",
    "Quit fucking calling me.",
    "I don't want any more calls.",
    "I do not wish to be contacted again.",
    "Not interested, please don't call again.",
    "No more calls, thank you.",
    "I'm registered with the TPS.",
    "Put me on your do not call list.",
    "Leave us alone.",
    "Never ring here again.",
    "I'd rather you didn't call me any more.",
    "Delete my number from your system.",
    "I'm sick of these calls.",
    "Will you please stop phoning my mother.",
    "Fuck off and stop calling me.",
    "You must not contact us again.",
    "Take this number off your database, would you?",
    "Get off my phone.",
    "Kindly stop calling me.",
    "Stop harassing me.",
    "Opt me out.",
    "I should like to be taken off your list.",
    "Y'all need to stop calling my phone.",
    "No calls, no texts, no letters.",
    "No emails and no phoning either, please.",
    "And then nobody rings this number, not for roofs, not for windows.",
    "Nobody must call me, please.",
    "I never want to hear from your company again.",
    "I'm not renewing, and I don't want to be asked again.",
    "You can take me off.",
    "Drop us off everything.",
    "Scrub us out of the book.",
    "Stop sending me these texts.",
    "Don't ever send me that again.",
    "Mark me as don't call.",
    "Service messages alone. No marketing.",
]
CALLS_ARE_FINE = [
    "Don't call me on my mobile, call the landline.",
    "Don't call me love.",
    "Don't call me after six.",
    "Don't call me stupid.",
    "Please don't ring before nine.",
    "Nobody called me back.",
    "You never call me back.",
    "You didn't call me.",
    "Stop calling me a liar.",
    "Stop calling me mate.",
    "Can you call me back?",
    "Please ring me tomorrow.",
    "I don't want a refund, I want it fixed.",
    "I'll stop calling when it's fixed.",
    "My number is on the list, isn't it?",
    "Put it on the list.",
    "I've had no calls and no emails from you.",
    "There's been no calls, no texts, nothing.",
    "Nobody rings me back.",
    "I don't want to be asked for it again.",
    "Take me off speaker, please.",
    "Take me off the paper bills.",
    "Stop sending me the wrong bill.",
    "Stop sending me two letters for the same thing.",
    "Mark it as paid.",
    "Don't send me home again.",
    "Take the charge off my bill.",
    "Remove the item from my basket.",
    "I keep calling you and nobody answers.",
    "I've been calling all day.",
    "Don't hang up.",
    "I was told not to call the engineer.",
    "My calls keep dropping.",
    "I don't get any calls on this phone, it's broken.",
    "He told me to stop calling him.",
    "They said don't call us again.",
    "Don't call it a refund then.",
    "The phone never rings.",
]


@pytest.mark.parametrize("text", NO_MORE_CALLS)
def test_a_wish_for_no_more_calls_is_heard_in_any_wording(
    hear: Listener, spoken: Callable[[str], str], text: str
) -> None:
    assert "do_not_call" in hear(text)
    assert "do_not_call" in hear(spoken(text))


@pytest.mark.parametrize("text", CALLS_ARE_FINE)
def test_another_number_hour_or_name_is_no_do_not_call(
    hear: Listener, spoken: Callable[[str], str], text: str
) -> None:
    assert "do_not_call" not in hear(text)
    assert "do_not_call" not in hear(spoken(text))
