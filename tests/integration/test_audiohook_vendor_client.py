"""The vendor's own reference client connects, streams a stereo file and closes cleanly.

The client is the folder ``client`` of Genesys's audiohook-reference-implementation (MIT), with its
packages installed (``npm install``, and the same for ``app``); ``COOLHEAD_AUDIOHOOK_CLIENT`` names
it. It is not part of this repository, so without it the tests are skipped.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import math
import os
import shutil
import struct
import wave
from pathlib import Path

import pytest
from tests.support.audiohook_server import audiohook_server

from coolhead.adapters.telephony.audiohook.signatures import Credentials
from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.services.live.fake_intake import FakeIntake

SECONDS = 3
SECRET = b"0123456789abcdef0123456789abcdef"
KNOWN = Credentials("Key-1", SECRET)


@pytest.fixture
def client() -> Path:
    named = os.environ.get("COOLHEAD_AUDIOHOOK_CLIENT")
    if not named:
        pytest.skip("COOLHEAD_AUDIOHOOK_CLIENT does not name the vendor's reference client")
    if shutil.which("npx") is None:
        pytest.skip("Node.js is not installed")
    return Path(named)


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    """A low tone on the left, a high one on the right."""
    path = tmp_path / "stereo.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(
            b"".join(
                struct.pack(
                    "<hh",
                    int(8000 * math.sin(place * 200 * math.tau / 8000)),
                    int(8000 * math.sin(place * 900 * math.tau / 8000)),
                )
                for place in range(SECONDS * 8000)
            )
        )
    return path


async def run_client(client: Path, url: str, *options: str, secret: bytes = SECRET) -> int:
    keyboard, terminal = os.openpty()  # it reads keys, and stops without a terminal
    process = await asyncio.create_subprocess_exec(
        "npx", "ts-node", "--transpile-only", "src/index.ts", "--uri", url,
        "--api-key", "Key-1", "--client-secret", base64.b64encode(secret).decode(), *options,
        cwd=client,
        stdin=terminal,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    os.close(terminal)
    try:
        out, _ = await asyncio.wait_for(process.communicate(), 120)
    finally:
        os.close(keyboard)
    print(out.decode()[-4000:])
    assert process.returncode is not None
    return process.returncode


@pytest.mark.parametrize("count", [1, 5])
def test_it_streams_a_stereo_file_and_closes(client: Path, wav: Path, count: int) -> None:
    async def test() -> None:
        intake = FakeIntake()
        source = SourceSettings(name="genesys", team="north")
        async with audiohook_server(intake, KNOWN, source) as url:
            code = await run_client(
                client, url, "--wavfile", str(wav), "--session-count", str(count),
                "--connection-rate", "20", "--custom-config", '{"agent": "a17"}',
            )  # fmt: skip
        assert code == 0
        assert len(intake.calls) == count
        for call in intake.calls.values():
            assert call.ended
            assert not call.left
            assert call.header.agent == "a17"
            customer = call.ears[0].sound_of("customer")
            assert len(customer) == pytest.approx(SECONDS * 16_000, rel=0.05)
            assert crossings(customer) == pytest.approx(SECONDS * 400, rel=0.1)
            assert crossings(call.ears[0].sound_of("agent")) == pytest.approx(
                SECONDS * 1800, rel=0.1
            )

    asyncio.run(test())


def test_its_connection_probe_makes_no_call(client: Path) -> None:
    async def test() -> None:
        intake = FakeIntake()
        async with audiohook_server(intake, KNOWN, SourceSettings(name="g")) as url:
            assert await run_client(client, url, "--connection-probe") == 0
        assert not intake.calls

    asyncio.run(test())


def test_another_secret_is_not_let_in(client: Path, wav: Path) -> None:
    async def test() -> None:
        intake = FakeIntake()
        async with audiohook_server(intake, KNOWN, SourceSettings(name="g")) as url:
            await run_client(client, url, "--wavfile", str(wav), secret=b"another" * 4)
        assert not intake.calls

    asyncio.run(test())


def crossings(pcm16: bytes) -> int:
    samples = [value for (value,) in struct.iter_unpack("<h", pcm16)]
    return sum((a < 0) != (b < 0) for a, b in itertools.pairwise(samples))
