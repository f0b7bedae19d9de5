"""`open_question` and `closed_question`, with or without a question mark.

An open question cannot be answered with yes or no ("what happened", "how long has it been like
that"); "could you tell me what happened" is one too, and so is "tell me more about it". A closed
question can, and so does a request for a detail of identification count ("what's your postcode"),
since it lets nobody tell their story. Recognisers drop the question mark, so inversion ("do you",
"can I") and question words with a verb after them are looked for anywhere in the turn.

Not questions: rhetorical ones ("who knows", "what do you expect"), "sorry?" and "pardon?", the
listener's "oh, did you?", and "you know" as a filler.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from coolhead.call.utterance import Signal
from coolhead.call.vocabulary import Party
from coolhead.signals.agent.question_patterns import (
    ASKED_INSIDE,
    ASKING,
    BACK,
    BARE_TAG,
    CONDITION,
    DETAIL,
    DETAIL_WITHIN,
    INDIRECT,
    LEAD,
    NO_INVERSION_AFTER,
    RHETORIC,
    RHETORICAL,
    SHORT_TELL,
    START_VERB,
    TAG,
    TELL,
    TELL_VERB,
    THIRD_AT_START,
    WH_HAPPENED,
    WH_INVERTED,
    WH_LOOSE,
    WH_START,
    WH_WORDS,
)
from coolhead.signals.turn import Conversation, Turn


class Questions:
    """Finds the best open and the best closed question of a turn."""

    name = "agent.questions"
    version = "1"
    parties: frozenset[Party] = frozenset({"agent"})
    signals = frozenset({"open_question", "closed_question"})

    def detect(self, turn: Turn, conversation: Conversation) -> Iterable[Signal]:
        """Return candidates of both kinds, the strongest of each first."""
        lower = turn.lower
        if "?" not in lower and ASKING.isdisjoint(turn.words):
            return ()
        found = list(_candidates(lower, turn.words))
        found.sort(key=lambda candidate: -candidate[1])
        signals: dict[str, Signal] = {}
        for kind, confidence, start, end, rule in found:
            signals.setdefault(
                kind,
                Signal(
                    name=kind,
                    confidence=confidence,
                    span=(start, end),
                    rule=f"{self.name}/{rule}",
                ),
            )
        return tuple(signals.values())


_Candidate = tuple[str, float, int, int, str]


def _sentences(lower: str) -> Iterator[tuple[int, int, bool]]:
    """Offsets of the sentences, and whether each ends in a question mark."""
    start = len(lower) - len(lower.lstrip())
    mark = _MARK.search(lower)
    if mark is None:
        if start < len(lower):
            yield start, len(lower), False
        return
    if start < mark.start() == len(lower) - 1 and mark.group() in ".!?":
        yield start, len(lower), mark.group() == "?"  # one sentence, as most utterances are
        return
    for match in (_PAUSE if "-" in lower else _STOP).finditer(lower):
        if match.start() > start:
            yield start, match.end(), "?" in match.group()
        start = match.end()
        while start < len(lower) and lower[start].isspace():
            start += 1
    if start < len(lower):
        yield start, len(lower), False


_WORD = re.compile(r"[\w']+")
_BEFORE = re.compile(r"[\w'/]+")
# One of these is in every pause.
_MARK = re.compile(r"[.!?;-]")
# Without a dash; one class of marks comes first, so that the rest is tried at those marks only.
_STOP = re.compile(r"[.!?;](?:(?<!;)[.!?]*(?=\s|$)|(?<=;)\s)")
_PAUSE = re.compile(r"[.!?]+(?=\s|$)|;\s|\s-+\s|--+")


def _candidates(lower: str, words: frozenset[str]) -> Iterator[_Candidate]:
    for start, end, marked in _sentences(lower):
        sentence = lower[start:end]
        if not marked and ASKING.isdisjoint(_WORD.findall(sentence)):
            continue
        yield from _of_sentence(sentence, start, marked, words)


def _of_sentence(
    sentence: str, offset: int, marked: bool, words: frozenset[str]
) -> Iterator[_Candidate]:
    if not RHETORIC.isdisjoint(words) and RHETORICAL.search(sentence):
        return
    if BACK.fullmatch(sentence):
        return
    end = offset + len(sentence.rstrip())
    lead = LEAD.match(sentence)
    head = lead.end() if lead else 0
    if head >= len(sentence.rstrip(" ?.!")):
        head = 0
    found = False
    for candidate in _open(sentence, offset, head, end, marked, words):
        found = True
        yield candidate
    if found:
        return
    yield from _closed(sentence, offset, head, end, marked)


def _open(  # noqa: PLR0917 - the sentence and where it stands
    sentence: str, offset: int, head: int, end: int, marked: bool, words: frozenset[str]
) -> Iterator[_Candidate]:
    tell = None
    if not TELL_VERB.isdisjoint(words):
        tell = TELL.search(sentence) or SHORT_TELL.search(sentence)
    if tell is not None:
        begin = offset + _first_letter(sentence, tell.start())
        if _asks_detail(sentence, tell.start()):
            yield "closed_question", 0.75, begin, end, "detail"
        else:
            yield "open_question", 0.85, begin, end, "tell_me"
        return
    if WH_WORDS.isdisjoint(words):
        return
    for begin, strength, rule in _question_words(sentence, head, marked):
        if _asks_detail(sentence, begin):
            yield "closed_question", 0.8, offset + begin, end, "detail"
        else:
            yield "open_question", strength, offset + begin, end, rule
        return


def _question_words(sentence: str, head: int, marked: bool) -> Iterator[tuple[int, float, str]]:
    """Where a question word asks: position, confidence, rule; the surest first."""
    stated = sentence.rstrip().endswith(".")
    happened = WH_HAPPENED.search(sentence) if "what" in sentence else None
    if happened is not None and (
        happened.start() <= head or not INDIRECT.search(sentence, 0, happened.start())
    ):
        direct = happened.start() == head
        tail = sentence[happened.end() :]
        if not _TOLD_OF.match(tail) or marked:
            yield happened.start(), 0.92 if direct or marked else 0.75, "what_happened"
    inverted = WH_INVERTED.search(sentence)
    if inverted is not None and (
        inverted.start() <= head or not INDIRECT.search(sentence, 0, inverted.start())
    ):
        sure = inverted.start() == head
        strength = 0.9 if sure or marked else 0.45 if stated else 0.65
        yield inverted.start(), strength, "question_word_and_inversion"
    opening = WH_LOOSE.match(sentence, head)
    if opening is not None:
        yield head, 0.8 if marked else 0.65, "what_about"
    start = WH_START.match(sentence, head)
    if start is not None:
        asks = marked or _starts_asking(sentence, head)
        yield head, 0.85 if marked else 0.65 if asks else 0.35, "question_word"


_TOLD_OF = re.compile(r" (?:is|was) (?:that|the|a|your|our)\b")


def _starts_asking(sentence: str, head: int) -> bool:
    return START_VERB.match(sentence, head) is not None


def _asks_detail(sentence: str, begin: int) -> bool:
    detail = DETAIL.search(sentence, begin, begin + DETAIL_WITHIN)
    return detail is not None and not re.search(
        r"\b(?:happened|went wrong|wrong with|problem|issue|trouble|about|how many)\b",
        sentence[begin:],
    )


def _closed(sentence: str, offset: int, head: int, end: int, marked: bool) -> Iterator[_Candidate]:
    plain = sentence
    if marked and TAG.search(plain):
        yield "closed_question", 0.8, offset + head, end, "tag"
        return
    start = THIRD_AT_START.match(plain, head)
    if start is not None and (marked or CONDITION.match(plain, head) is None):
        yield "closed_question", 0.92 if marked else 0.75, offset + head, end, "inversion"
        return
    stated = plain.rstrip().endswith(".")
    for match in ASKED_INSIDE.finditer(plain):
        begin = match.start()
        if begin and (plain[begin - 1].isalnum() or plain[begin - 1] == "'"):
            continue
        previous = _BEFORE.findall(plain[max(0, begin - 20) : begin])
        if previous and previous[-1] in NO_INVERSION_AFTER and begin > head:
            continue
        sure = 0.85 if marked else 0.4 if stated else 0.62
        yield "closed_question", sure, offset + begin, end, "inversion_inside"
        return
    if not marked and BARE_TAG.search(plain):
        yield "closed_question", 0.6, offset + head, end, "tag"
        return
    if marked:
        yield "closed_question", 0.7, offset + head, end, "question_mark"


def _first_letter(sentence: str, start: int) -> int:
    match = re.search(r"\w", sentence[start:])
    return start + (match.start() if match else 0)


QUESTIONS = Questions()
