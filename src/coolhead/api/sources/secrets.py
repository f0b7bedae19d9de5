"""Secrets of sources by reference: the environment or a file holds them, never the database."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

from msgspec import Meta

from coolhead.errors import ConfigError

SecretRef = Annotated[
    str,
    Meta(
        pattern=r"^(env:[A-Za-z_][A-Za-z0-9_]{0,127}|file:/[^\x00]{1,500})$",
        description="Where the secret is: env:NAME or file:/path.",
    ),
]
"""``env:NAME`` or ``file:/path``."""

_REF: Final = re.compile(r"(env|file):(.+)", re.DOTALL)
# Keys of telephone systems are some dozens of bytes; a larger file is another one.
_MOST_BYTES: Final = 4096


def secret_of(reference: str, environment: Mapping[str, str] = os.environ) -> str:
    """The secret itself; raises ``ConfigError`` that names the reference where there is none."""
    found = _REF.fullmatch(reference)
    if found is None:
        raise ConfigError(
            "a secret is given by reference",
            hint="Write env:NAME or file:/path; the secret itself is never kept.",
        )
    where, name = found[1], found[2]
    secret = environment.get(name, "") if where == "env" else _read(Path(name))
    if not secret:
        raise ConfigError(
            f"the secret {where}:{name} is not set", hint="Set it where the server runs."
        )
    return secret


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8", "strict").strip()
    except (OSError, ValueError) as error:
        raise ConfigError(
            f"the secret file:{path} cannot be read", hint="May the server's user read it?"
        ) from error
