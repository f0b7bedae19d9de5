"""Labelled calls as a recogniser hears them: spoken, sent over a telephone line, recognised.

    python -m tools.hear_corpus corpus/test --from FOLDER --out HEARD [--utterances 200]
    coolhead evaluate HEARD/said
    coolhead evaluate HEARD/heard

Whole calls are drawn, always the same, until there are so many utterances: of those that are
written with punctuation, which a voice needs. ``said`` holds them as they were written, ``heard``
with the words that came through; labels are those of what was said. What was not understood at all
becomes "um". The words are recognised utterance by utterance, so nothing is lost to voice activity
detection or to two people speaking at once; docs/measurements.md has that.

Needed are the extra ``speech``, espeak-ng, and in FOLDER the archives that hold weights and voices:

{fetch}
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import numpy as np
import soxr

from coolhead.adapters.corpus.reading import read_labelled
from coolhead.adapters.speech.packages import Samples
from coolhead.adapters.speech.recogniser import Recogniser
from coolhead.adapters.speech.settings import SpeechSettings
from tools import synthetic_voice, telephone_line
from tools.synthetic_voice import HOW_TO_FETCH, Speaker, ToolMissingError

VOICES: Final = ("bf_emma", "bm_daniel", "af_bella", "am_michael", "bf_isabella", "bm_george")
RECOGNISED_AT_HZ: Final = 16_000
# The voice's model takes no more symbols than this at once; it is about four hundred characters.
LONGEST: Final = 380


def main() -> int:
    """Speak and hear the calls; 2 where a tool is missing."""
    options = _options()
    try:
        speaker = Speaker(options.archives)
    except ToolMissingError as error:
        print(f"hear_corpus: {error}", file=sys.stderr)
        return 2
    settings = SpeechSettings(model=options.model) if options.model else SpeechSettings()
    recogniser = Recogniser(settings)
    recogniser.start()
    with closing(recogniser):
        for path in drawn(options.corpus, options.utterances):
            lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            _write(options.out / "said" / path.name, lines)
            heard = list(_heard(lines, speaker, recogniser))
            _write(options.out / "heard" / path.name, heard)
            print(f"{path.stem}: {len(heard) - 1} utterances", flush=True)
    return 0


def drawn(corpus: Path, utterances: int) -> Iterator[Path]:
    """Calls in an order that says nothing of them, until they hold so many utterances."""
    paths = sorted(corpus.glob("**/*.jsonl"), key=lambda path: sha256(path.stem.encode()).digest())
    for path in paths:
        call = read_labelled(path)
        if call.about.style != "written":
            continue
        if utterances <= 0:
            return
        utterances -= len(call.utterances)
        yield path


def _heard(
    lines: list[dict[str, Any]], speaker: Speaker, recogniser: Recogniser
) -> Iterator[dict[str, Any]]:
    about, *said = lines
    first = sha256(about["call"]["id"].encode()).digest()[0]
    voices = {
        "customer": VOICES[first % len(VOICES)],
        "agent": VOICES[(first + 1) % len(VOICES)],
    }
    yield {"call": about["call"] | {"style": "recognised"}}
    for each in said:
        recogniser.submit(_over_the_line(speaker, each["text"], voices[each["party"]]))
        (answer,) = recogniser.answers(wait=True)
        text = answer.recognition.text.strip() if answer.recognition else ""
        yield each | {"text": text or "um"}


def _over_the_line(speaker: Speaker, text: str, voice: str) -> Samples:
    """The sound of the text as it comes out of a telephone, at the recogniser's rate."""
    parts = [speaker.say(part, voice, 1.0) for part in _in_parts(text)]
    line = telephone_line.over_the_line(np.concatenate(parts), synthetic_voice.SAMPLE_RATE_HZ)
    length = len(line) / telephone_line.SAMPLE_RATE_HZ
    whole = telephone_line.channel([(0.2, line)], length + 0.4, seed=len(text))
    sound = whole.astype(np.float32) / 2**15
    return np.asarray(
        soxr.resample(sound, telephone_line.SAMPLE_RATE_HZ, RECOGNISED_AT_HZ), dtype=np.float32
    )


def _in_parts(text: str) -> list[str]:
    """The text cut at spaces where it is longer than the voice's model can say."""
    parts = [""]
    for word in text.split():
        if len(parts[-1]) + len(word) >= LONGEST:
            parts.append("")
        parts[-1] = f"{parts[-1]} {word}".strip()
    return parts


def _write(path: Path, lines: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").format(fetch=HOW_TO_FETCH),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("corpus", type=Path, help="a folder of labelled calls")
    parser.add_argument(
        "--from", dest="archives", type=Path, required=True, help="the folder with the archives"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument("--utterances", type=int, default=200, help="so many at least (200)")
    parser.add_argument("--model", help="the recogniser's model: a name, or a folder of weights")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
