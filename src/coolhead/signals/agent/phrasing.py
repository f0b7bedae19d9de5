"""How phrases of spoken English are written down, so that each is written once.

A template is a regular expression with three conveniences, because a recogniser drops apostrophes
and commas, and people say "um" in the middle of everything:

- a space stands for the gap between two words, with or without a comma or a filler in it;
- an apostrophe may be missing ("I'm", "im");
- ``~`` stands for up to six words of the same clause, as few as will do.

A template matches whole words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import Any, Final

import msgspec

from coolhead.call.utterance import Signal
from coolhead.signals.lexical import Guard, LexicalDetector, Pattern
from coolhead.signals.turn import Conversation, Turn

# Runs of spaces are bounded so that no text can make a match slow.
_GAP: Final = r"(?:,? {1,3}(?:(?:uh|um|erm?),? {1,3})?)"
_WORDS: Final = r"(?:,? {1,3}(?:[^\s.!?;,]|[.,](?=\d))+){0,6}?"

# So many matches of one phrase are weighed: nobody says it oftener in one breath, and a text of
# nothing else must not take long.
_MOST_MATCHES: Final = 4
# Phrases are looked for in this many characters: eight minutes of speech in one breath.
_LONGEST: Final = 8_000

I_AM: Final = "(?:i'm|i am|we're|we are)"
I_WILL: Final = (
    "(?:i'll|i will|i shall|i'm going to|i am going to|i'm gonna|i am gonna|"
    "we'll|we will|we shall|we're going to|we are going to)"
)
VERY: Final = (
    "(?:(?:so|very|really|truly|terribly|extremely|awfully|deeply|ever so|incredibly|quite|"
    "genuinely|sincerely|completely|totally|absolutely|certainly|definitely|pretty|just|most|"
    "fully|perfectly|only|well) ){0,3}"
)
# The beginning of an utterance, after the small words that people begin with.
START: Final = (
    r"^\W*(?:(?:um|uh|erm|oh|ah|okay|ok|yes|yeah|no|right|so|and|but|well|now|alright|hi|hello|"
    r"sir|madam|ma|please|listen|look)\W+){0,4}"
)
# Somebody above the agent.
SENIOR: Final = (
    "(?:supervisor|manager|team lead|team leader|shift lead|line manager|superior|"
    "senior colleague|senior agent|senior advisor|senior adviser|senior member|"
    "head of department|someone (?:more )?senior|somebody (?:more )?senior|"
    "someone (?:higher up|above me)|somebody (?:higher up|above me)|higher authority)"
)
SENIOR_WORDS: Final = ("supervisor", "manager", "lead", "leader", "superior", "senior", "head",
                       "higher", "above")  # fmt: skip


def expand(template: str) -> str:
    """Turn a template into the regular expression that it stands for."""
    body = template.replace("'", "'?").replace(" ", _GAP).replace("~", _WORDS)
    return rf"(?<![\w'])(?:{body})(?:(?<=\s)|(?!\w))"


def compiled(template: str) -> re.Pattern[str]:
    """The template as a compiled expression over ``Turn.lower``."""
    return re.compile(expand(template))


def word_set(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


def spellings(words: Iterable[str] | str) -> frozenset[str]:
    """The words (or those of a line), those with an apostrophe also without it.

    Of a word with a hyphen, which is two to ``Turn.words``, the longer part.
    """
    given = frozenset(words.split() if isinstance(words, str) else words)
    parts = {max(word.split("-"), key=len) for word in given if "-" in word}
    return given | {word.replace("'", "") for word in given} | parts


class Phrase(Pattern):
    """A ``Pattern`` written as a template.

    ``needs`` and ``also`` are two sets of words: a text that matches has at least one of each
    (an empty set asks for nothing). They decide whether the expression is tried at all.
    """

    def __init__(
        self,
        rule: str,
        template: str,
        *,
        needs: Iterable[str] | str,
        also: Iterable[str] | str = (),
        confidence: float = 0.9,
        unless: Iterable[Guard] = (),
        **attributes: Any,
    ) -> None:
        super().__init__(
            rule,
            expand(template),
            confidence=confidence,
            needs=spellings(needs),
            unless=unless,
            **attributes,
        )
        self.also = spellings(also)


class PhraseDetector(LexicalDetector):
    """A signal of the agent's by phrases; only those are tried whose words are in the turn."""

    def __init__(
        self,
        signal: str,
        phrases: Iterable[Phrase],
        *,
        version: str = "1",
        unless: Iterable[Guard] = (),
    ) -> None:
        self.phrases = sorted(phrases, key=lambda phrase: -phrase.confidence)
        super().__init__(signal, "agent", self.phrases, version=version, unless=unless)

    def build(
        self, turn: Turn, conversation: Conversation, pattern: Pattern, match: re.Match[str]
    ) -> Signal | None:
        """Make the signal of a match, its span without the spaces and commas around it."""
        signal = super().build(turn, conversation, pattern, match)
        if signal is None or signal.span is None:
            return signal
        start, end = match.span()
        lower = turn.lower
        while end > start + 1 and not lower[end - 1].isalnum():
            end -= 1
        while start < end - 1 and not lower[start].isalnum():
            start += 1
        return msgspec.structs.replace(signal, span=(start, end))

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return the strongest candidate, or nothing."""
        tried, lower = self._tried(turn), turn.lower
        while tried:
            lowest = tried & -tried
            tried ^= lowest
            pattern = self.patterns[lowest.bit_length() - 1]
            # Most expressions match nowhere: one search tells at less cost than an iterator.
            if pattern.regex.search(lower, 0, _LONGEST) is None:
                continue
            for match in islice(pattern.regex.finditer(lower, 0, _LONGEST), _MOST_MATCHES):
                start, end = match.span()
                if any(guard(turn, start, end) for guard in (*pattern.unless, *self.unless)):
                    continue
                signal = self.build(turn, conversation, pattern, match)
                if signal is not None:
                    return (signal,)
        return ()


def followed_by(template: str, *, within: int = 60) -> Guard:
    """A guard: the template occurs at most ``within`` characters after the match."""
    expression = compiled(template)

    def guard(turn: Turn, start: int, end: int) -> bool:
        return expression.search(turn.lower, end, end + within) is not None

    return guard


def preceded_by(template: str, *, within: int = 40) -> Guard:
    """A guard: the template stands directly before the match."""
    expression = re.compile(rf"{expand(template)}[\s,]*$")

    def guard(turn: Turn, start: int, end: int) -> bool:
        return expression.search(turn.lower[max(0, start - within) : start]) is not None

    return guard


def with_words(template: str) -> Guard:
    """A guard: the template occurs anywhere in the turn."""
    expression = compiled(template)

    def guard(turn: Turn, start: int, end: int) -> bool:
        return expression.search(turn.lower) is not None

    return guard


def is_asked(turn: Turn, start: int, end: int) -> bool:
    """A guard: the sentence of the match ends in a question mark."""
    stop = re.compile(r"[.!?](?=\s|$)").search(turn.lower, end)
    return stop is not None and stop.group() == "?"
