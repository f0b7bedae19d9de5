"""``not_heard`` by repetition: the customer says again what they said some turns ago.

Who repeats an answer because it was asked for again, or confirms what the agent said back, was
heard; so the agent's words in between are looked at too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.backchannel import is_backchannel
from coolhead.signals.relational.content import content_of
from coolhead.signals.turn import Conversation, Turn

# So many shared content words, and such a share of the shorter turn's, make a repetition; with
# words that say "again" fewer will do. Two people's accounts of one matter share about a third.
_SHARED: Final = 3
_SHARED_MARKED: Final = 2
_SHARE: Final = 0.6
_SHARE_MARKED: Final = 0.4
# A short demand said twice has one or two content words, but nearly the same words altogether.
_VERBATIM: Final = 0.75
_VERBATIM_WORDS: Final = 4

# What the agent said in this many turns just before is being answered.
_AGENT_TURNS: Final = 2
# One of these is in every text that ``_AGAIN`` matches.
_AGAIN_NEEDS: Final = frozenset(
    (
        "said",
        "told",
        "explained",
        "mentioned",
        "answered",
        "given",
        "gave",
        "again",
        "time",
        "times",
    )
) | {"repeat", "telling", "saying", "say", "listening"}
_AGAIN: Final = re.compile(
    r"\b(?:(?:like|as) i(?:'ve| have)? (?:just |already )?(?:said|told|explained|mentioned)|"
    r"i(?:'ve| have)? (?:just|already|literally)(?: just| already)? (?:said|told|explained|gave|"
    r"given|answered)|i(?:'m| am) (?:telling|saying) (?:it |you |this )?(?:again|for the)|"
    r"once again|yet again|(?:how many|for the \w+) times?|again i|i (?:said|told you)|i repeat|"
    r"i(?:'ll| will) say (?:it|this) again|let me (?:say|repeat)|are you (?:even )?listening|"
    r"you(?:'re| are) not listening|i keep (?:saying|telling))\b"
)
_ASKS_AGAIN: Final = re.compile(
    r"\b(?:(?:say|repeat|spell|go over|run|take me|talk me) (?:that|it|this|me)?\W?(?:again|"
    r"through|once more|for me)|repeat (?:that|it|what|your)|pardon|come again|didn't (?:catch|"
    r"hear|get)|couldn't (?:catch|hear)|missed that|say that|one more time|from the (?:beginning|"
    r"start)|breaking up|bad line|tell me (?:again|what happened)|can you (?:tell|explain|"
    r"describe)|what(?:'s| is| was| did| would| do| happened| seems)\b.{0,40}\?|sorry\?|"
    r"you said what)"
)
# One of these is in every text that ``_ASKS_AGAIN`` matches.
_ASKS_AGAIN_NEEDS: Final = frozenset(
    (
        *("say", "repeat", "spell", "over", "run", "take", "talk", "pardon", "again", "didn't"),
        *("couldn't", "missed", "more", "beginning", "start", "breaking", "bad", "tell"),
        *("explain", "describe", "what", "what's", "sorry", "said"),
    )
)
_AGREES: Final = re.compile(
    r"^\W*(?:oh |well |um )?(?:yes|yeah|yep|exactly|correct|that's (?:right|it|correct)|right|"
    r"absolutely)\b"
)


class RepetitionDetector:
    """Finds ``not_heard`` where a customer repeats themselves unasked."""

    name = "relational.not_heard"
    version = "1"
    parties: frozenset[Party] = frozenset({"customer"})
    signals = frozenset({"not_heard"})

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the signal with the share of words repeated as its evidence."""
        marked = None
        if not _AGAIN_NEEDS.isdisjoint(turn.words):
            marked = _AGAIN.search(turn.lower)
        own = content_of(turn)
        if not own or (len(own) < _SHARED and not marked and len(turn.tokens) < _VERBATIM_WORDS):
            return
        latest = conversation.latest("agent")
        if latest is None or (not marked and _was_asked_for(turn, latest)):
            return
        likeness = _likeness_marked if marked else _likeness
        # What the agent has just said back was heard; saying it again only agrees.
        heard = frozenset[str]() if marked else _said_by_agent(conversation)
        best = 0.0
        for earlier in _earlier(conversation):
            before = content_of(earlier)
            if own.isdisjoint(before):
                continue
            shared = own & before
            if not (len(shared) > 1 and len(shared & heard) >= _SHARE * len(shared)):
                best = max(best, likeness(turn, earlier))
        if best > 0.0:
            yield Signal(
                name="not_heard",
                confidence=round(min(0.95, best), 3),
                span=marked.span() if marked else (0, len(turn.text)),
                rule=f"{self.name}/{'said_again' if marked else 'repeats'}",
            )


def _said_by_agent(conversation: Conversation) -> frozenset[str]:
    """What the agent's last turns were about."""
    latest = (turn for turn in conversation.back() if turn.party == "agent")
    return frozenset[str]().union(*map(content_of, islice(latest, _AGENT_TURNS)))


def _was_asked_for(turn: Turn, latest: Turn) -> bool:
    """Whether the agent asked to hear it again, or the customer only agrees or checks."""
    if turn.lower.rstrip().endswith("?"):
        return True
    return _AGREES.match(turn.lower) is not None or (
        not _ASKS_AGAIN_NEEDS.isdisjoint(latest.words)
        and _ASKS_AGAIN.search(latest.lower) is not None
    )


def _earlier(conversation: Conversation) -> Iterator[Turn]:
    """The customer's turns that lie behind a real turn of the agent, newest first."""
    agent_spoke = False
    for turn in conversation.back():
        if turn.party == "customer":
            if agent_spoke:
                yield turn
        elif turn.party == "agent" and not agent_spoke:
            agent_spoke = not is_backchannel(turn.text)


def _likeness(turn: Turn, earlier: Turn) -> float:
    """How sure it is that the turn repeats the earlier one by itself."""
    own, before = content_of(turn), content_of(earlier)
    shared = len(own & before)
    share = shared / min(len(own), len(before))
    if shared >= _SHARED and share >= _SHARE:
        # A long story in which a short turn's words happen to occur again is weaker evidence.
        return 0.25 + 0.3 * share + 0.06 * min(5, shared)
    if share >= _SHARE and min(len(turn.tokens), len(earlier.tokens)) >= _VERBATIM_WORDS:
        alike = len(turn.words & earlier.words) / len(turn.words | earlier.words)
        if alike >= _VERBATIM:
            return 0.4 + 0.3 * alike
    return 0.2 * share


def _likeness_marked(turn: Turn, earlier: Turn) -> float:
    """The same where the customer says that it is said again."""
    own, before = content_of(turn), content_of(earlier)
    shared = len(own & before)
    share = shared / min(len(own), len(before))
    if shared >= _SHARED_MARKED and share >= _SHARE_MARKED:
        return 0.6 + 0.3 * share
    # "Like I said, it's the boiler": all of what little it says has been said.
    return 0.6 if own <= before else 0.3 * share
