"""The verb group of a predicate: "has been dropping", "was supposed to come", "is too slow"."""

from __future__ import annotations

from typing import Final, Literal

from coolhead.signals.wording.chunk import Words
from coolhead.signals.wording.nounphrase import noun_phrase
from coolhead.signals.wording.times import amount_at, time_at
from coolhead.signals.wording.verbs import BASE, ING, PARTICIPLE, can
from coolhead.signals.wording.words import (
    ADVERBS,
    DEGREE,
    FAULTY,
    FINITE_HAVE,
    FINITE_MODAL,
    MIDDLE,
    PLAIN,
    word_set,
)

Form = Literal["active", "ing", "trying", "passive", "state", "due", "having"]
Group = tuple[int, str, str, Form]
"""Where the group ends, the verb's base form, the verb as said, and how it is used."""

_STATES: Final = frozenset({"on and off", "out of order", "out of stock", "up and down"})
_DUE: Final = word_set("supposed meant due scheduled")
DOWN: Final = word_set("down off out")


def adverbs_at(words: Words, i: int, said: list[str]) -> tuple[int, bool]:
    """Read "still", "not", "never" into ``said``; where they end, and whether they deny."""
    negated = False
    while words.at(i) in MIDDLE or words.at(i) == "not":
        negated = negated or words.at(i) in ("not", "never")
        if words.at(i) not in ("ever", "now", "finally"):
            said.append(words.show[i])
        i += 1
    return i, negated


def apostrophe_s(words: Words, i: int) -> str:
    """Whether the "'s" there is "has" or "is"."""
    j = i + 1
    while words.at(j) in ADVERBS or words.at(j) == "not":
        j += 1
    has = words.at(j) in ("been", "gone", "got", "come", "stopped", "started", "had", "died")
    return "has" if has else "is"


def agreeing(word: str, *, first_person: bool) -> str:
    """The auxiliary from the agent's mouth: "I was" is "you were"."""
    if first_person:
        return {"am": "are", "was": "were", "wasn't": "weren't", "ain't": "aren't"}.get(word, word)
    return "isn't" if word == "ain't" else word


def after_auxiliary(words: Words, i: int, auxiliary: str, said: list[str]) -> Group | None:
    """The verb after an auxiliary; further auxiliaries are added to ``said``."""
    if auxiliary in FINITE_MODAL:
        if words.at(i) == "be":
            said.append("be")
            return _after_be(words, i + 1, said)
        if words.at(i) == "have":
            said.append("have")
            return _after_have(words, i + 1, said)
        base = words.at(i)
        if base == "turn" and words.at(i + 1) in ("on", "off", "up"):
            return i + 2, "turn", f"turn {words.at(i + 1)}", "active"
        return (i + 1, base, base, "active") if base in BASE else None
    if auxiliary in FINITE_HAVE:
        return _after_have(words, i, said)
    return _after_be(words, i, said)


def _after_have(words: Words, i: int, said: list[str]) -> Group | None:
    i, _ = adverbs_at(words, i, said)
    word = words.at(i)
    if word == "been":
        said.append("been")
        return _after_be(words, i + 1, said)
    if word == "had":
        return i + 1, "have", "had", "having"
    if word in PARTICIPLE:
        return i + 1, PARTICIPLE[word], word, "active"
    return i, "have", "", "having"


def _after_be(words: Words, i: int, said: list[str]) -> Group | None:  # noqa: C901, PLR0911, PLR0912 - one case a way of saying it
    i, _ = adverbs_at(words, i, said)
    word = words.at(i)
    if word in _DUE and words.at(i + 1) == "to":
        base = words.at(i + 2)
        if base == "be" and words.at(i + 3) in PARTICIPLE:
            verb = f"{word} to be {words.at(i + 3)}"
            return i + 4, PARTICIPLE[words.at(i + 3)], verb, "due"
        if base == "be" and words.at(i + 3) in ("here", "there", "ready", "delivered", "free"):
            return i + 4, "be", f"{word} to be {words.at(i + 3)}", "due"
        return (i + 3, base, f"{word} to {base}", "due") if base in BASE else None
    if word == "due" and time_at(words, i + 1) is not None:
        return i + 1, "be", "due", "due"
    if word == "missing":
        missed = noun_phrase(words, i + 1, bare=True)
        if missed is not None and missed.kind in ("thing", "event"):
            return missed.end, "missing", f"missing {missed.text}", "state"
        known = words.at(i + 1) not in ("the", "a", "some", "two", "half", "all", "one")
        return (i + 1, "missing", word, "state") if known else None
    if word in ING:
        return i + 1, ING[word], word, "ing"
    if word == "being" and words.at(i + 1) in PARTICIPLE:
        said.append("being")
        return i + 2, PARTICIPLE[words.at(i + 1)], words.at(i + 1), "passive"
    if word == "kept" and words.at(i + 1) == "waiting":
        return i + 2, "wait", "kept waiting", "passive"
    more = amount_at(words, i)
    if more is not None and more.kind == "money" and words.at(more.end) in ("more", "higher"):
        return more.end + 1, "high", f"{more.text} {words.at(more.end)}", "state"
    if more is not None and more.kind == "duration" and words.at(more.end) in ("late", "overdue"):
        return more.end + 1, "late", f"{more.text} {words.at(more.end)}", "state"
    if word == "without":
        lacking = noun_phrase(words, i + 1, bare=True)
        if lacking is None or lacking.kind not in ("thing", "event"):
            return None
        return lacking.end, "without", f"without {lacking.text}", "state"
    if word in ("on", "out", "up") and " ".join(words.low[i : i + 3]) in _STATES:
        return i + 3, "down", " ".join(words.low[i : i + 3]), "state"
    if word in ("the", "a"):
        wrong = noun_phrase(words, i, deep=False)
        if (
            wrong is None
            or FAULTY.isdisjoint(wrong.said)
            or wrong.kind in ("vague", "person")
            or wrong.head == "money"
        ):
            return None
        return wrong.end, "wrong", wrong.text, "state"
    if word in ("on", "in") and words.at(i + 1) in ("hold", "pieces", "arrears"):
        return i + 2, words.at(i + 1), f"{word} {words.at(i + 1)}", "state"
    return _state(words, i)


def _state(words: Words, i: int) -> Group | None:
    """So: "(too) slow", "broken and dirty", "not here", "charged": an adjective or a participle."""
    start = i
    degree = [words.at(i)] if words.at(i) in DEGREE else []
    i += len(degree)
    word = words.at(i)
    if word in FAULTY or word in PLAIN or (word in DOWN and not degree):
        i += 1
        both = words.at(i) == "and" and words.at(i + 1) in FAULTY
        said = [*degree, word]
        if both:
            said += ["and", words.at(i + 1)]
            i += 2
        return i, word, " ".join(said), "state"
    if not degree and word in ("here", "there", "back", "available"):
        return i + 1, word, word, "state"
    if not degree and word in PARTICIPLE and any(can(PARTICIPLE[word], flag) for flag in "top"):
        return start + 1, PARTICIPLE[word], word, "passive"
    return None
