"""The fields of people, teams and keys: how they must look, wherever they come from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from coolhead.errors import InputError
from coolhead.services.access.principal import ROLES, SCOPES, Role, Scope

# RFC 5321 §4.5.3.1: 64 characters, "@", 255; whether it exists only a letter could tell.
_EMAIL: Final = re.compile(r"[^\s@,;<>\"()]{1,64}@[^\s@,;<>\"()]{1,190}")
_LONGEST_NAME: Final = 200
# What calls and keys of the database may hold (`storage/schema`).
_LONGEST_ID: Final = 200
_PEOPLE: Final[tuple[Role, ...]] = tuple(role for role in ROLES if role != "service")


def email_field(text: str) -> str:
    """An e-mail in lower case; raises ``InputError``."""
    email = unicodedata.normalize("NFKC", text).strip().casefold()
    if not _EMAIL.fullmatch(email) or not email.isprintable():
        raise InputError(
            "this is no e-mail address", field="email", hint="Write it like kim@example.com."
        )
    return email


def name_field(text: str) -> str:
    """A name of somebody or something; raises ``InputError``."""
    name = " ".join(text.split())
    if not 0 < len(name) <= _LONGEST_NAME or not name.isprintable():
        raise InputError(
            f"a name has 1 to {_LONGEST_NAME} characters that can be seen", field="name"
        )
    return name


def id_field(text: str, field: str) -> str:
    """An id of the telephone system's world: a team, an agent; raises ``InputError``."""
    text = text.strip()
    if not 0 < len(text) <= _LONGEST_ID or not text.isprintable():
        raise InputError(
            f"this has 1 to {_LONGEST_ID} characters that can be seen",
            field=field,
            hint="Write it exactly as the telephone system or the call's source does.",
        )
    return text


def roles_field(given: Iterable[str]) -> frozenset[Role]:
    """Roles of a person; raises ``InputError``."""
    roles = frozenset(given)
    wrong = sorted(roles.difference(_PEOPLE))
    if wrong:
        raise InputError(
            f"there is no role '{wrong[0][:40]}' for people",
            field="roles",
            hint=f"Roles are {', '.join(_PEOPLE)}.",
        )
    return frozenset(role for role in _PEOPLE if role in roles)


def scopes_field(given: Iterable[str]) -> frozenset[Scope]:
    """Scopes of a program's key; raises ``InputError``."""
    scopes = frozenset(given)
    wrong = sorted(scopes.difference(SCOPES))
    if wrong or not scopes:
        said = f"there is no scope '{wrong[0][:40]}'" if wrong else "a key needs a scope"
        raise InputError(said, field="scopes", hint=f"Scopes are {', '.join(SCOPES)}.")
    return frozenset(scope for scope in SCOPES if scope in scopes)
