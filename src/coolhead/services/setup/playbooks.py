"""The port of published playbooks: versions are added, none is ever changed."""

from __future__ import annotations

from typing import Protocol

import msgspec


class PlaybookVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a playbook as it was published.

    ``version`` is the playbook's own number, so that a call's ``PlaybookRef`` finds it; ``digest``
    is of the flattened playbook. ``team`` is whose it is, None where it is the whole workspace's.
    ``published_at`` is RFC 3339, ``published_by`` the id of who did it.
    """

    workspace: str
    name: str
    version: int
    digest: str
    team: str | None = None
    published_at: str
    published_by: str
    note: str = ""


class PublishedPlaybook(msgspec.Struct, frozen=True, kw_only=True):
    """A version with its content: the file's ``text``, and ``flattened`` as JSON."""

    about: PlaybookVersion
    text: str
    flattened: str


class PlaybookShelf(Protocol):
    """Keeps what is published. Every method may raise ``StorageError``."""

    async def newest(self, workspace: str) -> list[PlaybookVersion]:
        """The newest version of every published playbook, by name."""

    async def versions(self, workspace: str, name: str) -> list[PlaybookVersion]:
        """Every version of a playbook, the newest first; empty where none was published."""

    async def find(
        self, workspace: str, name: str, version: int | None = None
    ) -> PublishedPlaybook | None:
        """A version with its content, the newest one without a number; None where there is none."""

    async def publish(self, playbook: PublishedPlaybook) -> bool:
        """Add a version; false, and nothing is added, where one as new or newer is there."""
