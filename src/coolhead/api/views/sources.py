"""Sources as administrators see them: secrets by their references alone."""

from __future__ import annotations

from typing import Any

import msgspec

from coolhead.services.setup.sources import SourceConfig, SourceKind


class SourceShown(msgspec.Struct, frozen=True, kw_only=True):
    """A configured source; ``path`` is where its calls come in, below the API's own path.

    ``lacks`` says what is missing before it can take calls, such as a secret that is not set.
    """

    name: str
    kind: SourceKind
    team: str
    playbook: str | None = None
    settings: dict[str, Any] = {}
    enabled: bool = True
    path: str = ""
    lacks: tuple[str, ...] = ()
    changed_at: str = ""
    changed_by: str = ""


class SourceList(msgspec.Struct, frozen=True):
    """Every configured source."""

    sources: tuple[SourceShown, ...]


class KindShown(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of source, and the JSON schema of its settings."""

    kind: SourceKind
    what: str
    settings: dict[str, Any]


class SourceKinds(msgspec.Struct, frozen=True):
    """Every kind of source."""

    kinds: tuple[KindShown, ...]


class Registered(msgspec.Struct, frozen=True, kw_only=True):
    """A socket of AudioSocket is expected under this id for so many seconds."""

    uuid: str
    call: str
    expires_in_s: float


def source_shown(source: SourceConfig, *, path: str, lacks: tuple[str, ...]) -> SourceShown:
    """What administrators see of a source."""
    return SourceShown(
        name=source.name,
        kind=source.kind,
        team=source.team,
        playbook=source.playbook,
        settings=source.settings,
        enabled=source.enabled,
        path=path,
        lacks=lacks,
        changed_at=source.changed_at,
        changed_by=source.changed_by,
    )
