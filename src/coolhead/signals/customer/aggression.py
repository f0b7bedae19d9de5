"""``aggression``: sustained shouting or bullying in words, without insult.

"Shut up and listen" demeans, so it is an ``insult``; ordering somebody about again and again, or a
run of shouted sentences, is aggression. One shouted word or an acronym is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.signals.customer.wording import say
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_hypothetical, is_negated, is_quoted, is_reported
from coolhead.signals.turn import Conversation, Turn

VERSION: Final = "2"

_ORDER: Final = (
    r"(?:answer(?: me| the question)?|do it|listen(?: to me)?|tell me|fix it|sort it(?: out)?|"
    r"give (?:it|me)(?: \w+ \w+)?|now|move|say it|speak(?: up)?|come on|hurry up|yes or no|"
    r"refund me|do your job)"
)

PATTERNS: Final[tuple[Pattern, ...]] = (
    say(
        "repeated_order",
        rf"(?P<order>{_ORDER})[ .!?,]+(?:(?:\w+ ){{0,2}}(?P=order))(?:[ .!?,]+(?P=order))*",
        "answer do listen tell fix sort give now move say speak come hurry yes refund",
        0.72,
    ),
    say(
        "order_now",
        r"(?:answer (?:me|the (?:damn|bloody|fucking) question)|listen to me|"
        r"do (?:it|as i say|what i (?:say|tell you))|do your (?:fucking |bloody "
        r"|damn )?job|look at me when|you(?: will|'ll) (?:\w+ )?(?:do|listen|"
        r"answer|give|fix|sort)(?: \w+){0,5}) (?:right )?(?:now|this (?:minute|"
        r"instant|second)|immediately|when i'm (?:talking|speaking)|or else)",
        "answer listen do look will you'll",
        0.72,
    ),
    say(
        "answer_me",
        r"answer me(?= *(?:[.!?]|$)| now| damn)|(?:don't|do not) (?:you )?(?:dare "
        r"|ever )*(?:hang up on me|put me on hold|talk back|walk away|interrupt "
        r"me|argue with me|answer me back|tell me to (?:calm|relax)|you dare)|"
        r"i'm (?:talking|speaking) to you|(?:i'm not|i am not) (?:asking|leaving|"
        r"hanging up)(?: you)?(?: i'm| until| till)|"
        r"(?:do you (?:hear|understand) me|you hear me|is "
        r"that clear|am i making myself clear|do i make myself clear)(?= *(?:[.!?]|"
        r"$))|(?:who|what)(?:'s| is) your (?:full )?name (?:right )?(?:now|i "
        r"want)|i want your name|you(?:'re| are) going to (?:sit there|listen "
        r"to me|do (?:it|exactly|what)|stay on)|you work for me|i pay your (?:wages|"
        r"salary)|(?:because )?i (?:bloody |fucking )?said so|you do (?:as|what) "
        r"(?:i|you're)|i don't (?:care|give a (?:damn|toss|shit|fuck|monkey'?s)) "
        r"(?:what|about|how|who|if)(?: your| you)(?: \w+){0,4}",
        "answer hang hold talk walk interrupt argue calm relax dare talking "
        "speaking asking leaving hanging hear understand clear name sit listen "
        "do exactly stay work wages salary said care give",
        0.6,
        also="me you your i'm i you're it myself that dare don't do",
    ),
)
# Capitals are shouting only in a transcript that has both cases, over several words: at least
# five words and twenty letters, most of them capitals; four exclamation marks make up for less.
_MIN_WORDS: Final = 5
_MIN_LETTERS: Final = 20
_SHOUTED: Final = re.compile(r"(?:[A-Z][A-Z']*[\s,!?.-]+){4,60}[A-Z][A-Z']+")
_CAPITALS: Final = re.compile(r"[A-Z]{3}")
_SENTENCES: Final = re.compile(r"[!?]+")


_ASKED: Final = re.compile(
    r"\b(?:please|kindly|(?:can|could|would|will) (?:you|we|i)(?: please)?|"
    r"to|let me) $"
)


def _is_asked(turn: Turn, start: int, end: int) -> bool:
    """Whether it is asked for, as in "can you do it now": that orders nobody about."""
    return _ASKED.search(turn.lower[max(0, start - 24) : start]) is not None


class AggressionDetector(LexicalDetector):
    """Bullying by order, and shouting as a transcript shows it."""

    def __init__(self) -> None:
        super().__init__(
            "aggression",
            "customer",
            PATTERNS,
            version=VERSION,
            unless=(is_quoted, is_reported, _is_negated_order, _is_asked, is_hypothetical),
        )
        # Shouting shows in any words.
        self.needs = frozenset()

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return bullying words and shouted runs, the surer first."""
        found = [*super().detect(turn, conversation), *self._shouted(turn, conversation)]
        return sorted(found, key=lambda signal: -signal.confidence)

    def _shouted(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        if _CAPITALS.search(turn.text) is None:
            return
        match = _SHOUTED.search(turn.text)
        if match is None or sum(c.isalpha() for c in match.group()) < _MIN_LETTERS:
            return
        last = conversation.latest("customer")
        again = last is not None and _SHOUTED.search(last.text) is not None
        # A whole transcript in capitals shouts nothing: the agent's words tell.
        other = conversation.latest("agent")
        if other is not None and _SHOUTED.search(other.text) is not None:
            return
        words = len(match.group().split())
        marks = len(_SENTENCES.findall(turn.text))
        sure = (
            0.45 + 0.03 * min(words - _MIN_WORDS, 6) + 0.05 * min(marks, 3) + (0.15 if again else 0)
        )
        yield Signal(
            name=self.signal,
            confidence=round(min(sure, 0.85), 2),
            span=match.span(),
            rule=f"{self.name}/shouted",
        )


def _is_negated_order(turn: Turn, start: int, end: int) -> bool:
    """Negation before an order; "don't you dare" begins one and stays."""
    return not turn.lower.startswith(("don", "i'm not", "do not", "i don"), start) and is_negated(
        turn, start, end
    )
