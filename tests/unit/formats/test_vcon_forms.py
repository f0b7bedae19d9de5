"""The forms of a vCon and the differences of its drafts: what is read, what is refused and how."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from tests.support.vcons import (
    SOURCE,
    START,
    base64url,
    read,
    recording,
    said,
    signed,
    text,
    transcript,
    vcon,
)

from coolhead.adapters.formats.vcon import Vcon
from coolhead.errors import InputError

TALK = vcon(text(0, 0, "Ferry line.", duration=1), text(1, 2, "My booking is gone.", duration=2))
SAID = [("agent", 0.0, 1.0, "Ferry line."), ("customer", 2.0, 4.0, "My booking is gone.")]
JWE = {
    "unprotected": {"cty": "application/vcon+json", "enc": "A256CBC-HS512"},
    "recipients": [{"header": {"alg": "RSA-OAEP"}, "encrypted_key": "a2V5"}],
    "iv": "aXY",
    "ciphertext": "Y2lwaGVy",
    "tag": "dGFn",
}


def refusal(document: Any) -> InputError:
    with pytest.raises(InputError) as caught:
        read(document)
    assert caught.value.file == SOURCE
    return caught.value


@pytest.mark.parametrize("version", ["0.0.1", "0.0.2", "0.0.3", "0.2.0", "0.3.0", "0.4.0", "9.9.9"])
def test_every_version_is_read(version: str) -> None:
    assert said(read({"vcon": version, **TALK})) == SAID


def test_a_vcon_without_a_version_is_read() -> None:
    assert said(read(TALK)) == SAID


@pytest.mark.parametrize("without", ["uuid", "created_at"])
def test_what_a_draft_requires_and_a_file_has_not_is_not_missed(without: str) -> None:
    document = {key: value for key, value in TALK.items() if key != without}
    assert said(read(document)) == SAID


@pytest.mark.parametrize(
    "other",
    [
        {},
        [],
        None,
        "vcon",
        [TALK],
        {"parties": []},
        {"dialog": []},
        {"parties": {}, "dialog": []},
        {"vcon": 1},
        {"payload": "x"},
        {"segments": []},
        {"Participants": [], "Transcript": []},
    ],
)
def test_other_documents_are_no_vcons(other: Any) -> None:
    assert not Vcon().recognises(other)


def test_the_oldest_draft() -> None:
    """0.0.1: ``mimetype``, the hash in ``alg`` and ``signature``, parts that stay empty objects."""
    call = read(
        {
            "vcon": "0.0.1",
            "uuid": "0183878b-dacf-8e27-973a-91e26eb8001b",
            "created_at": "2022-09-23T21:44:25.000+00:00",
            "redacted": {},
            "group": [],
            "parties": [
                {"name": "Alice", "tel": "+12345678901", "meta": {"role": "customer"}},
                {"name": "Bob", "tel": "+19876543210", "meta": {"role": "agent"}},
            ],
            "dialog": [
                {
                    "type": "text",
                    "start": "Fri, 23 Sep 2022 21:44:25 +0000",
                    "duration": "2",
                    "parties": 1,
                    "mimetype": "text/plain; charset=utf-8",
                    "body": "Bob here, how can I help?",
                    "encoding": "None",
                },
                {
                    "type": "text",
                    "start": 1663969469,
                    "parties": [0, 1],
                    "mimetype": "text/plain",
                    "body": base64url("My line is dead."),
                    "encoding": "base64url",
                    "alg": "SHA-512",
                    "signature": "c2ln",
                },
            ],
            "analysis": [],
            "attachments": [],
        }
    )
    assert said(call)[0] == ("agent", 0.0, 2.0, "Bob here, how can I help?")
    assert said(call)[1][:2] == ("customer", 4.0)
    assert (call.started.customer, call.started.customer_number) == ("Alice", "+12345678901")
    assert call.started.started_at == "2022-09-23T21:44:25+00:00"


def test_the_newest_draft() -> None:
    """0.4.0: ``mediatype``, ``critical``, ``amended``, a recording-set, ``party_history``."""
    call = read(
        vcon(
            {"type": "recording-set", "start": START, "parties": [0, 1], "recordings": [1]},
            recording(
                mediatype="audio/x-wav",
                recording_set=0,
                content_hash=["sha512-YQ"],
                session_id={"local": "a", "remote": "b"},
                party_history=[
                    {"party": 0, "time": START, "event": "join"},
                    {"party": 1, "time": START, "event": "hold"},
                    {"party": 1, "time": START, "event": "unhold"},
                ],
            ),
            analysis=[
                transcript(
                    [
                        {"parties": 0, "start": START, "duration": 1.5, "text": "Ferry line."},
                        {"parties": 1, "start": START[:17] + "02+01:00", "duration": 2,
                         "text": "My booking is gone."},
                    ],
                    dialog=1,
                    encoding="json",
                )
            ],
            vcon="0.4.0",
            extensions=["CC"],
            critical=["CC"],
            amended={"uuid": "u-0"},
        )
    )  # fmt: skip
    assert said(call) == [("agent", 0.0, 1.5, "Ferry line."), SAID[1]]
    assert [notice.what for notice in call.notices] == ["Holds and mutes are not carried over (1)."]


@pytest.mark.parametrize(
    "reference",
    [
        {"redacted": {"uuid": "u-0", "type": "PII Redaction"}},
        {"redacted": {"uuid": "u-0", "body": base64url("{}"), "encoding": "base64url"}},
        {"amended": {"uuid": "u-0", "url": "https://example.com/u-0", "content_hash": "sha512-x"}},
        {"appended": {"uuid": "u-0", "url": "https://example.com/u-0"}},
    ],
)
def test_a_redacted_or_amended_form_is_read_as_it_is(reference: dict[str, Any]) -> None:
    assert said(read({**TALK, **reference})) == SAID


def test_what_redaction_emptied_leaves_its_place_and_the_others_their_indices() -> None:
    gone: list[Any] = [{}, None, {"type": "text", "start": START, "parties": [0]}]
    document = {
        **vcon(redacted={"uuid": "u-0", "type": "names"}, parties=[{"role": "agent"}, {}]),
        "dialog": [*gone, *TALK["dialog"]],
    }
    call = read(document)
    assert said(call) == SAID
    assert call.started.agent is None
    assert [notice.what for notice in call.notices] == [
        "Messages that are no plain text were left out (1)."
    ]


def test_a_signed_form_is_read_and_the_call_says_that_nobody_checked_it() -> None:
    call = read(signed(TALK))
    assert said(call) == SAID
    assert [notice.what for notice in call.notices] == [
        "This vCon is signed; its signature was not checked."
    ]


def test_a_form_signed_more_than_once_is_opened_to_its_core() -> None:
    assert said(read(signed(signed(signed(TALK))))) == SAID


def test_the_flattened_form_with_one_signature_is_opened_too() -> None:
    flat = {"payload": base64url(json.dumps(TALK)), "protected": "e30", "signature": "c2ln"}
    assert said(read(flat)) == SAID


def test_a_compressed_payload_is_unpacked() -> None:
    packed = gzip.compress(json.dumps(TALK).encode())
    assert said(read({"payload": base64url(packed), "signatures": []})) == SAID


def test_a_bomb_of_compression_is_refused() -> None:
    bomb = gzip.compress(b" " * (80 * 1024 * 1024), compresslevel=1)
    wrong = refusal({"payload": base64url(bomb), "signatures": []})
    assert (wrong.field, wrong.reason) == ("payload", "this unpacks to more than 64 MB")


@pytest.mark.parametrize(
    "payload",
    [None, 7, "", "***", "YQ", base64url("{"), base64url(b"\xff\xfe"), base64url(b"\x1f\x8bxx"),
     base64url("[" * 100_000), base64url(gzip.compress(b"{}" * 99, mtime=0)[:-20])],
)  # fmt: skip
def test_a_payload_that_holds_nothing_is_refused(payload: Any) -> None:
    wrong = refusal({"payload": payload, "signatures": []})
    assert (wrong.field, wrong.reason) == ("payload", "this does not hold a vCon")


@pytest.mark.parametrize("inner", [{}, [], 3, None, {"segments": []}])
def test_a_signed_form_of_something_else_is_refused(inner: Any) -> None:
    assert refusal(signed(inner)).reason == "what was signed here is no vCon"


def test_a_form_signed_without_end_is_refused() -> None:
    document: Any = TALK
    for _ in range(12):
        document = signed(document)
    assert "no vCon" in refusal(document).reason


@pytest.mark.parametrize("document", [JWE, {"ciphertext": "x", "encrypted_key": "k"}, signed(JWE)])
def test_an_encrypted_form_is_refused_with_what_to_do(document: Any) -> None:
    wrong = refusal(document)
    assert (wrong.field, wrong.reason) == ("ciphertext", "this vCon is encrypted")
    assert "Decrypt it" in wrong.hint


@pytest.mark.parametrize("key", ["critical", "must_support"])
def test_an_extension_without_which_nobody_may_read_on_is_heeded(key: str) -> None:
    wrong = refusal({**TALK, key: ["CC", "encrypted-names"]})
    assert wrong.field == key
    assert "'encrypted-names'" in wrong.reason
    assert said(read({**TALK, key: ["CC"], "extensions": ["encrypted-names"]})) == SAID


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"parties": {}}, "parties"),
        ({"parties": ["Noor"]}, "parties[0]"),
        ({"dialog": "none"}, "dialog"),
        ({"dialog": [7]}, "dialog[0]"),
        ({"analysis": 7}, "analysis"),
        ({"dialog": [text(0, 0, "a", start="yesterday")]}, "dialog[0].start"),
        ({"dialog": [text(0, 0, "a", start=-5)]}, "dialog[0].start"),
        ({"dialog": [text(0, 0, "a", start=[])]}, "dialog[0].start"),
        ({"dialog": [text(0, 0, "a", parties=["Noor"])]}, "dialog[0].parties"),
        ({"dialog": [text(0, 0, "a", parties=[-1])]}, "dialog[0].parties"),
        ({"dialog": [text(0, 0, "a", parties=True)]}, "dialog[0].parties"),
        ({"dialog": [text(0, 0, "a", originator="x")]}, "dialog[0].originator"),
        ({"dialog": [text(0, 0, "***", encoding="base64url")]}, "dialog[0].body"),
        ({"dialog": [text(0, 0, base64url(b"\xff"), encoding="base64url")]}, "dialog[0].body"),
        ({"dialog": [text(0, 0, "a", encoding="rot13")]}, "dialog[0].encoding"),
    ],
)
def test_what_is_wrong_is_said_with_its_field(change: dict[str, Any], field: str) -> None:
    assert refusal({"vcon": "0.4.0", **TALK, **change}).field == field


def test_two_messages_weeks_apart_are_no_call() -> None:
    later = text(1, 0, "Any news?", start="2026-04-02T10:15:00+01:00")
    wrong = refusal(vcon(*TALK["dialog"], later))
    assert "more than a day" in wrong.reason
    assert wrong.field == "dialog[2]"
