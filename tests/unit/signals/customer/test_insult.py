from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Listener = Callable[..., dict[str, Signal]]

INSULTS = [
    ("You're an idiot.", 1),
    ("You stupid, useless woman!", 2),
    ("Fuck you.", 2),
    ("Oh f*** off, will you.", 2),
    ("You useless piece of rubbish.", 2),
    ("What are you, thick?", 1),
    ("Are you even human?", 1),
    ("Speak English!", 2),
    ("Get me somebody who speaks proper English.", 2),
    ("Go back to your own country.", 3),
    ("You people hire idiots and you're a complete moron.", 1),
    ("Your voice goes right through me.", 1),
    ("I can't stand that stupid accent of yours.", 2),
    ("Suck my dick.", 3),
    ("You dirty whore.", 3),
    ("Shut up and listen.", 1),
    ("Shut the fuck up.", 2),
    ("I hope you die.", 3),
    ("Is there a brain in that head of yours?", 1),
    ("My dog could do your job better than you.", 1),
    ("How did you even get this job?", 1),
    ("You're not very bright, are you?", 1),
    ("Your an idiot mate.", 1),
    ("You fucking idiot.", 2),
    ("No offence, but you're thick.", 1),
    ("It was due on Friday, you lying bastard.", 2),
    ("Put a man on, I'm not talking to a girl.", 2),
    ("What are you wearing, sexy?", 3),
    ("You sound like a parrot.", 1),
    ("Who the hell do you think you are?", 1),
    ("Go and kill yourself.", 3),
    ("Piss off, you clown.", 2),
    ("Bloody foreigners, the lot of you.", 3),
    ("You're pathetic.", 1),
    ("You're fucking useless.", 2),
]
NO_INSULTS = [
    "You were not helpful.",
    "You're useless at this.",
    "He called me an idiot.",
    "Your colleague said I was a liar.",
    "I was told I'm an idiot by your driver.",
    "My useless husband lost the letter.",
    "My boss is a bastard.",
    "I'm such an idiot, I typed it wrong.",
    "Stupid me, I forgot the code.",
    "You must think I'm stupid.",
    "Do you think I'm an idiot?",
    "I'm not saying you're stupid.",
    "You're not an idiot, love.",
    "You lot are crooks.",
    "You people keep sending me letters.",
    "Thanks, love, you're a star.",
    "Ta, duck.",
    "Listen, mate, it has been three weeks.",
    "I live in Scunthorpe.",
    "My name is Dick Cox.",
    "This is Fanny Bastard speaking.",
    "The damn app keeps crashing.",
    "I'm gay and my partner is on the account too.",
    "My neighbour is Indian and he speaks English and Hindi.",
    "Sorry, my English is not so good.",
    "I don't speak English very well.",
    "I'm sorry, I can't follow your accent, the line is bad.",
    "Do you have somebody who speaks Spanish?",
    "I have a brain tumour.",
    "We have rats, can pest control come and look at your rat bait?",
    "The shop shut up early.",
    "I told the kids to shut up.",
    "Can I ask you something?",
    "You're kidding me.",
    "Your stupid website logged me out.",
    "They said you idiot to my face.",
    "I ain't got no money and y'all keep charging me.",
    "You gotta be joking, that ain't right.",
    "Kindly do the needful, I am suffering since two weeks.",
    "That's sick, thank you so much!",
]


@pytest.mark.parametrize(("text", "severity"), INSULTS)
def test_demeaning_the_agent_is_an_insult_of_its_severity(
    hear: Listener, text: str, severity: int
) -> None:
    assert hear(text)["insult"].severity == severity


@pytest.mark.parametrize("text", [text for text, _ in INSULTS])
def test_an_insult_is_heard_without_punctuation_and_case(
    hear: Listener, spoken: Callable[[str], str], text: str
) -> None:
    assert "insult" in hear(spoken(text))


@pytest.mark.parametrize("text", NO_INSULTS)
def test_criticism_self_blame_and_other_peoples_words_are_no_insult(
    hear: Listener, text: str
) -> None:
    assert "insult" not in hear(text)


@pytest.mark.parametrize("text", NO_INSULTS)
def test_no_insult_appears_when_the_punctuation_goes(
    hear: Listener, spoken: Callable[[str], str], text: str
) -> None:
    assert "insult" not in hear(spoken(text))


def test_the_span_holds_the_words_of_the_insult(hear: Listener) -> None:
    text = "Right, well, YOU\u2019RE AN IDIOT and I want my money."
    span = hear(text)["insult"].span
    assert span is not None
    assert text[slice(*span)] == "YOU\u2019RE AN IDIOT"


def test_a_quoted_insult_is_somebody_elses(hear: Listener) -> None:
    assert "insult" not in hear('And then he goes "you stupid cow" and hangs up.')


def test_the_agents_insult_is_conduct_of_the_agent(hear: Listener) -> None:
    assert hear("You're an idiot.", "agent")["insult"].severity == 1


def test_of_several_insults_the_gravest_gives_the_severity(hear: Listener) -> None:
    assert hear("You're a liar and you are a stupid bitch.")["insult"].severity == 2
    assert hear("You clown. Go back to your own country.")["insult"].severity == 3
