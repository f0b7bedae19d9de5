"""Who of several speakers is the agent, told from the first things said.

Three kinds of evidence are added up for each speaker: the set phrases of somebody who answers or
calls for a firm ("you're through to", "can I take your postcode") and of somebody who rings one
("I'm calling about my"), the signals that the detectors find, and, where those decide nothing, who
spoke first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from coolhead.signals.hearing import detect_in_context
from coolhead.signals.registry import standard_detectors

# Who is who shows in the greeting and in what the call is about: within so many turns of a call.
_FIRST_TURNS: Final = 24
# Whoever is fetched is looked at in their own first turns, and must speak like an agent by more
# than one signal or phrase alone.
_FIRST_OF_FETCHED: Final = 8
_LIKE_ONE_FETCHED: Final = 3.0
# As much of a turn is read: a minute of speech.
_READ_CHARS: Final = 1_000
# More people than these are no call; those who come in after them are not looked at.
_MOST_SPEAKERS: Final = 12

# The natural logarithm of how much more often one side shows the signal than the other, over the
# 713 utterances of agents and customers in the example calls, roughly and at most 2;
# a greeting less, as the phrases below count it again. Signals that both show alike, or hardly
# ever, are left out.
_AGENTS_SHOW: Final[Mapping[str, float]] = {
    "ownership": 2.0,
    "hold_notice": 2.0,
    "satisfaction_check": 2.0,
    "recording_notice": 2.0,
    "empathy": 2.0,
    "offer": 2.0,
    "commitment": 2.0,
    "resolution_question": 2.0,
    "recap": 2.0,
    "civility_request": 2.0,
    "information": 1.0,
    "escalation_offer": 1.0,
    "apology": 1.0,
    "greeting": 0.5,
}
_CUSTOMERS_SHOW: Final[Mapping[str, float]] = {
    "frustration": 2.0,
    "profanity": 2.0,
    "threat": 2.0,
    "anger": 2.0,
    "insult": 2.0,
    "complaint": 1.0,
    "vulnerability": 1.0,
    "do_not_call": 1.0,
    "supervisor_request": 1.0,
    "data_question": 1.0,
}

_THEIR_THINGS: Final = (
    r"(?:account|order|bill|booking|policy|claim|delivery|parcel|package|refund|contract|"
    r"subscription|invoice|appointment|reservation|card|broadband|internet|phone|meter|payment)"
)
_DETAILS: Final = (
    r"(?:number|reference|postcode|post code|zip|address|date of birth|email|e-mail|password|"
    r"surname|last name|first name|full name|details|security)"
)
_SOMEBODY: Final = r"(?!(?:a|an|the|your|my|some|any|one|who)\b|some|any)"
# A whole greeting is worth more than anything that comes after it; one of the phrases may be said
# by the other side now and then. First choices, checked on the openings in the tests.
_AGENT_PHRASES: Final = tuple(
    (re.compile(pattern), worth)
    for pattern, worth in (
        (
            r"\bthank(?:s| you) for (?:calling|ringing|phoning|contacting|holding|your call)\b"
            r"(?! (?:me|us|back))|\byou(?:'re| are) (?:now )?through to\b|"
            r"\byou(?:'ve| have) (?:reached|come through)\b|\bwelcome to\b",
            3.0,
        ),
        (r"\b(?:how|what) (?:can|may|could) (?:i|we) (?:help|assist|do for)\b", 3.0),
        (r"\b(?:anything|something) else (?:that )?(?:i|we) can\b", 2.0),
        (
            r"\b(?:call|line|conversation)s? (?:is|are|may be|might be|will be|can be) "
            r"(?:being )?(?:recorded|monitored)\b|\bsecurity questions?\b|\bfor security\b",
            3.0,
        ),
        # "Imran speaking"; "speaking" alone is whoever was called.
        (
            r"(?<![\w'])(?!(?:yes|yeah|yep|it's|i'm|is|i|who's|am|are|was|were|be|you|you're|keep|"
            r"of|no|oh|and|um|uh)\b)[a-z'\u00c0-\u024f-]+ speaking\b(?! (?:to|with)\b)",
            1.5,
        ),
        (r"\b(?:calling|ringing|phoning)(?: you)? (?:from|on behalf of)\b(?! (?:my|home)\b)", 2.0),
        (
            r"\b(?:this is|i'm|i am|it's|my name's|my name is) [\w' -]{1,30} "
            r"(?:from|with|here at|at)\b",
            1.0,
        ),
        (
            rf"\b(?:am i speaking|(?:can|could|may) i speak|could i talk) (?:to|with) {_SOMEBODY}|"
            r"\bis (?:that|this) (?:mr|mrs|ms|miss|dr)\b",
            1.5,
        ),
        (
            r"\b(?:can|could|may) i (?:just |please |quickly )*(?:take|have|get|grab|confirm|check|"
            rf"ask for|start with)\b[^.?!]{{0,40}}\b(?:{_DETAILS}|your name)\b|"
            r"\b(?:what's|what is|what was|confirm|give me|verify) (?:me )?(?:your|the) (?:\w+ )?"
            rf"{_DETAILS}\b|\bdo you have (?:your|an?|the) [^.?!]{{0,20}}\b{_DETAILS}\b",
            1.5,
        ),
        (
            r"\bbear with me\b|\bone moment,? please\b|\b(?:get|pull|bring|have) (?:that|it|this|"
            rf"you|your \w+|your {_THEIR_THINGS}) up\b|\bi can see (?:here|that|it|you)\b|"
            r"\bon (?:my|the) (?:screen|system)\b",
            1.5,
        ),
        (rf"\b(?:on|to|about|with|check|regarding) your {_THEIR_THINGS}\b", 1.0),
        (
            r"\bwould you (?:like|prefer)\b|\bdo you want (?:me|us) to\b|\bplease confirm\b|"
            r"\b(?:just )?to confirm\b|\bfor you\b(?=[.?!]| (?:today|now|to)\b)",
            1.0,
        ),
        (
            r"\bwhat(?:'s| is| seems to be) (?:the|your) (?:issue|problem|matter|trouble|emergency|"
            r"query|enquiry)\b|\bwhat(?:'s)? happened\b|\bhow are you (?:today|doing)\b",
            1.0,
        ),
        (r"\bdo you have (?:a (?:minute|moment|second)|time)\b|\bis now an? (?:okay|good)\b", 1.0),
        (
            r"\bwe(?:'re| are) (?:offering|calling|running|giving)\b|\bour (?:offer|customers)\b",
            1.0,
        ),
    )
)
_CUSTOMER_PHRASES: Final = tuple(
    (re.compile(pattern), worth)
    for pattern, worth in (
        (
            r"\b(?:calling|ringing|phoning) (?:in )?(?:about|because|regarding|cos|'cause|to "
            r"(?:cancel|complain|report|find out|see why|chase|query|ask why))\b(?! your\b)",
            1.5,
        ),
        (rf"\bmy (?:\w+ )?{_THEIR_THINGS}\b", 1.5),
        (
            r"\bi(?:'d like| would like| want| wanted| need)(?: to)? (?:cancel|speak|talk|complain|"
            r"return|change|report|know why|book|order|claim|make an? (?:complaint|claim|payment|"
            r"appointment|booking)|my|a refund|some help)\b|\bi'm after\b|"
            r"\bi (?:ordered|bought|booked|paid|returned)\b|"
            r"\bspeak (?:to|with) (?:somebody|someone|a (?:manager|human|person|supervisor))\b",
            1.5,
        ),
        (
            r"\bi(?:'ve| have) (?:just )?(?:got|had|received) (?:a|an|this|your|another) (?:\w+ )?"
            r"(?:letter|bill|e-?mail|text|problem|question|issue|complaint|call|message)\b|"
            r"\bi got an? (?:\w+ )?(?:letter|bill|e-?mail|text|message)\b",
            1.5,
        ),
        (
            r"\bi(?:'ve| have) been (?:waiting|on hold|trying|charged|told|passed|ringing|calling|"
            r"a customer|with you|billed|without|cut off)\b|\byou(?:'ve| have)? (?:charged|sent|"
            r"told|promised|cancell?ed|billed|cut|took|lost) (?:me|my|us|our)\b",
            2.0,
        ),
        (
            r"\byour (?:website|company|driver|drivers|colleague|manager|people|store|shop|app|"
            r"engineer|technician|terms|lovely)\b|\byou (?:people|lot|guys)\b",
            1.5,
        ),
        (
            r"\b(?:can|could|will) (?:you|somebody|someone) (?:please )?(?:help|tell|find|get|send|"
            r"give|book|check|show|suggest|explain|put)\b(?! me (?:a bit|a little|what|your)\b)|"
            r"\bi(?:'d| would) like (?:a|an|the|some|to find)\b|\bwondering if you\b|"
            r"\bhoping (?:that )?you\b|"
            r"\bis (?:this|that) (?:the )?customer (?:services?|care|support)\b",
            1.5,
        ),
        (
            r"\bwho(?:'s| is) (?:this|calling|speaking)\b|\bwho are you\b|\bnot interested\b|"
            r"\bhow did you get (?:my|this)\b|\bwhat's (?:this|it) (?:about|regarding)\b|"
            r"^\W*(?:yes|yeah|yep|uh|um|hello)?\W*(?:this is (?:she|he|her|him)|speaking)\b",
            1.5,
        ),
    )
)
_PLAIN: Final = str.maketrans("\u2018\u2019", "''")


def who_works_there(
    spoken: Iterable[tuple[str, str]], candidates: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """The likeliest agent of ``candidates``, and who of them was likely fetched as a supervisor.

    The agent is who speaks most like one in the first turns of the call; of equals the first to
    speak. A supervisor is who comes in when two others have talked, and speaks like an agent.
    ``spoken`` are speakers' labels with what they say, in order of time. ``candidates`` are not
    empty.
    """
    allowed = set(candidates)
    opening: dict[str, float] = {}
    fetched: dict[str, float] = {}
    seen: Counter[str] = Counter()
    for number, (speaker, text) in enumerate(_turns(spoken)):
        if speaker not in allowed or (speaker not in seen and len(seen) >= _MOST_SPEAKERS):
            continue
        seen[speaker] += 1
        if len(seen) > 2 and seen[speaker] == 1:
            fetched[speaker] = 0.0
        early = number < _FIRST_TURNS
        if not early and not (speaker in fetched and seen[speaker] <= _FIRST_OF_FETCHED):
            continue
        likeness = _like_an_agent(text)
        if early:
            opening[speaker] = opening.get(speaker, 0.0) + likeness
        if speaker in fetched:
            fetched[speaker] += likeness
    # Whoever is called answers first: in most calls, the agent.
    agent = max(opening, key=lambda speaker: opening[speaker], default=candidates[0])
    above = (name for name, likeness in fetched.items() if likeness >= _LIKE_ONE_FETCHED)
    return agent, tuple(name for name in above if name != agent)


def speaks_like_an_agent(spoken: Iterable[tuple[str, str]]) -> bool:
    """Whether what is said first speaks for an agent, or for neither side."""
    first = islice(_turns(spoken), _FIRST_TURNS)
    return sum(_like_an_agent(text) for _, text in first) >= 0


def _turns(spoken: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """What each says until another speaks, as far as it is read; captions come in short pieces."""
    speaker, text = None, ""
    for each, said in spoken:
        if each != speaker:
            if speaker is not None:
                yield speaker, text
            speaker, text = each, ""
        if len(text) < _READ_CHARS:
            text = f"{text} {said[:_READ_CHARS]}".strip()
    if speaker is not None:
        yield speaker, text


def _like_an_agent(text: str) -> float:
    """Above 0 for what agents say, below for what customers say."""
    said = text[:_READ_CHARS]
    lower = said.lower().translate(_PLAIN)
    phrases = sum(worth for pattern, worth in _AGENT_PHRASES if pattern.search(lower))
    phrases -= sum(worth for pattern, worth in _CUSTOMER_PHRASES if pattern.search(lower))
    as_agent = {s.name for s in detect_in_context(standard_detectors(), said, "agent", ())}
    as_customer = {s.name for s in detect_in_context(standard_detectors(), said, "customer", ())}
    shown = sum(_AGENTS_SHOW.get(name, 0.0) for name in as_agent)
    return phrases + shown - sum(_CUSTOMERS_SHOW.get(name, 0.0) for name in as_customer)
