"""The recogniser's own process: ``python -m coolhead.adapters.speech.recogniser_process``.

A process of its own, so that a crash in native code loses words and not the call, and niced, so
that the screen and voice activity always come first. It ends when its parent does, since its
input then closes.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any, BinaryIO, Final, NamedTuple

import numpy as np

from coolhead.adapters.speech.wire import (
    LoadFailed,
    Ready,
    Recognition,
    Refused,
    read_frame,
    write_reply,
)

# Behind everything interactive, yet not starved by another batch job.
NICENESS: Final = 10
SAMPLE_RATE_HZ: Final = 16_000
# People speak at most about 7 tokens a second; without a limit a recogniser that goes round in
# circles takes seconds over a moment of noise.
TOKENS_A_SECOND: Final = 10
TOKENS_AT_LEAST: Final = 16
# Whisper hears speech to its end only where silence follows: with less than this some of the last
# words were lost (benchmarks/bench_live_hearing.py --words).
SILENCE_AFTER_S: Final = 4.0
FRAMES_A_SECOND: Final = 100


class Manner(NamedTuple):
    """How utterances are recognised; see ``SpeechSettings``."""

    language: str
    beam_size: int


def serve(requests: BinaryIO, replies: BinaryIO, model: str, manner: Manner) -> None:
    """Load the model, then answer until the input ends."""
    try:
        whisper = load(model)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the parent has to be told why
        missing = not os.path.isdir(model)  # noqa: PTH112 -- the name of a model is no path
        write_reply(replies, LoadFailed(f"{type(error).__name__}: {error}", missing))
        return
    write_reply(replies, Ready())
    while payload := read_frame(requests):
        window_s, samples = np.split(np.frombuffer(payload, dtype=np.float32), [1])
        try:
            write_reply(replies, recognise(whisper, samples, float(window_s[0]), manner))
        except OSError:
            return  # the parent is gone
        except Exception as error:  # noqa: BLE001 -- one utterance is lost, the next may go well
            write_reply(replies, Refused(f"{type(error).__name__}: {error}"))


def load(model: str) -> Any:
    """Load a model by folder or name; a name is looked for on this machine first."""
    from faster_whisper import WhisperModel  # noqa: PLC0415 -- slow, and its absence is reported

    class Windowed(WhisperModel):  # type: ignore[misc]  # it has no types
        """Looks at the first ``frames`` of the 3,000 that it is given, 10 ms each."""

        frames = 3_000

        def encode(self, features: Any) -> Any:
            return super().encode(np.ascontiguousarray(features[..., : self.frames]))

    settings: dict[str, Any] = {"device": "cpu", "compute_type": "int8", "cpu_threads": 1}
    if os.path.isdir(model):  # noqa: PTH112 -- the name of a model is no path
        return Windowed(model, **settings)
    try:
        return Windowed(model, local_files_only=True, **settings)
    except (OSError, RuntimeError, ValueError):
        return Windowed(model, **settings)


def window_frames(seconds: float, window_s: float) -> int:
    """How many frames of 10 ms are looked at for speech of this length; an even number."""
    return 2 * round(min(30.0, max(window_s, seconds + SILENCE_AFTER_S)) * FRAMES_A_SECOND / 2)


def recognise(whisper: Any, samples: Any, window_s: float, manner: Manner) -> Recognition:
    """Recognise one utterance of at most 30 s."""
    seconds = samples.shape[0] / SAMPLE_RATE_HZ
    whisper.frames = window_frames(seconds, window_s)
    segments, _ = whisper.transcribe(
        samples,
        language=manner.language,
        beam_size=manner.beam_size,
        # One pass: retries at other temperatures would take as long again and invent words.
        temperature=0,
        vad_filter=False,
        without_timestamps=True,
        # What was misheard once must not colour the rest of the call.
        condition_on_previous_text=False,
        max_new_tokens=TOKENS_AT_LEAST + int(seconds * TOKENS_A_SECOND),
    )
    pieces = list(segments)
    if not pieces:
        return Recognition("", 0.0, 0.0)
    return Recognition(
        text=" ".join(piece.text.strip() for piece in pieces).strip(),
        avg_logprob=min(piece.avg_logprob for piece in pieces),
        compression_ratio=max(piece.compression_ratio for piece in pieces),
    )


def main() -> None:
    """Serve on the process's pipes."""
    # Ctrl-C at a terminal reaches every process of the group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    model, language, beam_size = sys.argv[1:4]
    # What native libraries print must not get between the replies.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, replies, model, Manner(language, int(beam_size)))


if __name__ == "__main__":
    main()
