"""A call from captions: who says what stands in a cue, and which cues are one utterance.

Decisions, where captions leave room:

- Speakers are the voices of the markup (``<v Priya>``) where the file has any, else the names that
  stand in the text, else the dashes, where each turn of two speakers begins with one.
- A cue that names nobody goes on with the speaker before it. What stands before the first name is
  left out, and the call says so.
- Of several speakers in one cue each has a share of its time by the length of what they say, one
  after another: captions do not show who spoke over whom within a cue.
- Captions cut sentences to fit the screen. A cue that does not end a sentence and the next of the
  same speaker are one utterance: a detector reads "I want to speak / to your manager" as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import msgspec

from coolhead.adapters.formats.cue_labels import Line, labelled
from coolhead.adapters.formats.cue_text import voiced
from coolhead.adapters.formats.cues import Cue
from coolhead.adapters.formats.imported import imported_call
from coolhead.adapters.formats.role_names import SPEAKERS, key_of, roles_of
from coolhead.adapters.formats.speakers import Spoken
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.events import CallStarted
from coolhead.call.vocabulary import Party
from coolhead.errors import InputError

# A recogniser of ours ends an utterance after as much silence.
JOIN_GAP_S: Final = 0.5
# Captions without any full stops would else become one utterance; so long a speech is heard in
# good time, and holds a sentence of forty words at 160 words a minute.
JOINED_S: Final = 15.0
_SENTENCE_ENDS: Final = re.compile(r"[.?!\u2026][\"')\]\u2019\u201d]{0,3}$")
# Speakers that only dashes tell apart.
_BY_DASH: Final = ("first speaker", "second speaker")
# Words that say a role within a longer name. A "manager" there may be of accounts, and letters are
# initials.
_TELLING: Final = frozenset(word for word in SPEAKERS if len(word) > 1) - {"manager"}
_CUSTOMER_SERVICE: Final = re.compile(
    r"\b(?:customer|client) (?:services?|care|support|success|relations)\b"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_HINT: Final = (
    "Export the captions with the names of the speakers, as <v Name> or as Name: at the beginning "
    "of a cue, or transcribe the recording with its parties apart."
)

# A stretch of one cue: who says it (None: nobody is named) and what.
_Said = tuple[str | None, str]


def call_of_cues(
    cues: Sequence[Cue], started: CallStarted, source: str, *, agent_speaker: str | None = None
) -> TranscriptCall:
    """The call that the cues tell, in the order of the file.

    Raises ``InputError`` where no speaker is named anywhere, and for what ``call_of`` does.
    """
    if not any(line.strip() for cue in cues for line in cue.lines):
        raise InputError("there is no text in these captions", file=source)
    said = _speakers_of(cues, source)
    before = None
    spoken: list[Spoken] = []
    unnamed: list[Cue] = []
    for cue, pieces in zip(cues, said, strict=True):
        named: list[tuple[str, str]] = []
        for speaker, text in pieces:
            before = speaker or before
            if before is None:
                unnamed.append(cue)
            else:
                named.append((before, text))
        spoken += _shares(cue, list(_by_speaker(named)))
    joined = list(_joined(spoken))
    roles = _roles(dict.fromkeys(each.speaker for each in joined))
    return imported_call(
        joined,
        started,
        source,
        roles=roles,
        agent_speaker=agent_speaker,
        left_out=_left_out(unnamed),
    )


def _speakers_of(cues: Sequence[Cue], source: str) -> list[list[_Said]]:
    """What is said in each cue, by whom; under each name's first spelling."""
    read = [list(voiced("\n".join(cue.lines))) for cue in cues]
    if any(voice is not None for pieces in read for voice, _ in pieces):
        said = [_by_voice(pieces) for pieces in read]
    else:
        lines = labelled(["".join(text for _, text in pieces) for pieces in read])
        said = list(_by_label(lines, _dash_speakers(lines)))
    if not any(name for pieces in said for name, _ in pieces):
        raise InputError("no speaker is named in these captions", file=source, hint=_HINT)
    spelt: dict[str, str] = {}
    return [
        [(name and spelt.setdefault(key_of(name), name), text) for name, text in pieces]
        for pieces in said
    ]


def _by_voice(pieces: Iterable[_Said]) -> list[_Said]:
    told = ((voice, text.strip().strip("-\u2010\u2011\u2012\u2013\u2014\u2015").strip())
            for voice, text in pieces)  # fmt: skip
    return [(voice, text) for voice, text in told if text]


def _dash_speakers(lines: Sequence[Sequence[Line]]) -> tuple[str, ...]:
    """Between whom a dash changes; nobody, where it could be more than two, or is no such dash."""
    names = tuple(dict.fromkeys(line.speaker for cue in lines for line in cue if line.speaker))
    if names:
        return names if len(names) == len(_BY_DASH) else ()
    # Where only cues of two speakers have dashes, it does not show who speaks in the others.
    first = next((cue for cue in lines if cue), ())
    alone = any(len(cue) == 1 and cue[0].changes for cue in lines)
    return _BY_DASH if first and first[0].changes and alone else ()


def _by_label(lines: Iterable[Sequence[Line]], between: Sequence[str]) -> Iterator[list[_Said]]:
    speaker: str | None = None
    for cue in lines:
        said: list[_Said] = []
        for line in cue:
            if not line.speaker and not line.text:
                continue  # a dash alone
            speaker = line.speaker or (_other(speaker, between) if line.changes else speaker)
            if line.text:
                said.append((speaker, line.text))
        yield said


def _other(speaker: str | None, between: Sequence[str]) -> str | None:
    if not between:
        return speaker
    return between[1] if speaker == between[0] else between[0]


def _by_speaker(said: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for speaker, pieces in groupby(said, key=lambda each: each[0]):
        yield speaker, " ".join(text for _, text in pieces)


def _shares(cue: Cue, said: Sequence[tuple[str, str]]) -> Iterator[Spoken]:
    """Each speaker's part of the cue, with a share of its time by the length of the text."""
    whole = sum(len(text) for _, text in said)
    length = cue.end - cue.start
    done, start = 0, cue.start
    for index, (speaker, text) in enumerate(said):
        done += len(text)
        last = index == len(said) - 1
        end = cue.end if last else round(cue.start + length * done / whole, 3)
        yield Spoken(
            speaker=speaker,
            start=start,
            end=end,
            text=text,
            id=cue.id if index == 0 else "",
            line=cue.line,
        )
        start = end


def _joined(spoken: Iterable[Spoken]) -> Iterator[Spoken]:
    """The stretches, those of one sentence as one."""
    waiting: Spoken | None = None
    pieces: list[str] = []
    for each in spoken:
        if waiting is not None and _goes_on(waiting, pieces[-1], each):
            pieces.append(each.text)
            waiting = msgspec.structs.replace(waiting, end=max(waiting.end, each.end))
            continue
        if waiting is not None:
            yield msgspec.structs.replace(waiting, text=" ".join(pieces))
        waiting, pieces = each, [each.text]
    if waiting is not None:
        yield msgspec.structs.replace(waiting, text=" ".join(pieces))


def _goes_on(before: Spoken, text: str, after: Spoken) -> bool:
    return (
        after.speaker == before.speaker
        and before.start <= after.start <= before.end + JOIN_GAP_S
        and after.start <= after.end <= before.start + JOINED_S
        and _SENTENCE_ENDS.search(text, max(0, len(text) - 10)) is None
    )


def _roles(names: Iterable[str]) -> dict[str, Party]:
    """The parties of the names that say theirs, whole or in one of their words."""
    names = list(names)
    roles = roles_of(names)
    for name in names:
        key = _CUSTOMER_SERVICE.sub("agent", key_of(name))
        # "Priya (Agent)" is one; where two words do not agree, the name says nothing.
        parties = {SPEAKERS[word] for word in _WORD.findall(key) if word in _TELLING}
        if name not in roles and len(parties) == 1:
            roles[name] = parties.pop()
    return roles


def _left_out(unnamed: Sequence[Cue]) -> str:
    if not unnamed:
        return ""
    end = max(cue.end for cue in unnamed)
    return (
        f"What was said before a speaker was named, until {end:g} s "
        f"(cues: {len({cue.line for cue in unnamed})}), is left out."
    )
