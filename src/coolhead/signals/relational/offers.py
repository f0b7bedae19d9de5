"""Which offer is open: what the customer's next words may accept or reject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from coolhead.call.utterance import Signal
from coolhead.signals.backchannel import is_backchannel
from coolhead.signals.turn import Conversation, Turn

# What an agent says that can be taken or turned down. A refusal counts by what it says is
# possible instead.
OFFERING: Final = frozenset({"offer", "commitment", "escalation_offer", "plain_refusal"})

# A question that asks for the customer's consent or choice, as against one for data.
_CONSENT: Final = re.compile(
    r"\b(?:would you like|would you prefer|would you rather|do you want|d'you want|shall (?:i|"
    r"we)|should i|can i (?:offer|do|send|arrange|book|go ahead|put|transfer|get|set)|"
    r"may i (?:offer|send|arrange|book|put|transfer)|(?:would|will|does|could|might|is|are|"
    r"how(?:'s| is| does| would| about)|what about) (?:that|this|you|it|either|any|"
    r"one)\b.{0,30}\b(?:work|help|suit|do|be|sound|okay|ok|alright|all right|fine|good|happy|"
    r"acceptable|enough|better|fair|settle|for you)|how about|what about|which (?:one |of |"
    r"would |do )?|sound (?:okay|ok|good|fair|alright)|happy (?:with|for me|to)|okay with you|"
    r"ok with you|all right with you|does that|what do you think|what would you (?:prefer|like|"
    r"rather)|any good)\b"
)
_WHICH: Final = re.compile(r"\b(?:which|either|rather|prefer|or)\b")


# Where a turn keeps whether it offers something, beside its cached properties.
_KEPT: Final = "relational_offers"
_NOD: Final = "relational_nod"


class OpenOffer(NamedTuple):
    """The agent's words that stand to be answered.

    ``turns`` are the agent's turns with an offer, newest first. ``asked``: the agent's last
    sentence asks for consent. ``asked_else``: it asks for something else, so that a bare "yes"
    answers that. ``last``: the offer is in the agent's latest turn. ``now``: it was made since
    the customer last really spoke. ``choice``: several ways forward are open.
    """

    turns: tuple[Turn, ...]
    asked: bool
    asked_else: bool
    last: bool
    now: bool
    choice: bool


def open_offer(conversation: Conversation) -> OpenOffer | None:
    """The offer made since the customer last spoke, or in the agent's turns before that."""
    runs = list(islice(_agent_runs(conversation), 2))
    for index, run in enumerate(runs):
        offering = tuple(turn for turn in run if _offers(turn))
        if not offering:
            continue
        latest = runs[0][0]
        question = _last_question(latest)
        asked = question is not None and _CONSENT.search(question) is not None
        return OpenOffer(
            turns=offering,
            asked=asked,
            asked_else=question is not None and not asked,
            last=offering[0] is latest,
            now=index == 0,
            choice=any(_options(turn) > 1 for turn in offering)
            or (question is not None and _WHICH.search(question) is not None),
        )
    return None


def _offers(turn: Turn) -> bool:
    """Whether the turn offers something; kept with the turn, for each later one asks it again."""
    kept: dict[str, tuple[tuple[Signal, ...], bool]] = vars(turn)
    known = kept.get(_KEPT)
    if known is None or known[0] is not turn.signals:
        offers = turn.party == "agent" and any(s.name in OFFERING for s in turn.signals)
        known = kept[_KEPT] = (turn.signals, offers)
    return known[1]


def _agent_runs(conversation: Conversation) -> Iterator[list[Turn]]:
    """The agent's runs of turns from the newest back; a customer's nod does not end one.

    A supervisor on the line is of the agent's side: what they say last is what is answered.

    The customer's turns after the agent's latest are pieces of the turn in hand.
    """
    run: list[Turn] = []
    for turn in conversation.back():
        if turn.party != "customer":
            run.append(turn)
        elif run and not is_nod(turn):
            yield run
            run = []
    if run:
        yield run


def is_nod(turn: Turn) -> bool:
    """Whether the turn is a backchannel; kept with the turn, for each later one asks it again."""
    kept: dict[str, bool] = vars(turn)
    known = kept.get(_NOD)
    if known is None:
        known = kept[_NOD] = is_backchannel(turn.text)
    return known


def _last_question(turn: Turn) -> str | None:
    """The turn's last sentence, where it is a question; unpunctuated text shows by its words."""
    if not turn.sentences:
        return None
    start, end = turn.sentences[-1]
    last = turn.lower[start:end]
    if last.rstrip().endswith("?"):
        return last
    if not re.search(r"[.!?]", turn.lower) and _CONSENT.search(last[-60:]):
        return last[-60:]
    return None


def _options(turn: Turn) -> int:
    offer = turn.find("offer")
    return (offer.options or 1) if offer is not None else 1
