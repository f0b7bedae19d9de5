from __future__ import annotations

from collections.abc import Callable

import pytest

from coolhead.call.utterance import Signal

Hear = Callable[..., dict[str, Signal]]

HITS = (
    "I'm so sorry about the delay, that should not have happened.",
    "im really sorry for the inconvenience",
    "I do apologise for the wait this morning.",
    "we apologize for the mistake on your bill",
    "I am very sorry for the trouble this has caused you",
    "Please accept my apologies for the mix-up.",
    "My apologies, the label was put on wrong at our end.",
    "apologies for that madam",
    "sorry about that sir let me put it right",
    "I'm sorry to hear that, it sounds like a rough week.",
    "I am sorry you had to call three times",
    "sorry that you have been waiting since monday",
    "I'm terribly sorry, that was our mistake.",
    "sorry to have kept you waiting",
    "Sorry for keeping you on hold so long.",
    "I owe you an apology for how that was handled",
    "we are sincerely sorry that our driver did not turn up",
    "I'm sorry if that came across the wrong way.",
    "I'm sorry you feel that way.",
    "we apologise if this caused any trouble",
    "so sorry uh about the noise on the line",
    "I would like to apologise on behalf of the company",
    "I'm sorry.",
    "sorry for inconvenience caused sir",
    "let me apologise for the way you were spoken to",
    "sorry i cut you off there please go on",
    "I'm sorry for your loss.",
    "Please forgive me, I gave you the wrong date.",
    "I'm, um, really sorry about this.",
)

MISSES = (
    "Sorry?",
    "Sorry, could you say that again?",
    "I'm sorry, what was the name?",
    "Sorry, I didn't catch the last part.",
    "sorry can you repeat the number for me",
    "sorry what",
    "Excuse me, is that the flat on the second floor?",
    "sorry to bother you at home",
    "Sorry to interrupt, but is this about the oven?",
    "it is on Tuesday, sorry, Wednesday",
    "that's four, sorry, five pounds",
    "sorry i meant the blue one",
    "Sorry, that's the wrong screen, let me say it again.",
    "better safe than sorry",
    "you will be sorry to miss this deal",
    "he said he was sorry",
    "Pardon?",
    "there is nothing to apologise for on your side",
    "I don't feel sorry for them",
    "You were saying?",
    "the kitchen was in a sorry state",
    "sorry you were saying something about the meter",
    "sorry is that a b or a d",
    "the driver says sorry he could not find the house",
    "you do not need to apologise, it happens to everybody",
    "I'm sorry, I couldn't hear you, the line dropped.",
)


@pytest.mark.parametrize("text", HITS)
def test_apology_is_heard(hear: Hear, text: str) -> None:
    signal = hear(text)["apology"]
    assert signal.span is not None
    assert 0 <= signal.span[0] < signal.span[1] <= len(text)


@pytest.mark.parametrize("text", MISSES)
def test_apology_is_not_heard_in_what_only_resembles_it(hear: Hear, text: str) -> None:
    assert "apology" not in hear(text)
