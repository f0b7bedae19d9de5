"""Names of speakers that say which party they are: "Agent", "Caller", "Rep", "Customer 2"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from coolhead.call.vocabulary import Party

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

# Names that recognisers give, in capitals or not: "Speaker 1", "SPEAKER_00", "speaker A".
_NUMBERED: Final = re.compile(
    r"(?:speaker|spk|channel|voice|participant|party)[ _:-]?\d{1,2}|speaker [a-z]", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"[ _-]?\d{1,2}$")
# Letters that stand for a role, unless they only tell one speaker from the other ("A:", "B:").
_LETTERS: Final = frozenset(name for name in SPEAKERS if len(name) == 1)


def key_of(name: str) -> str:
    """The name as it is compared: in lower case, with single spaces."""
    return " ".join(name.lower().split())


def is_numbered(name: str) -> bool:
    """Whether the name is one that recognisers give to voices ("Speaker 1")."""
    return _NUMBERED.fullmatch(name) is not None


def role_of(name: str) -> Party | None:
    """The party that a speaker's name stands for ("Rep", "Customer 2"); None for any other."""
    key = key_of(name)
    kind = _NUMBER.sub("", key)
    return SPEAKERS.get(key) or (SPEAKERS.get(kind) if kind not in _LETTERS else None)


def roles_of(names: Iterable[str]) -> dict[str, Party]:
    """The party of each of a call's speakers whose name says it.

    Single letters are roles (``A``, ``C``, ``S``) only where no other letter names a speaker.
    """
    names = list(names)
    lettered = any(len(key_of(name)) == 1 and role_of(name) is None for name in names)
    return {
        name: role
        for name in names
        if (role := role_of(name)) is not None and not (lettered and key_of(name) in _LETTERS)
    }
