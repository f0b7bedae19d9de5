"""The recogniser's own process: ``python -m coolhead.adapters.speech.recogniser_process``.

A process of its own, so that a crash in native code loses words and not the call, and niced, so
that the screen and voice activity always come first. It ends when its parent does, since its
input then closes.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any, BinaryIO, Final

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


def serve(requests: BinaryIO, replies: BinaryIO, model: str, language: str, beam_size: int) -> None:
    """Load the model, then answer until the input ends."""
    try:
        whisper = load(model)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the parent has to be told why
        missing = not os.path.isdir(model)  # noqa: PTH112 -- the name of a model is no path
        write_reply(replies, LoadFailed(f"{type(error).__name__}: {error}", missing))
        return
    write_reply(replies, Ready())
    while payload := read_frame(requests):
        samples = np.frombuffer(payload, dtype=np.float32)
        try:
            write_reply(replies, recognise(whisper, samples, language, beam_size))
        except OSError:
            return  # the parent is gone
        except Exception as error:  # noqa: BLE001 -- one utterance is lost, the next may go well
            write_reply(replies, Refused(f"{type(error).__name__}: {error}"))


def load(model: str) -> Any:
    """Load a model by folder or name; a name is looked for on this machine first."""
    from faster_whisper import WhisperModel  # noqa: PLC0415 -- slow, and its absence is reported

    settings: dict[str, Any] = {"device": "cpu", "compute_type": "int8", "cpu_threads": 1}
    if os.path.isdir(model):  # noqa: PTH112 -- the name of a model is no path
        return WhisperModel(model, **settings)
    try:
        return WhisperModel(model, local_files_only=True, **settings)
    except (OSError, RuntimeError, ValueError):
        return WhisperModel(model, **settings)


def recognise(whisper: Any, samples: Any, language: str, beam_size: int) -> Recognition:
    """Recognise one utterance of at most 30 s."""
    seconds = samples.shape[0] / SAMPLE_RATE_HZ
    segments, _ = whisper.transcribe(
        samples,
        language=language,
        beam_size=beam_size,
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
    serve(sys.stdin.buffer, replies, model, language, int(beam_size))


if __name__ == "__main__":
    main()
