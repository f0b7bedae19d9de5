"""Who is the agent, in formats that label speakers by their own names or by none.

A reader makes a ``Spoken`` of every segment, under the label that its format gives the speaker;
``call_of`` gives each label its party and makes the call. Whom a format names as agent or customer
is taken as named; where it does not, the agent is guessed from the first things said, and the
call says so (``speakers_guessed``). The caller's ``agent_speaker`` wins over both. Where only one
speaker is told apart, most likely nobody told the speakers apart, and the call says that too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from coolhead.adapters.formats.checks import Place, check_number
from coolhead.adapters.formats.likeliest_agent import speaks_like_an_agent, who_works_there
from coolhead.adapters.formats.transcript import MAX_CALL_S, Gathering, TranscriptCall, clean
from coolhead.call.events import CallStarted, InputCut
from coolhead.call.utterance import Utterance, Word
from coolhead.call.vocabulary import PARTIES, EndedBy, Party
from coolhead.errors import InputError

# A UUID has 36; the rest is room for compound keys.
_MAX_ID_CHARS: Final = 200
_SECONDS: Final = "Times are seconds from the start of the call."
_NO_WORDS: Final = (
    "Nothing in it has words. Was the recording silent, or the transcription not finished?"
)


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
    call = gathering.finish(started, playbook_name=playbook_name, ended_by=ended_by, hint=_NO_WORDS)
    alone = _alone(spoken, parties, roles or {}, agent_speaker)
    return msgspec.structs.replace(call, notices=(*alone, *call.notices)) if alone else call


def parties_of(
    spoken: Sequence[Spoken],
    source: str,
    *,
    roles: Mapping[str, Party],
    agent_speaker: str | None = None,
) -> tuple[dict[str, Party], bool]:
    """The party of each speaker's label, and whether that was guessed.

    One is the agent. Of the others those keep their role whom the format names; the rest, and who
    was named agent where ``agent_speaker`` is somebody else, are taken for the customer. Where the
    agent has to be guessed, whoever comes in later and speaks like an agent too is taken for a
    supervisor. Who speaks alone is the agent or the customer, whichever they speak like.
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
    if len(labels) == 1:
        only: Party = "agent" if speaks_like_an_agent(_in_order(spoken)) else "customer"
        return {**_all_else(every, roles), labels[0]: only}, True
    if len(unnamed) == 1 and "customer" in roles.values():
        return {**_all_else(every, roles), unnamed[0]: "agent"}, False
    agent, supervisors = who_works_there(_in_order(spoken), unnamed)
    guess: dict[str, Party] = {**dict.fromkeys(supervisors, "supervisor"), agent: "agent"}
    return {**_all_else(every, roles), **guess}, True


def _alone(
    spoken: Sequence[Spoken],
    parties: Mapping[str, Party],
    roles: Mapping[str, Party],
    agent_speaker: str | None,
) -> tuple[InputCut, ...]:
    """What is to be said where all words are one speaker's, whom the format does not name.

    It is said at the beginning: whoever reads the call should know it before anything else.
    """
    labels = {segment.speaker for segment in spoken if clean(segment.text)}
    if len(labels) != 1 or labels <= roles.keys():
        return ()
    (label,) = labels
    party = parties[label]
    what = (
        f"Only one speaker is told apart here ('{clean(label)[:40]}'): all that was said counts as "
        f"the {party}'s. If two people speak, transcribe the recording again with its speakers "
        "told apart (diarization), or with a channel for each party."
    )
    if party != "agent" and agent_speaker is None:
        what += " If this is the agent alone, say so with --agent-speaker."
    return (InputCut(at=0.0, what=what),)


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


def _in_order(spoken: Sequence[Spoken]) -> Iterator[tuple[str, str]]:
    told = [segment for segment in spoken if segment.text.strip()]
    for segment in sorted(told, key=lambda each: (each.start, each.end)):
        yield segment.speaker, segment.text


def with_agent(call: TranscriptCall, agent_speaker: str) -> TranscriptCall:
    """A call whose speakers are labelled as parties, with the one named as the agent instead.

    Raises ``InputError`` where nobody in the call is called so.
    """
    spoken = [
        Spoken(speaker=u.party, start=u.start, end=u.end, text=u.text) for u in call.utterances
    ]
    parties, _ = parties_of(
        spoken, call.source, roles={party: party for party in PARTIES}, agent_speaker=agent_speaker
    )
    return msgspec.structs.replace(
        call,
        utterances=tuple(
            msgspec.structs.replace(u, party=parties[u.party]) for u in call.utterances
        ),
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
