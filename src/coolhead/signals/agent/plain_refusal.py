"""`plain_refusal`: says clearly no, why, and what is possible instead.

The three parts are looked for in one turn. All three make it sure; no and an alternative make it
clear; no and a reason probable; a bare no is a candidate only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.agent.phrasing import compiled, spellings, word_set
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Conversation, Turn

_NO: Final = compiled(
    "(?:i|we)(?: can't| cannot| can not| won't be able to| will not be able to|'m not able to|"
    " am not able to|'re not able to| are not able to|'m unable to| am unable to|'re unable to|"
    " are unable to|'m not allowed to| am not allowed to| don't (?:offer|do|give|provide|cover|"
    "allow|refund)|"
    " do not (?:offer|give|provide|cover|allow|refund)) "
    "(?!see|hear|find|imagine|believe|wait|tell you how|apologi[sz]e|promise you|thank|help but|"
    "stress|understand|do anything|really hear|talk right)\\w+|"
    "(?:that's|that is|it's|it is|this is|that would)(?: unfortunately| sadly)? "
    "(?:not (?:be )?(?:possible|something (?:i|we) can|available|covered|allowed|an option)|"
    "n't possible)|(?:that|this|it) (?:isn't|won't be|is not) (?:possible|something|available|"
    "covered|an option)|the answer is no|i have to (?:say no|refuse|decline)|"
    "i'm afraid (?:not|no|that's not|we can't|i can't)"
)
_NO_WORDS: Final = spellings(
    word_set(
        "can't cannot not won't unable don't isn't possible answer refuse decline afraid n't no"
    )
)
_WHY: Final = compiled(
    "because|since|as (?:the|it|your|you|we|that|this|there)|due to|(?:the|that) reason|"
    "(?:our|the|company) (?:policy|rules?|terms|law|contract|warranty|guarantee|limit)|under the|"
    "out of (?:warranty|stock|time|contract)|(?:has|have) (?:already )?(?:passed|expired|ended|"
    "been "
    "(?:used|worn|opened|sent|dispatched))|it's (?:past|after|over|outside)|outside (?:the|of)|"
    "for (?:security|legal|safety|data protection|privacy) reasons?|by law|not in stock|sold out|"
    "more than (?:\\w+ )(?:days|months|weeks|years)"
)
_INSTEAD: Final = compiled(
    "what (?:i|we)(?: can| could| am able to|'m able to) (?:do|offer)|"
    "(?:but|however|though|although|instead)(?: what)? (?:\\w+ )?(?:i|we|you)(?: can| could|'ll| "
    "will|"
    "'m able| am able| would|'d)|(?:i|we|you) (?:can|could) (?:\\w+ )?~ instead|instead|"
    "(?:i|we) can (?:still|offer|however|certainly|at least|give|send|book|do|arrange|refund|move|"
    "get|credit|ask|put|swap|repair)|(?:the|an) alternative|alternatively|you (?:can|could) "
    "(?:still|have|choose|get|keep|use|return|exchange|apply)|would you like|i could (?:offer|give|"
    "send|book|arrange)"
)
# Shuts the door with nothing behind it: that is `dismissal`.
_SHUT: Final = compiled("nothing (?:else |more |further )?(?:that )?(?:i|we) can do")
_ONLY_UNTIL: Final = compiled("(?:i|we) (?:can't|cannot) (?:\\w+ ){0,4}(?:until|unless|yet|before)")


class PlainRefusal:
    """Finds a refusal in the turn as a whole."""

    name = "agent.plain_refusal"
    version = "1"
    parties: frozenset[Party] = frozenset({"agent"})
    signals = frozenset({"plain_refusal"})

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return at most one refusal."""
        if _NO_WORDS.isdisjoint(turn.words):
            return
        lower = turn.lower
        no = _NO.search(lower)
        if no is None or is_reported(turn, *no.span()) or is_quoted(turn, *no.span()):
            return
        why = _WHY.search(lower)
        instead = _INSTEAD.search(lower, no.end()) or _INSTEAD.search(lower, 0, no.start())
        if _SHUT.search(lower) and instead is None:
            return
        parts = [part for part in (no, why, instead) if part is not None]
        if why is not None and instead is not None:
            confidence, rule = 0.9, "no_why_instead"
        elif instead is not None:
            confidence, rule = 0.7, "no_instead"
        elif why is not None:
            confidence, rule = 0.55, "no_why"
        else:
            confidence, rule = 0.35, "no"
        yield Signal(
            name="plain_refusal",
            confidence=confidence,
            span=(min(p.start() for p in parts), max(p.end() for p in parts)),
            rule=f"{self.name}/{rule}",
        )


PLAIN_REFUSAL = PlainRefusal()
