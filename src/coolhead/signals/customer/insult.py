"""``insult``: demeans the person on the other end, in the second person or by command.

Not an insult: criticism of the work, words about a third person or about oneself, somebody else's
words, and "you lot", which is the firm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.customer import offensive_words as lexicon
from coolhead.signals.customer.insult_belittling import BELITTLING
from coolhead.signals.customer.insult_origin import ORIGIN
from coolhead.signals.customer.insult_patterns import DISMISSING, NAMING
from coolhead.signals.customer.insult_sexual import SEX
from coolhead.signals.customer.wording import words
from coolhead.signals.lexical import LexicalDetector, Pattern
from coolhead.signals.scope import is_negated, is_quoted, is_reported
from coolhead.signals.turn import Conversation, Turn

VERSION: Final = "2"
# From here on an insult is sure enough that its severity counts (the call's own threshold).
_SURE: Final = 0.5

# Demeaning words that, said alone or thrown in at the end, can only mean the listener.
_THROWN: Final = re.compile(
    r"(?:^|(?P<before>[\w']+)[ ,]+)(?P<name>(?:(?:fucking|bloody|stupid|"
    r"fat|little|dumb|total|what an?) )*"
    rf"(?:(?P<degrading>{lexicon.DEGRADING_NAMES}|{lexicon.UNMISTAKABLE_SLURS}|homo)|"
    r"(?P<strong>bastards?|basturd|wankers?|twats?|pricks?|dick ?heads?|ass ?holes?|"
    r"arse ?holes?|bell ?ends?|tossers?|bitch(?:es)?|biatch|bich|scum(?:bags?)?|mother ?fuckers?|"
    r"fuckers?|fuck ?wits?)|(?P<mild>idiots?|morons?|imbeciles?|losers?|muppets?|clowns?|"
    r"numpty|jerk|pig|dimwit|pillock|plonker|prat|dumbass)))[ .,!?/@]*$"
)
_THROWN_WORDS: Final = words(
    """
    cunt cunts whore whores slut sluts slag slags retard retards homo bastard bastards basturd
    wanker wankers twat twats prick pricks dickhead dickheads dick head asshole assholes arsehole
    arseholes ass arse hole holes bellend tosser tossers bitch bitches biatch bich scum scumbag
    motherfucker motherfuckers fucker fuckers fuckwit idiot idiots moron morons imbecile imbeciles
    loser losers muppet muppets clown clowns numpty jerk pig dimwit pillock plonker prat dumbass
    nigger niggers nigga paki pakis wog faggit poofter kike end ends"""
)
# After one of these the word names something or somebody else: "what an idiot", "my boss is a
# bastard", "the bitch", "like an idiot".
_ELSEWHERE: Final = words(
    """
    a an the my our his her their that this these those some such of like another total complete
    is was are were be being real right proper utter poor any every no as little old and or to for
    by with from about been i what mr mrs miss ms point"""
)
# "Cow and Gate", "Dick Turpin", "Mr Bastard": a title or a place makes it a name.
_NAME_AROUND: Final = re.compile(
    r"(?:\b(?:mr|mrs|miss|ms|dr|sir|saint|st|uncle|auntie|moby|named|surname|surname is|"
    r"surname's|name is|name's)\.? $)"
)
_SELF: Final = re.compile(
    r"\b(?:i'?m|i am|i feel|i felt|i look|i was|silly me|stupid me|me)\b[^.!?]{0,25}$"
)
_FIRM_BEFORE: Final = re.compile(r"\b(?:can|could|should|all of|both of) $")
_THANK: Final = re.compile(r"\bthank $")
_SWORN: Final = re.compile(r"\b(?:fuck|f\*|cunt|shit|motherfuck)")


def _is_innocent(turn: Turn, start: int, end: int) -> bool:
    window = turn.lower[max(0, start - 24) : start]
    return bool(_NAME_AROUND.search(window) or _THANK.search(window))


class InsultDetector(LexicalDetector):
    """Insults by ``party`` at the person on the other end.

    A swear word in the wording lifts severity 1 to 2. ``spans`` gives every insult of a turn, for
    detectors that must leave those words alone.
    """

    beyond = _THROWN_WORDS

    def __init__(self, party: Party) -> None:
        super().__init__(
            "insult",
            party,
            (*NAMING, *DISMISSING, *BELITTLING, *ORIGIN, *SEX),
            version=VERSION,
            unless=(is_quoted, is_reported, is_negated, _is_innocent),
        )

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the insults, sure ones first, of those the gravest and then the surest."""
        found = list(self._thrown(turn))
        for pattern in self.possible(turn):
            for match in pattern.found(turn):
                if not any(guard(turn, *match.span()) for guard in self.unless):
                    found.append(self.build(turn, conversation, pattern, match))
                    break
        if not found:
            return []
        # The runner keeps the surest candidate: the gravest of the sure ones takes that place.
        sure = max(signal.confidence for signal in found)
        found.sort(key=lambda s: (s.confidence < _SURE, -(s.severity or 1), -s.confidence))
        if found[0].confidence >= _SURE:
            found[0] = msgspec.structs.replace(found[0], confidence=sure)
        return found

    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal:
        """Grade the match: swearing makes a rude word a strong one."""
        severity = pattern.attributes["severity"]
        if severity == 1 and _SWORN.search(match.group()):
            severity = 2
        return Signal(
            name=self.signal,
            confidence=pattern.confidence,
            span=match.span(),
            rule=f"{self.name}/{pattern.rule}",
            severity=severity,
        )

    def spans(self, turn: Turn) -> Iterator[tuple[int, int]]:
        """Every stretch of the turn that insults, at 0.5 or surer."""
        for pattern in self.possible(turn):
            if pattern.confidence >= _SURE:
                for match in pattern.found(turn):
                    if not any(guard(turn, *match.span()) for guard in self.unless):
                        yield match.span()
        for signal in self._thrown(turn):
            if signal.span:
                yield signal.span

    def _thrown(self, turn: Turn) -> Iterator[Signal]:
        if _THROWN_WORDS.isdisjoint(turn.words):
            return
        # Only the end of the utterance can match: cut, so that a long text costs no more.
        offset = max(0, len(turn.lower) - 80)
        match = _THROWN.search(turn.lower, offset)
        if match is None:
            return
        start, end = match.span("name")
        answered = match["before"] == "no" and match.start("before") == 0
        if match["before"] in _ELSEWHERE and not answered:
            return
        alone = match["before"] is None and start == 0
        if not alone and any(
            guard(turn, start, end) for guard in (is_quoted, is_reported, is_negated, _is_innocent)
        ):
            return
        if not alone and _SELF.search(turn.lower[offset:start]):
            return
        severity = 3 if match["degrading"] else 2 if match["strong"] else 1
        yield Signal(
            name=self.signal,
            confidence=(0.72 if severity > 1 else 0.6) if alone else 0.58,
            span=(start, end),
            rule=f"{self.name}/thrown",
            severity=severity,
        )
