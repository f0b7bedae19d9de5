"""A watched folder: when a file is taken, what becomes of it, and what a restart changes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.patience import PATIENCE_S

from coolhead.adapters.folder import watching
from coolhead.adapters.folder.filing import Filing
from coolhead.adapters.folder.settings import FolderSource
from coolhead.adapters.folder.settling import Settling
from coolhead.adapters.folder.taking import FinishedCall, OpenFile
from coolhead.adapters.folder.watching import FolderWatcher
from coolhead.call.events import (
    CallEnded,
    CallStarted,
    Event,
    SpeechStarted,
    TimeAdvanced,
    UtteranceHeard,
)
from coolhead.call.utterance import Utterance
from coolhead.errors import ConfigError, InputError, StorageError
from coolhead.services.live.fake_intake import FakeIntake


@dataclass
class Finished:
    """A call of one sentence, whose id is the file's name unless its content says ``id=``."""

    started: CallStarted
    playbook_name: str | None = None
    duration_s: float | None = 60.0
    recorded: bool = False
    moments: list[Event] = field(default_factory=list)

    def __iter__(self) -> Iterator[Event]:
        return iter(self.moments)


def moments() -> list[Event]:
    said = Utterance(party="customer", start=0.5, end=2.0, text="No.", id="u0")
    return [
        SpeechStarted(at=0.5, party="customer"),
        TimeAdvanced(at=1.0),
        UtteranceHeard(at=2.0, utterance=said),
        CallEnded(at=2.0, ended_by="customer"),
    ]


def open_file(path: Path) -> FinishedCall:
    content = path.read_bytes()
    if content.startswith(b"bad"):
        raise InputError("no call in it", file=str(path), line=3, hint="Write one.")
    if content.startswith(b"bug"):
        raise KeyError("what was said")
    given = content.partition(b"id=")[2].decode()
    return Finished(
        CallStarted(at=0.0, call=given or path.stem),
        recorded=content.startswith(b"log"),
        moments=moments(),
    )


class Folder:
    """A folder, and whoever watches it."""

    def __init__(self, path: Path, intake: FakeIntake, **more: Any) -> None:
        self.path = path
        self.intake = intake
        self.source = FolderSource(name="drop", path=path, team="north", settle_s=0.02, **more)

    def put(self, name: str, content: bytes = b"call") -> Path:
        path = self.path / name
        path.write_bytes(content)
        return path

    def names(self, below: str = "") -> list[str]:
        return sorted(each.name for each in (self.path / below).iterdir() if not each.is_dir())

    async def until(self, condition: Callable[[], Any]) -> None:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                await asyncio.sleep(0.005)


def watched(
    path: Path,
    test: Callable[[Folder, FolderWatcher], Awaitable[None]],
    opens: OpenFile = open_file,
    intake: FakeIntake | None = None,
    **more: Any,
) -> FakeIntake:
    async def whole() -> FakeIntake:
        folder = Folder(path, intake or FakeIntake(), **more)
        watcher = FolderWatcher(folder.source, folder.intake, opens)
        running = asyncio.create_task(watcher.run())
        try:
            await test(folder, watcher)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        return folder.intake

    return asyncio.run(whole())


def test_a_file_that_is_put_there_becomes_a_call(tmp_path: Path) -> None:
    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        folder.put("c-17.wav")
        await folder.until(lambda: watcher.state.taken)
        assert folder.names("done") == ["c-17.wav"]
        assert folder.names() == folder.names("failed") == folder.names(".coolhead/taking") == []

    call = watched(tmp_path, test, consent="given").only
    assert call.key.call == "c-17"
    assert (call.header.team, call.header.consent, call.source) == ("north", "given", "drop")
    assert call.header.started_at is not None
    assert call.moments == moments()
    assert call.left == []


def test_files_that_are_there_already_are_taken_too_the_oldest_first(tmp_path: Path) -> None:
    for number, name in enumerate(["b", "c", "a"]):
        (tmp_path / name).write_bytes(b"call %d" % number)
        os.utime(tmp_path / name, (number, number))

    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        await folder.until(lambda: watcher.state.taken == 3)

    assert [key.call for key in watched(tmp_path, test).calls] == ["b", "c", "a"]


def test_a_file_that_is_wrong_is_put_aside_with_the_reason(tmp_path: Path) -> None:
    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        folder.put("a.txt", b"bad")
        await folder.until(lambda: watcher.state.failed == 1)
        folder.put("a.txt", b"bad again")
        folder.put("b.txt", b"bug")
        folder.put("c.txt", b"log")
        await folder.until(lambda: watcher.state.failed == 4)
        folder.put("good")
        await folder.until(lambda: watcher.state.taken)
        failed = folder.path / "failed"
        assert folder.names("failed") == [
            *("a-2.txt", "a-2.txt.error.txt", "a.txt", "a.txt.error.txt"),
            *("b.txt", "b.txt.error.txt", "c.txt", "c.txt.error.txt"),
        ]
        said = (failed / "a.txt.error.txt").read_text()
        assert "no call in it (line 3)" in said
        assert "Write one." in said
        assert "what was said" not in (failed / "b.txt.error.txt").read_text()

    assert len(watched(tmp_path, test).calls) == 1


def test_the_same_content_again_changes_nothing(tmp_path: Path) -> None:
    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        folder.put("a")
        await folder.until(lambda: watcher.state.taken == 1)
        folder.put("b")
        folder.put("a")
        await folder.until(lambda: watcher.state.taken == 3)
        assert folder.names("done") == ["a", "a-2", "b"]

    assert len(watched(tmp_path, test).calls) == 1


def test_another_call_in_a_file_of_the_same_name_is_another_call(tmp_path: Path) -> None:
    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        folder.put("call", b"one")
        await folder.until(lambda: watcher.state.taken == 1)
        folder.put("call", b"two")
        await folder.until(lambda: watcher.state.taken == 2)

    first, second = watched(tmp_path, test).calls
    assert first.call == "call"
    assert second.call.startswith("call-")


def test_another_file_that_claims_the_id_of_a_call_is_refused(tmp_path: Path) -> None:
    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        folder.put("a", b"1 id=c-1")
        await folder.until(lambda: watcher.state.taken == 1)
        folder.put("b", b"2 id=c-1")
        await folder.until(lambda: watcher.state.failed == 1)
        assert "ended already" in (folder.path / "failed" / "b.error.txt").read_text()

    assert len(watched(tmp_path, test).calls) == 1


def test_a_call_that_is_going_on_is_not_told_a_file(tmp_path: Path) -> None:
    intake = FakeIntake()
    asyncio.run(intake.open(CallStarted(at=0.0, call="c-1", team="north"), source="phones"))

    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        folder.put("a", b"id=c-1")
        await folder.until(lambda: watcher.state.failed == 1)

    watched(tmp_path, test, intake=intake)
    assert intake.only.moments == []
    assert len(intake.only.left) == 1


@pytest.mark.parametrize("told", range(5))
def test_a_process_that_was_killed_is_gone_on_from(tmp_path: Path, told: int) -> None:
    """Killed when ``told`` events were; with all of them, before it was noted as taken."""
    intake = FakeIntake()
    source = FolderSource(name="drop", path=tmp_path)
    filing = Filing(source)
    (tmp_path / "a").write_bytes(b"call")
    claimed = filing.claim("a")
    assert claimed is not None
    filing.mark(filing.digest(claimed), "a", "opening")

    async def before() -> None:
        call = await intake.open(CallStarted(at=0.0, call="a"), source="drop")
        for moment in moments()[:told]:
            await call.take(moment)

    asyncio.run(before())
    filing.close()

    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        await folder.until(lambda: watcher.state.taken == 1)
        assert folder.names("done") == ["a"]

    watched(tmp_path, test, intake=intake)
    heard = dict.fromkeys(intake.only.moments)  # an utterance may be told twice: it has an id
    assert list(heard) == moments()


def test_what_cannot_be_kept_now_is_taken_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "TRY_AGAIN_S", 0.05)
    intake = FakeIntake()
    intake.refuse = StorageError("the disk is full")

    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        folder.put("a")
        await folder.until(lambda: watcher.state.problem)
        assert watcher.state.problem == "the disk is full"
        assert watcher.state.waiting == 1
        await folder.until(lambda: watcher.state.taken)
        await folder.until(lambda: not watcher.state.problem)

    assert watched(tmp_path, test, intake=intake).only.ended


def test_files_may_be_deleted_when_they_were_taken(tmp_path: Path) -> None:
    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        folder.put("a")
        await folder.until(lambda: watcher.state.taken)
        assert folder.names("done") == []

    watched(tmp_path, test, keep_done=False)


def test_links_and_other_oddities_are_refused_unread(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_bytes(b"call of others")
    path = tmp_path / "drop"
    path.mkdir()

    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        (path / "link").symlink_to(secret)
        os.mkfifo(path / "pipe")
        (path / "folder").mkdir()
        await folder.until(lambda: watcher.state.failed == 2)
        assert folder.names("failed") == ["link", "link.error.txt", "pipe", "pipe.error.txt"]

    assert watched(path, test, settle_empty_s=0.02).calls == {}


HOSTILE = ["-rf", "a\nb", "x" * 255, "é" * 127, "a b;c|d", "..x", "\u202etxt.wav", "done.wav"]


def test_hostile_names_are_names(tmp_path: Path) -> None:
    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        for number, name in enumerate(HOSTILE):
            folder.put(name, b"bad" if number % 2 else b"call %d" % number)
        raw = os.fsencode(tmp_path) + b"/\xff\xfe.wav"
        Path(os.fsdecode(raw)).write_bytes(b"bad")
        # "..x" is hidden: it stays.
        await folder.until(lambda: watcher.state.taken + watcher.state.failed == len(HOSTILE))
        assert folder.names() == ["..x"]

    watched(tmp_path, test)


def test_one_at_a_time_watches_a_folder(tmp_path: Path) -> None:
    async def test(folder: Folder, _watcher: FolderWatcher) -> None:
        await folder.until((tmp_path / "failed").exists)
        await asyncio.sleep(0.05)
        with pytest.raises(ConfigError, match="another server"):
            await FolderWatcher(folder.source, folder.intake, open_file).run()

    watched(tmp_path, test)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    source = FolderSource(name="drop", path=tmp_path / "none")
    with pytest.raises(ConfigError, match="none"):
        asyncio.run(FolderWatcher(source, FakeIntake(), open_file).run())


def test_a_folder_that_goes_away_and_comes_back_is_watched_again(tmp_path: Path) -> None:
    path, away = tmp_path / "drop", tmp_path / "away"
    path.mkdir()

    async def test(folder: Folder, watcher: FolderWatcher) -> None:
        folder.put("a")
        await folder.until(lambda: watcher.state.taken == 1)
        path.rename(away)
        await folder.until(lambda: watcher.state.problem)
        away.rename(path)
        folder.put("b", b"another")
        await folder.until(lambda: watcher.state.taken == 2)
        await folder.until(lambda: not watcher.state.problem)

    watched(path, test)


def test_a_file_is_complete_when_nobody_has_touched_it_for_a_while(tmp_path: Path) -> None:
    settling = Settling(2.0, 60.0)
    growing, empty = tmp_path / "growing", tmp_path / "empty"
    growing.write_bytes(b"a")
    empty.write_bytes(b"")
    for hidden in (".hidden", "a.part", "b.TMP", "c~"):
        (tmp_path / hidden).write_bytes(b"a")
    assert settling.ready(tmp_path, 0.0) == []
    growing.write_bytes(b"ab")
    assert settling.ready(tmp_path, 3.0) == []
    assert settling.ready(tmp_path, 4.9) == []
    assert settling.ready(tmp_path, 5.0) == ["growing"]
    growing.unlink()
    assert settling.ready(tmp_path, 59.0) == []
    assert len(settling) == 1
    assert settling.ready(tmp_path, 60.0) == ["empty"]
    assert len(settling) == 0


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=300), st.binary())
def test_whatever_a_file_is_called_its_moves_fit(tmp_path: Path, name: str, content: bytes) -> None:
    try:
        encoded = os.fsencode(name)
    except UnicodeEncodeError:
        return
    if name in {".", "..", "done", "failed", ".coolhead"} or len(encoded) > 255:
        return
    filing = Filing(FolderSource(name="drop", path=tmp_path))
    try:
        for _ in range(2):
            (tmp_path / name).write_bytes(content)
            claimed = filing.claim(name)
            assert claimed is not None
            assert len(filing.digest(claimed)) == 64
            filing.failed(claimed, "why")
        assert not (tmp_path / name).exists()
    finally:
        filing.close()
