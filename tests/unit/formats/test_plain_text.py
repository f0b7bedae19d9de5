import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.adapters.formats.plain_text import GAP_S, PlainText
from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import MAX_UTTERANCE_CHARS, TranscriptCall
from coolhead.call.events import UtteranceHeard
from coolhead.errors import InputError


def read(tmp_path: Path, text: str, agent_speaker: str | None = None) -> TranscriptCall:
    path = tmp_path / "call.txt"
    path.write_text(text, encoding="utf-8")
    return read_call(path, agent_speaker=agent_speaker)


def refusal(tmp_path: Path, text: str, agent_speaker: str | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, agent_speaker)
    return caught.value


def parties(call: TranscriptCall) -> list[str]:
    return [utterance.party for utterance in call.utterances]


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


def test_unknown_speakers_are_listed_where_one_has_but_one_turn(tmp_path: Path) -> None:
    error = refusal(tmp_path, "Bob: Hello.\nMrs Hill: Hello.\nBob: Yes.\nsomething else\n")
    assert error.line == 1
    assert error.reason == "speakers not known: 'Bob', 'Mrs Hill'"
    assert "Agent:, Customer:" in error.hint
    assert "each begins several turns" in error.hint


SOFA = (
    "{0}: Good morning, Harrow Lane, Priya speaking. How can I help?\n"
    "{1}: I'm calling about my sofa. It never came.\n"
    "{0}: I'm sorry about that. Let me get your order up.\n"
    "{1}: Thank you.\n"
)


@pytest.mark.parametrize(
    ("agent", "customer"),
    [
        ("Priya", "Tom"),
        ("Tom", "Priya"),
        ("Speaker 1", "Speaker 2"),
        ("speaker_1", "speaker_0"),
        ("SPEAKER_00", "SPEAKER_01"),
        ("A", "B"),
        ("B", "A"),
        ("[00:12] Mrs Hill", "[00:12] Mr O'Neil"),
    ],
)
def test_who_is_the_agent_of_two_with_other_names_is_guessed_and_said_so(
    tmp_path: Path, agent: str, customer: str
) -> None:
    call = read(tmp_path, SOFA.format(agent, customer))
    assert parties(call) == ["agent", "customer", "agent", "customer"]
    assert call.started.speakers_guessed
    assert call.started.times_estimated


def test_a_customer_who_speaks_first_is_no_agent(tmp_path: Path) -> None:
    text = "Tom: Hello? Is that customer services?\n" + SOFA.format("Priya", "Tom")
    assert parties(read(tmp_path, text))[0] == "customer"


def test_named_roles_are_no_guess(tmp_path: Path) -> None:
    call = read(tmp_path, SOFA.format("Rep", "Caller"))
    assert parties(call) == ["agent", "customer", "agent", "customer"]
    assert not call.started.speakers_guessed


@pytest.mark.parametrize(("agent", "customer"), [("Agent", "Tom"), ("Priya", "Customer")])
def test_where_one_of_two_is_named_by_role_the_other_is_the_other(
    tmp_path: Path, agent: str, customer: str
) -> None:
    call = read(tmp_path, SOFA.format(agent, customer))
    assert parties(call) == ["agent", "customer", "agent", "customer"]
    assert not call.started.speakers_guessed


def test_a_number_after_a_role_is_still_the_role(tmp_path: Path) -> None:
    call = read(tmp_path, "Agent 1: Hello.\nCustomer 1: Hello?\nAgent 2: Hello, Lena here.")
    assert parties(call) == ["agent", "customer", "agent"]


def test_the_caller_may_say_who_the_agent_is(tmp_path: Path) -> None:
    for names in (("Priya", "Tom"), ("Agent", "Customer")):
        call = read(tmp_path, SOFA.format(*names), agent_speaker=names[1].lower())
        assert parties(call) == ["customer", "agent", "customer", "agent"]
        assert not call.started.speakers_guessed


def test_who_is_said_to_be_the_agent_may_speak_once(tmp_path: Path) -> None:
    text = "Tom: Hello?\nPriya: Hello.\nTom: Are you there?"
    assert parties(read(tmp_path, text, "Priya")) == ["customer", "agent", "customer"]


def test_an_agent_who_is_not_there_is_an_error_with_the_names(tmp_path: Path) -> None:
    error = refusal(tmp_path, SOFA.format("Priya", "Tom"), "Bob")
    assert "nobody in this call is called 'Bob'" in error.reason
    assert "'Priya', 'Tom'" in error.hint


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (SOFA.format("Priya", "Tom") + "Note: he was cross.", "'Priya', 'Tom', 'Note'"),
        (SOFA.format("Agent", "Customer") + "Lena: Hi.\nTom: Oh.\nLena: Yes.", "'Lena', 'Tom'"),
        ("Tom: Hello.\nTom: Hello?\nTom: Is anybody there?", "'Tom'"),
        ("Dear Sirs: I write to you\nabout my sofa.\nYours: Tom", "'Dear Sirs', 'Yours'"),
    ],
)
def test_names_that_may_be_none_are_refused(tmp_path: Path, text: str, names: str) -> None:
    assert refusal(tmp_path, text).reason == f"speakers not known: {names}"


def test_a_text_of_very_many_names_is_given_up_on(tmp_path: Path) -> None:
    text = "".join(f"Name{chr(97 + n // 26)}{chr(97 + n % 26)}: x\n" for n in range(200)) * 2
    assert refusal(tmp_path, text).reason.count("'") == 16


def test_a_clock_time_after_large_letters_is_no_speaker(tmp_path: Path) -> None:
    call = read(tmp_path, "Agent: When?\nCustomer: I said\nIt's 10:30 now.")
    assert call.utterances[1].text == "I said It's 10:30 now."


def test_turns_without_words_leave_the_others_to_their_speakers(tmp_path: Path) -> None:
    text = "Priya:\n" + SOFA.format("Priya", "Tom") + "Tom:  \nPriya: Goodbye."
    assert parties(read(tmp_path, text)) == ["agent", "customer"] * 2 + ["agent"]


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


@given(
    st.lists(
        st.sampled_from(["Tom: ", "Priya: ", "A: ", "B: ", "Agent: ", "speaker 1: ", "x", "  y",
                         "\n", "[00:01] ", "99:99 ", "\u2029", "\u0130: ", "At 10:", "note: "]),
        max_size=12,
    ),
    st.sampled_from([None, "Tom", "", "agent"]),
)  # fmt: skip
def test_any_turns_are_a_call_or_a_clear_error(pieces: list[str], agent: str | None) -> None:
    holds("\n".join(pieces).encode(), agent)


def holds(content: bytes, agent: str | None = None) -> None:
    try:
        call = PlainText().read(io.BytesIO(content), "call.txt", agent_speaker=agent)
    except InputError as error:
        assert error.file == "call.txt"  # noqa: PT017 - either outcome is fine, this one has a place
        return
    assert call.utterances
    assert all(u.id and u.text and 0 <= u.start <= u.end for u in call.utterances)
    assert sum(isinstance(e, UtteranceHeard) for e in timeline(call)) == len(call.utterances)


# What could make a careless expression take a time that grows with its square.
@pytest.mark.parametrize(
    "piece",
    [" ", "A ", "A'.- ", ":", "a:", "[", "[00:00", "00:00 ", "00:", "1", "(", "-", "\t", "mr. ",
     "\r", "Tom: x\n", "x\n", "\u2028", "\u0130"],
)  # fmt: skip
def test_megabytes_of_anything_come_to_an_end(piece: str) -> None:
    line = piece * (4_000_000 // len(piece.encode()))
    lines = (piece * (1_000_000 // len(piece.encode())) + "\n") * 5
    for text in (line, "Agent: x\n" + line, "Agent: x\n" + lines):
        holds(text.encode())


@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    holds(content)


@given(st.text(alphabet="Aab:[]()0159 .-'\n\t\u2013", max_size=120))
def test_any_text_after_a_turn(text: str) -> None:
    holds(f"Agent: Hello.\n{text}".encode())
