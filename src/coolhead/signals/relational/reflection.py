"""``reflection``: the agent says back, in other words, what the customer said or wants.

From the agent's sentence alone this cannot be told; what makes it a reflection is that the
customer said it before. So each sentence is compared with the customer's turns since the agent
last reflected: how much of it comes from there, and how it is put.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.relational.content import (
    DATA_WORDS,
    content,
    content_of,
    is_spelt,
    names_in,
    stem,
)
from coolhead.signals.turn import Conversation, Turn, words_of

# How many of the customer's turns are looked at, and what each is worth by how many exchanges ago
# it was: what was just said is what a listener says back.
_TURNS: Final = 12
_FADES: Final = 0.88
_LEAST: Final = 0.4

# Weights of the evidence, set by hand on calls written for the tests; the threshold of 0.5 lies at
# a sum of zero. Two shared words under a lead-in are enough, four are needed without one.
_BASE: Final = -3.4
_PER_SHARED: Final = 0.8
_MOST_SHARED: Final = 5.0
_SHARE: Final = 1.4
_LEAD_IN: Final = 1.7
_ABOUT_YOU: Final = 0.8
_CHECK: Final = 0.8
_OWN_ACTION: Final = -1.8
_OWN_KNOWLEDGE: Final = -2.2
_SUMS_UP: Final = -1.8
_QUESTION: Final = -2.4
_DATA: Final = -3.0
_NOT_ADDRESSED: Final = -0.7
_ECHO: Final = 0.5
_ANSWERING: Final = 0.4

# So many shared words make more than an echo; so many words make a sentence.
_SHARED_AFTER_LEAD: Final = 2
_SHARED_ALONE: Final = 3
_SENTENCE_WORDS: Final = 6
# A check may stand in the sentence after: "…. Is that right?"
_CHECK_REACH: Final = 60

_SUBJECT: Final = (
    r"(?:you|your|it|it's|that|the|they|there|nobody|no one|somebody|someone|this|we|our|what|a|"
    r"an|both)"
)
_LEADS: Final = re.compile(
    # but for "I'll send it so that you can …" and "so you can …", which name a purpose
    r"\bso,? (?!that you\b|that it\b|that they\b|that we\b|you'll\b|you will\b)(?:basically |"
    r"just |really |then |what )?" + _SUBJECT + r"\b(?! (?:can|could|don't have)\b(?!'))|"
    r"\bif i(?:'ve| have)? (?:understand|understood|heard?|hear|follow|followed|got|get|"
    r"caught)\b|\bif i(?:'m| am) (?:understanding|hearing|following|getting|right)\b|\b(?:what|"
    r"all) i(?:'m| am)? (?:hear(?:ing)?|understand(?:ing)?|gather(?:ing)?|getting)\b|"
    r"\blet me (?:just )?(?:make sure|check|see if|be sure|confirm|repeat|play|"
    r"say)\b(?=.{0,40}\b(?:understand|understood|right|back|got|follow|heard|straight|"
    r"correctly)\b)|\b(?:make|making) sure (?:that )?i(?:'ve| have)? (?:understand|understood|"
    r"got|get|heard|follow)\b|\b(?:it )?(?:sounds|seems|looks) (?:to me )?(?:like|as if|"
    r"as though) (?:you|your|the|it|nobody|they|what)\b|\bi (?:can )?(?:hear|understand|gather|"
    r"take it|see|appreciate|get) (?:that )?(?:you|your|it|this|the|nobody|"
    r"they)(?!r? (?:perfectly|clearly|point|loud))\b|\byou(?:'re| are| were| have been|"
    r"'ve been)? (?:saying|telling me|said|mentioned|told me|explained|feel|felt|feeling|wanted|"
    r"want|need|needed|'d like|expected|were hoping|are after|'re after|are looking|"
    r"'re looking)\b|\b(?:in other words|from what you(?:'ve| have)? (?:say|said|tell|told|"
    r"describe|described)|to be clear,? you|the (?:main |real )?(?:problem|issue|trouble|thing|"
    r"point|worry) (?:is|for you|here|then)|what (?:happened|matters|bothers you|you want|"
    r"you need|you're after)[a-z ,]{0,20} (?:is|was))\b"
)
# One of these is in every text that ``_LEADS`` matches.
_LEAD_WORDS: Final = frozenset(
    """
    so if hear hearing understand understanding gather gathering getting let sure sounds seems looks
    take see appreciate get saying telling said mentioned told explained feel felt feeling wanted
    want need needed like expected hoping after looking words from clear problem issue trouble thing
    point worry happened matters bothers
    """.split()  # noqa: SIM905 - a list of this length is read more easily as words
)
_CHECKS: Final = re.compile(
    r"\b(?:is that (?:right|correct|it|fair|so|about right)|have i (?:got|understood|missed)|"
    r"(?:did|do) i (?:get|have|understand) (?:that|it|this|you)|am i right|that's right,? isn't|"
    r"(?:isn't|wasn't|didn't|hasn't|haven't|aren't|weren't) (?:it|that|they|you|he|she)\?|"
    r"right\?|correct\?|yes\?|does that sound right|is that the (?:problem|issue))"
)
# One of these is in every text that ``_CHECKS`` matches.
_CHECK_SIGNS: Final = ("?", "is that", " i ", "right")
# The plain letters come first, for which a search is quick; then what must not stand before them.
_ABOUT: Final = re.compile(r"you(?<!\wyou)(?:rs?)?\b")
_OWN: Final = re.compile(
    r"\b(?:i'll|i will|i'd|we'll|we will|i can (?!(?:see|hear|understand|imagine|appreciate|"
    r"tell)\b)|we can|i could|i'm going to|we're going to|let me (?!(?:just )?(?:make sure|"
    r"check (?:i|that i|if i)|see if i|be sure|repeat|play))|you(?:'ll| will) (?:get|receive|"
    r"have|need|be)|would you like|do you want|shall i|i need|please|you can|you could|"
    r"you should|you must|i apologise|our policy|we (?:do|don't|never|always|have|had|did|didn't|"
    r"sent|tried|offer|pay|give|take|send|need|use|charge|deliver|keep|ask)|(?:it|that|they|he|"
    r"she|there)(?:'ll| will)|goes through|i should(?:n't)? have)\b"
)
_KNOWN: Final = re.compile(
    r"\b(?:according to|(?:the|our|my) (?:system|records?|notes?|screen|file|log|courier|"
    r"warehouse|tracking)|i(?:'m| am)? (?:can )?(?:see|seeing|looking) (?:here|on|that the|in)|"
    r"it (?:says|shows)|(?:shows|says|tells me) (?:that|here|it)|because (?:of )?(?:our|we)|"
    r"the (?:reason|cause) (?:is|was|for)|it's (?:due|been caused)|actually)\b"
)
_ASKS: Final = re.compile(
    r"^\W*(?:(?:and|so|but|okay|ok|right|well|now|sorry|alright|then|just)\W+)*(?:who|what|when|"
    r"where|which|how|why|whose|can|could|may|do|does|did|is|are|was|were|have|has|had|will|"
    r"would|shall|should|can't|couldn't|didn't|don't|isn't|aren't|haven't|hasn't)\b"
)
_REPORTS_BACK: Final = re.compile(
    r"\bwhat (?:i(?:'m| am)? (?:hear|understand|gather)|happened|you(?:'re| are)? (?:want|need|"
    r"say|tell|after|mean)|matters|bothers)\w*\b"
)
_DATA_STEMS: Final = frozenset(stem(word) for word in DATA_WORDS)
_ADDRESS: Final = re.compile(r"\S+@\S+|\b(?:https?|www)\S+")


class ReflectionDetector:
    """Finds ``reflection`` in an agent's turn. ``rule`` names what spoke for it."""

    name = "relational.reflection"
    version = "1"
    parties: frozenset[Party] = frozenset({"agent"})
    signals = frozenset({"reflection"})

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the sentence that most says the customer's words back, if any does."""
        said = weighted_content(conversation, content_of(turn))
        if not said:
            return
        best: Signal | None = None
        for start, end in turn.sentences:
            signal = _sentence(turn, start, end, said)
            if signal is not None and (best is None or signal.confidence > best.confidence):
                best = signal
        if best is not None:
            yield best


def weighted_content(conversation: Conversation, among: frozenset[str]) -> dict[str, float]:
    """What the customer has said since the agent last reflected: stem to weight, 1 the latest.

    Only the stems in ``among`` are of interest: those of the agent's own words.
    """
    said: dict[str, float] = {}
    if not among:
        return said
    weight, turns, agent_between = 1.0, 0, False
    for turn in conversation.back():
        if turn.party == "agent":
            if _reflects(turn.signals):
                break
            agent_between = True
        elif turn.party == "customer":
            if agent_between and turns:
                weight = max(_LEAST, weight * _FADES)
            agent_between = False
            turns += 1
            shared = among & content_of(turn)
            asked = _asked(turn) if turns == 1 and shared else frozenset()
            for each in shared:
                said.setdefault(each, weight * _ANSWERING if each in asked else weight)
            if turns == _TURNS:
                break
    return said


def _reflects(signals: tuple[Signal, ...]) -> bool:
    return "reflection" in [signal.name for signal in signals]


def _asked(turn: Turn) -> frozenset[str]:
    """What the customer's last sentence asks: to say that back is mostly to answer it."""
    if not turn.sentences or not turn.lower.rstrip().endswith("?"):
        return frozenset()
    start, end = turn.sentences[-1]
    return content(words_of(turn.lower[start:end]))


def _sentence(turn: Turn, start: int, end: int, said: dict[str, float]) -> Signal | None:
    text = turn.lower[start:end]
    addressed = "@" in text or "www" in text
    if end - start == len(turn.lower) and not addressed:  # the turn is one sentence: known already
        tokens, own = turn.tokens, content_of(turn)
    else:
        tokens = words_of(_ADDRESS.sub(" ", text) if addressed else text)
        own = content(tokens)
    if own.isdisjoint(said):
        return None
    if len(own & said.keys()) < _SHARED_AFTER_LEAD and len(own) > 1:
        # One word in common is an echo, however it is put.
        return _echo(start, end, 1, len(own))
    own -= names_in(turn.text[start:end])
    meaning = own - _DATA_STEMS
    shared = [said[each] for each in meaning if each in said]
    if not shared:
        return None
    lead = not _LEAD_WORDS.isdisjoint(tokens) and _LEADS.search(text) is not None
    checks = _is_checked(turn.lower[start : end + _CHECK_REACH])
    about_you = _ABOUT.search(text) is not None
    asks = (
        not checks
        and _ASKS.match(text) is not None
        and _REPORTS_BACK.search(text) is None
        and (not lead or text.rstrip().endswith("?"))
    )
    is_data = not own.isdisjoint(_DATA_STEMS) or is_spelt(text, tokens)
    score = (
        _BASE
        + _PER_SHARED * min(_MOST_SHARED, sum(shared))
        + _SHARE * len(shared) / len(meaning)
        + (_LEAD_IN if lead else 0.0)
        + (_ABOUT_YOU if about_you else 0.0)
        + (_CHECK if checks else 0.0)
        + (0.0 if about_you else _NOT_ADDRESSED)
        + (_QUESTION if asks else 0.0)
        + (_OWN_ACTION if _OWN.search(text) else 0.0)
        + (_OWN_KNOWLEDGE if _KNOWN.search(text) else 0.0)
        + (_SUMS_UP if turn.has("recap") else 0.0)
        + (_DATA / (1 + max(0, len(shared) - 3)) if is_data else 0.0)
    )
    # "So what you want is your money back" has one word of meaning, and it is the one that counts.
    whole = lead and about_you and len(meaning) == 1 and len(tokens) >= _SENTENCE_WORDS
    if len(shared) < (_SHARED_AFTER_LEAD if lead else _SHARED_ALONE) and not whole:
        score = min(score, 0.0) - _ECHO
    how = "_".join(name for name, on in (("lead_in", lead), ("checked", checks)) if on)
    return Signal(
        name="reflection",
        confidence=_squash(score),
        span=(start, end),
        rule=f"relational.reflection/{how or 'said_back'}:{len(shared)}_of_{len(meaning)}",
    )


def _is_checked(text: str) -> bool:
    return any(sign in text for sign in _CHECK_SIGNS) and _CHECKS.search(text) is not None


def _echo(start: int, end: int, shared: int, of: int) -> Signal:
    score = _BASE + _PER_SHARED * shared + _SHARE * shared / of - _ECHO
    return Signal(
        name="reflection",
        confidence=_squash(score),
        span=(start, end),
        rule=f"relational.reflection/said_back:{shared}_of_{of}",
    )


def _squash(score: float) -> float:
    """A sum of evidence as a confidence of 0.02-0.98; algebraic, so the same on every machine."""
    return round(min(0.98, max(0.02, 0.5 + 0.5 * score / (1.0 + abs(score)))), 3)
