from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "Your SLA is four hours.",
    "we need to check the attenuation and the sync rate on your line",
    "The chargeback goes through the suspense account.",
    "i need the imei and the iccid",
    "It failed because of the DHCP lease.",
    "the underwriter asked for subrogation",
    "We must raise an RMA first.",
    "your mpan is missing",
    "The authorisation token expired, so session token is null value.",
    "It's with tier two support.",
    "this is an ex gratia payment",
    "Notwithstanding the aforementioned, it stands.",
    "Considering the administrative requirements regarding international documentation, "
    "the responsible department necessarily undertakes comprehensive verification "
    "procedures before authorising any additional reimbursement concerning previously "
    "submitted applications from customers who have since changed their minds about everything.",
)

MISSES = (
    "The router, that is the white box, is fine.",
    "Your MPAN, which is the number at the top of the bill, starts with ten.",
    "Your IMEI, that's the number of the phone.",
    "Have you paid by direct debit?",
    "The broadband is down.",
    "Your parcel is late.",
    "in other words the bill is wrong",
    "the card was declined by the bank",
    "We sent you a text with a code.",
    "So on Monday the van came to you and nobody was there to open the door and so the "
    "driver took the box back to the depot where it is now and you can get it there.",
    "it is called the SSID, that is the name of your wifi",
    "thank you for your patience",
)


@pytest.mark.parametrize("text", HITS)
def test_jargon_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["jargon"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_jargon_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "jargon" not in hear(text)
