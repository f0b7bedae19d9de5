"""Makes the recordings in examples/audio and tests/recordings from the transcripts of calls.

    python -m tools.make_example_audio --from FOLDER [--out FOLDER] [CALL ...]

Without --out each stands where it belongs. Each call becomes a FLAC file (8 kHz, the customer on
the left channel, the agent on the right) and a JSON file with the times at which everything is
really said. The voices are synthetic. Every utterance begins when the transcript says; it is spoken
up to a quarter faster or slower so as to end then, too. Where that is not enough it ends early, or
late, and its party's next one waits for it.

Needed are the extra ``speech``, espeak-ng, and in FOLDER the archives that hold weights and voices:

{fetch}

None of that is needed to use Coolhead, or the recordings. It takes about five minutes. On one
machine the same bytes come out each time. Another processor or another version of onnxruntime,
espeak-ng or FFmpeg may differ in the last bits of a sample, and so by some ten milliseconds in a
time.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.call.utterance import Utterance
from coolhead.call.vocabulary import Party
from tools import synthetic_voice, telephone_line
from tools.synthetic_voice import HOW_TO_FETCH, Speaker, ToolMissingError
from tools.telephone_line import Sound

REPOSITORY: Final = Path(__file__).parent.parent
CALLS: Final = REPOSITORY / "examples" / "calls"
AUDIO: Final = REPOSITORY / "examples" / "audio"
# Calls that only tests are to hear.
TESTS: Final = REPOSITORY / "tests" / "recordings"


@dataclass(frozen=True)
class Cast:
    """Whose voice speaks whom, where the transcript is, and where the recording belongs."""

    customer: str
    agent: str
    calls: Path = CALLS
    audio: Path = AUDIO


# A woman's voice and a man's in each, as the names in the calls have it, so that nobody who listens
# has to ask which of the two is speaking.
CASTS: Final = {
    "04-insults-that-persist": Cast(customer="bf_emma", agent="bm_daniel"),
    "07-do-not-call-sworn": Cast(customer="bm_daniel", agent="bf_emma"),
    "spoken-secrets": Cast(customer="bm_daniel", agent="bf_emma", calls=TESTS, audio=TESTS),
}
# Beyond these a voice sounds hurried or drunk.
SLOWEST: Final = 0.75
FASTEST: Final = 1.25
# Between two utterances of one party where the first ran over.
LEAST_GAP_S: Final = 0.2
# The line stays open this long after the last word.
LAST_S: Final = 1.0


@dataclass(frozen=True)
class Spoken:
    """An utterance as sound at 8 kHz; ``start`` in seconds from the call's."""

    party: Party
    start: float
    speed: float
    sound: Sound

    @property
    def end(self) -> float:
        """When it has been said, in seconds."""
        return self.start + len(self.sound) / telephone_line.SAMPLE_RATE_HZ


def main() -> int:
    """Make what was asked for; 2 where a tool is missing."""
    options = _options()
    try:
        speaker = Speaker(options.archives)
    except ToolMissingError as error:
        print(f"make_example_audio: {error}", file=sys.stderr)
        return 2
    for name in options.calls or CASTS:
        out = options.out or CASTS[name].audio
        out.mkdir(parents=True, exist_ok=True)
        make(name, speaker, out)
    return 0


def make(name: str, speaker: Speaker, out: Path) -> None:
    """Write one call's recording and its times."""
    call = read_call(CASTS[name].calls / f"{name}.jsonl")
    spoken = speak(call, CASTS[name], speaker)
    seconds = max(each.end for each in spoken) + LAST_S
    left, right = (
        telephone_line.channel(
            [(each.start, each.sound) for each in spoken if each.party == party], seconds, seed
        )
        for seed, party in enumerate(("customer", "agent"))
    )
    recording = out / f"{name}.flac"
    telephone_line.write_flac(recording, left, right)
    times = recording.with_suffix(".json")
    times.write_text(json.dumps(_times(call, spoken, name), indent=1) + "\n", encoding="utf-8")
    print(f"{recording}: {seconds:.1f} s, {recording.stat().st_size:,} bytes")


def speak(call: TranscriptCall, cast: Cast, speaker: Speaker) -> list[Spoken]:
    """The call's utterances in their order, each as near to its times as its voice allows."""
    free_at: dict[Party, float] = {}
    spoken: list[Spoken] = []
    for utterance in call.utterances:
        start = max(utterance.start, free_at.get(utterance.party, 0.0))
        voice = cast.customer if utterance.party == "customer" else cast.agent
        sound, speed = _fitted(utterance, voice, speaker)
        line = telephone_line.over_the_line(sound, synthetic_voice.SAMPLE_RATE_HZ)
        spoken.append(Spoken(utterance.party, start, speed, line))
        free_at[utterance.party] = spoken[-1].end + LEAST_GAP_S
    return spoken


def _fitted(utterance: Utterance, voice: str, speaker: Speaker) -> tuple[Sound, float]:
    wanted = (utterance.end - utterance.start) * synthetic_voice.SAMPLE_RATE_HZ
    sound, speed = speaker.say(utterance.text, voice, 1.0), 1.0
    # What is spoken twice as fast is not half as long, as pauses and rounding have their own way.
    for _ in range(2):
        better = round(min(max(speed * len(sound) / wanted, SLOWEST), FASTEST), 2)
        if better == speed:
            break
        sound, speed = speaker.say(utterance.text, voice, better), better
    return sound, speed


def _times(call: TranscriptCall, spoken: list[Spoken], name: str) -> dict[str, Any]:
    return {
        "recording": f"{name}.flac",
        "transcript": f"{'../calls/' if CASTS[name].calls == CALLS else ''}{name}.jsonl",
        "channels": {"left": "customer", "right": "agent"},
        "voices": {"customer": CASTS[name].customer, "agent": CASTS[name].agent},
        "utterances": [
            {
                "id": utterance.id,
                "party": said.party,
                "start": round(said.start, 2),
                "end": round(said.end, 2),
                "speed": said.speed,
            }
            for utterance, said in zip(call.utterances, spoken, strict=True)
        ],
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").format(fetch=HOW_TO_FETCH),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--from", dest="archives", type=Path, required=True, help="the folder with the archives"
    )
    parser.add_argument("--out", type=Path)
    parser.add_argument("calls", nargs="*", metavar="CALL", help=f"of {', '.join(CASTS)}")
    options = parser.parse_args()
    if unknown := set(options.calls) - CASTS.keys():
        parser.error(f"nobody is cast for {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    raise SystemExit(main())
