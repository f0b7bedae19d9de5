"""The capture page in a real browser: what is spoken and what a tab plays reach the call."""

from __future__ import annotations

import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.support.browser import browser
from tests.support.capture_page_server import CapturePageServer, capture_page_server
from tests.support.patience import PATIENCE_S

from coolhead.adapters.telephony.browser.pages import CONTENT_SECURITY_POLICY, page_files
from coolhead.call.events import (
    CallEnded,
    ConsentChanged,
    MuteEnded,
    MuteStarted,
    PaymentPauseStarted,
)
from coolhead.errors import InputError
from coolhead.services.live.fake_intake import FakeCall

RATE_HZ = 16_000
SPOKEN_HZ, PLAYED_HZ = 440, 1_000


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    spoken = tmp_path_factory.mktemp("sound") / "spoken.wav"
    with wave.open(str(spoken), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(48_000)
        tone = 12_000 * np.sin(2 * np.pi * SPOKEN_HZ * np.arange(48_000) / 48_000)
        file.writeframes(tone.astype("<i2").tobytes())
    options = (
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={spoken}",
        "--auto-select-tab-capture-source-by-title=Dialler",
        "--autoplay-policy=no-user-gesture-required",
    )
    with browser(options, audible=True) as running:
        yield running


@pytest.fixture
def server() -> Iterator[CapturePageServer]:
    with capture_page_server() as running:
        yield running


def opened(chromium: Browser, server: CapturePageServer, *, microphone: bool = True) -> Page:
    context = chromium.new_context(permissions=["microphone"] if microphone else [])
    context.new_page().goto(f"http://127.0.0.1:{server.port}/dialler")
    page = context.new_page()
    page.goto(server.url)
    return page


def until(condition: Callable[[], Any]) -> None:
    last = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < last
        time.sleep(0.05)


def pitch_hz(call: FakeCall, party: Any) -> float:
    """The strongest tone in the last half second."""
    samples = np.frombuffer(call.ears[-1].sound_of(party), "<i2")[-RATE_HZ // 2 :]
    strengths = np.abs(np.fft.rfft(samples.astype(np.float64)))
    return float(np.argmax(strengths)) * RATE_HZ / len(samples)


def loudest(call: FakeCall, party: Any) -> int:
    last = [frame for frame in call.ears[-1].frames if frame.party == party][-1]
    samples = np.frombuffer(last.sound, "<i2")
    return int(np.abs(samples.astype(np.int32)).max())


def test_both_sides_are_heard_muted_lost_and_ended(
    chromium: Browser, server: CapturePageServer
) -> None:
    page = opened(chromium, server)
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Security" in said.text else None)
    page.on("pageerror", lambda error: refused.append(str(error)))
    state = page.get_by_role("status")
    expect(state).to_have_text("Not connected")
    page.get_by_role("radio", name="Yes").check()
    page.get_by_role("button", name="Start").click()
    expect(state).to_have_text("Listening")
    call = server.intake.only
    assert (call.header.team, call.header.consent) == ("north", "given")
    assert call.ears[0].rate_hz == RATE_HZ
    until(lambda: loudest(call, "customer") > 1_000 and pitch_hz(call, "customer") == PLAYED_HZ)
    until(lambda: loudest(call, "agent") > 200 and pitch_hz(call, "agent") == SPOKEN_HZ)
    expect(page.locator("#customer-word")).to_have_text("sound")

    page.keyboard.press("Alt+Shift+M")
    expect(state).to_have_text("Muted")
    expect(page.get_by_role("button", name="Mute my microphone")).to_have_attribute(
        "aria-pressed", "true"
    )
    until(lambda: loudest(call, "agent") == 0)
    assert loudest(call, "customer") > 1_000
    until(lambda: call.of(MuteStarted))

    server.cut_off()
    expect(state).to_have_text("Connection lost: reconnecting …")
    page.get_by_role("button", name="Mute my microphone").click()  # while nobody is told
    expect(state).to_have_text("Listening")
    until(lambda: len(call.ears) == 2 and call.ears[1].frames)
    assert call.resumed
    assert call.ears[1].frames[0].at > call.ears[0].frames[-1].at + 0.1
    until(lambda: len(call.of(MuteEnded)) == 1)

    page.get_by_role("button", name="Pause for payment").click()
    expect(state).to_have_text("Paused for payment")
    until(lambda: loudest(call, "agent") == loudest(call, "customer") == 0)
    until(lambda: call.of(PaymentPauseStarted))
    page.get_by_role("radio", name="No: no words").check()
    expect(page.get_by_role("radio", name="Yes")).to_be_disabled()
    until(lambda: call.of(ConsentChanged))

    page.get_by_role("button", name="End call").click()
    expect(state).to_have_text("Not connected")
    assert call.moments[-1] == CallEnded(at=call.now, ended_by="agent")
    assert all(ear.finished for ear in call.ears)
    expect(page.get_by_role("radio", name="Not known yet")).to_be_checked()
    assert refused == []
    page.context.close()


def test_without_a_microphone_the_page_says_what_to_do(
    chromium: Browser, server: CapturePageServer
) -> None:
    page = opened(chromium, server, microphone=False)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("alert")).to_contain_text("microphone cannot be used")
    expect(page.get_by_role("status")).to_have_text("Not connected")
    expect(page.get_by_role("button", name="Start")).to_be_enabled()
    assert server.intake.calls == {}
    page.context.close()


def test_a_server_that_refuses_is_quoted(chromium: Browser, server: CapturePageServer) -> None:
    server.intake.refuse = InputError("the call cannot be", hint="Ask an administrator.")
    page = opened(chromium, server)
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("alert")).to_contain_text("Ask an administrator")
    expect(page.get_by_role("status")).to_have_text("Not connected")
    page.context.close()


def test_every_file_of_the_page_is_there_and_nothing_is_inline() -> None:
    files = page_files()
    folder = Path(__file__).parents[2] / "src/coolhead/adapters/telephony/browser"
    there = {path.name for path in folder.iterdir() if path.suffix in {".html", ".js", ".css"}}
    assert there == set(files)
    page = files["page.html"].content.decode()
    assert "<style" not in page
    assert " on" + "click" not in page
    assert "://" not in page
    assert "unsafe" not in CONTENT_SECURITY_POLICY
