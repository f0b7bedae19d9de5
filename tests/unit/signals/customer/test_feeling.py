from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Listener = Callable[..., dict[str, Signal]]

FRUSTRATION = [
    "I'm really frustrated.",
    "I am fed up with this.",
    "This is ridiculous.",
    "Oh brilliant, another week of waiting.",
    "How much longer is this going to take?",
    "I'm sick and tired of ringing.",
    "You've got to be kidding me.",
    "It's driving me up the wall.",
    "I've had enough.",
    "I'm very disappointed with you.",
    "What a joke.",
    "Thanks for nothing.",
    "I've been waiting for three weeks.",
    "Going round in circles here.",
    "It's getting on my nerves.",
]
ANGER = [
    "I'm absolutely furious.",
    "I am so angry right now.",
    "I'm livid.",
    "It makes my blood boil.",
    "How dare you.",
    "I've never been so angry in my life.",
    "I can't tell you how angry I am, I'm furious.",
    "No, I'm angry.",
    "I'm pissed off.",
    "You should be ashamed of yourself.",
    "You lot are a bunch of thieves.",
    "I'm raging.",
    "What the hell are you doing?",
]
NEITHER = [
    "I'm not angry.",
    "I'm not angry or anything.",
    "I don't want to get angry.",
    "If I was angry you would know.",
    "My wife was furious.",
    "He said he was angry.",
    "I'm not frustrated at all.",
    "Brilliant, thank you.",
    "That's great news.",
    "I'm happy with that.",
    "Angry Birds is my son's game.",
    "Can you wait a moment?",
    "I'm mad about football.",
    "I'm not saying I'm annoyed.",
    "Oh great, that's sorted then, thanks.",
    "Before I get angry let's sort it.",
]


@pytest.mark.parametrize("text", FRUSTRATION)
def test_impatience_and_sour_praise_are_frustration(
    hear: Listener, spoken: Callable[[str], str], text: str
) -> None:
    assert "frustration" in hear(text)
    assert "frustration" in hear(spoken(text))


@pytest.mark.parametrize("text", ANGER)
def test_hostile_feeling_in_words_is_anger(
    hear: Listener, spoken: Callable[[str], str], text: str
) -> None:
    assert "anger" in hear(text)
    assert "anger" in hear(spoken(text))


@pytest.mark.parametrize("text", NEITHER)
def test_denied_supposed_and_reported_feelings_are_neither(hear: Listener, text: str) -> None:
    assert not {"anger", "frustration"} & hear(text).keys()


@pytest.mark.parametrize("text", ["I'm not angry", "my wife was furious", "im not annoyed"])
def test_a_denied_feeling_stays_denied_without_punctuation(hear: Listener, text: str) -> None:
    assert not {"anger", "frustration"} & hear(text.lower().replace("'", "")).keys()


def test_not_happy_but_angry_is_angry(hear: Listener) -> None:
    assert "anger" in hear("im not happy im angry")
