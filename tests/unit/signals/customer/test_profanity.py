from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Listener = Callable[..., dict[str, Signal]]

SWEARING = [
    ("The damn app won't open.", "product"),
    ("This fucking router is dead again.", "product"),
    ("Your bloody website logged me out.", "product"),
    ("It's a shit sofa.", "product"),
    ("The internet is shit.", "product"),
    ("My bill is bullshit.", "product"),
    ("The f***ing parcel never came.", "product"),
    ("That crappy phone you sold me.", "product"),
    ("You lot are a bunch of bastards.", "company"),
    ("What a shit company.", "company"),
    ("This bloody bank again.", "company"),
    ("They are fucking crooks.", "company"),
    ("Your whole firm is full of shit.", "company"),
    ("What the fuck is going on?", "situation"),
    ("For fuck's sake.", "situation"),
    ("It's a fucking joke.", "situation"),
    ("Three bloody hours I waited.", "situation"),
    ("wtf", "situation"),
    ("What the hell?", "situation"),
    ("This is a bloody nightmare.", "situation"),
    ("My bastard neighbour took it.", "third_person"),
    ("The fucking driver threw it over the hedge.", "third_person"),
    ("My husband is a prick about money.", "third_person"),
    ("Oh shit.", "none"),
    ("Fuck.", "none"),
    ("Sh*t, hang on.", "none"),
    ("Fuuuuck.", "none"),
    ("Bollocks!", "situation"),
    ("It's [expletive] broken.", None),
]
CLEAN = [
    "I live in Scunthorpe.",
    "It's Mr Bastard, B A S.",
    "My name is Dick Cox.",
    "Fanny Hill Road, number four.",
    "We went to Penistone last week.",
    "I bought shiitake mushrooms.",
    "The hello screen shows nothing.",
    "That's bloody good of you.",
    "Damn good service, thank you.",
    "You've been bloody brilliant.",
    "That's sick, cheers.",
    "I need to assess the damage.",
    "The class starts at ten.",
    "I had a bloody nose.",
    "You prick the film and put it in the oven.",
    "My dog, a bitch, had her pups; the bitch had six pups.",
    "I'm bleeding from my hand.",
    "The radiator needs bleeding.",
    "He passed the test.",
    "Cockburn Street, please.",
    "I hate waiting.",
    "This is ridiculous.",
    "Shell garage on the corner.",
    "It hit the Bassett house.",
    "The analysis came back.",
    "You stupid cow.",
    "Hello, is that Hell's Kitchen?",
    "He said fuck off to me.",
    "The flaming June paint, please.",
]


@pytest.mark.parametrize(("text", "target"), SWEARING)
def test_a_swear_word_and_its_target_are_told(
    hear: Listener, text: str, target: str | None
) -> None:
    signal = hear(text)["profanity"]
    assert target is None or signal.target == target


@pytest.mark.parametrize("text", [text for text, _ in SWEARING if "[" not in text])
def test_a_swear_word_is_heard_without_punctuation(
    hear: Listener, spoken: Callable[[str], str], text: str
) -> None:
    assert "profanity" in hear(spoken(text))


@pytest.mark.parametrize("text", CLEAN)
def test_names_praise_and_plain_meaning_are_no_profanity(hear: Listener, text: str) -> None:
    assert "profanity" not in hear(text)


@pytest.mark.parametrize("text", ["Fuck you.", "You bastard.", "Piss off.", "You fucking idiot."])
def test_swearing_at_the_agent_is_an_insult_instead(hear: Listener, text: str) -> None:
    found = hear(text)
    assert "insult" in found
    assert "profanity" not in found


def test_an_insult_does_not_hide_swearing_at_the_product_beside_it(hear: Listener) -> None:
    found = hear("You idiot, the fucking router is dead.")
    assert {"insult", "profanity"} <= found.keys()
    assert found["profanity"].target == "product"


def test_the_agents_swearing_is_noted(hear: Listener) -> None:
    assert hear("Oh, for fuck's sake.", "agent")["profanity"].target == "situation"


@pytest.mark.parametrize(
    "text", ["I see, and the app still fails?", "You were told to wait.", "I can kill the process."]
)
def test_an_agent_at_work_shows_no_abuse(hear: Listener, text: str) -> None:
    assert not hear(text, "agent")
