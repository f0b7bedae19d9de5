"""What customers complain of, under a name that calls share: "the parcel" and "my parcels" are one.

A name is the noun that a complaint is about, with the noun before it ("card machine"), in the
singular and without whose it is. It is read from the complaint's own topic, else from its
sentence. What a trained head alone took for a complaint gives no topic: it cannot tell which words
say what is wrong.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from coolhead.call.state import CallState
from coolhead.record.due_times.tokens import word_list
from coolhead.record.record import Record
from coolhead.record.standing import Shown, named, standing
from coolhead.record.wording import clean, quote_of, sentence_at
from coolhead.signals.heads.features import HEADS
from coolhead.signals.wording import thing_in

# What a call is about are one or two things; a list of ten is a list of nouns.
MOST_TOPICS: Final = 2
# A name is read at a glance.
_MOST_WORDS: Final = 2
# A complaint about how the customer was dealt with has no thing to name it by.
OUR_CONDUCT: Final = "our conduct"
_LONGEST_WORD: Final = 30

_WORD: Final = re.compile(r"[a-z]+(?:['\u2019-][a-z]+)*")
# Whatever follows these says more of the thing and not what it is.
_CUTS: Final = re.compile(
    r"[,;:.!?]| (?:that|which|who|whom|whose|where|when|why|because|since|i|you|he|she|we|they|it|"
    r"is|are|was|were|has|have|had|for|of|in|on|at|with|without|from|about|to|by|and|or|but|not|"
    r"being|been)\b"
)
_BEFORE: Final = frozenset(
    word_list(
        "a an the my your our his her their its this that these those some any all both each every "
        "no another other same first second third last next new old brand whole entire stupid "
        "bloody wretched damn little big one two three four five six seven eight nine ten "
        "eleven twelve twenty thirty forty fifty hundred thousand"
    )
)
# Nouns of time and nothing at all are no topic.
_NO_TOPIC: Final = frozenset(
    word_list(
        "thing something anything nothing everything one way time times minute hour day week month "
        "year morning afternoon evening night monday tuesday wednesday thursday friday saturday "
        "sunday lot bit fact point problem issue complaint matter case people person man woman guy "
        "lady mister mrs name"
    )
)
_IRREGULAR: Final = {
    "children": "child",
    "shelves": "shelf",
    "keys": "key",
    "glasses": "glasses",
    "jeans": "jeans",
    "trousers": "trousers",
    "wages": "wages",
    "goods": "goods",
    "news": "news",
    "windscreens": "windscreen",
}


class Topic(NamedTuple):
    """What a call is about: its name, the sentence that says it, and the utterance's id."""

    name: str
    quote: str
    utterance: str | None


def topics_of(state: CallState, record: Record) -> tuple[Topic, ...]:
    """The topics of a call, the record's issue first; none of a call without complaint.

    Where the agent has corrected the record's issue, that alone is what the call is about.
    """
    if "issue" in state.corrections:
        name = topic_name(thing_in(record.issue) or record.issue)
        return (Topic(name, record.issue, None),) if name else ()
    complaints = named(standing(state), "customer", "complaint")
    if not complaints:
        return ()
    # "My ceiling: it's not a drip any more" names its matter first.
    matter, colon, _ = record.issue.partition(":")
    issue = topic_name(matter if colon else thing_in(record.issue) or "")
    utterance = next(iter(record.evidence.get("issue", ())), None)
    found = [Topic(issue, record.issue, utterance)] if issue else []
    found += [topic for each in complaints if (topic := _topic(each)) is not None]
    once = {topic.name: topic for topic in reversed(found)}
    return tuple(topic for topic in found if once[topic.name] is topic)[:MOST_TOPICS]


def topic_name(phrase: str) -> str:
    """The name that calls share of a noun phrase, "" where it names nothing.

    >>> topic_name("your parcels that never came")
    'parcel'
    """
    lower = phrase.lower().replace("\u2019", "'")
    words = [w for w in _WORD.findall(_CUTS.split(lower, maxsplit=1)[0]) if w not in _BEFORE]
    # "Your lad's present" is about the present.
    owner = max((place for place, word in enumerate(words) if word.endswith("'s")), default=-1)
    words = words[owner + 1 :][-_MOST_WORDS:]
    if not words or any(len(word) > _LONGEST_WORD for word in words):
        return ""
    words[-1] = singular(words[-1])
    return "" if words[-1] in _NO_TOPIC or len(words[-1]) < 2 else " ".join(words)


def singular(noun: str) -> str:
    """The singular of a regular English plural; anything else as it is."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("xes", "ches", "shes", "sses", "zes")):
        return noun[:-2]
    return noun[:-1]


def _topic(shown: Shown) -> Topic | None:
    if HEADS in shown.signal.rule or shown.heard is None:
        return None
    said = sentence_at(shown.heard.utterance.text, shown.signal.span)
    name = topic_name(shown.signal.topic or thing_in(said) or "")
    if not name and shown.signal.target == "agent":
        name = OUR_CONDUCT
    if not name:
        return None
    return Topic(name, clean(quote_of(shown.heard, shown.signal.span)), shown.id)
