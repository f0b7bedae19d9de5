"""A finished call, written as a vCon of draft-ietf-vcon-vcon-core (syntax 0.4.0).

A text dialog for every utterance; beside them, as analyses by the vendor "coolhead", the exact
transcript and what was made of the call, each with the name of its schema. What is private to the
agent never reaches this place. Roles, campaign and interaction are those of the extension "CC"
(draft-ietf-vcon-cc-extension).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

import msgspec

from coolhead import __version__
from coolhead.adapters.formats.vcon.moments import NO_CLOCK
from coolhead.adapters.formats.vcon.own_transcript import SCHEMA, VENDOR, transcript_body
from coolhead.call.decisions import HeatMeasured, LadderMoved, Noticed, SignalNoted, line_of
from coolhead.call.events import CallStarted
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.services.finished import FinishedCall

# Deprecated from the draft on that becomes an RFC, and this value where it is written; readers of
# earlier drafts require it.
_SYNTAX: Final = "0.4.0"
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# The order of the parties, so that who is missing shifts nobody.
_IN_ORDER: Final[tuple[Party, ...]] = ("customer", "agent", "supervisor")
# Clock times have microseconds.
_PLACES: Final = 6


def write_vcon(call: FinishedCall, *, created_at: datetime) -> bytes:
    """The vCon as JSON in UTF-8; the same call at the same ``created_at`` gives the same bytes.

    ``created_at`` is when the vCon is made, with an offset (``ValueError`` without). Where it is
    not known when the call was, dialogs are dated from the beginning of 1970, and the transcript
    has no ``started_at``. Utterances without text have no dialog.
    """
    if created_at.tzinfo is None:
        raise ValueError("created_at needs an offset from UTC")
    utterances = [heard.utterance for heard in call.heard if heard.utterance.text]
    parties = _parties(call.started, utterances)
    vcon: dict[str, Any] = {
        "vcon": _SYNTAX,
        "uuid": uuid_of(call.started),
        "extensions": ["CC"],
        "created_at": _date(created_at),
    }
    if call.record.issue:
        vcon["subject"] = call.record.issue
    vcon |= {
        "parties": list(parties.values()),
        "dialog": _dialogs(call.started, utterances, list(parties)),
        "analysis": list(_analyses(call, utterances)),
    }
    return msgspec.json.encode(vcon)


def uuid_of(started: CallStarted) -> str:
    """The call's own id where that is a UUID, else one that follows from workspace and id.

    Version 8 (RFC 9562, 5.8), from a hash as in its appendix B.2: the draft's own recipe takes a
    clock and a host name, and would give the same call another id each time it is written.
    """
    if _UUID.fullmatch(started.call):
        return started.call.lower()
    key = msgspec.json.encode([VENDOR, started.workspace, started.call])
    number = int.from_bytes(sha256(key).digest()[:16], "big")
    number = number & ~(0xF << 76) | 8 << 76  # the version
    number = number & ~(0b11 << 62) | 0b10 << 62  # the variant
    return str(UUID(int=number))


def _parties(started: CallStarted, utterances: Sequence[Utterance]) -> dict[Party, dict[str, Any]]:
    """Those who speak or are named, by their part in the call."""
    speaking = {utterance.party for utterance in utterances}
    given: dict[Party, dict[str, Any]] = {party: {} for party in _IN_ORDER}
    if started.agent:
        given["agent"]["name"] = started.agent
    if started.customer:
        given["customer"]["name"] = started.customer
    if started.customer_number:
        given["customer"]["tel"] = "".join(started.customer_number.split())
    return {
        party: {**known, "role": party}
        for party, known in given.items()
        if known or party in speaking
    }


def _dialogs(
    started: CallStarted, utterances: Sequence[Utterance], parties: list[Party]
) -> list[dict[str, Any]]:
    began = datetime.fromisoformat(started.started_at) if started.started_at else NO_CLOCK
    labels = {"interaction_id": started.call}
    if started.campaign:
        labels["campaign"] = started.campaign
    return [
        {
            "type": "text",
            "start": _date(began + timedelta(seconds=utterance.start)),
            "duration": round(utterance.end - utterance.start, _PLACES),
            "parties": [parties.index(utterance.party)],
            "mediatype": "text/plain",
            "body": utterance.text,
            "encoding": "none",
            **labels,
        }
        for utterance in utterances
    ]


def _analyses(call: FinishedCall, utterances: Sequence[Utterance]) -> Iterator[dict[str, Any]]:
    every = list(range(len(utterances)))
    transcript = transcript_body(
        call.started,
        utterances,
        [each for each in call.decisions if isinstance(each, Noticed)],
        call.record.ended_by,
    )
    record = msgspec.to_builtins(call.record)
    scorecard = record.pop("scorecard")
    heat = [line_of(each) for each in call.decisions if isinstance(each, HeatMeasured)]
    ladder = [line_of(each) for each in call.decisions if isinstance(each, LadderMoved)]
    for kind, schema, body in (
        ("transcript", SCHEMA, transcript),
        ("report", "coolhead-signals-1", list(_signals(call, utterances))),
        ("sentiment", "coolhead-heat-1", heat),
        ("report", "coolhead-ladder-1", ladder),
        ("summary", "coolhead-record-1", record),
        ("report", "coolhead-scorecard-1", scorecard),
    ):
        if body is not None:  # nothing found is a finding too
            yield {
                "type": kind,
                "dialog": every,
                "mediatype": "application/json",
                "vendor": VENDOR,
                "product": f"{VENDOR} {__version__}",
                "schema": schema,
                "body": body,
                "encoding": "json",
            }


def _signals(call: FinishedCall, utterances: Sequence[Utterance]) -> Iterator[dict[str, Any]]:
    """Every signal as it stood at the end, with the index of its dialog; then those of time."""
    places = {utterance.id: place for place, utterance in enumerate(utterances)}
    for heard in call.heard:
        said = heard.utterance
        for signal in heard.signals:
            where = {"dialog": places[said.id]} if said.id in places else {}
            yield {
                "at": said.end,
                "party": said.party,
                "utterance": said.id,
                **where,
                **_flat(signal),
            }
    for each in call.decisions:
        if isinstance(each, SignalNoted) and each.utterance is None:
            yield {"at": each.at, "party": each.party, "utterance": None, **_flat(each.signal)}


def _flat(signal: Signal) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(signal)
    return plain


def _date(moment: datetime) -> str:
    """RFC 3339; in UTC where the offset has seconds, which RFC 3339 has no room for."""
    offset = moment.utcoffset()
    if offset is not None and offset % timedelta(minutes=1):
        moment = moment.astimezone(UTC)
    return moment.isoformat()
