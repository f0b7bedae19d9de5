import json
from pathlib import Path

import pytest

from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.transcript import MAX_UTTERANCE_CHARS, TranscriptCall
from coolhead.errors import InputError

HELLO = {"party": "customer", "start": 0.5, "end": 2.0, "text": "Hello?"}


def write(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "my call.jsonl"
    text = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(text) + "\n", encoding="utf-8")
    return path


def read(tmp_path: Path, *lines: object) -> TranscriptCall:
    return read_call(write(tmp_path, *lines))


def refusal(tmp_path: Path, *lines: object) -> InputError:
    with pytest.raises(InputError) as caught:
        read(tmp_path, *lines)
    return caught.value


def test_a_header_becomes_the_started_call(tmp_path: Path) -> None:
    call = read(
        tmp_path,
        {
            "call": {
                "id": "c-1",
                "started_at": "2026-03-02T10:15:00+01:00",
                "direction": "outbound",
                "agent": "a17",
                "team": "north",
                "customer": "c9",
                "customer_number": "+44 20 7946 0123",
                "customer_time_zone": "Europe/London",
                "campaign": "spring",
                "stake": "deal",
                "language": "en",
                "playbook": "standard",
                "consent": "given",
                "ended_by": "customer",
            }
        },
        HELLO,
    )
    started = call.started
    assert (started.call, started.team, started.agent) == ("c-1", "north", "a17")
    assert (started.direction, started.stake, started.consent) == ("outbound", "deal", "given")
    assert started.started_at == "2026-03-02T10:15:00+01:00"
    assert started.customer_time_zone == "Europe/London"
    assert (call.playbook_name, started.playbook) == ("standard", None)
    assert call.ended_by == "customer"
    assert not started.times_estimated


def test_without_a_header_the_call_is_named_after_its_file(tmp_path: Path) -> None:
    call = read(tmp_path, HELLO)
    assert call.started.call == "my-call"
    assert call.started.consent == "unknown"
    assert call.playbook_name is None


def test_utterances_without_an_id_are_numbered_in_order(tmp_path: Path) -> None:
    call = read(tmp_path, HELLO, {**HELLO, "id": "x"}, HELLO)
    assert [utterance.id for utterance in call.utterances] == ["u0", "x", "u2"]


def test_a_numbered_id_never_takes_one_that_was_given(tmp_path: Path) -> None:
    call = read(tmp_path, HELLO, {**HELLO, "id": "u0"})
    assert len({utterance.id for utterance in call.utterances}) == 2
    assert call.utterances[1].id == "u0"


def test_an_id_given_twice_is_passed_on(tmp_path: Path) -> None:
    call = read(tmp_path, {**HELLO, "id": "x"}, {**HELLO, "id": "x"})
    assert [utterance.id for utterance in call.utterances] == ["x", "x"]


def test_every_optional_key_of_an_utterance_is_read(tmp_path: Path) -> None:
    words = [{"w": "Hello?", "start": 0.5, "end": 2}]
    extra = {"words": words, "confidence": 0.9, "loudness_dbfs": -21.5, "pitch_hz": 190}
    utterance = read(tmp_path, {**HELLO, **extra}).utterances[0]
    assert utterance.words[0].w == "Hello?"
    assert (utterance.confidence, utterance.loudness_dbfs, utterance.pitch_hz) == (0.9, -21.5, 190)


def test_null_counts_as_absent_for_optional_keys(tmp_path: Path) -> None:
    call = read(
        tmp_path,
        {"call": {"agent": None, "stake": None}},
        {**HELLO, "confidence": None, "words": None, "id": None},
    )
    assert call.started.agent is None
    assert call.started.stake == "none"
    assert call.utterances[0].id == "u0"


def test_a_byte_order_mark_and_blank_lines_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "call.jsonl"
    path.write_bytes(b"\xef\xbb\xbf\r\n" + json.dumps(HELLO).encode() + b"\r\n\r\n")
    assert len(read_call(path).utterances) == 1


def test_control_characters_are_taken_out_and_line_breaks_become_spaces(tmp_path: Path) -> None:
    call = read(tmp_path, {**HELLO, "text": "\x1b[31mno\x00pe\n\u202egone\r\nnow "})
    assert call.utterances[0].text == "[31mnope gone now"


def test_an_utterance_without_text_is_passed_over(tmp_path: Path) -> None:
    call = read(tmp_path, {**HELLO, "text": " \t"}, HELLO)
    assert [utterance.id for utterance in call.utterances] == ["u0"]


def test_an_utterance_of_two_megabytes_is_cut_at_a_word_and_said_so(tmp_path: Path) -> None:
    call = read(tmp_path, {**HELLO, "text": "again " * 350_000}, HELLO)
    text = call.utterances[0].text
    assert MAX_UTTERANCE_CHARS - 10 < len(text) <= MAX_UTTERANCE_CHARS
    assert text.endswith("again")
    (notice,) = call.notices
    assert (notice.utterance, notice.at) == ("u0", 2.0)
    assert "2,099,999 characters" in notice.what
    assert len(call.utterances) == 2


def test_a_word_without_end_is_cut_through(tmp_path: Path) -> None:
    call = read(tmp_path, {**HELLO, "text": "oh " + "a" * 50_000})
    assert len(call.utterances[0].text) == MAX_UTTERANCE_CHARS


def test_a_line_over_four_megabytes_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, HELLO, {**HELLO, "text": "a" * 5_000_000})
    assert (error.line, error.reason) == (2, "this line is longer than 4 MB")


def test_lines_a_little_out_of_order_are_taken_as_they_are(tmp_path: Path) -> None:
    call = read(tmp_path, {**HELLO, "start": 50, "end": 60}, HELLO)
    assert [utterance.end for utterance in call.utterances] == [60.0, 2.0]


def test_times_more_than_an_hour_back_are_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, {**HELLO, "start": 4000, "end": 4001}, HELLO)
    assert (error.line, error.field) == (2, "end")
    assert "backwards" in error.reason


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"party": "custmer"}, "party", "Did you mean 'customer'?"),
        ({"party": "robot"}, "party", "Known here: customer, agent, supervisor."),
        ({"party": 3}, "party", "a word is wanted"),
        ({"party": ["agent"]}, "party", "a list"),
        ({"start": -1}, "start", "negative"),
        ({"end": 0.2}, "end", "before its start"),
        ({"start": "0.5"}, "start", "float"),
        ({"start": True}, "start", "float"),
        ({"end": None}, "end", "float"),
        ({"end": 1772442900.5}, "end", "seconds from the start"),
        ({"text": 7}, "text", "str"),
        ({"confidence": 1.5}, "confidence", "above 1"),
        ({"pitch_hz": -3}, "pitch_hz", "negative"),
        ({"id": ""}, "id", "1 to 200"),
        ({"loudnes_dbfs": -3}, "loudnes_dbfs", "Did you mean 'loudness_dbfs'?"),
        ({"words": [{"w": "a", "start": 3, "end": 2}]}, "words[0].end", "before its start"),
        ({"words": [{"word": "a"}]}, "words[0].word", "unknown key"),
        ({"words": [{"w": "a"}]}, "words[0].start", "missing"),
        ({"words": "hello"}, "words", "array"),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(
    tmp_path: Path, change: dict[str, object], field: str, words: str
) -> None:
    error = refusal(tmp_path, HELLO, {**HELLO, **change})
    assert (error.line, error.field) == (2, field)
    assert words in f"{error.reason} {error.hint}"
    assert "my call.jsonl:2" in str(error)


@pytest.mark.parametrize("key", ["party", "start", "end", "text"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    line = {name: value for name, value in HELLO.items() if name != key}
    assert refusal(tmp_path, line).field == key


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(tmp_path: Path, number: str) -> None:
    line = '{"party": "agent", "start": 1, "end": NUM, "text": "Hm."}'.replace("NUM", number)
    error = refusal(tmp_path, line)
    assert error.field == "end"
    assert "not a number" in error.reason


@pytest.mark.parametrize("number", ["1e999", "1" * 500, "-1e999"])
def test_a_number_without_bounds_is_refused(tmp_path: Path, number: str) -> None:
    line = '{"party": "agent", "start": 1, "end": 2, "text": "Hm.", "loudness_dbfs": NUM}'
    line = line.replace("NUM", number)
    assert refusal(tmp_path, line).line == 1


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"party": "agent", ', "not JSON"),
        ('["a"]', "not a JSON object"),
        ("{" * 100_000, "not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"workspace": "w", "event": {}, "seq": 3}', "log of events"),
        ('{"type": "heat", "at": 3}', "what Coolhead answered"),
        ('{"party": "agent", "text": "\\ud800"}', "JSON"),
    ],
)
def test_lines_that_are_no_utterance_are_refused(tmp_path: Path, line: str, words: str) -> None:
    error = refusal(tmp_path, line)
    assert error.line == 1
    assert words in error.reason


def test_a_second_header_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, {"call": {}}, HELLO, {"call": {}})
    assert (error.line, error.reason) == (3, "the header stands on the first line only")


@pytest.mark.parametrize(
    ("header", "field", "words"),
    [
        ({"agnet": "a17"}, "call.agnet", "Did you mean 'agent'?"),
        ({"direction": "inbuond"}, "call.direction", "Did you mean 'inbound'?"),
        ({"started_at": "2026-03-02T10:15:00"}, "call.started_at", "offset"),
        ({"started_at": "yesterday"}, "call.started_at", "no time"),
        ({"customer_time_zone": "Europe/Londn"}, "call.customer_time_zone", "europe/london"),
        ({"time_zone": "../../etc"}, "call.time_zone", "IANA"),
        ({"agent": 17}, "call.agent", "str"),
        ({"agent": " "}, "call.agent", "empty"),
        ({"team": "t" * 400}, "call.team", "longer"),
        ([], "call", "an object"),
    ],
)
def test_a_wrong_header_is_refused_with_its_field(
    tmp_path: Path, header: object, field: str, words: str
) -> None:
    error = refusal(tmp_path, {"call": header}, HELLO)
    assert (error.line, error.field) == (1, field)
    assert words.lower() in f"{error.reason} {error.hint}".lower()


def test_invalid_utf8_is_refused_with_line_and_offset(tmp_path: Path) -> None:
    path = tmp_path / "latin.jsonl"
    good = json.dumps(HELLO).encode() + b"\n"
    path.write_bytes(good + b'{"party": "agent", "text": "caf\xe9"}\n')
    with pytest.raises(InputError) as caught:
        read_call(path)
    assert caught.value.line == 2
    assert f"byte 0xe9 at offset {len(good) + 31}" in caught.value.reason


def test_a_header_alone_is_no_call(tmp_path: Path) -> None:
    assert "no utterance" in refusal(tmp_path, {"call": {}}).reason


def test_more_talk_than_a_day_holds_is_refused(tmp_path: Path) -> None:
    line = {**HELLO, "text": "again " * 3_300}
    error = refusal(tmp_path, *[line] * 520)
    assert "more than a day of talk" in error.reason


def test_the_caller_may_say_that_another_party_is_the_agent(tmp_path: Path) -> None:
    path = tmp_path / "call.jsonl"
    parties = ("agent", "customer", "supervisor", "agent")
    path.write_text(
        "".join(
            f'{{"party": "{party}", "start": {n}, "end": {n + 1}, "text": "Hello."}}\n'
            for n, party in enumerate(parties)
        ),
        encoding="utf-8",
    )
    call = read_call(path, agent_speaker="Customer")
    assert [u.party for u in call.utterances] == ["customer", "agent", "supervisor", "customer"]
    assert read_call(path, agent_speaker="agent").utterances == read_call(path).utterances
    assert not call.started.speakers_guessed
    with pytest.raises(InputError) as caught:
        read_call(path, agent_speaker="Bob")
    assert "'agent', 'customer', 'supervisor'" in caught.value.hint
