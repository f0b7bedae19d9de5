"""What a line of a live transcript may be, read strictly.

    {"call": {"id": "c-1", "agent": "a17", "consent": "given"}, "speech_timing": true}
    {"party": "customer", "start": 3.2, "end": 7.9, "text": "…", "id": "u1"}
    {"type": "interim", "party": "customer", "text": "…"}        (words that may still change)
    {"type": "speech_started", "party": "agent", "at": 8.1}      (speech_stopped)
    {"type": "hold", "on": true, "at": 20.0}                     (mute, payment_pause)
    {"type": "consent", "consent": "given"}
    {"type": "advance", "at": 31.0}
    {"type": "mark_asked"}                                       (whatever an agent can do)
    {"type": "end", "ended_by": "customer"}

``at`` may be left out: it is now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

import msgspec

from coolhead.adapters.formats.checks import (
    Place,
    check_keys,
    check_number,
    check_word,
    json_object,
)
from coolhead.adapters.formats.given import action_from, utterance_from
from coolhead.adapters.formats.header import header_from
from coolhead.adapters.formats.transcript import MAX_CALL_S
from coolhead.adapters.formats.transcript_jsonl import utterance_of
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.call.actions import Signed
from coolhead.call.events import (
    CallStarted,
    ConsentChanged,
    Event,
    HoldEnded,
    HoldStarted,
    MuteEnded,
    MuteStarted,
    PaymentPauseEnded,
    PaymentPauseStarted,
    SpeechStarted,
    SpeechStopped,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.call.vocabulary import PARTIES, Consent, EndedBy, Party
from coolhead.errors import InputError

# An utterance of a minute has a thousand characters; with timed words some twenty times that.
LONGEST_LINE: Final = 65_536
_SPEECH: Final = ("speech_started", "speech_stopped")
_PAUSES: Final[Mapping[str, tuple[Callable[..., Event], Callable[..., Event]]]] = {
    "hold": (HoldStarted, HoldEnded),
    "mute": (MuteStarted, MuteEnded),
    "payment_pause": (PaymentPauseStarted, PaymentPauseEnded),
}


class Begin(msgspec.Struct, frozen=True):
    """A call begins, or goes on; ``header.call`` is empty where the line names no id."""

    header: CallStarted
    playbook: str | None


class End(msgspec.Struct, frozen=True):
    """The call is over."""

    ended_by: EndedBy
    reason: str


class Interim(msgspec.Struct, frozen=True):
    """Words that a party is still saying; "" where there are none any more."""

    party: Party
    text: str


Line = Begin | End | Interim | Event


def read_line(line: str, number: int, source: SourceSettings, now: float) -> Line:
    """What a line says; ``now`` stands in for times that it leaves out.

    Raises ``InputError`` that names the line's number and the field.
    """
    place = Place("line", number)
    if len(line.encode(errors="replace")) > LONGEST_LINE:
        raise place.error(f"a line has at most {LONGEST_LINE:,} bytes")
    value = json_object(line, place)
    try:
        return _read(value, place, source, now)
    except InputError as error:
        if error.line is not None:
            raise
        raise place.error(error.reason, error.field, error.hint) from error


def _read(value: dict[str, Any], place: Place, source: SourceSettings, now: float) -> Line:
    if "call" in value and "party" not in value:
        return _begin(value, place, source)
    kind = value.get("type")
    if kind is None:
        said = utterance_from(utterance_of(value, place))
        return UtteranceHeard(at=said.end, utterance=said)
    if not isinstance(kind, str):
        raise place.error("a word is wanted here", "type")
    if kind in _OF_NO_TIME:
        return _OF_NO_TIME[kind](value, place)
    at = _at(value, place, now)
    if kind in _SPEECH:
        return _speech(value, place, at)
    if kind in _PAUSES:
        return _pause(value, place, at)
    if kind == "consent":
        check_keys(value, known=("type", "consent", "at"), required=("consent",), place=place)
        check_word(value["consent"], known=get_args(Consent), place=place, field="consent")
        return ConsentChanged(at=at, consent=value["consent"])
    if kind == "advance":
        check_keys(value, known=("type", "at"), required=("at",), place=place)
        return TimeAdvanced(at=at)
    action = action_from(value, now)
    if isinstance(action, Signed):
        raise place.error("this is for somebody who is signed in to do", "type")
    return action


def _speech(value: dict[str, Any], place: Place, at: float) -> Event:
    check_keys(value, known=("type", "party", "at"), required=("party",), place=place)
    check_word(value["party"], known=PARTIES, place=place, field="party")
    if value["type"] == "speech_started":
        return SpeechStarted(at=at, party=value["party"])
    return SpeechStopped(at=at, party=value["party"])


def _interim(value: dict[str, Any], place: Place) -> Interim:
    check_keys(value, known=("type", "party", "text"), required=("party", "text"), place=place)
    check_word(value["party"], known=PARTIES, place=place, field="party")
    if not isinstance(value["text"], str):
        raise place.error("a text is wanted here", "text")
    return Interim(value["party"], value["text"])


def _pause(value: dict[str, Any], place: Place, at: float) -> Event:
    check_keys(value, known=("type", "on", "at"), required=("on",), place=place)
    if not isinstance(value["on"], bool):
        raise place.error("true or false is wanted here", "on")
    begins, ends = _PAUSES[value["type"]]
    return (begins if value["on"] else ends)(at=at)


def _begin(value: dict[str, Any], place: Place, source: SourceSettings) -> Begin:
    check_keys(value, known=("call", "speech_timing"), place=place)
    timing = value.get("speech_timing", False)
    if not isinstance(timing, bool):
        raise place.error("true or false is wanted here", "speech_timing")
    return begin_from(value["call"], place, source, speech_timing=timing)


def begin_from(said: Any, place: Place, source: SourceSettings, *, speech_timing: bool) -> Begin:
    """How a call begins whose header is ``said``; raises ``InputError`` that names the field."""
    given: Any = said
    if isinstance(said, dict):
        usual = {
            "consent": source.consent,
            "language": source.language,
            "direction": source.direction,
        }
        known = {name: each for name, each in said.items() if each is not None}
        given = {**usual, **known, "id": known.get("id") or "-"}
    header = header_from(given, place)
    started = msgspec.structs.replace(
        header.started,
        call=header.started.call if isinstance(said, dict) and said.get("id") else "",
        workspace=source.workspace,
        team=source.team,
        speech_timing=speech_timing,
    )
    return Begin(started, header.playbook_name or source.playbook)


def _end(value: dict[str, Any], place: Place) -> End:
    check_keys(value, known=("type", "ended_by", "reason", "at"), place=place)
    ended_by, reason = value.get("ended_by", "system"), value.get("reason", "")
    check_word(ended_by, known=get_args(EndedBy), place=place, field="ended_by")
    if not isinstance(reason, str):
        raise place.error("a text is wanted here", "reason")
    return End(ended_by, reason[:1_000])


_OF_NO_TIME: Final[Mapping[str, Callable[[dict[str, Any], Place], Line]]] = {
    "end": _end,
    "interim": _interim,
}


def _at(value: dict[str, Any], place: Place, now: float) -> float:
    at = value.get("at")
    if at is None:
        return now
    if isinstance(at, bool) or not isinstance(at, int | float):
        raise place.error("a number of seconds is wanted here", "at")
    check_number(at, place=place, field="at", low=0, high=MAX_CALL_S)
    return float(at)
