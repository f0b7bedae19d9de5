"""Recordings in a vCon without a transcript: held inside, lying elsewhere, or taken out."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.vcons import START, base64url, read, recording, signed, text, transcript, vcon

from coolhead.adapters.formats.vcon import HeldRecordingError
from coolhead.errors import InputError

SOUND = bytes(range(256)) * 3


def inside(**more: Any) -> dict[str, Any]:
    """A recording that stands in the vCon itself."""
    held = {"body": base64url(SOUND), "encoding": "base64url", "mediatype": "audio/x-wav"}
    return {key: value for key, value in recording(**{**held, **more}).items() if key != "url"}


def held(document: Any) -> HeldRecordingError:
    with pytest.raises(HeldRecordingError) as caught:
        read(document)
    return caught.value


def refusal(document: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        read(document)
    assert not isinstance(caught.value, HeldRecordingError)
    return caught.value


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"type": "audio"},
        {"type": "video", "mediatype": "video/mp4"},
        {"type": None},
        {"mediatype": None, "mimetype": "audio/wav"},
        {"body": base64url(SOUND) + "=" * (-len(base64url(SOUND)) % 4)},
        {"body": base64url(SOUND).replace("-", "+").replace("_", "/"), "encoding": "base64"},
        {"body": base64url(SOUND)[:40] + "\r\n" + base64url(SOUND)[40:]},
    ],
)
def test_a_recording_inside_is_handed_out_as_it_is(change: dict[str, Any]) -> None:
    error = held(vcon(inside(**change)))
    assert error.recording == SOUND
    assert error.field == "dialog[0]"
    assert "coolhead listen" in error.hint
    assert error.left_out == ""


def test_what_the_vcon_tells_of_the_call_goes_with_the_recording() -> None:
    started = held(vcon(inside(originator=0, campaign="spring", interaction_id="i-7"))).started
    assert (started.call, started.started_at, started.campaign) == ("i-7", START, "spring")
    assert (started.agent, started.customer) == ("Noor", "Ada")
    assert (started.customer_number, started.direction) == ("+44 20 7946 0018", "outbound")


@pytest.mark.parametrize(
    ("parties", "roles", "channel"),
    [
        ([0, 1], ("agent", "customer"), "right"),
        ([1, 0], ("agent", "customer"), "left"),
        ([[0], [1]], ("agent", "customer"), "right"),
        ([0, 1], ("agent", None), "right"),
        ([0, 1], (None, "agent"), "left"),
        ([0, 1], ("customer", None), "left"),
        ([0, 1], (None, "customer"), "right"),
        ([0, 1], (None, None), None),
        ([[0, 1]], ("agent", "customer"), None),
        ([0], ("agent", "customer"), None),
        ([0, 1, 2], ("agent", "customer"), None),
        ([None, 0], ("agent", "customer"), "left"),
        ([], ("agent", "customer"), None),
    ],
)
def test_on_which_channel_the_customer_is(parties: Any, roles: Any, channel: str | None) -> None:
    given = [{"role": role} if role else {} for role in roles]
    assert held(vcon(inside(parties=parties), parties=given)).customer_channel == channel


def test_a_recording_in_a_signed_vcon_goes_with_the_word_that_nobody_checked_it() -> None:
    error = held(signed(vcon(inside())))
    assert error.recording == SOUND
    assert "signature was not checked" in error.left_out


def test_other_recordings_that_are_not_inside_are_counted() -> None:
    assert held(vcon(recording(), inside())).left_out == (
        "Recordings that are not in the vCon were left out (1)."
    )


def test_of_several_inside_none_is_chosen() -> None:
    wrong = refusal(vcon(inside(), inside(parties=[1])))
    assert wrong.reason == "this vCon holds 2 recordings and no transcript of them"
    assert "--customer and --agent" in wrong.hint


@pytest.mark.parametrize("body", ["***", "A", "caf\u00e9", "AAAAA"])
def test_what_is_not_base64url_is_refused(body: str) -> None:
    wrong = refusal(vcon(inside(body=body)))
    assert (wrong.field, wrong.reason) == ("dialog[0].body", "this is not base64url")


def test_words_are_read_rather_than_heard_again() -> None:
    words = [{"parties": 0, "start": 1, "end": 2, "text": "Ferry line."}]
    assert read(vcon(inside(), analysis=[transcript(words)])).utterances
    assert read(vcon(inside(), text(1, 0, "Hello?"))).utterances


def test_a_transcript_that_cannot_be_read_is_told_and_not_passed_over() -> None:
    assert refusal(vcon(inside(), analysis=[transcript("No names.")])).field == "analysis[0].body"


def test_a_recording_elsewhere_is_named_and_not_fetched() -> None:
    wrong = refusal(vcon(recording(filename="r.wav")))
    assert wrong.field == "dialog[0].url"
    assert "the recording ('r.wav') is not in this vCon but at https://example.com/r.wav" in (
        wrong.reason
    )


@pytest.mark.parametrize("url", [None, "", 7])
def test_a_recording_that_was_taken_out_is_said_to_be(url: Any) -> None:
    assert "was taken out" in refusal(vcon(recording(url=url))).reason
