"""Trouble that is told rather than named: as a story, in echoes, in sour praise."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Listener = Callable[..., dict[str, Signal]]

FRUSTRATION = [
    "There was no booking on the system. No booking!",
    "They told me one hour. One hour!",
    "Patience! I've had patience for a month!",
    "It's not a gadget, it's my pacemaker.",
    "Well that's not my problem, is it.",
    "Sorry's no use to me now.",
    "I stood out there like an idiot.",
    "They talk to me as if I'm stupid.",
    "So we're back to square one.",
    "About bloody time.",
    "Yeah, whatever.",
    "Are you going to send somebody or what?",
    "Can't you just ring the driver?",
    "Are you even allowed to do that?",
    "I could've told you that last week.",
    "This sucks.",
    "I'm sick of waiting.",
    "I'm tired of excuses.",
    "Wonderful service, really. Still no cooker.",
    "Top marks. So you lost it twice.",
    "I suppose I should be grateful you picked up.",
    "Do I get the pleasure of waiting again?",
]
NO_FRUSTRATION = [
    "I'm sick of pasta, I'll have the fish.",
    "Tuesday! Tuesday's perfect, thank you.",
    "Great service, really, thanks.",
    "Top marks to your colleague.",
    "You can bring what you like to the party, love.",
    "About time zones, what time is it there?",
    "Can you just check the number for me?",
    "It's not a problem, it's my pleasure.",
    "Are you able to come on Monday or Tuesday?",
    "Right. And if it's not in the box?",
    "I'd like a lemon cake.",
    "Very efficient boiler, that one.",
    "I know it's not your fault.",
]
COMPLAINTS = [
    ("I was fifty minutes on hold.", "company"),
    ("I was on hold for ages.", "company"),
    ("We sat in the lounge for three hours.", "company"),
    ("You're leaving us without a cooker till June?", "company"),
    ("I've not seen him since.", "company"),
    ("You've had my money for a fortnight.", "company"),
    ("Every time I ring it's a different person.", "company"),
    ("Nobody's written it down.", "company"),
    ("Why couldn't anybody tell me that?", "company"),
    ("And they never even said sorry.", "company"),
    ("I asked for that form two months ago.", "company"),
    ("I'm being treated like a criminal.", "company"),
    ("Are you calling me a liar?", "company"),
    ("You haven't. You've read me the screen.", "agent"),
    ("There's no way that's right.", "product"),
    ("That can't be right.", "product"),
    ("There's mould on the ceiling.", "product"),
    ("It's split down the side.", "product"),
    ("The broadband's been off since Friday.", "product"),
    ("Your update wiped my photos.", "product"),
    ("He said it'd be a week.", "company"),
    ("It should have been done by now.", "company"),
    ("You gave away our table twice.", "company"),
    ("Stop reading from that script.", "agent"),
]
NO_COMPLAINT = [
    "It was about forty minutes from here.",
    "She sat with me for hours, she was lovely.",
    "It's the car I never picked up.",
    "I left it with my neighbour.",
    "Every time I come in you're so kind.",
    "I asked for a large one.",
    "The loaf is sliced, not split.",
    "I lost my job in March.",
    "I owe four hundred and I haven't got it.",
    "You keep having to say it, to everyone, when somebody dies.",
    "You haven't met my wife, have you.",
    "It smells lovely.",
    "How can I have a look at the menu?",
    "Nobody else lives here.",
    "I didn't write it down, sorry.",
]
NOT_HEARD = [
    "I have to start from the beginning with each of you.",
    "I don't want to go through it all again.",
    "That's what the last one said!",
    "You said that last week.",
]
HEARD = [
    "No, thank you. I did say.",
    "What would the last one be?",
    "I want to go through it again, slowly, so I can write it down.",
    "That's what the doctor said.",
    "I did say yes to the letter, that's fine.",
]


@pytest.mark.parametrize("text", FRUSTRATION)
def test_frustration_shows_in_how_it_is_told(hear: Listener, text: str) -> None:
    assert "frustration" in hear(text)


@pytest.mark.parametrize("text", NO_FRUSTRATION)
def test_plain_talk_in_similar_words_is_no_frustration(hear: Listener, text: str) -> None:
    assert not {"frustration", "anger"} & hear(text).keys()


@pytest.mark.parametrize(("text", "target"), COMPLAINTS)
def test_what_went_wrong_is_a_complaint_also_in_a_story(
    hear: Listener, text: str, target: str
) -> None:
    assert hear(text)["complaint"].target == target


@pytest.mark.parametrize("text", NO_COMPLAINT)
def test_a_story_of_nothing_wrong_is_no_complaint(hear: Listener, text: str) -> None:
    assert "complaint" not in hear(text)


@pytest.mark.parametrize("text", NOT_HEARD)
def test_who_must_say_it_again_was_not_heard(hear: Listener, text: str) -> None:
    assert "not_heard" in hear(text)


@pytest.mark.parametrize("text", HEARD)
def test_saying_again_by_choice_is_no_grievance(hear: Listener, text: str) -> None:
    assert "not_heard" not in hear(text)


def test_boiling_water_is_no_anger(hear: Listener) -> None:
    assert "anger" not in hear("I'm boiling a kettle to wash up.")
    assert "anger" in hear("I'm boiling, I really am.")


def test_not_wanting_to_hear_it_any_more_is_anger(hear: Listener) -> None:
    assert "anger" in hear("I don't want to hear about procedures!")
    assert "anger" not in hear("I don't want to hear from you people again.")


def test_sour_thanks_are_no_thanks(hear: Listener) -> None:
    found = hear("I suppose I should thank you for selling my seat.")
    assert "thanks" not in found
    assert "frustration" in found
