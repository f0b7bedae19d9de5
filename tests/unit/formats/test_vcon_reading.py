"""vCon, read: texts, parties, times, and what is said of the call besides its words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.vcon_library import ietf_file
from tests.support.vcons import PARTIES, SOURCE, START, read, recording, said, text, vcon

from coolhead.adapters.formats.reading import DOCUMENTS, read_call
from coolhead.adapters.formats.vcon import Vcon
from coolhead.errors import InputError

ASKING = "Good morning, you are speaking with Noor, how can I help?"
TALK = (text(0, 0, ASKING), text(1, 5, "My booking is gone."))


def notices(document: Any) -> list[str]:
    return [notice.what for notice in read(document).notices]


def refusal(document: Any, agent_speaker: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read(document, agent_speaker)
    return caught.value


def test_a_vcon_is_looked_for_before_all_other_documents(tmp_path: Path) -> None:
    assert isinstance(DOCUMENTS[0], Vcon)
    path = tmp_path / "call.json"
    for indent in (None, 2):
        path.write_text(json.dumps(vcon(*TALK), indent=indent), encoding="utf-8")
        assert [u.party for u in read_call(path).utterances] == ["agent", "customer"]


# The IETF's own examples


def test_the_ietfs_example_without_a_dialog_is_refused_for_that() -> None:
    path = ietf_file("ab.vcon")
    with pytest.raises(InputError, match="there is no dialog in this vCon") as caught:
        read_call(path)
    assert (caught.value.file, caught.value.field) == (str(path), "dialog")


def test_the_ietfs_example_of_a_recording_elsewhere_names_where_it_is() -> None:
    with pytest.raises(InputError, match=r"examples/ab_call\.mp3") as caught:
        read_call(ietf_file("ab_call_ext_rec.vcon"))
    assert caught.value.field == "dialog[0].url"
    assert "Nothing is fetched" in caught.value.hint


def test_the_ietfs_example_with_a_transcript_of_deepgram() -> None:
    call = read_call(ietf_file("ab_call_ext_rec_analysis.vcon"))
    assert call.started.call == "019f15a6-a752-826f-b9a2-279e0d16bc46"
    assert call.started.started_at == "2022-06-21T17:53:26+00:00"
    assert call.utterances[0].text.startswith("Hello. This is example.com. My name is Bob.")
    assert sum(len(u.words) for u in call.utterances) == 76
    assert all(u.confidence is not None for u in call.utterances)
    # Deepgram gave both voices one number there, which must not pass for a monologue.
    assert call.started.speakers_guessed
    assert [n.what for n in call.notices] == [
        "The transcript gives every word to one of 2 parties; who said what is not known."
    ]


def test_the_ietfs_redacted_example() -> None:
    call = read_call(ietf_file("ab_call_ext_rec_redacted.vcon"))
    assert said(call)[1][1:] == (1.76, 3.44, "This is {{URL}}.")
    assert len(call.utterances) == 18
    assert call.started.call == "01928e10-193e-8231-b9a2-279e0d16bc46"
    assert len(call.notices) == 1


# Texts


@pytest.mark.parametrize(
    ("given", "read_as"),
    [
        ({"body": "Hi."}, "Hi."),
        ({"body": "Hi.", "encoding": "none", "mediatype": "text/plain;charset=UTF-8"}, "Hi."),
        ({"body": "SGku", "encoding": "base64url"}, "Hi."),
        ({"body": "SGku\n", "encoding": "base64"}, "Hi."),
        ({"body": {"text": "Hi."}, "encoding": "json"}, "Hi."),
        ({"body": '{"message": "Hi."}', "encoding": "json"}, "Hi."),
        ({"body": '{"message": "Hi."}', "encoding": "none"}, '{"message": "Hi."}'),
        ({"body": "[10:15] Hi."}, "[10:15] Hi."),
        ({"body": "Hi.\n\nNoor\t\x07"}, "Hi. Noor"),
    ],
)
def test_a_text_is_read_in_every_encoding(given: dict[str, Any], read_as: str) -> None:
    call = read(vcon({**text(0, 0, ""), **given}))
    assert [u.text for u in call.utterances] == [read_as]


@pytest.mark.parametrize("media", ["text/html", "multipart/mixed", "message/external-body"])
def test_mark_up_and_mail_are_left_out_and_counted(media: str) -> None:
    document = vcon(*TALK, text(1, 9, "<b>Hi</b>", mediatype=media))
    assert len(read(document).utterances) == 2
    assert notices(document) == ["Messages that are no plain text were left out (1)."]


def test_without_a_type_the_content_says_what_a_dialog_is() -> None:
    untyped = {key: value for key, value in TALK[0].items() if key != "type"}
    assert len(read(vcon(untyped, TALK[1])).utterances) == 2


def test_a_text_without_a_length_ends_before_the_next_one_begins() -> None:
    long_one = text(0, 0, "word " * 200)
    call = read(vcon(long_one, text(1, 5, "Wait!", duration=0)))
    assert said(call)[0][1:3] == (0.0, 5.0)
    assert call.utterances[1].end > call.utterances[1].start == 5.0


def test_messages_are_taken_in_the_order_of_time() -> None:
    assert [u.party for u in read(vcon(*reversed(TALK))).utterances] == ["agent", "customer"]


def test_without_any_clock_times_are_reckoned_and_the_call_says_so() -> None:
    bare = [{key: value for key, value in each.items() if key != "start"} for each in TALK]
    call = read(vcon(*bare))
    assert (call.started.started_at, call.started.times_estimated) == (None, True)
    assert call.utterances[0].end <= call.utterances[1].start
    assert not read(vcon(*TALK)).started.times_estimated


def test_a_clock_without_an_offset_gives_times_and_no_date() -> None:
    naive = [{**each, "start": each["start"][:-6]} for each in TALK]
    call = read(vcon(*naive))
    assert call.started.started_at is None
    assert call.utterances[1].start == 5.0


def test_milliseconds_since_1970_are_told_from_seconds() -> None:
    for unit in (1, 1000):
        call = read(vcon(text(0, 0, "a", start=1_772_000_000 * unit)))
        assert call.started.started_at == "2026-02-25T06:13:20+00:00"


@pytest.mark.parametrize(
    ("dialogs", "what"),
    [
        ([{"type": "transfer", "transferor": 0, "transferee": 1}], "(transfer)"),
        ([{"type": "incomplete", "start": START, "disposition": "busy"}], "(incomplete)"),
        ([{}], "(nothing)"),
        ([text(0, 0, "  ")], "(text)"),
        ([text(0, 0, "<p>", mediatype="text/html")], "(text)"),
    ],
)
def test_where_nothing_was_said_the_error_says_what_there_is(dialogs: Any, what: str) -> None:
    wrong = refusal(vcon(*dialogs))
    assert wrong.field == "dialog"
    assert wrong.reason == f"nothing that was said stands in this vCon {what}"


def test_a_group_of_other_vcons_is_named() -> None:
    assert refusal(vcon(group=[{"uuid": "u-2"}])).field == "group"


# Parties


@pytest.mark.parametrize(
    ("agent", "customer"),
    [
        ({"role": "agent"}, {"role": "customer"}),
        ({"role": "Agent"}, {}),
        ({"role": "sme"}, {"role": "contact"}),
        ({"role": "call_center_rep", "type": "agent"}, {"type": "caller"}),
        ({"meta": {"role": "agent"}}, {"meta": {"role": "customer"}}),
        ({"role": "caller"}, {"role": "customer"}),
        ({}, {"role": "customer"}),
        ({"role": "agent"}, {"role": "third_party"}),
        ({"role": "agent", "meta": "x"}, {"role": 7}),
    ],
)
def test_who_is_the_agent_is_taken_from_the_parties(agent: Any, customer: Any) -> None:
    # In the other's words, so that no guess would come to the same.
    talk = [text(0, 0, "My booking is gone."), text(1, 5, ASKING)]
    call = read(vcon(*talk, parties=[agent, customer]))
    assert [u.party for u in call.utterances] == ["agent", "customer"]
    assert not call.started.speakers_guessed


def test_a_supervisor_who_joins_is_one() -> None:
    parties = [*PARTIES, {"name": "Ines", "role": "supervisor"}]
    call = read(vcon(*TALK, text(2, 9, "I take over."), parties=parties))
    assert [u.party for u in call.utterances] == ["agent", "customer", "supervisor"]


@pytest.mark.parametrize("parties", [[], [{}, {}], [{"name": "A"}, {"name": "A"}], None])
def test_where_the_parties_do_not_say_the_agent_is_guessed(parties: Any) -> None:
    call = read(vcon(*TALK, parties=parties, vcon="0.4.0"))
    assert [u.party for u in call.utterances] == ["agent", "customer"]
    assert call.started.speakers_guessed


@pytest.mark.parametrize(
    "name", ["Ada", "ADA ", "+44 20 7946 0018", "+442079460018", "1", "party 1"]
)
def test_the_caller_may_name_the_agent_in_any_way_that_the_vcon_does(name: str) -> None:
    call = read(vcon(*TALK), agent_speaker=name)
    assert [u.party for u in call.utterances] == ["customer", "agent"]
    assert (call.started.agent, call.started.customer) == ("Ada", "Noor")


def test_a_name_that_is_nobodys_is_refused_with_those_that_there_are() -> None:
    wrong = refusal(vcon(*TALK), agent_speaker="Bob")
    assert "nobody in this call is called 'Bob'" in wrong.reason
    assert "'Noor', 'Ada'" in wrong.hint


def test_the_originator_wrote_a_text_though_another_party_stands_first() -> None:
    to_both = text(0, 5, "My booking is gone.", originator=1)
    call = read(vcon(TALK[0], {**to_both, "parties": [0, 1]}))
    assert [u.party for u in call.utterances] == ["agent", "customer"]


def test_an_index_that_no_party_has_is_a_speaker_of_its_own() -> None:
    call = read(vcon(*TALK, text(9, 9, "Hello?")))
    assert [u.party for u in call.utterances] == ["agent", "customer", "customer"]


# What else is said of the call


def test_names_number_interaction_and_campaign_are_taken_over() -> None:
    labelled = [{**each, "interaction_id": "i-7", "campaign": "spring"} for each in TALK]
    started = read(vcon(*labelled)).started
    assert (started.call, started.campaign) == ("i-7", "spring")
    assert (started.agent, started.customer) == ("Noor", "Ada")
    assert started.customer_number == "+44 20 7946 0018"
    assert started.started_at == START


def test_without_an_interaction_the_call_is_called_by_the_vcons_id() -> None:
    assert read(vcon(*TALK)).started.call == "u-1"
    assert read({**vcon(*TALK), "uuid": 7}).started.call == "call"


@pytest.mark.parametrize(
    ("change", "direction"),
    [
        ({"originator": 0}, "outbound"),
        ({"originator": 1}, "inbound"),
        ({"meta": {"direction": "out"}}, "outbound"),
        ({"meta": {"direction": "inbound"}}, "inbound"),
        ({"meta": 7}, "inbound"),
        ({}, "inbound"),
    ],
)
def test_who_called_whom_is_taken_from_a_recording(change: dict[str, Any], direction: str) -> None:
    assert read(vcon(*TALK, recording(**change))).started.direction == direction


@pytest.mark.parametrize(
    "address", [{"mailto": "mailto:noor@x.example"}, {"sip": "sip:noor@x.example"}]
)
def test_who_has_no_name_is_called_by_the_address(address: dict[str, str]) -> None:
    call = read(vcon(*TALK, parties=[{**address, "role": "agent"}, {"name": "anonymous"}]))
    assert (call.started.agent, call.started.customer) == ("noor@x.example", None)


def test_a_recording_beside_the_texts_is_counted_as_left_out() -> None:
    assert notices(vcon(*TALK, recording())) == [
        "Recordings without a transcript were left out (1)."
    ]


def test_errors_name_the_file() -> None:
    assert refusal(vcon(text(0, 0, "a", start="?"))).file == SOURCE
