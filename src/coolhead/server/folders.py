"""The watched folders of a server: one watcher for each source of that kind, as it is set up."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from coolhead.adapters.folder.settings import FolderSource
from coolhead.adapters.folder.taking import OpenFile
from coolhead.adapters.folder.watching import FolderWatcher
from coolhead.api.sources.kinds import FolderSettings, settings_of
from coolhead.errors import CoolheadError
from coolhead.services.live.intake import Intake
from coolhead.services.setup.sources import SourceBook, SourceConfig

_LOG: Final = structlog.get_logger("coolhead.folder")
# How soon a source that was changed is watched as it is now, and one in trouble tried again.
LOOK_EVERY_S: Final = 2.0

IntakeOf = Callable[[SourceConfig], Intake]


@dataclass
class _Watched:
    source: SourceConfig
    watcher: FolderWatcher
    task: asyncio.Task[None]


class Folders:
    """Watches every folder that is set up and enabled, and follows what administrators change."""

    def __init__(
        self,
        workspace: str,
        book: SourceBook,
        intake_of: IntakeOf,
        open_file: OpenFile,
        *,
        look_every_s: float = LOOK_EVERY_S,
    ) -> None:
        self._workspace = workspace
        self._book = book
        self._intake_of = intake_of
        self._open_file = open_file
        self._look_every_s = look_every_s
        self._watched: dict[str, _Watched] = {}
        self._refused: dict[str, str] = {}

    def trouble_of(self, name: str) -> str:
        """Why nothing can be taken from this source's folder, empty where it can."""
        watched = self._watched.get(name)
        now = watched.watcher.state.problem if watched is not None else ""
        return now or self._refused.get(name, "")

    async def run(self) -> None:
        """Watch until cancelled."""
        try:
            while True:
                try:
                    sources = await self._book.sources(self._workspace)
                except CoolheadError as error:
                    _LOG.warning("the sources cannot be read", code=error.code)
                else:
                    await self._follow(sources)
                await asyncio.sleep(self._look_every_s)
        finally:
            for name in list(self._watched):
                await self._stop(name)

    async def _follow(self, sources: list[SourceConfig]) -> None:
        wanted = {each.name: each for each in sources if each.kind == "folder" and each.enabled}
        for name, watched in list(self._watched.items()):
            if watched.task.done():
                self._note_why(name, watched.task)
            else:
                self._refused.pop(name, None)
            if watched.task.done() or wanted.get(name) != watched.source:
                await self._stop(name)
        for name in self._refused.keys() - wanted.keys():
            del self._refused[name]
        for name, source in wanted.items():
            if name not in self._watched:
                self._start(source)

    def _start(self, source: SourceConfig) -> None:
        settings = settings_of(source)
        assert isinstance(settings, FolderSettings)  # noqa: S101 - of this kind
        watcher = FolderWatcher(
            FolderSource(
                name=source.name,
                path=Path(settings.path),
                workspace=source.workspace,
                team=source.team,
                playbook=source.playbook,
                consent=settings.consent,
                keep_done=settings.keep_done,
                polling=settings.polling,
            ),
            self._intake_of(source),
            self._open_file,
        )
        self._watched[source.name] = _Watched(source, watcher, asyncio.create_task(watcher.run()))

    async def _stop(self, name: str) -> None:
        task = self._watched.pop(name).task
        task.cancel()
        # Why it ended, if it did by itself, was told: one folder's fault is not all folders'.
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await task

    def _note_why(self, name: str, task: asyncio.Task[None]) -> None:
        """Keep why a watcher ended by itself: its folder cannot be used."""
        error = None if task.cancelled() else task.exception()
        why = error.message if isinstance(error, CoolheadError) else type(error).__name__
        if self._refused.get(name) != why:
            self._refused[name] = why
            _LOG.warning("a folder cannot be watched", source=name, reason=why)
