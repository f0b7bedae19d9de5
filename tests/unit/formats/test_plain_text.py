from pathlib import Path

import pytest

from coolhead.adapters.formats.plain_text import GAP_S
from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.transcript import MAX_UTTERANCE_CHARS, TranscriptCall
from coolhead.errors import InputError


def read(tmp_path: Path, text: str) -> TranscriptCall:
    path = tmp_path / "call.txt"
    path.write_text(text, encoding="utf-8")
    return read_call(path)


def refusal(tmp_path: Path, text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    return caught.value


def test_turns_are_read_and_their_times_said_to_be_estimated(tmp_path: Path) -> None:
    call = read(tmp_path, "Agent: Good morning.\nCUSTOMER:  Hello?\nSupervisor: Hi, Lena here.\n")
    assert [(u.party, u.text, u.id) for u in call.utterances] == [
        ("agent", "Good morning.", "u0"),
        ("customer", "Hello?", "u1"),
        ("supervisor", "Hi, Lena here.", "u2"),
    ]
    assert call.started.times_estimated


@pytest.mark.parametrize("name", ["A", "rep", "Advisor", "adviser", "OPERATOR"])
def test_the_agent_goes_by_many_names(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, f"{name}: Hello.").utterances[0].party == "agent"


@pytest.mark.parametrize("name", ["C", "caller", "Client", "customer"])
def test_so_does_the_customer(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, f"{name}: Hello.").utterances[0].party == "customer"


def test_forty_words_take_a_quarter_of_a_minute(tmp_path: Path) -> None:
    first, second = read(tmp_path, f"A: {'word ' * 40}\nC: Yes.").utterances
    assert first.end - first.start == pytest.approx(15.0)
    assert second.start == pytest.approx(15.0 + GAP_S)


def test_lines_without_a_speaker_go_on_with_the_turn(tmp_path: Path) -> None:
    call = read(
        tmp_path, "Agent: Good\nmorning, see https://example.com\n  Note: it is 10:30.\nC: Hi"
    )
    assert call.utterances[0].text == "Good morning, see https://example.com Note: it is 10:30."
    assert len(call.utterances) == 2


@pytest.mark.parametrize(
    "line",
    ["[00:12] Agent: Hi.", "00:12 Agent: Hi.", "(0:00:12) Agent: Hi.", "0:12 - Agent: Hi.",
     "Agent [00:12]: Hi.", "Agent 00:12.0: Hi."],
)  # fmt: skip
def test_a_time_may_stand_beside_the_speaker(tmp_path: Path, line: str) -> None:
    (utterance,) = read(tmp_path, line).utterances
    assert (utterance.start, utterance.text) == (12.0, "Hi.")


def test_an_estimated_end_gives_way_to_a_given_time(tmp_path: Path) -> None:
    first, second = read(tmp_path, f"[00:00] A: {'word ' * 80}\n[00:10] C: Stop.").utterances
    assert (first.end, second.start) == (10.0, 10.0)


def test_given_times_that_run_backwards_are_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, "[01:00] A: Hi.\n[00:10] C: Hi.")
    assert error.line == 2
    assert "backwards" in error.reason


def test_an_estimate_beyond_a_given_time_is_no_error(tmp_path: Path) -> None:
    text = f"[00:00] A: {'word ' * 80}\nC: Well.\n[00:05] A: Yes?"
    call = read(tmp_path, text)
    assert call.utterances[2].start == 5.0
    assert all(u.start <= u.end for u in call.utterances)


def test_unknown_speakers_are_listed(tmp_path: Path) -> None:
    error = refusal(tmp_path, "Bob: Hello.\nMrs Hill: Hello.\nBob: Yes.\nsomething else\n")
    assert error.line == 1
    assert error.reason == "speakers not known: 'Bob', 'Mrs Hill'"
    assert "Agent:, Customer:" in error.hint


def test_an_unknown_speaker_among_known_ones_is_found(tmp_path: Path) -> None:
    error = refusal(tmp_path, "Agent: Hello.\nPat: Hello.")
    assert (error.line, error.reason) == (2, "speakers not known: 'Pat'")


def test_text_without_any_speaker_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, "\nonce upon a time\n")
    assert (error.line, error.reason) == (2, "no speaker stands before this line")


def test_seconds_beyond_sixty_are_refused(tmp_path: Path) -> None:
    assert "below 60" in refusal(tmp_path, "[00:75] A: Hi.").reason


def test_a_turn_without_end_is_cut_and_said_so(tmp_path: Path) -> None:
    call = read(tmp_path, "Agent: Hi\n" + "and so on\n" * 30_000 + "Customer: Right.")
    assert len(call.utterances[0].text) <= MAX_UTTERANCE_CHARS
    assert call.notices[0].utterance == "u0"
    assert len(call.utterances) == 2


def test_a_turn_of_nothing_but_spaces_costs_no_more_than_another(tmp_path: Path) -> None:
    error = refusal(tmp_path, "00:00" + " " * 3_000_000 + "x\n")
    assert "no speaker" in error.reason
