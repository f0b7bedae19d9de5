"""vCon, read: a call out of its texts, and out of the transcripts of its recordings.

Read are the forms of all drafts (0.0.1 to 0.4.0, and those without a version), redacted and
amended ones as they are. Times count from the start of the earliest dialog, which is
``started_at``. Not carried: transfers, recordings of which there is no transcript, messages that
are no plain text, holds and mutes, signatures, attachments, and whatever else was analysed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from coolhead.adapters.formats.imported import check_size, imported_call
from coolhead.adapters.formats.speakers import Spoken, parties_of, with_agent
from coolhead.adapters.formats.transcript import DocumentFormat, TranscriptCall
from coolhead.adapters.formats.vcon.dialogs import Dialog, dialogs_of, events_in
from coolhead.adapters.formats.vcon.forms import is_vcon, plain_form
from coolhead.adapters.formats.vcon.own_transcript import covered_by, is_own_transcript, own_call
from coolhead.adapters.formats.vcon.parties import Parties
from coolhead.adapters.formats.vcon.pieces import Group, Piece, placed
from coolhead.adapters.formats.vcon.recordings import no_words
from coolhead.adapters.formats.vcon.starting import started_from
from coolhead.adapters.formats.vcon.transcripts import (
    Reading,
    Setting,
    Transcript,
    best_reading,
    transcripts_in,
)
from coolhead.adapters.formats.vcon.values import media_of, objects_in, text_of
from coolhead.call.events import InputCut
from coolhead.call.vocabulary import Party
from coolhead.errors import InputError

# Mark-up and mail of several parts would be read aloud with their tags.
_PLAIN_MEDIA: Final = frozenset({"", "text", "text/plain", "text/markdown", "application/json"})
_NOBODY: Final = "somebody"
_PAUSES: Final = frozenset({"hold", "mute"})


class Vcon:
    """Reads vCons; ``bodies`` are the formats that may stand in the body of a transcript.

    ``agent_speaker`` is a party's name, number, address or index; where a transcript has speakers
    that are no parties of the vCon, the label that it gives them.
    """

    name = "vCon"

    def __init__(self, bodies: Sequence[DocumentFormat] = ()) -> None:
        self.bodies = tuple(bodies)

    def recognises(self, document: Any) -> bool:
        """Whether it is a vCon: plain, signed or encrypted."""
        return is_vcon(document)

    def read(
        self, document: Any, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Make a call of it; raises ``InputError`` with file and field.

        That is a ``HeldRecordingError`` where there is something to be heard instead.
        """
        vcon, notes = plain_form(document, source)
        parties = Parties(vcon, source)
        dialogs = dialogs_of(vcon, source)
        for index, analysis in enumerate(objects_in(vcon, "analysis", source)):
            if is_own_transcript(analysis):
                call = own_call(analysis, source, f"analysis[{index}]")
                later = _added_later(dialogs, covered_by(analysis))
                return _with(_turned(call, parties, agent_speaker), [*notes, *later])
        work = _Work(parties, dialogs, source)
        work.take_texts()
        setting = Setting(parties, self.bodies, source, agent_speaker)
        work.take_transcripts(transcripts_in(vcon, source), setting)
        if not any(piece.text.strip() for group in work.groups for piece in group.pieces):
            raise work.wrong or no_words(vcon, dialogs, parties, source, notes)
        return work.call(vcon, agent_speaker, notes)


class _Work:
    """Gathers what the dialogs of a vCon hold."""

    def __init__(self, parties: Parties, dialogs: list[Dialog], source: str) -> None:
        self.parties = parties
        self.dialogs = dialogs
        self.source = source
        self.groups: list[Group] = []
        self.roles: dict[str, Party] = {}
        self.readings: list[Reading] = []
        self.wrong: InputError | None = None
        self._not_plain = 0
        self._unread = 0

    def take_texts(self) -> None:
        """Take every text dialog that is plain text."""
        for dialog in self.dialogs:
            if dialog.kind != "text":
                continue
            text = text_of(dialog.given, self.source, dialog.field) if _is_plain(dialog) else None
            if text is None:
                self._not_plain += bool(dialog.given)
                continue
            label = _NOBODY if dialog.sender is None else self.parties.label(dialog.sender)
            role = self.parties.roles.get(-1 if dialog.sender is None else dialog.sender)
            if role is not None:
                self.roles[label] = role
            piece = Piece(
                speaker=label,
                text=text,
                start=None if dialog.start is None else 0.0,
                # Nobody says or types anything in no time: 0 stands for "not known".
                duration=dialog.duration or None,
                field=dialog.field,
            )
            self.groups.append(Group(start=dialog.start, pieces=[piece]))

    def take_transcripts(self, transcripts: list[Transcript], setting: Setting) -> None:
        """Take the best transcript of every recording."""
        recordings = {each.index: each for each in self.dialogs if each.kind == "recording"}
        if not recordings and not self.groups and transcripts:
            # All of the dialogs may have been redacted, and their indices gone with them.
            recordings = {-1: Dialog(-1, "recording", {})}
        of_the_same = _of_the_same(transcripts, recordings)
        first: dict[int, tuple[int, ...]] = {}
        for indices in of_the_same:
            for index in indices:
                first.setdefault(index, indices)
        done: set[int] = set()
        for index in recordings:
            if index in done:
                continue
            if index not in first:
                self._unread += 1
                continue
            whole = [recordings[each] for each in first[index] if each not in done]
            done.update(each.index for each in whole)
            try:
                reading = best_reading(of_the_same[first[index]], whole, setting)
            except InputError as error:
                self.wrong = self.wrong or error
                self._unread += len(whole)
                continue
            self.roles.update(reading.roles)
            self.readings.append(reading)
            starts = [dialog.start for dialog in whole if dialog.start is not None]
            start = min(starts, key=lambda moment: moment.at, default=None)
            self.groups.append(Group(start=start, pieces=reading.pieces, is_transcript=True))

    def call(
        self, vcon: dict[str, Any], agent_speaker: str | None, notes: list[str]
    ) -> TranscriptCall:
        """The call of all that was taken."""
        starts = (dialog.start for dialog in self.dialogs if dialog.kind != "transfer")
        laid = placed(self.groups, starts, self.source)
        check_size(laid.spoken, self.source)  # before anything is guessed of so many
        labels = dict.fromkeys(spoken.speaker for spoken in laid.spoken)
        roles = {label: role for label, role in self.roles.items() if label in labels}
        named = self._named(agent_speaker, list(labels))
        parties, guessed = parties_of(laid.spoken, self.source, roles=roles, agent_speaker=named)
        language = next((each.language for each in self.readings if each.language), None)
        started = started_from(
            vcon,
            self.source,
            dialogs=self.dialogs,
            parties=self.parties,
            spoken=parties,
            zero=laid.zero,
            language=language,
        )
        started = msgspec.structs.replace(
            started,
            times_estimated=laid.estimated,
            speakers_guessed=guessed or any(each.is_guess for each in self.readings),
        )
        left_out = " ".join([*notes, *self._left_out(laid.spoken)])
        return imported_call(laid.spoken, started, self.source, roles=parties, left_out=left_out)

    def _named(self, agent_speaker: str | None, labels: list[str]) -> str | None:
        """The label of whom the caller names as the agent."""
        if agent_speaker is None:
            return None
        if agent_speaker.strip().casefold() in {label.strip().casefold() for label in labels}:
            return agent_speaker
        index = self.parties.find(agent_speaker)
        if index is not None and self.parties.label(index) in labels:
            return self.parties.label(index)
        if any(reading.took_agent for reading in self.readings):
            return None
        return agent_speaker

    def _left_out(self, spoken: list[Spoken]) -> list[str]:
        """What of the vCon the call has not got, a sentence each."""
        told = []
        if self._not_plain:
            told.append(f"Messages that are no plain text were left out ({self._not_plain}).")
        if self._unread:
            told.append(f"Recordings without a transcript were left out ({self._unread}).")
        pauses = sum(event in _PAUSES for event in events_in(self.dialogs))
        if pauses:
            told.append(f"Holds and mutes are not carried over ({pauses}).")
        took_part = {index for dialog in self.dialogs for index in dialog.parties}
        if self.readings and len(took_part) > 1 and len({each.speaker for each in spoken}) == 1:
            told.append(
                f"The transcript gives every word to one of {len(took_part)} parties; who said "
                "what is not known."
            )
        return told


def _is_plain(dialog: Dialog) -> bool:
    return media_of(dialog.given) in _PLAIN_MEDIA


def _of_the_same(
    transcripts: list[Transcript], recordings: dict[int, Dialog]
) -> dict[tuple[int, ...], list[Transcript]]:
    """The transcripts by the recordings that they are of, in the order of the document.

    One that names no dialog is of all of them.
    """
    every = tuple(recordings)
    found: dict[tuple[int, ...], list[Transcript]] = {}
    general: list[Transcript] | None = None  # so that `every` is looked up but once
    for transcript in transcripts:
        named = tuple(index for index in transcript.dialogs if index in recordings)
        if named or (transcript.dialogs and -1 not in recordings):
            found.setdefault(named, []).append(transcript)
            continue
        if general is None:
            general = found.setdefault(every, [])
        general.append(transcript)
    return found


def _added_later(dialogs: list[Dialog], covered: set[int]) -> list[str]:
    added = [d for d in dialogs if d.kind in {"text", "recording"} and d.index not in covered]
    if not added:
        return []
    return [f"Dialogs that were added to Coolhead's own were left out ({len(added)})."]


def _turned(call: TranscriptCall, parties: Parties, agent_speaker: str | None) -> TranscriptCall:
    """The call with somebody else as the agent, where the caller names somebody else."""
    if agent_speaker is None:
        return call
    index = parties.find(agent_speaker)
    role = None if index is None else parties.roles.get(index)
    turned = with_agent(call, role or agent_speaker)
    return msgspec.structs.replace(
        turned, started=msgspec.structs.replace(turned.started, speakers_guessed=False)
    )


def _with(call: TranscriptCall, notes: list[str]) -> TranscriptCall:
    if not notes:
        return call
    notice = InputCut(at=call.utterances[-1].end, what=" ".join(notes))
    return msgspec.structs.replace(call, notices=(*call.notices, notice))
