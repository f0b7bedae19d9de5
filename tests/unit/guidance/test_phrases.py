"""Phrases: filled from the call, chosen for what is concrete, never invented."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coolhead.call.events import CallStarted, PromiseMade
from coolhead.call.state import CallState, Heard
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party, Stake
from coolhead.guidance.fillers import fillers_of
from coolhead.guidance.phrases import MOST_CHARS, choose_phrase, fill
from coolhead.playbook.loader import load_playbook
from coolhead.playbook.schema import Explanation, Playbook, Remedy

STANDARD = load_playbook("standard")


def _playbook() -> Playbook:
    remedies = (
        Remedy(name="replacement", say="a replacement"),
        Remedy(name="discount", say="a discount", granted_by="supervisor"),
        Remedy(name="callback", say="a call back"),
        Remedy(name="refund", say="a full refund"),
    )
    explanations = (
        Explanation(name="strike", about=("delivery",), say="The depot is on strike."),
        Explanation(name="late-fee", about=("late fee",), say="The fee follows a missed payment."),
    )
    return STANDARD.model_copy(update={"remedies": remedies, "explanations": explanations})


PLAYBOOK = _playbook()


Said = tuple[Party, str, tuple[Signal, ...]]


def _call(*turns: Said, **header: object) -> CallState:
    heard = tuple(
        Heard(
            Utterance(party=party, start=float(n), end=n + 0.9, text=text, id=f"u{n}"),
            seq=n,
            signals=signals,
        )
        for n, (party, text, signals) in enumerate(turns)
    )
    started = CallStarted(at=0.0, call="c1", **header)  # type: ignore[arg-type]
    return CallState(header=started, heard=heard, seq=len(heard), now=float(len(heard)))


def _shows(name: str, **attributes: object) -> tuple[Signal, ...]:
    return (Signal(name=name, confidence=0.9, **attributes),)  # type: ignore[arg-type]


COMPLAINT = _shows("complaint")


def test_the_phrase_that_names_most_of_the_matter_is_chosen() -> None:
    phrases = ("I see.", "So {issue}.", "So {issue}, and you want {want}.")
    fillers = {"issue": "your sofa that is late", "want": "a refund"}
    assert choose_phrase(phrases, fillers) == (
        "So your sofa that is late, and you want a refund.",
        phrases[2],
    )


def test_a_phrase_whose_slot_is_empty_is_passed_over() -> None:
    phrases = ("About {issue}: go on.", "Please go on.")
    assert choose_phrase(phrases, {}) == ("Please go on.", "Please go on.")
    assert choose_phrase(phrases[:1], {}) is None


def test_what_was_used_comes_back_only_when_all_were() -> None:
    phrases = ("About {thing}: go on.", "Please go on.")
    fillers = {"thing": "your sofa"}
    assert choose_phrase(phrases, fillers, used={phrases[0]}) == (phrases[1], phrases[1])
    again = choose_phrase(phrases, fillers, used=set(phrases))
    assert again == ("About your sofa: go on.", phrases[0])


def test_without_phrases_nothing_is_said() -> None:
    assert choose_phrase((), {"issue": "your sofa"}) is None


def test_the_agents_name_makes_a_phrase_no_more_concrete() -> None:
    phrases = ("Tell me more.", "I'm {agent}. Tell me more.")
    assert choose_phrase(phrases, {"agent": "Asha"}) == (phrases[0], phrases[0])


def test_a_phrase_that_grows_too_long_gives_way_to_the_next() -> None:
    phrases = ("{issue} " + "and so on " * 20, "I see.")
    assert choose_phrase(phrases, {"issue": "your sofa " * 5}) == ("I see.", "I see.")


@pytest.mark.parametrize(
    ("template", "fillers", "said"),
    [
        ("{thing} matters", {"thing": "your sofa"}, "Your sofa matters."),
        ("I see that {thing} matters.", {"thing": "the shoes"}, "I see that the shoes matter."),
        ("How has {issue} been?", {"issue": "your lights that flicker"},
         "How have your lights that flicker been?"),
        ("The trouble with {thing} has gone.", {"thing": "your lights"},
         "The trouble with your lights has gone."),
        ("I'll {action} by {due}.", {"action": "call you", "due": "by five"},
         "I'll call you by five."),
        ("I'll {action} on {due}.", {"action": "call you", "due": "within an hour"},
         "I'll call you within an hour."),
        ("You want a {want}.", {"want": "a refund"}, "You want a refund."),
        ("That is a {want}.", {"want": "upgrade"}, "That is an upgrade."),
        ("In a {due}.", {"due": "hour"}, "In an hour."),
        ("It is an {thing}.", {"thing": "user manual"}, "It is a user manual."),
        ("About {thing} .", {"thing": "  the   app "}, "About the app."),
        ("Here is why. {explanation}", {"explanation": "the depot is shut."},
         "Here is why. The depot is shut."),
        ("Is it {thing}?", {"thing": "the app"}, "Is it the app?"),
        ("He had had {thing}", {"thing": "the app"}, "He had had the app."),
    ],
)  # fmt: skip
def test_the_seams_of_a_filled_phrase_are_mended(
    template: str, fillers: dict[str, str], said: str
) -> None:
    assert fill(template, fillers) == said


def test_what_was_lived_through_is_never_taken_on_or_settled() -> None:
    phrases = ("I'm taking on {issue}.", "I'm taking this on myself.")
    assert choose_phrase(phrases, {"issue": "being hung up on"}) == (phrases[1], phrases[1])
    taken = choose_phrase(phrases, {"issue": "your boiler that leaks"})
    assert taken == ("I'm taking on your boiler that leaks.", phrases[0])


def test_no_word_after_the_slot_is_drawn_into_the_clause_within_it() -> None:
    phrases = ("Let me go over {issue} again.", "Let me say that again.")
    late = choose_phrase(phrases, {"issue": "the lamp that never came"})
    assert late == (phrases[1], phrases[1])
    fee = choose_phrase(phrases, {"issue": "the late fee"})
    assert fee == ("Let me go over the late fee again.", phrases[0])


def test_the_newest_complaint_fills_the_slots() -> None:
    state = _call(
        ("customer", "my sofa was supposed to come on Friday", COMPLAINT),
        ("agent", "I see.", ()),
        ("customer", "and now the app is down and I want a full refund", COMPLAINT),
        ("customer", "yes", ()),
    )
    fillers = fillers_of(state, PLAYBOOK)
    assert fillers["issue"] == "the app that is down"
    assert fillers["want"] == "a full refund"


def test_the_matter_of_the_call_is_named_and_not_what_came_up_last() -> None:
    state = _call(
        ("customer", "I'm ringing about my boiler, it has stopped working.", COMPLAINT),
        ("agent", "I see. Which lights are showing on the boiler?", ()),
        ("customer", "I've looked at the lights! I was on hold for forty minutes.", COMPLAINT),
    )
    fillers = fillers_of(state, PLAYBOOK)
    assert fillers["thing"] == "your boiler"
    assert "issue" not in fillers or "boiler" in fillers["issue"]
    assert fillers["said"] == "you were on hold for forty minutes"


def test_where_nothing_stands_out_no_thing_is_named() -> None:
    state = _call(("customer", "He's only gone and lost the key, this is a joke.", COMPLAINT))
    assert "thing" not in fillers_of(state, PLAYBOOK)


@pytest.mark.parametrize(
    "text",
    [
        "So I rang again and I bought the lamp last month.",
        "I'm not calling about forty dollars.",
        "I've got a complaint about a dining table.",
        "I've waited in for a man who was never even coming.",
    ],
)
def test_only_a_grievance_is_said_back(text: str) -> None:
    assert "said" not in fillers_of(_call(("customer", text, COMPLAINT)), PLAYBOOK)


def test_half_of_what_somebody_wants_is_not_said_back_as_all_of_it() -> None:
    text = "I want every cent of that ticket back, I want the hotel, I want the rental car."
    assert "want" not in fillers_of(_call(("customer", text, COMPLAINT)), PLAYBOOK)


@pytest.mark.parametrize("action", ["have a plumber who with you", "do that", "make sure you're"])
def test_a_promise_that_cannot_be_said_whole_is_not_said(action: str) -> None:
    promise = _shows("commitment", action=action, due_text="today")
    state = _call(("agent", "I'll ring you today.", promise))
    assert "action" not in fillers_of(state, PLAYBOOK)


def test_an_issue_with_a_clause_or_of_many_words_stands_at_the_end_of_its_clause() -> None:
    phrases = ("I can hear how hard {issue} has been.", "I can hear how hard this has been.")
    long = {"issue": "the forty pounds and the late fee of March"}
    assert choose_phrase(phrases, long) == (phrases[1], phrases[1])
    last = choose_phrase(("I'm sorry about {issue}.",), long)
    assert last is not None


@pytest.mark.parametrize("length", [1, 239, 240, 241, 400])
def test_a_call_of_any_length_keeps_the_matter_that_it_began_with(length: int) -> None:
    begun: Said = ("customer", "It's about my boiler, it has stopped working.", COMPLAINT)
    waiting: Said = ("agent", "One moment please.", ())
    state = _call(begun, *[waiting] * length)
    assert fillers_of(state, PLAYBOOK)["thing"] == "your boiler"


def test_what_shows_no_trouble_fills_nothing() -> None:
    state = _call(("customer", "my sofa is too small", ()), ("agent", "my app is down", COMPLAINT))
    assert "issue" not in fillers_of(state, PLAYBOOK)


def test_what_a_denied_reflection_was_about_is_not_tried_again() -> None:
    state = _call(
        ("customer", "my sofa was supposed to come on Friday", COMPLAINT),
        ("customer", "the bill is too high", COMPLAINT),
        ("agent", "So your bill is too high?", _shows("reflection", confirmed=False)),
        ("customer", "no, that's not it", ()),
    )
    issue = fillers_of(state, PLAYBOOK)["issue"]
    assert issue == "your sofa that was supposed to come on Friday"


def test_options_are_what_the_agent_may_grant_and_first_what_was_asked_for() -> None:
    state = _call(("customer", "I want a refund", _shows("request", remedy="refund")))
    assert fillers_of(state, PLAYBOOK)["options"] == "a full refund or a replacement"
    assert fillers_of(_call(), PLAYBOOK)["options"] == "a replacement or a call back"


def test_one_remedy_alone_is_no_choice() -> None:
    one = PLAYBOOK.model_copy(update={"remedies": PLAYBOOK.remedies[:2]})
    assert "options" not in fillers_of(_call(), one)


def test_an_explanation_is_given_only_where_the_issue_calls_for_it() -> None:
    late = _call(("customer", "I was charged a late fee", COMPLAINT))
    assert fillers_of(late, PLAYBOOK)["explanation"] == "The fee follows a missed payment."
    other = _call(("customer", "my boiler leaks", COMPLAINT))
    assert "explanation" not in fillers_of(other, PLAYBOOK)


def test_the_latest_promise_gives_action_and_due() -> None:
    promise = _shows("commitment", action="call you back", due_text="by five tomorrow")
    state = _call(("agent", "I'll call you back by five tomorrow.", promise))
    fillers = fillers_of(state, PLAYBOOK)
    assert (fillers["action"], fillers["due"]) == ("call you back", "by five tomorrow")
    by_hand = PromiseMade(at=9.0, action="send the form", due_text="today")
    later = fillers_of(msgspec.structs.replace(state, promises=(by_hand,)), PLAYBOOK)
    assert (later["action"], later["due"]) == ("send the form", "today")


@pytest.mark.parametrize(
    ("agent", "greeting", "name"),
    [
        ("Asha", "Good morning, this is Asha.", "Asha"),
        ("Asha Rao", "Asha speaking, how can I help?", "Asha"),
        ("Asha", "Good morning, how can I help?", None),
        ("a17", "Good morning, this is a17.", None),
    ],
)
def test_the_agents_name_is_used_only_if_the_customer_was_given_it(
    agent: str, greeting: str, name: str | None
) -> None:
    state = _call(("agent", greeting, _shows("greeting")), agent=agent)
    assert fillers_of(state, PLAYBOOK).get("agent") == name


@pytest.mark.parametrize(
    ("stake", "purpose"),
    [("appointment", "the appointment"), ("deal", "the order"), ("lead", None), ("none", None)],
)
def test_the_purpose_is_what_the_call_is_known_to_be_for(stake: Stake, purpose: str | None) -> None:
    assert fillers_of(_call(stake=stake), PLAYBOOK).get("purpose") == purpose


@given(
    st.lists(st.text("ab {}.thingisue'", max_size=40), max_size=5),
    st.dictionaries(st.sampled_from(["issue", "thing", "want"]), st.text(max_size=80)),
)
def test_choosing_never_raises_and_never_shows_a_slot_or_too_much(
    phrases: list[str], fillers: dict[str, str]
) -> None:
    chosen = choose_phrase(phrases, fillers)
    if chosen is not None:
        assert len(chosen[0]) <= MOST_CHARS
        assert chosen[1] in phrases
