"""What a trained head looks at in a turn: words, shape, what other detectors found, and context.

Every feature is a name that is there or not. Names begin with a letter for their kind: ``w`` a
word, ``b`` two words in a row (``^`` and ``$`` are the ends), ``f`` the shape, ``s`` a signal found
in the turn, ``r`` the rule that found it, ``p`` and ``q`` a signal and a word of the other party's
turn before, ``o`` a signal of the speaker's own turn before that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from coolhead.signals.turn import Conversation, Turn

# Longer turns say what they have to say in their first two hundred words; the rest costs time.
MOST_WORDS: Final = 200
# What the question before was about stands at its end.
_LAST_WORDS: Final = 6
_LENGTHS: Final = (1, 2, 3, 5, 8, 13, 21, 34)
# In the rule of every signal that a head has found.
HEADS: Final = ".heads/"
_ASKING: Final = frozenset({"what", "how", "why", "when", "where", "which", "who", "tell"})
_DIGIT: Final = re.compile(r"\d")
_SHAPES: Final = {"fq": "a question mark", "fx": "an exclamation mark", "fu": "capitals"}
# Turns further back than this are no context any more.
_REACH: Final = 6


def features(turn: Turn, conversation: Conversation) -> set[str]:
    """The names of all features of ``turn`` in its conversation.

    Of earlier turns it counts what rules found, which a log of the call has too.
    """
    words = turn.tokens[:MOST_WORDS]
    found = {f"w{word}" for word in words}
    found.update(
        [f"b{one} {other}" for one, other in zip(("^", *words), (*words, "$"), strict=True)]
    )
    found.update(_shape(turn))
    for signal in turn.signals:
        found.add(f"s{signal.name}")
        found.add(f"r{signal.rule}")
    found.update(_before(turn, conversation))
    return found


def told(feature: str) -> str | None:
    """What a feature says, for a reader; None for those that are no reason to anybody.

    Single words are left out: how much they weigh is known in full only with their meaning.
    """
    kind, name = feature[:1], feature[1:]
    match kind:
        case "b":
            return name.replace("^ ", "").replace(" $", "") if len(name) > 3 else None
        case "p":
            return f"after {name}"
        case "o":
            return f"{name} before"
        case "s":
            return f"with {name}"
        case "f":
            return _SHAPES.get(feature)
        case _:
            return None


def answered(turn: Turn, conversation: Conversation) -> Turn | None:
    """The other party's latest turn, if it is near enough to be context."""
    for number, earlier in enumerate(conversation.back()):
        if number == _REACH:
            break
        if earlier.party != turn.party:
            return earlier
    return None


def _shape(turn: Turn) -> Iterator[str]:
    words, text = turn.tokens, turn.text.rstrip()
    yield f"fn{next((n for n in _LENGTHS if len(words) <= n), 99)}"
    if text:
        yield f"fe{text[-1] if text[-1] in '?!.,' else '-'}"
    if "?" in text:
        yield "fq"
    if "!" in text:
        yield "fx"
    if _DIGIT.search(text):
        yield "fd"
    if len(text) > 3 and text.isupper():
        yield "fu"
    if words and words[0] in _ASKING:
        yield "fw"


def _before(turn: Turn, conversation: Conversation) -> Iterator[str]:
    other = answered(turn, conversation)
    own = next(
        (t for t in conversation.turns[-1 : -_REACH - 1 : -1] if t.party == turn.party), None
    )
    if other is None and own is None:
        yield "ffirst"
    if other is not None:
        yield from (f"q{word}" for word in other.tokens[-_LAST_WORDS:])
        if other.text.rstrip().endswith("?"):
            yield "q?"
        yield from (f"p{name}" for name in _ruled(other))
    if own is not None:
        yield from (f"o{name}" for name in _ruled(own))


def _ruled(turn: Turn) -> Iterator[str]:
    return (signal.name for signal in turn.signals if HEADS not in signal.rule)
