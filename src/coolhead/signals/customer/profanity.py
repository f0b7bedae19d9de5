"""``profanity``: a swear word, and at what it is thrown.

A swear word inside an insult belongs to the insult. Mild words that praise ("bloody good") are no
profanity; strong ones that praise stay below the threshold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from coolhead.call.utterance import Signal, Target
from coolhead.call.vocabulary import Party
from coolhead.signals.customer.insult import InsultDetector
from coolhead.signals.customer.offensive_words import MILD_SWEARING, STRONG_SWEARING
from coolhead.signals.customer.targets import target_of
from coolhead.signals.customer.wording import words
from coolhead.signals.scope import is_quoted, is_reported
from coolhead.signals.turn import Conversation, Turn

VERSION: Final = "2"

# A tirade is one signal: its first swear words say at whom it is thrown, and a text without end
# costs no more.
_MOST: Final = 24
_ANY: Final = STRONG_SWEARING | MILD_SWEARING | {"fuck's"}
_WORD_AT: Final = re.compile(
    r"(?<![\w'])(?:" + "|".join(sorted((w for w in _ANY), key=len, reverse=True)) + r")(?!\w)"
)
# "f***", "sh*t", "b******s", "f-ing", "[expletive]" and the like, as transcripts show them.
_CENSORED: Final = re.compile(
    r"(?<!\w)(?:[fscbwatdp][a-z]{0,2}[*#@$]{1,8}[a-z]{0,4}|f-ing|f'ing|\*{3,}|"
    r"[\[(<](?:expletive|bleep|profanity|swear(?:s|ing)?|expletives?)[^\])>]{0,20}[\])>])"
)
# In every text that ``_CENSORED`` matches. One class comes first, for which a search is quick.
_CENSOR_MARK: Final = re.compile(r"[*#$@\[(<f](?:(?<!f)|[-']ing)")
_DRAWN_OUT: Final = re.compile(
    r"(?<!\w)(?:f+u{3,}c*k*\w{0,4}|s+h+i{3,}t+\w{0,3}|d+a{3,}m+n*)(?!\w)"
)
_PRAISE_AFTER: Final = re.compile(
    r"[ ,-]+(?:(?:so|well|really|near|right|pretty) )?(?:good|great|brilliant|"
    r"lovely|marvellous|amazing|"
    r"excellent|fantastic|wonderful|nice|helpful|superb|awesome|perfect|fine|hilarious|funny|"
    r"beautiful|glad|happy|pleased|grateful|delighted|legend|star|hero|genius|lucky|ace|"
    r"impressive|impressed|well done|quick|fast|spot on|gorgeous|delicious|right you)\b"
    r"(?! (?:luck|job i|question|for nothing|way to|thanks to))"
)
_SARCASM: Final = re.compile(r"\b(?:just|oh|another|isn't that|well that's) (?:\w+ )?$")
# Literal or named: "bloody nose", "Mr Bastard", "what the hell" is no place.
_LITERAL: Final = {
    "bloody": re.compile(r"bloody (?:nose|mary|sunday|knee|mess on|hand|finger|gash|discharge)"),
    "hell": re.compile(r"hell(?:o|'s kitchen| fire)?, norway|hell's angels|hell's kitchen"),
    "bitch": re.compile(
        r"bitch(?:es)?[ ,]+(?:had|has|is in|gave|whelp|and (?:two |her )?pup|"
        r"in season)"
    ),
    "prick": re.compile(r"pricks? (?:the|my|your|it|up|of|test|a hole|holes)"),
    "pricks": re.compile(r"pricks? (?:the|my|your|it|up|of)"),
    "blasted": re.compile(r"blasted (?:off|with|by|out|the)"),
    "flaming": re.compile(r"flaming (?:june|hot|torch|lips|red)"),
    "bleeding": re.compile(
        r"bleeding (?:from|the|radiators?|heavily|out|a|through|gums|nose)|"
        r"bleeding(?= *(?:[.,!?]|$))"
    ),
    "ass": re.compile(r"ass(?: and| or|'s)? (?:donkey|mule|milk|cart)"),
    "piss": re.compile(r"(?!)"),
    "fuck": re.compile(r"(?!)"),
}
_NAMED_BEFORE: Final = re.compile(
    r"\b(?:mr|mrs|miss|ms|dr|surname is|surname's|surname|name is|name's|called|in|"
    r"named|was|been|i'm|is|heavy|stop the|internal|stop|stopped|started) $"
)
_NAME_LIKE: Final = frozenset(
    {"bastard", "hell", "prick", "bleeding", "flaming", "bugger", "blasted"}
)
_TITLES: Final = re.compile(
    r"\b(?:mr|mrs|miss|ms|dr|surname is|surname's|surname|named|born|in) "
    r"$"
)
_PLACE_AFTER: Final = re.compile(r" (?:street|road|lane|close|avenue|village|norway|drive|farm)\b")
# Mild words swear only in these uses: "hell" after "the/bloody/to", "piss" and "ass" in set
# phrases; on their own they are weak.
_HELL: Final = re.compile(
    r"(?:what|who|where|why|how|when|which|hurry|bloody|the|fucking|from|"
    r"to|of a|as|"
    r"like|in|going through|through|oh|it's|been|living|sheer|pure|absolute) "
    r"(?:the )?$"
)
_WEAK_WORDS: Final = words(
    "flaming bleeding blasted heck frickin fricking freaking freakin sodding"
)
_PLAIN_SHORT: Final = frozenset({"piss", "pissed", "ass"})
_SET_PHRASE: Final = re.compile(
    r"(?:piss(?:ed)? (?:off|me|poor|about|up|take|around|and)|ass (?:backwards|"
    r"about)|piss(?= *[.!?]|$))"
)
_SET_BEFORE: Final = re.compile(
    r"(?:in the|my|your|half|kick|lazy|his|dumb|taking the|take the|pain "
    r"in the|off your|off their|so|bloody|"
    r"really|am|i'm|im|very|me|bad) (?:\w+ )?$"
)


class ProfanityDetector:
    """Swear words of ``party`` that are not part of an insult."""

    def __init__(self, party: Party) -> None:
        self.name = f"{party}.profanity"
        self.version = VERSION
        self.parties: frozenset[Party] = frozenset({party})
        self.signals = frozenset({"profanity"})
        self._insults = InsultDetector(party)

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the swear words, the one with the plainest target first."""
        places = list(self._places(turn))
        if not places:
            return []
        insults = list(self._insults.spans(turn))
        found = []
        for start, end, confidence, rule in places:
            if any(start < right and left < end for left, right in insults):
                continue
            if is_quoted(turn, start, end) or is_reported(turn, start, end):
                continue
            found.append(
                Signal(
                    name="profanity",
                    confidence=confidence,
                    span=(start, end),
                    rule=f"{self.name}/{rule}",
                    target=target_of(turn, start, end),
                )
            )
        return sorted(found, key=_rank)

    def _places(self, turn: Turn) -> Iterator[tuple[int, int, float, str]]:
        if not _ANY.isdisjoint(turn.words):
            for match in islice(_WORD_AT.finditer(turn.lower), _MOST):
                confidence = _weigh(turn, match)
                if confidence:
                    yield match.start(), match.end(), confidence, "word"
        lower = turn.lower
        if _CENSOR_MARK.search(lower) is not None:
            for match in islice(_CENSORED.finditer(turn.lower), _MOST):
                yield match.start(), match.end(), 0.85, "censored"
        if "aaa" in lower or "iii" in lower or "uuu" in lower:
            for match in _DRAWN_OUT.finditer(turn.lower):
                yield match.start(), match.end(), 0.9, "drawn_out"


# With several swear words the one that says most: surest first, then a plain target before none.
_TARGETS: Final[tuple[Target, ...]] = (
    "company",
    "product",
    "situation",
    "third_person",
    "other",
    "agent",
    "none",
)


def _rank(signal: Signal) -> tuple[bool, int, float]:
    return (
        signal.confidence < 0.5,
        _TARGETS.index(signal.target or "none"),
        -signal.confidence,
    )


def _weigh(turn: Turn, match: re.Match[str]) -> float:
    """How sure it is that the word swears; 0 where it does not."""
    word, text = match.group(), turn.lower
    ahead, behind = (
        text[match.end() : match.end() + 40],
        text[max(0, match.start() - 30) : match.start()],
    )
    literal = _LITERAL.get(word)
    if literal is not None and literal.match(text, match.start()):
        return 0.0
    if word in _NAME_LIKE and (_TITLES.search(behind) or _PLACE_AFTER.match(ahead)):
        return 0.0
    praised = _PRAISE_AFTER.match(ahead) is not None and _SARCASM.search(behind) is None
    if word in STRONG_SWEARING:
        return 0.4 if praised else 0.93
    if praised:
        return 0.0
    if word == "hell":
        return 0.75 if _HELL.search(behind) else 0.35
    if word == "bleeding" and _NAMED_BEFORE.search(behind):
        return 0.0
    if word in _WEAK_WORDS:
        return 0.52 if word != "heck" else 0.3
    if word in _PLAIN_SHORT:
        kept = _SET_PHRASE.match(text, match.start()) or _SET_BEFORE.search(behind)
        return 0.7 if kept else 0.4
    return 0.8
