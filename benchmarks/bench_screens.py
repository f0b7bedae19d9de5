"""Desks and floors that are open together: from what is said to what stands on the screen.

    python -m benchmarks.bench_screens [--desks N] [--floors N] [--seconds S] [--hours H]

Every desk has a call in which somebody speaks every four seconds. Some desks and a floor are open
in a real browser, the others are programs that speak the same protocol and ask for the same things.
Afterwards one desk takes an hour of calls, told as fast as they are taken, and what it holds in
memory is looked at as it goes.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import msgspec
from playwright.async_api import Browser, Page, async_playwright
from tests.support.browser import found
from tests.support.server import RunningServer, running_server
from websockets.asyncio.client import connect
from websockets.typing import Origin

from benchmarks.talk import EXAMPLES
from coolhead.adapters.telephony.transcript.client import transcript_client
from coolhead.bootstrap import open_call
from coolhead.call.events import UtteranceHeard
from coolhead.server.collector import hold_up_less

EVERY_S: Final = 4.0
OPENING_S: Final = 12.0
BAR_S: Final = 0.1
# A desk asks for the draft of the record when something was said and has settled.
DRAFT_AFTER_S: Final = 0.8
BROWSER_DESKS: Final = 3
# A line and the cue that follows from it come in one item and are drawn in one frame.
_SAME_FRAME_S: Final = 0.012
# Noted when the frame that shows it has been painted: a line of the transcript, and the cue.
_NOTE: Final = """
window.painted = [];
const painted = (what) => requestAnimationFrame(() => setTimeout(() => {
  window.painted.push([what, Date.now()]);
}));
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) {
    if (node.nodeType !== 1) continue;
    if (node.id && node.id.startsWith('said-')) painted(node.id.slice(5));
    else if (node.classList.contains('cue-do')) painted('cue');
  }
}).observe(document, { childList: true, subtree: true });
"""


@dataclass
class Run:
    """One run: who may do what, what was said when (on the wall's clock), and the delays seen."""

    server: RunningServer
    key: str
    agents: list[httpx.Client]
    supervisors: list[httpx.Client]
    counted_from: float = 0.0
    until: float = 0.0
    sent: dict[tuple[int, str], float] = field(default_factory=dict)
    clients: list[float] = field(default_factory=list)
    floors: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    cues: list[float] = field(default_factory=list)

    @property
    def sockets(self) -> str:
        return self.server.url.replace("http", "ws") + "/api/v1"

    def counts(self, now: float) -> bool:
        return self.counted_from <= now < self.until


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    path = found()
    if path is None:
        print("no browser: run scripts/browser.sh")
        return
    talk = [
        [event.utterance for event in open_call(file) if isinstance(event, UtteranceHeard)]
        for file in sorted(EXAMPLES.glob("*.jsonl"))
    ]
    hold_up_less()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(Path(folder), "--no-speech") as server,
    ):
        run = Run(server, *_people(server, options.desks, options.floors))
        asyncio.run(_open(run, options, talk, path))


async def _open(run: Run, options: argparse.Namespace, talk: list[list[Any]], path: str) -> None:
    server = run.server
    async with async_playwright() as playwright:
        alone = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = await playwright.chromium.launch(executable_path=path, args=alone)
        run.counted_from = time.time() + OPENING_S
        run.until = run.counted_from + options.seconds
        cpu, began = _cpu(server.pid), time.monotonic()
        await _all(run, browser, talk)
        share = (_cpu(server.pid) - cpu) / (time.monotonic() - began)
        print(f"{options.desks} desks, {options.floors} floors, {options.seconds:.0f} s")
        for name, delays in (
            ("desk, as sent to a program", run.clients),
            ("floor, as sent to a program", run.floors),
            ("desk, painted in a browser", run.painted),
            ("cue, painted in a browser", run.cues),
        ):
            print(f"  {name:30} {_figures(delays)}")
        print(f"  server: {share:.2f} of a core, {_megabytes(server.pid):.0f} MB")
        await _memory(run, browser, talk, options.hours)
        await browser.close()


async def _all(run: Run, browser: Browser, talk: list[list[Any]]) -> None:
    pages = [
        await _page(browser, run, run.agents[number], "/desk")
        for number in range(min(BROWSER_DESKS, len(run.agents)))
    ]
    if run.supervisors:
        await _page(browser, run, run.supervisors[0], "/floor")
    await asyncio.gather(
        *(_call(run, number, talk[number % len(talk)]) for number in range(len(run.agents))),
        *(_desk(run, number) for number in range(len(pages), len(run.agents))),
        *(_floor(run, who) for who in run.supervisors[1:]),
    )
    for number, page in enumerate(pages):
        _note(run, number, await page.evaluate("window.painted"))
        await page.context.close()


def _note(run: Run, number: int, painted: list[tuple[str, float]]) -> None:
    """What a browser painted; a cue that no line came with was due to time, and is left out."""
    lines = {
        at / 1000: run.sent[number, what] for what, at in painted if (number, what) in run.sent
    }
    for what, at in painted:
        now = at / 1000
        if not run.counts(now):
            continue
        if what != "cue":
            run.painted.append(now - run.sent[number, what])
            continue
        beside = [sent for line, sent in lines.items() if abs(line - now) < _SAME_FRAME_S]
        if beside:
            run.cues.append(now - max(beside))


async def _page(browser: Browser, run: Run, who: httpx.Client, path: str) -> Page:
    context = await browser.new_context(viewport={"width": 1280, "height": 800})
    url = run.server.url
    await context.add_cookies(
        [{"name": each.name, "value": str(each.value), "url": url} for each in who.cookies.jar]
    )
    page = await context.new_page()
    await page.add_init_script(_NOTE)
    await page.goto(url + path)
    return page


async def _call(run: Run, number: int, talk: list[Any]) -> None:
    await asyncio.sleep(random.uniform(0, EVERY_S))  # noqa: S311 - some at a time
    async with transcript_client(f"{run.sockets}/sources/wire/transcript", run.key) as client:
        header = {"id": f"c{number}", "agent": f"a{number}", "consent": "given"}
        await client.begin(header)
        began, place = time.time(), 0
        while time.time() < run.until:
            await asyncio.sleep(random.uniform(0.75, 1.25) * EVERY_S)  # noqa: S311
            said, name, now = talk[place % len(talk)], f"u{place}", time.time()
            run.sent[number, name] = now
            at = now - began
            await client.send(
                {
                    "party": said.party,
                    "start": round(max(0.0, at - 3.0), 3),
                    "end": round(at, 3),
                    "text": said.text,
                    "id": name,
                }
            )
            place += 1
        await client.acknowledged(await client.send({"type": "end"}))
        await asyncio.sleep(0.5)


async def _desk(run: Run, number: int) -> None:
    """A desk without its picture: its own wall, its call from the beginning, and the drafts."""
    wall = asyncio.create_task(_drain(run, run.agents[number], "/feed?mine=true"))
    asking: asyncio.Task[None] | None = None
    async with httpx.AsyncClient(
        base_url=f"{run.server.url}/api/v1", cookies=run.agents[number].cookies
    ) as api:
        while (await api.get(f"/calls/c{number}")).status_code != httpx.codes.OK:
            await asyncio.sleep(0.3)
        async for item, now in _items(run, run.agents[number], f"/calls/c{number}/feed?after=-1"):
            if item.get("type") != "moment":
                continue
            events = [each["event"] for each in item["data"]["events"]]
            for event in events:
                if event["type"] == "UtteranceHeard" and run.counts(now):
                    run.clients.append(now - run.sent[number, event["utterance"]["id"]])
                    if asking is None or asking.done():
                        asking = asyncio.create_task(_draft(api, number))
                if event["type"] == "CallEnded":
                    wall.cancel()
                    return


async def _draft(api: httpx.AsyncClient, number: int) -> None:
    await asyncio.sleep(DRAFT_AFTER_S)
    with contextlib.suppress(httpx.HTTPError):
        await api.get(f"/calls/c{number}/record")


async def _floor(run: Run, who: httpx.Client) -> None:
    """A floor without its picture: the wall, and one call that is read along."""
    along = asyncio.create_task(_drain(run, who, "/calls/c0/feed?after=-1"))
    latest: dict[str, int] = {}
    async for item, now in _items(run, who, "/feed"):
        if item.get("type") == "row":
            row = item["data"]["call"]
            number, known = int(row["call"][1:]), latest.get(row["call"], 0)
            latest[row["call"]] = row["utterances"]
            sent = run.sent.get((number, f"u{row['utterances'] - 1}"))
            if row["utterances"] > known and sent is not None and run.counts(now):
                run.floors.append(now - sent)
        if now >= run.until:
            break
    along.cancel()


async def _items(
    run: Run, who: httpx.Client, path: str
) -> AsyncIterator[tuple[dict[str, Any], float]]:
    cookie = "; ".join(f"{name}={value}" for name, value in who.cookies.items())
    async with connect(
        run.sockets + path,
        additional_headers={"Cookie": cookie},
        origin=Origin(run.server.url),
        max_size=None,
    ) as socket:
        async for text in socket:
            yield msgspec.json.decode(text), time.time()


async def _drain(run: Run, who: httpx.Client, path: str) -> None:
    await asyncio.sleep(EVERY_S * 2)
    async for _ in _items(run, who, path):
        pass


async def _memory(run: Run, browser: Browser, talk: list[list[Any]], hours: float) -> None:
    """One desk through hours of calls: what the browser and the server hold as they go by."""
    page = await _page(browser, run, run.agents[0], "/desk")
    session = await page.context.new_cdp_session(page)
    print(f"  {'hours of calls':>15} {'heap MB':>9} {'elements':>9} {'server MB':>10}")
    spoken, number, tenth = 0.0, 0, 0
    while spoken <= hours * 3600:
        if spoken >= tenth * hours * 360:
            tenth += 1
            await session.send("HeapProfiler.collectGarbage")
            heap = (await session.send("Runtime.getHeapUsage"))["usedSize"] / 2**20
            elements = await page.evaluate("document.querySelectorAll('*').length")
            server = _megabytes(run.server.pid)
            print(f"  {spoken / 3600:15.2f} {heap:9.1f} {elements:9} {server:10.0f}")
        said = talk[number % len(talk)]
        async with transcript_client(f"{run.sockets}/sources/wire/transcript", run.key) as client:
            await client.begin({"id": f"m{number}", "agent": "a0", "consent": "given"})
            for place, each in enumerate(said):
                line = {"party": each.party, "start": each.start, "end": each.end}
                await client.send({**line, "text": each.text, "id": f"u{place}"})
            await page.locator(f"#said-u{len(said) - 1}").wait_for(state="attached")
            await client.acknowledged(await client.send({"type": "end"}))
        await page.locator(".record").wait_for()
        spoken += said[-1].end
        number += 1
    await page.context.close()


def _people(
    server: RunningServer, desks: int, floors: int
) -> tuple[str, list[httpx.Client], list[httpx.Client]]:
    admin = server.administrator()
    admin.put("/teams/north", json={"name": "North"}).raise_for_status()
    admin.put("/sources/wire", json={"kind": "transcript", "team": "north"}).raise_for_status()
    wanted = {"name": "wire", "scopes": ["ingest"], "teams": ["north"]}
    key = admin.post("/keys", json=wanted).json()["token"]
    teams = {"teams": ["north"]}
    # A sender may sign so many people up a minute: an administrator makes them, and they come in.
    agents = [
        _let_in(server, admin, f"agent{n}", roles=["agent"], agent=f"a{n}", **teams)
        for n in range(desks)
    ]
    above = [
        _let_in(server, admin, f"sup{n}", roles=["supervisor"], **teams) for n in range(floors)
    ]
    return key, agents, above


def _let_in(server: RunningServer, admin: httpx.Client, name: str, **more: Any) -> httpx.Client:
    while True:
        try:
            return server.person(admin, name, **more)
        except httpx.HTTPStatusError as error:
            if error.response.status_code != httpx.codes.TOO_MANY_REQUESTS:
                raise
            time.sleep(float(error.response.headers.get("Retry-After", 5)))


def _figures(delays: list[float]) -> str:
    if not delays:
        return "nothing was seen"
    worst = sorted(delays)[int(len(delays) * 0.95)]
    broken = " !" if worst > BAR_S else ""
    return (
        f"median {statistics.median(delays) * 1000:5.0f} ms, "
        f"95 of 100 within {worst * 1000:5.0f} ms{broken} (n={len(delays)})"
    )


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--desks", type=int, default=50)
    parser.add_argument("--floors", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=40.0)
    parser.add_argument("--hours", type=float, default=1.0)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
