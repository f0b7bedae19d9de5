"""What was said, before it has its place in the call; and the placing of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from coolhead.adapters.formats.plain_text import GAP_S, SHORTEST_S, WORDS_PER_MINUTE
from coolhead.adapters.formats.speakers import Spoken
from coolhead.adapters.formats.transcript import MAX_CALL_S, MAX_UTTERANCE_CHARS
from coolhead.adapters.formats.vcon.moments import Moment
from coolhead.call.utterance import Word
from coolhead.errors import InputError

# Clock times in vCons have microseconds at best; more places are noise of the arithmetic.
_PLACES: Final = 6

When = Moment | float | None
"""A point on the clock, seconds from the start of the piece's own dialog, or not known."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of speech or a message, as its dialog or transcript gives it."""

    speaker: str
    text: str
    start: When
    end: When = None
    duration: float | None = None
    id: str = ""
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    loudness_dbfs: float | None = None
    field: str = ""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """The pieces of one dialog, or of the dialogs that one transcript is of."""

    start: Moment | None
    pieces: list[Piece]
    is_transcript: bool = False


class Placed(msgspec.Struct, frozen=True):
    """The same on the call's own time.

    ``zero`` is the moment at which the call began, None where no clock was given. ``estimated``
    says that times were reckoned from the length of the text.
    """

    spoken: list[Spoken]
    zero: Moment | None
    estimated: bool


class _Laid(msgspec.Struct):
    piece: Piece
    offset: float
    start: float
    end: float
    is_start_given: bool
    is_end_given: bool


def placed(groups: Sequence[Group], starts: Iterable[Moment | None], source: str) -> Placed:
    """Put the pieces on the call's time, whose zero is the earliest moment of all.

    ``starts`` are the starts of all dialogs, also of those in which nothing was said. A piece
    without a start comes after the one before it, as in plain text. Raises ``InputError`` where
    more than a day lies between the first and the last of it.
    """
    moments = [start for start in starts if start is not None]
    moments += [
        piece.start for g in groups for piece in g.pieces if isinstance(piece.start, Moment)
    ]
    zero = min(moments, key=lambda moment: moment.at, default=None)
    laid: list[_Laid] = []
    latest, is_clocked = 0.0, True
    for group in groups:
        offset = group.start.since(zero) if group.start and zero else latest
        now, first = offset, len(laid)
        for piece in group.pieces:
            laid.append(_lay(piece, offset, now, zero))
            now = laid[-1].end + GAP_S
            latest = max(latest, now)
        if group.is_transcript:
            is_clocked = is_clocked and any(each.is_start_given for each in laid[first:])
    _end_before_the_next(laid)
    for each in laid:
        if max(each.start, each.end) > MAX_CALL_S:
            raise InputError(
                "more than a day lies between this and the beginning of the call",
                file=source,
                field=each.piece.field,
                hint="A vCon may hold a correspondence of weeks; take one call of it at a time.",
            )
    return Placed(
        [_spoken(each) for each in laid],
        zero,
        estimated=not (is_clocked and any(each.is_start_given for each in laid)),
    )


def _lay(piece: Piece, offset: float, now: float, zero: Moment | None) -> _Laid:
    start = _seconds(piece.start, offset, zero)
    end = _seconds(piece.end, offset, zero)
    began = now if start is None else start
    if end is None and piece.duration is not None:
        end = round(began + piece.duration, _PLACES)
    words = len(piece.text[:MAX_UTTERANCE_CHARS].split())  # the rest will be cut
    likely = began + max(SHORTEST_S, words / WORDS_PER_MINUTE * 60)
    return _Laid(
        piece,
        offset,
        began,
        likely if end is None else end,
        is_start_given=start is not None,
        is_end_given=end is not None,
    )


def _seconds(when: When, offset: float, zero: Moment | None) -> float | None:
    if isinstance(when, Moment):
        return None if zero is None else round(when.since(zero), _PLACES)
    if when is None:
        return None
    return round(offset + when, _PLACES) if offset else when


def _end_before_the_next(laid: list[_Laid]) -> None:
    """Let nobody whose end is not given speak into what begins at a time that is given."""
    starts = sorted(each.start for each in laid if each.is_start_given)
    for each in laid:
        if not each.is_end_given:
            later = bisect_right(starts, each.start)
            if later < len(starts):
                each.end = min(each.end, starts[later])


def _spoken(laid: _Laid) -> Spoken:
    piece = laid.piece
    return Spoken(
        speaker=piece.speaker,
        start=laid.start,
        end=laid.end,
        text=piece.text,
        id=piece.id,
        words=_shifted(piece.words, laid.offset),
        confidence=piece.confidence,
        loudness_dbfs=piece.loudness_dbfs,
        field=piece.field or None,
    )


def _shifted(words: tuple[Word, ...], offset: float) -> tuple[Word, ...]:
    if not offset:
        return words
    moved = (
        Word(word.w, round(word.start + offset, _PLACES), round(word.end + offset, _PLACES))
        for word in words
    )
    return tuple(word for word in moved if word.end <= MAX_CALL_S)
