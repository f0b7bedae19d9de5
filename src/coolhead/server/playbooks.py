"""The playbooks of a workspace: those published there, those that ship, and those of old calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import lru_cache

from coolhead.errors import ConfigError
from coolhead.playbook.loader import load_playbook, shipped_names
from coolhead.playbook.schema import Playbook
from coolhead.services.live.store import EventStore

Published = Callable[[str, str], Awaitable[str | None]]
"""The flattened JSON of the newest published playbook of a workspace by its name, or None."""


class WorkspacePlaybooks:
    """``Playbooks``: what a workspace has published hides what ships under the same name."""

    def __init__(self, store: EventStore, published: Published, *, usual: str) -> None:
        self._store = store
        self._published = published
        self._usual = usual

    async def named(self, workspace: str, team: str, name: str | None) -> Playbook:
        """The playbook of this name; see ``Playbooks.named``."""
        del team  # playbooks are a workspace's; a source names the one of its team
        wanted = name or self._usual
        text = await self._published(workspace, wanted)
        if text is not None:
            return _parsed(text)
        if wanted in shipped_names():
            return load_playbook(wanted)
        raise ConfigError(
            f"there is no playbook '{wanted[:80]}'",
            hint=f"Publish it first, or use one of {', '.join(shipped_names())}.",
        )

    async def of_digest(self, digest: str) -> Playbook:
        """The playbook that a call was guided by; see ``Playbooks.of_digest``."""
        for name in shipped_names():
            if (playbook := load_playbook(name)).digest == digest:
                return playbook
        text = await self._store.playbook(digest)
        if text is None:
            raise ConfigError(
                f"the playbook with the digest {digest[:12]} was not kept",
                hint="Restore it from a backup of the database.",
            )
        return _parsed(text)


@lru_cache(maxsize=64)
def _parsed(text: str) -> Playbook:
    return Playbook.model_validate_json(text)
