"""Watches a folder and takes what is put there, one file after the other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from pathlib import Path
from typing import Final

import msgspec
import structlog
from watchfiles import awatch

from coolhead.adapters.folder.filing import Filing
from coolhead.adapters.folder.settings import FolderSource
from coolhead.adapters.folder.settling import Settling
from coolhead.adapters.folder.taking import OpenFile, Taking
from coolhead.errors import CoolheadError, InputError
from coolhead.services.live.intake import Intake

_LOG: Final = structlog.get_logger("coolhead.folder")
# Where nothing tells of changes (network drives), the folder is looked at so often all the same.
LOOK_EVERY_S: Final = 5.0
# What may work later is tried again after so long, and each time twice as long, up to a minute.
TRY_AGAIN_S: Final = 2.0
LONGEST_TRY_AGAIN_S: Final = 60.0


class FolderState(msgspec.Struct, frozen=True, kw_only=True):
    """How a watched folder is: files taken and failed since the start, those that wait.

    ``problem`` says why nothing can be taken at the moment, empty where it can.
    """

    taken: int = 0
    failed: int = 0
    waiting: int = 0
    problem: str = ""


class FolderWatcher:
    """Watches one folder. ``passed`` is a clock of seconds that pass evenly."""

    def __init__(
        self,
        source: FolderSource,
        intake: Intake,
        open_file: OpenFile,
        *,
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._intake = intake
        self._open_file = open_file
        self._passed = passed
        self._settling = Settling(source.settle_s, source.settle_empty_s)
        self._again: dict[Path, tuple[float, float]] = {}
        self._taken = self._failed = 0
        self._problem = ""

    @property
    def state(self) -> FolderState:
        """How the folder is."""
        return FolderState(
            taken=self._taken,
            failed=self._failed,
            waiting=len(self._settling) + len(self._again),
            problem=self._problem,
        )

    async def run(self) -> None:
        """Take files until cancelled. Raises ``ConfigError`` where the folder cannot be used."""
        filing = await asyncio.to_thread(Filing, self._source)
        taking = Taking(self._source, self._intake, filing, self._open_file)
        try:
            self._again = dict.fromkeys(filing.left_over(), (0.0, TRY_AGAIN_S))
            async with aclosing(self._moments_to_look()) as moments:
                async for _ in moments:
                    await self._look(filing, taking)
        finally:
            filing.close()

    async def _moments_to_look(self) -> AsyncGenerator[None, None]:
        """When something may have changed: at once, when told of it, and every so often."""
        often_ms = int(1_000 * max(0.01, min(LOOK_EVERY_S, self._source.settle_s)))
        while True:
            yield
            try:
                async for _ in awatch(
                    self._source.path,
                    watch_filter=None,
                    recursive=False,
                    debounce=200,
                    rust_timeout=often_ms,
                    yield_on_timeout=True,
                    force_polling=self._source.polling,
                ):
                    yield
            except (OSError, RuntimeError) as error:  # the folder is gone, or cannot be watched
                self._troubled(f"the folder cannot be watched: {error}")
                await asyncio.sleep(min(LOOK_EVERY_S, often_ms / 1_000))

    async def _look(self, filing: Filing, taking: Taking) -> None:
        now = self._passed()
        try:
            names = await asyncio.to_thread(self._settling.ready, self._source.path, now)
        except OSError as error:
            self._troubled(f"the folder cannot be read: {error.strerror or error}")
            return
        trouble = False
        for path in [path for path, (at, _) in self._again.items() if at <= now]:
            trouble |= not await self._take(path, filing, taking)
        for name in names:
            try:
                claimed = await asyncio.to_thread(filing.claim, name)
            except OSError as error:
                self._troubled(f"a file cannot be moved: {error.strerror or error}")
                trouble = True
                continue
            if claimed is not None:
                trouble |= not await self._take(claimed, filing, taking)
        if not trouble and not self._again:
            self._problem = ""

    async def _take(self, path: Path, filing: Filing, taking: Taking) -> bool:
        """Take a file or refuse it; false where that must be tried again."""
        _, wait = self._again.pop(path, (0.0, TRY_AGAIN_S))
        try:
            why = await self._why_not(path, taking)
            if why:
                await asyncio.to_thread(filing.failed, path, why)
            else:
                await asyncio.to_thread(filing.done, path)
        except CoolheadError as error:
            self._troubled(error.message)
        except OSError as error:
            self._troubled(f"a file cannot be read or moved: {error.strerror or error}")
        else:
            self._taken += not why
            self._failed += bool(why)
            return True
        self._again[path] = (self._passed() + wait, min(2 * wait, LONGEST_TRY_AGAIN_S))
        return False

    async def _why_not(self, path: Path, taking: Taking) -> str:
        """Take a file; why it cannot be taken, empty where it was. Raises what may pass."""
        try:
            await taking.take(path)
        except OSError:
            raise
        except CoolheadError as error:
            if error.retryable:
                raise
            why = _words(error)
        except Exception as error:  # noqa: BLE001 -- a reader's fault: this file's, not every file's
            why = f"It could not be read ({type(error).__name__})."
        else:
            return ""
        # Names of files and their errors may say who called whom: they stay beside the file.
        _LOG.warning("a file could not be taken", source=self._source.name)
        return f"Coolhead could not take this file.\n\n{why}\n"

    def _troubled(self, problem: str) -> None:
        if problem != self._problem:
            self._problem = problem
            _LOG.warning("a folder is in trouble", source=self._source.name, problem=problem)


def _words(error: CoolheadError) -> str:
    message = error.message
    if isinstance(error, InputError):
        where = "".join(
            f" ({what} {value})"
            for what, value in (("line", error.line), ("at", error.field))
            if value is not None
        )
        message = error.reason + where
    return f"{message}\n{error.hint}".strip()
