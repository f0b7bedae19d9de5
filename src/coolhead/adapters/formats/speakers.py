"""Who is the agent, in formats that label speakers by their own names or by none.

A reader makes a ``Spoken`` of every segment, under the label that its format gives the speaker;
``call_of`` gives each label its party and makes the call. Whom a format names as agent or customer
is taken as named; where it does not, the agent is guessed from the first things said, and the
call says so (``speakers_guessed``). The caller's ``agent_speaker`` wins over both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from coolhead.adapters.formats.checks import Place, check_number
from coolhead.adapters.formats.transcript import MAX_CALL_S, Gathering, TranscriptCall, clean
from coolhead.call.events import CallStarted
from coolhead.call.utterance import Utterance, Word
from coolhead.call.vocabulary import EndedBy, Party
from coolhead.errors import InputError
from coolhead.signals.hearing import detect_in_context
from coolhead.signals.registry import standard_detectors

# A UUID has 36; the rest is room for compound keys.
_MAX_ID_CHARS: Final = 200
# As much of a segment is read for the guess: a minute of speech.
_READ_CHARS: Final = 1_000
_SECONDS: Final = "Times are seconds from the start of the call."
# As many of each speaker's first segments are looked at: who is who shows in the greeting and in
# what the call is about.
_FIRST: Final = 6
# What only the one who works there says, and what only the one who rings for help says; the
# weights are first choices, a greeting being worth a complaint of the other side.
_SAID_BY_AGENTS: Final[Mapping[str, float]] = {
    "greeting": 2.0,
    "recording_notice": 2.0,
    "hold_notice": 1.0,
    "escalation_offer": 1.0,
    "satisfaction_check": 1.0,
    "resolution_question": 1.0,
    "offer": 0.5,
    "commitment": 0.5,
    "apology": 0.5,
    "empathy": 0.5,
}
_SAID_BY_CUSTOMERS: Final[Mapping[str, float]] = {
    "complaint": 2.0,
    "request": 1.0,
    "not_heard": 1.0,
    "frustration": 1.0,
    "do_not_call": 2.0,
    "supervisor_request": 1.0,
}


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A segment as a format gives it: times in seconds from the call's start.

    ``speaker`` is the format's own label. ``field`` says where in the document it stands, or
    ``line`` where in the file, for errors.
    """

    speaker: str
    start: float
    end: float
    text: str
    id: str = ""
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    loudness_dbfs: float | None = None
    field: str | None = None
    line: int | None = None


def call_of(
    spoken: Sequence[Spoken],
    started: CallStarted,
    source: str,
    *,
    roles: Mapping[str, Party] | None = None,
    agent_speaker: str | None = None,
    playbook_name: str | None = None,
    ended_by: EndedBy | None = None,
) -> TranscriptCall:
    """The call of these segments, in the order of their ends.

    ``roles`` are the parties that the format itself names, by label. Ids that are given twice,
    and those that no log could hold, are given anew. Raises
    ``InputError`` for times that cannot be, and where there is no speaker ``agent_speaker``.
    """
    for segment in spoken:
        _check(segment, source)
    parties, guessed = parties_of(spoken, source, roles=roles or {}, agent_speaker=agent_speaker)
    gathering = Gathering(source)
    ids: set[str] = set()
    for segment in sorted(spoken, key=lambda each: (each.end, each.start)):
        name = clean(segment.id)[:_MAX_ID_CHARS]
        utterance = Utterance(
            party=parties[segment.speaker],
            start=segment.start,
            end=segment.end,
            text=segment.text,
            id="" if name in ids else name,
            words=segment.words,
            confidence=segment.confidence,
            loudness_dbfs=segment.loudness_dbfs,
        )
        ids.add(name)
        gathering.add(utterance, line=segment.line, field=segment.field)
    if guessed:
        started = msgspec.structs.replace(started, speakers_guessed=True)
    return gathering.finish(started, playbook_name=playbook_name, ended_by=ended_by)


def parties_of(
    spoken: Sequence[Spoken],
    source: str,
    *,
    roles: Mapping[str, Party],
    agent_speaker: str | None = None,
) -> tuple[dict[str, Party], bool]:
    """The party of each speaker's label, and whether that was guessed.

    One is the agent. Of the others those keep their role whom the format names; the rest, and who
    was named agent where ``agent_speaker`` is somebody else, are taken for the customer.
    """
    labels = list(dict.fromkeys(segment.speaker for segment in spoken if segment.text.strip()))
    every = dict.fromkeys(segment.speaker for segment in spoken)
    if agent_speaker is not None:
        chosen = _named(agent_speaker, list(every), source)
        named: dict[str, Party] = {
            label: role for label, role in roles.items() if role == "supervisor"
        }
        return {**_all_else(every, named), chosen: "agent"}, False
    unnamed = [label for label in labels if label not in roles]
    if not unnamed or "agent" in roles.values():
        return _all_else(every, roles), False
    if len(unnamed) == 1 and "customer" in roles.values():
        return {**_all_else(every, roles), unnamed[0]: "agent"}, False
    agent = _likeliest_agent(spoken, unnamed)
    return {**_all_else(every, roles), agent: "agent"}, True


def _all_else(labels: Mapping[str, None], roles: Mapping[str, Party]) -> dict[str, Party]:
    return {label: roles.get(label, "customer") for label in labels}


def _named(agent_speaker: str, labels: Sequence[str], source: str) -> str:
    for label in labels:
        if label.strip().lower() == agent_speaker.strip().lower():
            return label
    shown = ", ".join(f"'{clean(label)[:40]}'" for label in labels[:12]) or "nobody"
    raise InputError(
        f"nobody in this call is called '{agent_speaker}'",
        file=source,
        hint=f"The speakers are {shown}; name one with --agent-speaker.",
    )


def _likeliest_agent(spoken: Sequence[Spoken], labels: Sequence[str]) -> str:
    """Who of these speaks most like one who works there; of equals the first to speak."""
    in_order = sorted(
        (segment for segment in spoken if segment.text.strip()), key=lambda each: each.start
    )
    order = list(dict.fromkeys(each.speaker for each in in_order if each.speaker in labels))
    score = dict.fromkeys(order, 0.0)
    for label in order:
        own = [each for each in in_order if each.speaker == label][:_FIRST]
        score[label] = sum(_like_an_agent(each.text) for each in own)
    # Whoever is called answers first: in most calls, the agent.
    return max(order, key=lambda label: score[label])


def _like_an_agent(text: str) -> float:
    """Above 0 for what agents say, below for what customers say."""
    said = text[:_READ_CHARS]
    as_agent = {s.name for s in detect_in_context(standard_detectors(), said, "agent", ())}
    as_customer = {s.name for s in detect_in_context(standard_detectors(), said, "customer", ())}
    return sum(_SAID_BY_AGENTS.get(name, 0.0) for name in as_agent) - sum(
        _SAID_BY_CUSTOMERS.get(name, 0.0) for name in as_customer
    )


def _check(segment: Spoken, source: str) -> None:
    place = Place(source, segment.line)
    within = f"{segment.field}." if segment.field else ""
    for field in ("start", "end"):
        seconds = getattr(segment, field)
        check_number(
            seconds, place=place, field=within + field, low=0, high=MAX_CALL_S, hint=_SECONDS
        )
    if segment.end < segment.start:
        raise place.error(
            f"it ends at {segment.end:g} s, before its start at {segment.start:g} s",
            within + "end",
            _SECONDS,
        )
