"""Plain text with a speaker before each turn, as in ``Agent: Good morning``.

A time may stand before or after the speaker (``[00:12] Agent: …``, ``Agent (0:12): …``). A line
without a speaker goes on with the turn before it; an indented line always does, whatever stands
in it. Times that are not given are reckoned from the length of the text, and the call says so
(``times_estimated``).
"""

from __future__ import annotations

import re
from typing import BinaryIO, Final

import msgspec

from coolhead.adapters.formats.checks import Place
from coolhead.adapters.formats.header import name_from
from coolhead.adapters.formats.lines import numbered_lines
from coolhead.adapters.formats.transcript import (
    MAX_CALL_S,
    MAX_UTTERANCE_CHARS,
    Gathering,
    TranscriptCall,
)
from coolhead.call.events import CallStarted
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Party
from coolhead.errors import InputError

# Where monologue (150-170) and interview (160-210) meet in British English: Tauroza & Allison,
# "Speech rates in British English", Applied Linguistics 11(1), 1990.
WORDS_PER_MINUTE: Final = 160.0
# The usual gap between turns, much the same in ten languages: Stivers et al., PNAS 106(26), 2009.
GAP_S: Final = 0.2
# A "yes" takes about a third of a second; nothing said is shorter.
SHORTEST_S: Final = 0.3

SPEAKERS: Final[dict[str, Party]] = {
    "agent": "agent",
    "a": "agent",
    "rep": "agent",
    "representative": "agent",
    "advisor": "agent",
    "adviser": "agent",
    "operator": "agent",
    "associate": "agent",
    "csr": "agent",
    "customer": "customer",
    "c": "customer",
    "caller": "customer",
    "client": "customer",
    "supervisor": "supervisor",
    "s": "supervisor",
    "manager": "supervisor",
    "team leader": "supervisor",
}

# Spaces are counted (up to ten), so that a line of megabytes of them costs no more than any other.
_TIME: Final = r"[\[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:\.\d{1,6})?)[\])]?"
_TURN: Final = re.compile(
    rf"(?:{_TIME}\s{{0,10}}(?:[-\u2013]\s{{0,10}})?)?"
    rf"(?P<name>[^\W\d_][\w .'\u2019-]{{0,29}}?)\s{{0,10}}"
    rf"(?:{_TIME}\s{{0,10}})?:(?!//)(?P<text>.*)",
    re.DOTALL,
)
# How many unknown names are worth listing before the file is given up on.
_MAX_UNKNOWN: Final = 8
# How far to look for more of them.
_UNKNOWN_WITHIN_LINES: Final = 500
_HINT: Final = (
    "Begin each turn with Agent:, Customer: or Supervisor: (also A:, C:, Rep:, Advisor:, "
    "Operator:, Caller:, Client:). Indent a line to make it part of the turn before it."
)


class _Turn(msgspec.Struct):
    party: Party
    line: int
    given_s: float | None
    pieces: list[str]
    chars: int = 0
    dropped: int = 0

    def go_on(self, text: str) -> None:
        """Add words; what could never be kept is only counted."""
        if self.chars > MAX_UTTERANCE_CHARS:
            self.dropped += len(text)
            return
        self.pieces.append(text)
        self.chars += len(text) + 1


class PlainText:
    """Reads turns of plain text."""

    name = "plain text"

    def recognises(self, head: bytes) -> bool:
        """Whether this is text at all, and no JSON."""
        if b"\0" in head:
            return False
        try:
            # The last bytes of the head may be half a character.
            head.decode("utf-8")
        except UnicodeDecodeError as error:
            return error.start >= len(head) - 3 and len(head) > 3
        return True

    def read(
        self, stream: BinaryIO, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Read the call; raises ``InputError`` naming speakers that are not known."""
        clock = _Clock(source)
        turn: _Turn | None = None
        unknown: dict[str, int] = {}
        for number, line in numbered_lines(stream, source):
            found = None if turn is not None and line[0].isspace() else _TURN.match(line.strip())
            name = " ".join(found["name"].lower().split()) if found else ""
            if found and name in SPEAKERS:
                clock.take(turn)
                turn = _Turn(SPEAKERS[name], number, _seconds(found, source, number), [])
                turn.go_on(found["text"])
            elif found and (turn is None or found["name"][0].isupper()):
                unknown.setdefault(found["name"], number)
            elif turn is None and not unknown:
                raise Place(source, number).error("no speaker stands before this line", hint=_HINT)
            elif turn is not None:
                turn.go_on(line.strip())
            if unknown and (
                len(unknown) >= _MAX_UNKNOWN
                or number > min(unknown.values()) + _UNKNOWN_WITHIN_LINES
            ):
                break
        if unknown:
            names = ", ".join(f"'{name}'" for name in unknown)
            first = next(iter(unknown.values()))
            raise Place(source, first).error(f"speakers not known: {names}", hint=_HINT)
        clock.take(turn)
        clock.take(None)
        started = CallStarted(at=0.0, call=name_from(source), times_estimated=True)
        return clock.gathering.finish(started)


class _Clock:
    """Gives each turn its times, once it is known when the next one begins."""

    def __init__(self, source: str) -> None:
        self.gathering = Gathering(source)
        self._source = source
        self._waiting: _Turn | None = None
        self._now = 0.0
        self._given = 0.0

    def take(self, turn: _Turn | None) -> None:
        """Take the next turn (None at the end) and let the one before it go."""
        before, self._waiting = self._waiting, turn
        given_s = None if turn is None else turn.given_s
        if turn is not None and given_s is not None:
            if given_s < self._given:
                raise Place(self._source, turn.line).error(
                    f"times run backwards: {given_s:g} s after {self._given:g} s",
                    hint="Times are minutes and seconds from the start of the call.",
                )
            self._given = given_s
        if before is None:
            return
        text = " ".join(before.pieces)
        start = self._now if before.given_s is None else before.given_s
        end = start + max(SHORTEST_S, len(text.split()) / WORDS_PER_MINUTE * 60)
        if given_s is not None:  # counts for more than a time that was reckoned
            start, end = min(start, given_s), min(end, given_s)
        if end > MAX_CALL_S:
            raise InputError(
                "this is longer than a day, too long for one call",
                file=self._source,
                line=before.line,
                hint="Times are minutes and seconds from the start of the call.",
            )
        utterance = Utterance(party=before.party, start=start, end=end, text=text)
        self.gathering.add(utterance, line=before.line, dropped=before.dropped)
        self._now = end + GAP_S


def _seconds(found: re.Match[str], source: str, number: int) -> float | None:
    for hours, minutes, seconds in (found.groups()[0:3], found.groups()[4:7]):
        if seconds is None:
            continue
        if float(seconds) >= 60:
            raise Place(source, number).error(f"{seconds} is no number of seconds below 60")
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
    return None
