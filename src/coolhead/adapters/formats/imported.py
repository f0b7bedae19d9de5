"""What every reader of another system's document does around that system's own shape."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from coolhead.adapters.formats.checks import Place, Shape, shaped
from coolhead.adapters.formats.header import name_from
from coolhead.adapters.formats.speakers import Spoken, call_of
from coolhead.adapters.formats.transcript import MAX_UTTERANCES, TranscriptCall, clean
from coolhead.call.events import CallStarted, InputCut
from coolhead.call.vocabulary import Party
from coolhead.errors import InputError

# A hand-over brings four or five people into a call, and recognisers that tell voices apart find
# a few too many. Above this the labels are ids of something else, and each costs a look at the
# whole call when the agent has to be guessed.
MAX_SPEAKERS: Final = 100
# As many elements of a list are looked at to know a document by: real ones show it in the first,
# unless the list begins with something of another kind.
LOOKED_AT: Final = 20
# BCP 47 (RFC 5646, 2.1) and the bare English names that some recognisers write ("english").
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,20}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
# UUIDs of 36 characters are usual; the same bound as for ids in the header of a transcript.
_MAX_ID_CHARS: Final = 300


def document_as(document: Any, shape: type[Shape], source: str, within: str = "") -> Shape:
    """A decoded object as ``shape``; raises ``InputError`` naming file and field.

    ``within`` is where in the document the object stands (``[3].``).
    """
    return shaped(document, shape, Place(source), within)


def first_objects(value: Any) -> list[dict[str, Any]]:
    """The objects among the first elements of a list; none where ``value`` is no list."""
    if not isinstance(value, list):
        return []
    return [each for each in value[:LOOKED_AT] if isinstance(each, dict)]


def start_of(
    source: str,
    *,
    call: str | None = None,
    language: str | None = None,
    started_at: str | None = None,
) -> CallStarted:
    """The start of a call that was not written for Coolhead.

    Without an id of its own (``call``) it is named after its file. A ``language`` that is no
    language tag is passed over. ``started_at`` is RFC 3339 with an offset, checked by the caller.
    """
    spoken_in = clean(language or "")
    if not _LANGUAGE.fullmatch(spoken_in):
        spoken_in = "en"
    return CallStarted(
        at=0.0,
        call=clean(call or "")[:_MAX_ID_CHARS] or name_from(source),
        language="en" if spoken_in.lower() == "english" else spoken_in,
        started_at=started_at,
    )


def check_size(spoken: Sequence[Spoken], source: str) -> None:
    """Raise ``InputError`` for more segments or speakers than a call can have."""
    if len(spoken) > MAX_UTTERANCES:
        raise InputError(
            f"{len(spoken):,} stretches of speech are too many for one call",
            file=source,
            hint="Put each call into a file of its own.",
        )
    speakers = len({segment.speaker for segment in spoken})
    if speakers > MAX_SPEAKERS:
        raise InputError(
            f"{speakers:,} different speakers are too many for one call",
            file=source,
            hint="Each speaker needs a label of their own, the same all through the call.",
        )


def imported_call(
    spoken: Sequence[Spoken],
    started: CallStarted,
    source: str,
    *,
    roles: Mapping[str, Party] | None = None,
    agent_speaker: str | None = None,
    left_out: str = "",
) -> TranscriptCall:
    """The call of these segments, as ``call_of`` makes it.

    ``left_out`` says in one sentence what the reader passed over, for those who run the call.
    Raises ``InputError`` for what ``call_of`` does, and for more segments or speakers than a call
    can have.
    """
    check_size(spoken, source)
    call = call_of(spoken, started, source, roles=roles, agent_speaker=agent_speaker)
    if not left_out:
        return call
    notice = InputCut(at=call.utterances[-1].end, what=left_out)
    return msgspec.structs.replace(call, notices=(*call.notices, notice))
