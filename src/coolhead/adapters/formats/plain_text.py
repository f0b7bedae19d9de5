"""Plain text with a speaker before each turn, as in ``Agent: Good morning``.

A time may stand before or after the speaker (``[00:12] Agent: …``, ``Agent (0:12): …``). A line
without a speaker goes on with the turn before it; an indented line always does, whatever stands
in it. Times that are not given are reckoned from the length of the text, and the call says so
(``times_estimated``).

Speakers may go by any name, where each name begins several turns and there are two of them at
least (``John:``, ``Speaker 1:``); who of them is the agent is guessed, and the call says so
(``speakers_guessed``). A name that stands before one turn alone may be a mistake or no name at
all ("Note:"), and is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import BinaryIO, Final

import msgspec

from coolhead.adapters.formats.checks import Place
from coolhead.adapters.formats.header import name_from
from coolhead.adapters.formats.lines import numbered_lines
from coolhead.adapters.formats.role_names import is_numbered, key_of, role_of, roles_of
from coolhead.adapters.formats.speakers import Spoken, parties_of
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

# Spaces are counted (up to ten), so that a line of megabytes of them costs no more than any other.
_TIME: Final = r"[\[(]?(?:(\d{1,2}):)?(\d{1,3}):(\d{2}(?:\.\d{1,6})?)[\])]?"
_TURN: Final = re.compile(
    rf"(?:{_TIME}\s{{0,10}}(?:[-\u2013]\s{{0,10}})?)?"
    rf"(?P<name>[^\W\d_][\w .'\u2019-]{{0,29}}?)\s{{0,10}}"
    rf"(?:{_TIME}\s{{0,10}})?:(?!//)(?P<text>.*)",
    re.DOTALL,
)
# Whoever takes part in a call speaks more than once; "Note:" and "Subject:" stand there once.
_SEVERAL: Final = 2
# How many unknown names an error lists, and how many are met before the file is given up on: no
# call has so many people in it, but any text that is none has.
_MAX_LISTED: Final = 8
_MAX_UNKNOWN: Final = 100
_HINT: Final = (
    "Begin each turn with Agent:, Customer: or Supervisor: (also A:, C:, Rep:, Advisor:, "
    "Operator:, Caller:, Client:). Other names will do where there are two or more and each "
    "begins several turns. Indent a line to make it part of the turn before it."
)


class _Turn(msgspec.Struct):
    speaker: str
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
        clock, names = _Clock(source), _Names()
        turn: _Turn | None = None
        for number, line in numbered_lines(stream, source):
            found = None if turn is not None and line[0].isspace() else _TURN.match(line.strip())
            if found and _may_be_speaker(found, first=turn is None):
                clock.take(turn)
                speaker = names.take(found["name"], number)
                turn = _Turn(speaker, number, _seconds(found, source, number), [])
                turn.go_on(found["text"])
            elif turn is None:
                raise Place(source, number).error("no speaker stands before this line", hint=_HINT)
            else:
                turn.go_on(line.strip())
            if len(names.unknown) > _MAX_UNKNOWN:
                break
        names.check(source, agent_speaker)
        clock.take(turn)
        clock.take(None)
        return clock.finish(names.roles(), agent_speaker)


def _may_be_speaker(found: re.Match[str], *, first: bool) -> bool:
    name, text = found["name"], found["text"]
    if role_of(name) is not None or is_numbered(name):
        return True
    if name[-1].isdigit() and text[:1].isdigit():  # "It's 10:30 now"
        return False
    return first or not name[0].islower()


class _Names:
    """The names that stand before turns: known roles, and others with how often they do."""

    def __init__(self) -> None:
        self._spelt: dict[str, str] = {}
        self._turns: Counter[str] = Counter()
        self._line: dict[str, int] = {}
        self.unknown: list[str] = []

    def take(self, name: str, line: int) -> str:
        """Note a turn's name; return the speaker's label, as it was first spelt."""
        key = key_of(name)
        if key not in self._spelt:
            self._spelt[key], self._line[key] = name, line
            if role_of(key) is None:
                self.unknown.append(key)
        self._turns[key] += 1
        return self._spelt[key]

    def roles(self) -> dict[str, Party]:
        """The parties of the labels that name a role."""
        return roles_of(self._spelt.values())

    def check(self, source: str, agent_speaker: str | None) -> None:
        """Raise ``InputError`` where the unknown names are not clearly those of speakers."""
        if not self.unknown:
            return
        chosen = None if agent_speaker is None else key_of(agent_speaker)
        once = any(self._turns[key] < _SEVERAL and key != chosen for key in self.unknown)
        # Where agent and customer are named as such, there is no part left for a stranger.
        both = {"agent", "customer"} <= set(self.roles().values())
        if not (once or both or len(self._spelt) < _SEVERAL or len(self.unknown) > _MAX_UNKNOWN):
            return
        names = ", ".join(f"'{self._spelt[key]}'" for key in self.unknown[:_MAX_LISTED])
        first = self._line[self.unknown[0]]
        raise Place(source, first).error(f"speakers not known: {names}", hint=_HINT)


class _Clock:
    """Gives each turn its times, once it is known when the next one begins."""

    def __init__(self, source: str) -> None:
        self._gathering = Gathering(source)
        self._speakers: list[str] = []
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
        # Whose party it is shows when all names are known.
        utterance = Utterance(party="customer", start=start, end=end, text=text)
        self._gathering.add(utterance, line=before.line, dropped=before.dropped)
        if len(self._gathering) > len(self._speakers):
            self._speakers.append(before.speaker)
        self._now = end + GAP_S

    def finish(self, roles: dict[str, Party], agent_speaker: str | None) -> TranscriptCall:
        """The call, with a party for each speaker."""
        started = CallStarted(at=0.0, call=name_from(self._source), times_estimated=True)
        call = self._gathering.finish(started)
        said = list(zip(self._speakers, call.utterances, strict=True))
        parties, guessed = parties_of(
            [Spoken(speaker=who, start=u.start, end=u.end, text=u.text) for who, u in said],
            self._source,
            roles=roles,
            agent_speaker=agent_speaker,
        )
        return msgspec.structs.replace(
            call,
            started=msgspec.structs.replace(started, speakers_guessed=guessed),
            utterances=tuple(msgspec.structs.replace(u, party=parties[who]) for who, u in said),
        )


def _seconds(found: re.Match[str], source: str, number: int) -> float | None:
    for hours, minutes, seconds in (found.groups()[0:3], found.groups()[4:7]):
        if seconds is None:
            continue
        if float(seconds) >= 60:
            raise Place(source, number).error(f"{seconds} is no number of seconds below 60")
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)
    return None
