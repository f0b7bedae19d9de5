"""Words with their places, and the numbers that speech and typing spell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from coolhead.signals.turn import Turn

# Speech that holds a due time is a sentence or two; what stands beyond this many characters of a
# transcript is not read for one, so that hostile input costs a bounded time.
MAX_CHARS: Final = 20_000


def word_list(words: str) -> tuple[str, ...]:
    """A list of words written as one line of them."""
    return tuple(words.split())


_TOKEN: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])"
    r"|[0-9]{1,2}/[0-9]{1,2}(?:/[0-9]{2,4})?(?![0-9/])"
    r"|[0-9]{1,2}[:.][0-9]{2}(?![0-9])"
    r"|[0-9]+(?:st|nd|rd|th)\b"
    r"|[0-9]+"
    r"|[ap]\.m\b\.?"
    r"|[^\W\d_]+(?:'[^\W\d_]+)*"
    r"|[^\w\s]"
)

_UNITS: Final = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS: Final = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
CARDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {word: value for value, word in enumerate(_UNITS)}
    | {word: 10 * (index + 2) for index, word in enumerate(_TENS)}
)
ORDINALS: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: index + 1
        for index, word in enumerate(
            word_list(
                "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
                "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
                "twentieth"
            )
        )
    }
    | {"thirtieth": 30}
)


class Token(NamedTuple):
    """A word, a number or a mark, in lower case, with its place in the text."""

    text: str
    start: int
    end: int


@cache
def _by_first_word(phrases: tuple[str, ...]) -> Mapping[str, tuple[list[str], ...]]:
    """The phrases by the word that each begins with; the code knows a fixed number of them."""
    found: dict[str, tuple[list[str], ...]] = {}
    for phrase in phrases:
        words = phrase.split()
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


class Tokens:
    """The tokens of a text; reading past either end gives the empty word."""

    def __init__(self, text: str) -> None:
        lower = Turn("agent", text[:MAX_CHARS]).lower
        self.items: Sequence[Token] = [
            Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(lower)
        ]
        # The texts alone: a reader asks for them some hundred times in a sentence.
        self._texts = [token.text for token in self.items]

    def __len__(self) -> int:
        return len(self.items)

    def word(self, index: int) -> str:
        """The token at ``index``, or the empty word."""
        return self._texts[index] if 0 <= index < len(self._texts) else ""

    def skip(self, index: int, *phrases: str) -> int | None:
        """The index after the first of the phrases that stands at ``index``, or None."""
        texts = self._texts
        if not 0 <= index < len(texts):
            return None
        for words in _by_first_word(phrases).get(texts[index], ()):
            if texts[index : index + len(words)] == words:
                return index + len(words)
        return None

    def over(self, index: int, fillers: frozenset[str], at_most: int = 4) -> int:
        """The index of the first token from ``index`` on that is no filler."""
        end = index + at_most
        while index < end and self.word(index) in fillers:
            index += 1
        return index

    def cardinal(self, index: int) -> tuple[int, int] | None:
        """A number in digits or words (0-99, "twenty four", "twenty-four") and what is after it."""
        word = self.word(index)
        # Nobody promises in numbers of more than four digits; longer ones are references.
        if word.isascii() and word.isdigit():
            return (int(word), index + 1) if len(word) <= 4 else None
        value = CARDINALS.get(word)
        if value is None:
            return None
        after = index + 1
        if value >= 20:
            unit_at = after + 1 if self.word(after) == "-" else after
            unit = CARDINALS.get(self.word(unit_at), 0)
            if 1 <= unit <= 9:
                return value + unit, unit_at + 1
        return (value, after) if self.word(after) not in {"hundred", "thousand"} else None

    def ordinal(self, index: int) -> tuple[int, int] | None:
        """A number in order ("14th", "twenty first") from 1 to 31 and what is after it."""
        word = self.word(index)
        if word[:1].isdigit() and word[-2:] in {"st", "nd", "rd", "th"}:
            value = int(word[:-2]) if len(word) <= 4 else 0
            return (value, index + 1) if 1 <= value <= 31 else None
        if word in ORDINALS:
            return ORDINALS[word], index + 1
        if word in {"twenty", "thirty"}:
            unit_at = index + 2 if self.word(index + 1) == "-" else index + 1
            unit = ORDINALS.get(self.word(unit_at), 99)
            value = CARDINALS[word] + unit
            return (value, unit_at + 1) if unit <= 9 and value <= 31 else None
        return None
