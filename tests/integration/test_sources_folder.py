"""Files in a watched folder become the calls that they would have been live."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from tests.support.live import Service
from tests.support.patience import PATIENCE_S

from coolhead.adapters.folder.settings import FolderSource
from coolhead.adapters.folder.watching import FolderWatcher
from coolhead.bootstrap import choose_playbook, open_call, run_call
from coolhead.services.live.summary import CallKey

EXAMPLES = Path(__file__).parents[2] / "examples" / "calls"


def test_a_transcript_becomes_the_call_that_it_was(tmp_path: Path) -> None:
    example = next(EXAMPLES.glob("04-*.jsonl"))
    source = FolderSource(name="drop", path=tmp_path, team="north", settle_s=0.02)

    async def whole() -> Service:
        service = Service()
        watcher = FolderWatcher(source, service.calls, open_call)
        running = asyncio.create_task(watcher.run())
        shutil.copy(example, tmp_path)
        (tmp_path / "rubbish.wav").write_bytes(b"RIFF\0\0\0\0WAVE" + bytes(100))
        async with asyncio.timeout(PATIENCE_S):
            while not (watcher.state.taken and watcher.state.failed):
                await asyncio.sleep(0.02)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        return service

    service = asyncio.run(whole())
    opened = open_call(example)
    batch = run_call(opened, choose_playbook(None, opened))
    kept = asyncio.run(service.store.summary(CallKey("default", opened.started.call)))
    assert kept is not None
    assert kept.ended
    assert kept.team == "north"
    assert kept.utterances == len(batch.state.call.heard)
    assert kept.heat_peak == batch.state.heat.peak
    assert kept.rung == batch.state.ladder.rung
    assert (tmp_path / "done" / example.name).exists()
    why = (tmp_path / "failed" / "rubbish.wav.error.txt").read_text()
    assert why.startswith("Coolhead could not take this file.")
