"""Playbooks, sources, searches and kept answers in memory: for tests, and for trying things out."""

from __future__ import annotations

from coolhead.services.answers import KEPT_S, KeptAnswer
from coolhead.services.setup.playbooks import PlaybookVersion, PublishedPlaybook
from coolhead.services.setup.searches import MOST_SEARCHES, SavedSearch
from coolhead.services.setup.sources import SourceConfig


class InMemoryPlaybookShelf:
    """``PlaybookShelf``."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], list[PublishedPlaybook]] = {}

    async def newest(self, workspace: str) -> list[PlaybookVersion]:
        """The newest versions; see ``PlaybookShelf.newest``."""
        return [
            versions[-1].about
            for (where, _), versions in sorted(self._kept.items())
            if where == workspace
        ]

    async def versions(self, workspace: str, name: str) -> list[PlaybookVersion]:
        """Every version; see ``PlaybookShelf.versions``."""
        return [each.about for each in reversed(self._kept.get((workspace, name), []))]

    async def find(
        self, workspace: str, name: str, version: int | None = None
    ) -> PublishedPlaybook | None:
        """One version; see ``PlaybookShelf.find``."""
        kept = self._kept.get((workspace, name), [])
        if version is None:
            return kept[-1] if kept else None
        return next((each for each in kept if each.about.version == version), None)

    async def publish(self, playbook: PublishedPlaybook) -> bool:
        """Add a version; see ``PlaybookShelf.publish``."""
        about = playbook.about
        kept = self._kept.setdefault((about.workspace, about.name), [])
        if kept and kept[-1].about.version >= about.version:
            return False
        kept.append(playbook)
        return True


class InMemorySourceBook:
    """``SourceBook``."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], SourceConfig] = {}

    async def sources(self, workspace: str) -> list[SourceConfig]:
        """Every source; see ``SourceBook.sources``."""
        return [each for (where, _), each in sorted(self._kept.items()) if where == workspace]

    async def find(self, workspace: str, name: str) -> SourceConfig | None:
        """One source; see ``SourceBook.find``."""
        return self._kept.get((workspace, name))

    async def put(self, source: SourceConfig) -> None:
        """Keep a source; see ``SourceBook.put``."""
        self._kept[source.workspace, source.name] = source

    async def remove(self, workspace: str, name: str) -> bool:
        """Remove a source; see ``SourceBook.remove``."""
        return self._kept.pop((workspace, name), None) is not None


class InMemorySearchBook:
    """``SearchBook``."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], SavedSearch] = {}

    async def searches(self, workspace: str, user: str) -> list[SavedSearch]:
        """Every search of a person; see ``SearchBook.searches``."""
        whose = (workspace, user)
        return [each for key, each in sorted(self._kept.items()) if key[:2] == whose]

    async def put(self, search: SavedSearch) -> bool:
        """Keep a search; see ``SearchBook.put``."""
        others = await self.searches(search.workspace, search.user)
        if sum(each.name != search.name for each in others) >= MOST_SEARCHES:
            return False
        self._kept[search.workspace, search.user, search.name] = search
        return True

    async def remove(self, workspace: str, user: str, name: str) -> bool:
        """Remove a search; see ``SearchBook.remove``."""
        return self._kept.pop((workspace, user, name), None) is not None


class InMemoryKeptAnswers:
    """``KeptAnswers``."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], KeptAnswer] = {}

    async def find(self, workspace: str, who: str, key: str, now: float) -> KeptAnswer | None:
        """One answer; see ``KeptAnswers.find``."""
        kept = self._kept.get((workspace, who, key))
        return kept if kept is not None and kept.at > now - KEPT_S else None

    async def keep(self, workspace: str, who: str, key: str, answer: KeptAnswer) -> None:
        """Keep an answer; see ``KeptAnswers.keep``."""
        oldest = answer.at - KEPT_S
        self._kept = {name: each for name, each in self._kept.items() if each.at > oldest}
        self._kept[workspace, who, key] = answer
