"""What the call was about, in the words that were said: issue, details, wants, offers, done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from coolhead.call.state import Heard
from coolhead.record.standing import Shown, is_wish, named
from coolhead.record.wording import LINE_CHARS, clean, content_words, distinct, sentence_at
from coolhead.record.wording import sentences as places
from coolhead.signals.heads.features import HEADS
from coolhead.signals.wording import topic_of

Sourced = tuple[str, str]
"""A line and the id of the utterance that it comes from."""

# A call says what it is about near its beginning.
_OPENING_UTTERANCES: Final = 12
# The matter itself is told in the first few.
_FIRST_TOLD: Final = 4
# Above this a complaint is clear; differences beyond it say nothing of which matters more.
_CLEAR: Final = 0.7
# Fewer words that carry meaning are a reply, not a reason for calling.
_SUBSTANCE_WORDS: Final = 3
_PURPOSE: Final = re.compile(
    r"\b(?:calling (?:about|because|to|for|regarding)|(?:i|we) (?:need|want|wanted)|"
    r"i(?:'d| would) like|i was (?:wondering|hoping)|(?:i|we)(?:'ve| have) (?:got|had|an?)|"
    r"(?:problem|issue|trouble|question) with|(?:doesn't|isn't|won't|not|stopped|keeps) \w+|"
    r"(?:is|are|was|came|come|comes|went|gone) (?:on|off|broken|out|down|missing|late|wrong|up)|"
    r"light|noise|bought|ordered|account|bill|delivery|my \w+ (?:is|has|was|are))\b"
)
_PLEASANTRY: Final = re.compile(
    r"\b(?:how are you|how you doing|good (?:morning|afternoon|evening)|my name is|this is \w+$|"
    r"speaking|thank you|thanks)\b"
)
_FACT: Final = re.compile(
    r"[0-9]|[\u00a3$\u20ac]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|"
    r"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|once|twice|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|"
    r"august|september|october|november|december|yesterday|last (?:week|month|year|night)|"
    r"(?:a|an|one|\w+) (?:weeks?|months?|days?|years?|hours?) ago|since|pounds?|dollars?|euros?|"
    r"quid|model|order number|reference|serial|mileage|miles|invoice)\b"
)
_NAME: Final = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_DONE: Final = re.compile(
    r"\b(?:i've|i have|we've|we have|i just|that's|that is|that has|it's|it is|it has|that's been|"
    r"you're|you are|your \w+(?: \w+)? (?:is|has)|i'm going to have it) "
    r"(?:just |now |already |all |gone ahead and |been |actually |also |both )*"
    r"(?:cancelled|canceled|booked|refunded|sent|removed|updated|changed|ordered|arranged|"
    r"scheduled|credited|processed|fixed|replaced|moved|applied|opened|logged|raised|submitted|"
    r"emailed|texted|reset|restarted|corrected|adjusted|waived|reversed|upgraded|closed|confirmed|"
    r"dispatched|reserved|extended|escalated|unsubscribed|taken (?:\w+ )?off|"
    r"put (?:\w+ ){0,4}(?:down|through|in|on)|made (?:a|the|that|your) \w+|added|deleted|"
    r"all set|set up|sorted|done)\b"
)
_POINTS_BACK: Final = re.compile(r"(?:it|it's|they|they're|this|that|that's)\b", re.IGNORECASE)
_ABOUT: Final = re.compile(
    r"\b(?:about|regarding|ordered|bought) ((?:a|an|the|my|our|this) [a-z]+(?: [a-z]+)?)\b"
    r"(?=[.,]|$| (?:i|we|that|which|from|and|but)\b)",
    re.IGNORECASE,
)
_ANNOUNCES: Final = re.compile(
    r"\b(?:one of )?(?:two|three|a couple of|some|a few) (?:things|options|ways|choices)\b|"
    r"\bhere's what i can do\b"
)
_UNDONE: Final = re.compile(
    r"\b(?:not|never|haven't|hasn't|if|when|once|unless|until|should|while|"
    r"i'll|we'll|will|can|could|would|check)\b"
)


def issue_of(
    shown: Sequence[Shown], heard: Sequence[Heard], abuse: frozenset[str]
) -> list[Sourced]:
    """What the customer called about, with its utterances; empty if nothing was said.

    The topic of the clearest complaint; else its sentence, without swear words; in a call without
    complaint, what the customer first asked for or told. An insult is never the issue, and neither
    is what a trained head alone took for a complaint: it cannot tell which words say what is wrong.
    """
    complaints = [
        each for each in named(shown, "customer", "complaint") if HEADS not in each.signal.rule
    ]
    # A complaint about the thing or the firm says what is wrong; one about the agent comes of it.
    # Of the clear ones the first: a call says early what it is about.
    complaints.sort(key=lambda s: (s.signal.target == "agent", s.signal.confidence < _CLEAR, s.at))
    topics = [(clean(c.signal.topic or ""), c.id) for c in complaints if c.id]
    lines = [
        (clean(sentence_at(c.heard.utterance.text, c.signal.span)), c.id)
        for c in complaints
        if c.heard is not None and c.id and not _insults_there(c)
    ]
    # "The boiler" alone says less than the sentence about it; "I'm saying it's wrong" says nothing.
    for candidates, words in ((topics, 2), (lines, 4), (lines, 2), (topics, 1)):
        for line, source in candidates:
            if len(content_words(line)) >= words:
                early = source in _first_told(heard)
                found = [(line, source)] if early else _opening(heard, abuse)
                return _with_its_matter(*(found[0] if found else (line, source)), heard)
    return _purpose([entry for entry in heard if entry.utterance.id not in abuse])


def _first_told(heard: Sequence[Heard]) -> dict[str, str]:
    """The customer's first utterances: their texts by id."""
    told = [h.utterance for h in heard if h.utterance.party == "customer"][:_FIRST_TOLD]
    return {utterance.id: utterance.text for utterance in told}


def _opening(heard: Sequence[Heard], abuse: frozenset[str]) -> list[Sourced]:
    """What was wrong when the call began, where that can be read; else what was called for.

    A complaint that comes late in a call is more often about the call than about its matter.
    """
    for source, text in _first_told(heard).items():
        topic = topic_of(text)
        if topic is not None and len(content_words(topic)) >= _SUBSTANCE_WORDS:
            return [(clean(topic), source)]
    purpose = _purpose([entry for entry in heard if entry.utterance.id not in abuse])
    return purpose[:1]


def _with_its_matter(line: str, source: str, heard: Sequence[Heard]) -> list[Sourced]:
    """The line, with what its "it" is in front of it where the customer has said so before."""
    if not _POINTS_BACK.match(line):
        return [(line, source)]
    for entry in heard:
        said = entry.utterance
        if said.id == source:
            break
        about = _ABOUT.search(said.text) if said.party == "customer" else None
        if about is not None:
            return [(f"{about[1].lower()}: {line}", source)]
    return [(line, source)]


def _insults_there(complaint: Shown) -> bool:
    """Whether the sentence that complains is also the one that insults."""
    heard = complaint.heard
    insult = heard.find("insult") if heard else None
    if heard is None or insult is None:
        return False
    text = heard.utterance.text
    return sentence_at(text, complaint.signal.span) == sentence_at(text, insult.span)


def _purpose(heard: Sequence[Heard]) -> list[Sourced]:
    said = [h.utterance for h in heard if h.utterance.party == "customer"][:_OPENING_UTTERANCES]
    lines = [(clean(u.text), u.id) for u in said]
    telling = [
        (index, _substance(line))
        for index, (line, _) in enumerate(lines)
        if _substance(line) >= _SUBSTANCE_WORDS
    ]
    if not telling:
        return []
    first = next(
        (index for index, _ in telling if _PURPOSE.search(lines[index][0].lower())), telling[0][0]
    )
    found = [lines[first]]
    # A second utterance that goes on telling belongs to the reason for calling.
    for index, _ in telling:
        line = lines[index][0]
        if first < index <= first + 3 and _PURPOSE.search(line.lower()):
            if len(found[0][0]) + len(line) + 2 <= LINE_CHARS:
                found.append(lines[index])
            break
    return found


def _substance(line: str) -> int:
    words = len(content_words(line))
    return words - 3 if _PLEASANTRY.search(line.lower()) else words


def details_of(heard: Sequence[Heard], issue: str, skip: frozenset[str]) -> list[Sourced]:
    """Facts in the customer's words: sentences with numbers, dates, sums or names.

    ``skip`` holds utterances of abuse, which are evidence on the ladder and no detail of the case.
    """
    lines: list[Sourced] = [(issue, "")] if issue else []
    for entry in heard:
        utterance = entry.utterance
        if utterance.party != "customer" or utterance.id in skip:
            continue
        for start, end in places(utterance.text):
            sentence = utterance.text[start:end]
            if end - start > 2 * LINE_CHARS:
                match = _FACT.search(sentence.lower())
                sentence = sentence_at(sentence, match.span() if match else None)
            factual = _FACT.search(sentence.lower()) or _NAME.search(sentence)
            line = clean(sentence)
            if factual and len(content_words(line)) >= _SUBSTANCE_WORDS and not line.endswith("?"):
                lines.append((line, utterance.id))
    return [(line, source) for line, source in distinct(lines, 9) if source]


def wants_of(shown: Sequence[Shown]) -> list[Sourced]:
    """The remedies asked for, by name where the name is known."""
    lines: list[Sourced] = []
    for request in named(shown, "customer", "request"):
        if request.heard is None or not is_wish(request.signal):
            continue
        name = (request.signal.remedy or "").replace("_", " ")
        words = clean(sentence_at(request.heard.utterance.text, request.signal.span))
        lines.append(
            (clean(name) if name and name != "other" else words, request.heard.utterance.id)
        )
    return distinct(lines)


def offers_of(shown: Sequence[Shown]) -> tuple[list[Sourced], list[Sourced]]:
    """The offers made, and of those the accepted: an acceptance is of the last offer before it.

    What is refused in the same breath is another thing: "not the voucher, the refund is fine".
    """
    offered: list[Sourced] = []
    accepted: list[Sourced] = []
    latest: Sourced | None = None
    for entry in named(shown, None, "offer", "escalation_offer", "acceptance", "rejection"):
        if entry.heard is None:
            continue
        if entry.signal.name == "escalation_offer":
            latest = None  # what is accepted next is the supervisor
            continue
        name, utterance = entry.signal.name, entry.heard.utterance
        if name == "offer" and entry.party != "customer":
            latest = (_offer_in(utterance.text, entry.signal.span), utterance.id)
            offered.append(latest)
        elif entry.party == "customer" and latest is not None:
            if name == "acceptance":
                accepted.append((latest[0], utterance.id))
            elif not entry.heard.has("acceptance"):
                accepted = [pair for pair in accepted if pair[0] != latest[0]]
                latest = None
    return distinct(offered), distinct(accepted)


def _offer_in(text: str, span: tuple[int, int] | None) -> str:
    """The sentence that offers; "I can do one of two things" goes on to say which."""
    line = sentence_at(text, span)
    if _ANNOUNCES.search(line.lower()) is None:
        return clean(line)
    at = text.find(line) + len(line)
    return clean(f"{line} {sentence_at(text, (at + 1, at + 2))}" if at + 2 < len(text) else line)


def done_of(heard: Sequence[Heard]) -> list[Sourced]:
    """What the agent says has been done; a promise or a condition is not done."""
    lines: list[Sourced] = []
    for entry in heard:
        utterance = entry.utterance
        if utterance.party == "customer":
            continue
        lower = utterance.text.lower().replace("\u2019", "'")
        if len(lower) != len(utterance.text):
            continue
        for match in _DONE.finditer(lower):
            before = lower[max(0, match.start() - 40) : match.start()]
            clause = re.split(r"[.!?;]|\bbut\b", before)[-1]
            if not _UNDONE.search(clause) and not _UNDONE.search(match.group()):
                sentence = sentence_at(utterance.text, match.span())
                if not sentence.endswith("?"):
                    lines.append((clean(sentence), utterance.id))
    return distinct(lines)
