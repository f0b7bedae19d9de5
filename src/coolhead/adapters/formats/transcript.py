"""What every reader of a call in text hands on, and the bounds that all of them keep.

A format is an adapter of one shape, ``TranscriptFormat``; learn one reader, know them all. What
they have in common is done once, in ``Gathering``: text is cleaned and cut, utterances get ids,
and a file that no real call could fill is refused before it fills the memory.
"""

from __future__ import annotations

import re
from typing import Any, BinaryIO, Final, Protocol

import msgspec

from coolhead.call.events import CallStarted, InputCut
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import EndedBy
from coolhead.errors import InputError

# Two hours of unbroken speech at 160 words a minute come to about 110,000 characters; a single
# stretch of 20,000 is over twenty minutes without a pause. More is a fault of the source.
MAX_UTTERANCE_CHARS: Final = 20_000
# One utterance a second for five hours and more; no call that people hold has so many.
MAX_UTTERANCES: Final = 20_000
# A day of unbroken talk is under two million characters; five times that still fits in memory.
MAX_CALL_CHARS: Final = 10_000_000
# What a recognised word with its two times weighs beside one character of text.
_WORD_WEIGHT: Final = 10
# No call lasts a day. Larger times are clock times or milliseconds, not seconds from the start.
MAX_CALL_S: Final = 86_400.0

_TO_SPACE: Final = re.compile(r"[\t\n\v\f\r\u0085\u2028\u2029]+")
_LINES_LOOK: Final = (
    'A line looks like {"party": "customer", "start": 3.2, "end": 7.9, '
    '"text": "Hello?"} or, in plain text, like Customer: Hello?'
)
# Control characters, halves of surrogate pairs, the byte order mark, and the marks that reverse
# the direction of writing: none is speech, and on a terminal or a page they can disguise what is.
# Joiners stay: Indic scripts and emoji need them.
_STRIPPED: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)


class TranscriptCall(msgspec.Struct, frozen=True, kw_only=True):
    """A call as its file gives it, before anything is made of it.

    ``started`` holds what the file says of the call (``playbook`` there stays None: which
    playbook guides the call is chosen when it is run; ``playbook_name`` is what the file asks
    for). ``utterances`` are in the order of the file, each with an ``id``. ``notices`` say what
    was cut, ``source`` names the file. ``ended_by`` is None where the file does not say.
    """

    started: CallStarted
    utterances: tuple[Utterance, ...]
    source: str
    notices: tuple[InputCut, ...] = ()
    playbook_name: str | None = None
    ended_by: EndedBy | None = None


class TranscriptFormat(Protocol):
    """A way to write a call down that can be read back."""

    name: str

    def recognises(self, head: bytes) -> bool:
        """Whether the first bytes of a file (up to 64 KiB) look like this format."""
        ...

    def read(
        self, stream: BinaryIO, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Read a call from the beginning of ``stream``; ``source`` names it in errors.

        ``agent_speaker`` is the file's own label of the speaker who is the agent, where the caller
        knows better than the file. Raises ``InputError`` with file, line and field for whatever
        cannot be read.
        """
        ...


class DocumentFormat(Protocol):
    """A way to write a call down as one JSON document (``documents.py`` reads the JSON itself)."""

    name: str

    def recognises(self, document: Any) -> bool:
        """Whether a decoded document has the marks of this format; never raises."""
        ...

    def read(
        self, document: Any, source: str, *, agent_speaker: str | None = None
    ) -> TranscriptCall:
        """Make a call of the document; ``source`` and ``agent_speaker`` as in ``TranscriptFormat``.

        Raises ``InputError`` with file and field (``dialog[3].start``) for what cannot be read.
        """
        ...


def clean(text: str) -> str:
    """Return the text on one line, without characters that are not speech."""
    return _STRIPPED.sub("", _TO_SPACE.sub(" ", text)).strip()


def cut_at_word(text: str, limit: int) -> str:
    """Return at most ``limit`` characters, ending with a whole word where there is one."""
    if len(text) <= limit:
        return text
    if text[limit].isspace():
        return text[:limit].rstrip()
    boundary = text.rfind(" ", 0, limit)
    # A "word" that fills more than half of what is kept is none: better to cut through it.
    return (text[:boundary] if boundary > limit // 2 else text[:limit]).rstrip()


class Gathering:
    """Collects the utterances of one file within the bounds."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._utterances: list[Utterance] = []
        self._cut: dict[int, str] = {}
        self._weight = 0

    def __len__(self) -> int:
        return len(self._utterances)

    def add(
        self,
        utterance: Utterance,
        *,
        line: int | None = None,
        field: str | None = None,
        dropped: int = 0,
    ) -> None:
        """Take an utterance from a ``line``, or a ``field`` of a document.

        One without any text is passed over. ``dropped`` counts characters that the reader left out
        already. Raises ``InputError`` where the file is larger than a call can be.
        """
        text = clean(utterance.text)
        if not text:
            return
        kept = cut_at_word(text, MAX_UTTERANCE_CHARS)
        if dropped or len(kept) < len(text):
            said = f"{len(text) + dropped:,}"
            where = field if line is None else f"line {line}"
            self._cut[len(self)] = (
                f"An utterance of {said} characters ({where}) was cut to {len(kept):,}."
            )
        words = utterance.words if kept == text else ()
        self._weight += len(kept) + _WORD_WEIGHT * len(words)
        if len(self) >= MAX_UTTERANCES or self._weight > MAX_CALL_CHARS:
            raise InputError(
                "this is more than a day of talk, too much for one call",
                file=self.source,
                line=line,
                field=field,
                hint="Put each call into a file of its own.",
            )
        self._utterances.append(msgspec.structs.replace(utterance, text=kept, words=words))

    def finish(
        self,
        started: CallStarted,
        *,
        playbook_name: str | None = None,
        ended_by: EndedBy | None = None,
        hint: str = _LINES_LOOK,
    ) -> TranscriptCall:
        """Return the call; raises ``InputError`` with ``hint`` if nobody said anything in it."""
        if not self._utterances:
            raise InputError(
                "there is no utterance in this file",
                file=self.source,
                hint=hint,
            )
        utterances = self._with_ids()
        return TranscriptCall(
            started=started,
            utterances=utterances,
            source=self.source,
            notices=tuple(
                InputCut(at=utterances[i].end, what=what, utterance=utterances[i].id)
                for i, what in self._cut.items()
            ),
            playbook_name=playbook_name,
            ended_by=ended_by,
        )

    def _with_ids(self) -> tuple[Utterance, ...]:
        """Give ``u0``, ``u1``, ... by position; never an id that another utterance came with."""
        given = {utterance.id for utterance in self._utterances if utterance.id}
        numbered = []
        for position, utterance in enumerate(self._utterances):
            if utterance.id:
                numbered.append(utterance)
                continue
            name = f"u{position}"
            while name in given:
                name += "_"
            numbered.append(msgspec.structs.replace(utterance, id=name))
        return tuple(numbered)
