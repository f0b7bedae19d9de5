"""The port of configured sources: where calls come in, for which team, and with which secrets."""

from __future__ import annotations

from typing import Any, Final, Literal, Protocol, get_args

import msgspec

SourceKind = Literal[
    "transcript", "audio", "browser", "audiohook", "twilio", "audiosocket", "folder"
]
SOURCE_KINDS: Final[tuple[SourceKind, ...]] = get_args(SourceKind)


class SourceConfig(msgspec.Struct, frozen=True, kw_only=True):
    """A source as an administrator has set it up.

    Every call that comes in through it belongs to ``team``, whatever the call itself says.
    ``settings`` are those of its kind; a secret among them is a reference (``env:NAME`` or
    ``file:/path``), never the secret. ``changed_at`` is RFC 3339.
    """

    workspace: str
    name: str
    kind: SourceKind
    team: str
    playbook: str | None = None
    settings: dict[str, Any] = {}
    enabled: bool = True
    changed_at: str = ""
    changed_by: str = ""


class SourceBook(Protocol):
    """Keeps the sources. Every method may raise ``StorageError``."""

    async def sources(self, workspace: str) -> list[SourceConfig]:
        """Every source, by name."""

    async def find(self, workspace: str, name: str) -> SourceConfig | None:
        """The source of this name, None where there is none."""

    async def put(self, source: SourceConfig) -> None:
        """Keep a source in place of the one of its name."""

    async def remove(self, workspace: str, name: str) -> bool:
        """Remove a source; false where there was none."""
