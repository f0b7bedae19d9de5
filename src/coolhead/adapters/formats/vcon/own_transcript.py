"""Coolhead's own transcript within a vCon: the same call, to the last decimal, on reading back.

The dialogs of a vCon have room for text, times and parties; what a dialog has no room for (ids,
words with times, confidence, loudness, pitch, the header) stands in an analysis beside them. It is
the transcript file as one JSON value: ``{"call": {…}, "utterances": [{…}, …]}``, and what the file
does not say of how the call was heard. It is read as strictly as the file itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from coolhead.adapters.formats.checks import Place, shaped
from coolhead.adapters.formats.transcript import TranscriptCall, clean
from coolhead.adapters.formats.transcript_jsonl import TranscriptJsonl
from coolhead.adapters.formats.transcript_writing import transcript_lines
from coolhead.adapters.formats.vcon.values import content_of, index_of
from coolhead.call.decisions import Noticed
from coolhead.call.events import CallStarted, InputCut
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import EndedBy
from coolhead.errors import InputError
from coolhead.services.checks import LONGEST_CALL_S, check_clock

VENDOR: Final = "coolhead"
SCHEMA: Final = "coolhead-transcript-1"
# What a notice says at most; those that are written have a sentence or two.
_MAX_NOTICE_CHARS: Final = 1_000
_MAX_NOTICES: Final = 1_000


class _Cut(msgspec.Struct, frozen=True):
    at: float
    what: str


class _Body(msgspec.Struct, frozen=True, omit_defaults=True):
    call: dict[str, Any]
    utterances: list[dict[str, Any]]
    speech_timing: bool = True
    times_estimated: bool = False
    speakers_guessed: bool = False
    cuts: list[_Cut] = []


def is_own_transcript(analysis: dict[str, Any]) -> bool:
    """Whether the analysis is a transcript that ``transcript_body`` wrote."""
    return analysis.get("vendor") == VENDOR and analysis.get("schema") == SCHEMA


def transcript_body(
    started: CallStarted,
    utterances: Iterable[Utterance],
    notices: Iterable[Noticed],
    ended_by: EndedBy,
) -> dict[str, Any]:
    """The body of the analysis."""
    header, *lines = transcript_lines(started, utterances, ended_by=ended_by)
    body = _Body(
        call={key: value for key, value in header["call"].items() if value != ""},
        utterances=lines,
        speech_timing=started.speech_timing,
        times_estimated=started.times_estimated,
        speakers_guessed=started.speakers_guessed,
        cuts=[_Cut(each.at, each.text) for each in notices if each.kind == "input_cut"],
    )
    plain: dict[str, Any] = msgspec.to_builtins(body)
    return plain


def own_call(analysis: dict[str, Any], source: str, field: str) -> TranscriptCall:
    """The call that was written; raises ``InputError`` naming file and field."""
    within = f"{field}.body."
    content = content_of(analysis, source, field)
    if not isinstance(content, dict):
        raise InputError("an object is wanted here", file=source, field=f"{field}.body")
    body = shaped(content, _Body, Place(source), within)
    call = _read(body, source, within)
    notices = []
    for index, cut in enumerate(body.cuts[:_MAX_NOTICES]):
        if not 0 <= cut.at <= LONGEST_CALL_S:
            raise InputError(
                f"{cut.at:g} is no time in the call", file=source, field=f"{within}cuts[{index}].at"
            )
        notices.append(InputCut(at=cut.at, what=clean(cut.what)[:_MAX_NOTICE_CHARS]))
    return msgspec.structs.replace(
        call,
        started=msgspec.structs.replace(
            call.started,
            speech_timing=body.speech_timing,
            times_estimated=body.times_estimated,
            speakers_guessed=body.speakers_guessed,
        ),
        notices=(*call.notices, *notices),
    )


def covered_by(analysis: dict[str, Any]) -> set[int]:
    """The dialogs that the transcript is of."""
    listed = analysis.get("dialog")
    return {
        index
        for each in (listed if isinstance(listed, list) else [listed])
        if (index := index_of(each)) is not None
    }


def _read(body: _Body, source: str, within: str) -> TranscriptCall:
    try:
        lines = [msgspec.json.encode(each) for each in ({"call": body.call}, *body.utterances)]
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise InputError(
            f"this is no transcript: {error}", file=source, field=within.rstrip(".")
        ) from error
    try:
        call = TranscriptJsonl().read(io.BytesIO(b"\n".join(lines)), source)
    except InputError as error:
        raise _placed(error, within) from error
    try:
        check_clock(call.started.started_at)
    except InputError as error:
        field = f"{within}call.started_at"
        raise InputError(error.reason, file=source, field=field, hint=error.hint) from error
    return call


def _placed(error: InputError, within: str) -> InputError:
    """The error of a line of the file, at the place where that line stands in the vCon."""
    if error.line is None or error.line <= 1:
        field = within + (error.field or "call")
    else:
        field = f"{within}utterances[{error.line - 2}]" + (f".{error.field}" if error.field else "")
    return InputError(error.reason, file=error.file, field=field, hint=error.hint)
