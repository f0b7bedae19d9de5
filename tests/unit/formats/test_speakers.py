"""Who is the agent, where the file does not say: guessed from what is said first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.speakers import Spoken, call_of, parties_of
from coolhead.adapters.formats.timeline import timeline
from coolhead.call.events import CallStarted, InputCut
from coolhead.call.vocabulary import PARTIES, Party
from coolhead.errors import InputError

EXAMPLES = sorted((Path(__file__).parents[3] / "examples" / "calls").glob("*.jsonl"))
STARTED = CallStarted(at=0.0, call="c")

Turn = tuple[str, str]


def spoken(turns: Sequence[Turn]) -> list[Spoken]:
    return [
        Spoken(speaker=who, start=4.0 * n, end=4.0 * n + 3, text=text)
        for n, (who, text) in enumerate(turns)
    ]


def guessed(turns: Sequence[Turn], roles: dict[str, Party] | None = None) -> dict[str, Party]:
    parties, by_guess = parties_of(spoken(turns), "call.json", roles=roles or {})
    assert by_guess
    return parties


# "A" works there; "C" is the customer.
OPENINGS: dict[str, list[Turn]] = {
    "inbound, the agent answers": [
        ("A", "Thank you for calling Brightwater Energy, this is Joe. How may I help?"),
        ("C", "Hi Joe, my bill has gone up again and I don't understand it."),
        ("A", "I can take a look. Can I have your account number?"),
        ("C", "It's 4471."),
    ],
    "inbound, with a bare greeting": [
        ("A", "Northgate Dental, Sally speaking."),
        ("C", "Oh hi, I need to change my appointment."),
        ("A", "Sure. What's your surname?"),
        ("C", "Walker."),
    ],
    "inbound, the customer is already talking": [
        ("C", "So I've been on hold for forty minutes."),
        ("A", "I'm sorry about the wait. What can I do for you?"),
        ("C", "My parcel says delivered. It isn't."),
        ("A", "Okay, do you have the tracking number?"),
    ],
    "inbound, the customer asks who it is": [
        ("C", "Hello? Is that customer services?"),
        ("A", "It is, yes. How can I help?"),
        ("C", "I want to cancel my subscription."),
    ],
    "outbound, whoever is called answers first": [
        ("C", "Hello?"),
        ("A", "Hello, am I speaking to Mr Thompson?"),
        ("C", "Speaking. Who's this?"),
        ("A", "My name's Kelly, I'm calling from Sunvale Solar. Do you have a minute?"),
        ("C", "I'm not interested, thanks."),
    ],
    "outbound, to a place of work": [
        ("C", "Good morning, Fallow Creek Vets."),
        ("A", "Hi there, this is Andre with Tin Lantern Coffee. Can I speak to Jolene?"),
        ("C", "This is she. What's it regarding?"),
        ("A", "We do coffee for offices, and we're offering a free trial this month."),
    ],
    "outbound, about a debt": [
        ("C", "Yeah?"),
        ("A", "Good afternoon, could I speak with Ms Ortiz please?"),
        ("C", "That's me."),
        ("A", "This call is recorded. I'm calling from Harlow Finance about your payment."),
        ("C", "I lost my job, I can't pay it."),
    ],
    "outbound, a promised call": [
        ("C", "Hello, Dave here."),
        ("A", "Hi Dave, it's Chloe from the repairs team, I said I'd ring you about your boiler."),
        ("C", "About time. It's still not working."),
        ("A", "I know, and I'm sorry. I've booked an engineer for you tomorrow at nine."),
    ],
    "the agent says nothing but nods at first": [
        ("C", "Right, listen, I ordered a table three weeks ago."),
        ("A", "Mm-hm."),
        ("C", "It came with a leg missing, and nobody answers my emails."),
        ("A", "Right."),
        ("C", "And your website says it is all fine, which is ridiculous."),
        ("A", "I see. I'll order the leg now, and it will be with you on Friday."),
    ],
    "the agent is silent until late": [
        *[("C", f"Then there was bill number {n}, which was wrong too.") for n in range(9)],
        ("A", "I understand. Let me get that up on my screen."),
    ],
    "a shouting customer": [
        ("C", "What the hell is wrong with you people?"),
        ("A", "Okay. Tell me what has happened."),
        ("C", "You've charged me twice, that's what. I'm sick of it."),
        ("A", "I can see that here. I'll refund the second one today."),
    ],
    "a customer who is all thanks and apologies": [
        ("C", "Hello, sorry to bother you, I'm calling about my card."),
        ("A", "No problem at all. Can I take your name and postcode?"),
        ("C", "Of course, it's Ines Duarte. Sorry, I can't find the letter."),
        ("A", "That's fine. For security, what's your date of birth?"),
    ],
    "an agent who does not understand": [
        ("A", "Hello, sales, Ben speaking."),
        ("C", "Do you have that sofa in blue?"),
        ("A", "Which sofa is that?"),
        ("C", "The one on the front of your website."),
    ],
    "a customer who gives name and firm": [
        ("C", "Hi, it's Meera Shah at Thornmoor Joinery. We've got a list."),
        ("A", "Morning, Meera. Go on, I've got a pen."),
        ("C", "The card machine's been dropping out since Saturday."),
        ("A", "Okay. I'll get somebody to look at the line today."),
    ],
    "next to nothing to go by": [
        ("C", "Hi there."),
        ("A", "Hi. What's the issue?"),
        ("C", "The app logs me out every time."),
        ("A", "Which phone is that on?"),
    ],
    "captions in short pieces": [
        ("C", "Hi"), ("C", "I'm calling"), ("C", "about my"), ("C", "broadband"),
        ("A", "Okay"), ("A", "can I take"), ("A", "your"), ("A", "account number?"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("opening", OPENINGS.values(), ids=OPENINGS)
def test_the_agent_is_guessed_from_how_the_call_opens(opening: list[Turn]) -> None:
    assert guessed(opening) == {"A": "agent", "C": "customer"}


@pytest.mark.parametrize("opening", OPENINGS.values(), ids=OPENINGS)
def test_labels_do_not_matter_to_the_guess(opening: list[Turn]) -> None:
    other = [({"A": "customer 9", "C": "0agent"}[who], text) for who, text in opening]
    assert guessed(other) == {"customer 9": "agent", "0agent": "customer"}


# `benchmarks/bench_speaker_guess.py` reports the share, and that of calls nobody wrote for this.
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("labels", [("1", "2", "3"), ("3", "2", "1")])
def test_the_agent_of_an_example_call_is_guessed_rightly(
    path: Path, labels: tuple[str, str, str]
) -> None:
    hidden = dict(zip(PARTIES, labels, strict=True))
    utterances = read_call(path).utterances
    segments = [
        Spoken(speaker=hidden[u.party], start=u.start, end=u.end, text=u.text) for u in utterances
    ]
    present = {utterance.party for utterance in utterances}
    assert parties_of(segments, path.name, roles={}) == (
        {hidden[party]: party for party in present},
        True,
    )


def test_speech_that_says_nothing_leaves_the_first_to_speak() -> None:
    assert guessed([("x", "Yes."), ("y", "Yes.")]) == {"x": "agent", "y": "customer"}
    assert guessed([("x", "la la"), ("y", "")]) == {"x": "agent", "y": "customer"}


def test_time_decides_who_spoke_first_and_not_the_order_of_the_list() -> None:
    late = Spoken(speaker="x", start=5.0, end=6.0, text="Yes.")
    early = Spoken(speaker="y", start=1.0, end=2.0, text="Yes.")
    assert parties_of([late, early], "c", roles={})[0]["y"] == "agent"


SUPERVISOR: list[Turn] = [
    ("A", "Good morning, Oakhollow Insurance, Imran speaking. How can I help?"),
    ("C", "I've been passed around for six weeks. My kitchen is still black with mould."),
    ("A", "I'm sorry. I can chase the report today."),
    ("C", "No. I want to speak to your manager."),
    ("A", "Of course. One moment please, I'll get Margaret for you."),
]


def test_whoever_is_fetched_and_speaks_like_an_agent_is_taken_for_a_supervisor() -> None:
    turns = [
        *SUPERVISOR,
        ("S", "Good morning, Margaret Osei. I'm sorry, six weeks is too long."),
        ("C", "It is."),
        ("S", "I can approve the drying out now, and I'll ring you on Thursday by noon."),
    ]
    assert guessed(turns) == {"A": "agent", "C": "customer", "S": "supervisor"}


def test_a_second_voice_on_the_customers_side_is_the_customer() -> None:
    turns = [
        *SUPERVISOR,
        ("W", "Tell them about the baby. I'm sick of this, it's disgusting."),
        ("C", "My wife says I should tell you about the baby."),
    ]
    assert guessed(turns) == {"A": "agent", "C": "customer", "W": "customer"}


def test_a_supervisor_whom_the_format_names_stays_one() -> None:
    turns = [("S", "Thank you for calling, how can I help?"), *SUPERVISOR[1:]]
    assert guessed(turns, {"S": "supervisor"}) == {
        "A": "agent", "C": "customer", "S": "supervisor"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("roles", "parties"),
    [
        ({"x": "agent"}, {"x": "agent", "y": "customer", "z": "customer"}),
        ({"x": "agent", "y": "agent"}, {"x": "agent", "y": "agent", "z": "customer"}),
        (
            {"x": "customer", "z": "supervisor"},
            {"x": "customer", "y": "agent", "z": "supervisor"},
        ),
        (
            {"x": "customer", "y": "customer", "z": "customer"},
            {"x": "customer", "y": "customer", "z": "customer"},
        ),
        ({"gone": "agent"}, {"x": "customer", "y": "customer", "z": "customer"}),
    ],
)
def test_what_the_format_says_is_no_guess(
    roles: dict[str, Party], parties: dict[str, Party]
) -> None:
    turns = [("x", "Hello."), ("y", "Hello."), ("z", "Hello.")]
    assert parties_of(spoken(turns), "c", roles=roles) == (parties, False)


def test_the_caller_may_say_who_the_agent_is_whatever_the_format_or_the_words_say() -> None:
    turns = [("Tom ", "How can I help?"), ("Priya", "My order."), ("Lena", "Hello.")]
    roles: dict[str, Party] = {"Tom ": "agent", "Lena": "supervisor"}
    parties = {"Tom ": "customer", "Priya": "agent", "Lena": "supervisor"}
    assert parties_of(spoken(turns), "c", roles=roles, agent_speaker=" priya") == (parties, False)
    parties = {"Tom ": "agent", "Priya": "customer", "Lena": "supervisor"}
    assert parties_of(spoken(turns), "c", roles=roles, agent_speaker="TOM") == (parties, False)


def test_a_speaker_who_is_not_there_is_an_error_that_names_those_who_are() -> None:
    with pytest.raises(InputError) as caught:
        call_of(spoken([("Tom", "Hi."), ("Priya\x1b", "Yes.")]), STARTED, "c", agent_speaker="Bob")
    assert caught.value.reason == "nobody in this call is called 'Bob'"
    assert "'Tom', 'Priya'" in caught.value.hint
    assert "--agent-speaker" in caught.value.hint


def test_a_guess_is_said_in_the_call_and_a_label_is_not() -> None:
    turns = spoken([("x", "How can I help?"), ("y", "My order is late.")])
    assert call_of(turns, STARTED, "c").started.speakers_guessed
    assert not call_of(turns, STARTED, "c", agent_speaker="x").started.speakers_guessed
    assert not call_of(turns, STARTED, "c", roles={"x": "agent"}).started.speakers_guessed


def test_an_id_given_twice_is_given_anew_and_the_first_keeps_it() -> None:
    first, second, third = (
        Spoken(speaker="x", start=n, end=n + 1, text="Yes.", id=name)
        for n, name in enumerate(("a", "a", ""))
    )
    call = call_of([first, second, third], STARTED, "c")
    assert [u.id for u in call.utterances] == ["a", "u1", "u2"]


def test_ids_that_no_log_could_hold_are_cleaned_and_cut() -> None:
    ids = ("\x00\n", "i" * 500, "i" * 501, "\u202eq")
    call = call_of(
        [Spoken(speaker="x", start=n, end=n, text="Yes.", id=i) for n, i in enumerate(ids)],
        STARTED,
        "c",
    )
    assert [u.id for u in call.utterances] == ["u0", "i" * 200, "u2", "q"]


def test_segments_are_put_in_the_order_of_their_ends() -> None:
    segments = [
        Spoken(speaker="x", start=0, end=9, text="A long story."),
        Spoken(speaker="y", start=2, end=3, text="Mm."),
        Spoken(speaker="y", start=1, end=3, text="Oh."),
    ]
    call = call_of(segments, STARTED, "c", roles={"x": "customer"})
    assert [u.text for u in call.utterances] == ["Oh.", "Mm.", "A long story."]


@pytest.mark.parametrize(
    ("start", "end", "field", "words"),
    [
        (-1.0, 1.0, "segments[3].start", "negative"),
        (0.0, 90_000.0, "segments[3].end", "above 86400"),
        (float("nan"), 1.0, "segments[3].start", "not a finite"),
        (0.0, float("inf"), "segments[3].end", "not a finite"),
        (2.0, 1.0, "segments[3].end", "before its start"),
    ],
)
def test_times_that_cannot_be_are_refused_with_their_field(
    start: float, end: float, field: str, words: str
) -> None:
    with pytest.raises(InputError) as caught:
        call_of(
            [Spoken(speaker="x", start=start, end=end, text="Hi.", field="segments[3]", line=7)],
            STARTED,
            "call.json",
        )
    error = caught.value
    assert (error.file, error.line, error.field) == ("call.json", 7, field)
    assert words in error.reason


ALONE = "Only one speaker is told apart here"


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Thank you for calling, how can I help?", "agent"),
        ("I'm calling about my order, it never came.", "customer"),
        ("La la.", "agent"),
    ],
)
def test_a_speaker_alone_is_whom_they_speak_like_and_the_call_says_so_first(
    text: str, party: Party
) -> None:
    call = call_of(
        spoken([("SPEAKER_00", text), ("silent", " "), ("SPEAKER_00", "Yes.")]), STARTED, "c"
    )
    assert {u.party for u in call.utterances} == {party}
    assert call.started.speakers_guessed
    (notice,) = call.notices
    assert notice.at == 0.0
    assert notice.what.startswith(
        f"{ALONE} ('SPEAKER_00'): all that was said counts as the {party}"
    )
    assert "diarization" in notice.what
    assert "a channel for each party" in notice.what
    assert ("--agent-speaker" in notice.what) is (party == "customer")
    told = [event for event in timeline(call) if isinstance(event, InputCut)]
    assert told == [notice]


def test_a_speaker_alone_may_be_named_the_agent_and_the_call_still_says_so() -> None:
    call = call_of(spoken([("x", "My order never came.")]), STARTED, "c", agent_speaker="X")
    assert [u.party for u in call.utterances] == ["agent"]
    assert not call.started.speakers_guessed
    assert call.notices[0].what.startswith(ALONE)
    assert "--agent-speaker" not in call.notices[0].what


def test_whom_the_format_names_may_speak_alone() -> None:
    call = call_of(spoken([("x", "Hello?")]), STARTED, "c", roles={"x": "customer"})
    assert not call.notices


def test_the_name_of_a_speaker_alone_cannot_garble_the_notice() -> None:
    call = call_of(spoken([("\x1b[2J\u202e" + "x" * 90, "Hello?")]), STARTED, "c")
    assert f"('[2J{'x' * 37}')" in call.notices[0].what


def test_a_document_in_which_nothing_is_said_asks_about_the_recording() -> None:
    with pytest.raises(InputError) as caught:
        call_of(spoken([("x", " "), ("y", "\n")]), STARTED, "c")
    assert caught.value.reason == "there is no utterance in this file"
    assert "Was the recording silent" in caught.value.hint
    assert "party" not in caught.value.hint


def test_twenty_thousand_speakers_cost_no_more_than_two() -> None:
    segments = [
        Spoken(speaker=f"s{n}", start=float(n), end=float(n), text="How can I help you?")
        for n in range(19_999)
    ]
    call = call_of(segments, STARTED, "c")
    assert [u.party for u in call.utterances[:2]] == ["agent", "customer"]
