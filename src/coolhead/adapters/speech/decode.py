"""Any container to blocks of 16 kHz sound, streamed: memory does not grow with the file.

Nothing of the file but its first bytes is looked at in this process: see `decoder_process`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coolhead.adapters.speech.decoder import Decoder, DecoderLost
from coolhead.adapters.speech.packages import Samples
from coolhead.adapters.speech.refusals import HINT_FORMATS, NO_RECORDING, TOO_DAMAGED
from coolhead.adapters.speech.signatures import HEAD_BYTES, begins_like_sound
from coolhead.adapters.speech.wire import Finished, Head, Noticed, Undecodable
from coolhead.errors import InputError

# What voice activity and Whisper both work at.
SAMPLE_RATE_HZ: Final = 16_000
# Half a second of sound is decoded in a millisecond; nothing sound takes this long, even where the
# machine is busy with everything else.
SILENT_FOR_S: Final = 30.0
# RIFF sizes that writers to a pipe leave, who cannot know the length.
_UNKNOWN_SIZES: Final = (0, 0x7FFFFFFF, 0xFFFFFFFF)

Notice = Callable[[str], None]


@dataclass(frozen=True)
class SoundFile:
    """What a file says of its sound; ``duration_s`` is None where it does not say."""

    path: Path
    channels: int
    sample_rate_hz: int
    duration_s: float | None


def probe(path: Path, *, silent_for_s: float = SILENT_FOR_S) -> SoundFile:
    """Look at the file's head; raises ``InputError`` where there is no sound to read."""
    with _decoder(path, head_only=True, silent_for_s=silent_for_s) as (decoder, _):
        reply = decoder.read()
        if isinstance(reply, Undecodable):
            raise InputError(reply.reason, file=str(path), hint=reply.hint)
        if not isinstance(reply, Head):
            raise DecoderLost("the decoder answered rubbish")
        return SoundFile(path, reply.channels, reply.sample_rate_hz, reply.duration_s)


def stream_sound(
    path: Path, notice: Notice, *, silent_for_s: float = SILENT_FOR_S
) -> Generator[Samples, None, None]:
    """Yield pieces of shape ``(samples, channels)`` at 16 kHz, float32 within -1 and 1.

    ``notice`` is told, in a sentence, of what was cut or damaged but could be got over. Raises
    ``InputError`` where nothing can be decoded, or next to nothing, and where the file crashes
    the decoder or holds it up for ``silent_for_s``. Closing the generator ends the decoder.
    """
    with _decoder(path, head_only=False, silent_for_s=silent_for_s) as (decoder, missing):
        while not isinstance(reply := decoder.read(), Finished):
            if isinstance(reply, Undecodable):
                raise InputError(reply.reason, file=str(path), hint=reply.hint)
            if isinstance(reply, Head):
                raise DecoderLost("the decoder answered rubbish")
            if isinstance(reply, Noticed):
                notice(f"{path.name} {reply.what}")
            else:
                yield reply
    if missing:
        notice(
            f"{path.name} is cut short: {missing} of the bytes that it announces are missing; "
            "what is there is heard"
        )


@contextmanager
def _decoder(path: Path, *, head_only: bool, silent_for_s: float) -> Iterator[tuple[Decoder, int]]:
    """A decoder at work on the file, and how many bytes the file lacks."""
    decoder, missing = _started(path, head_only=head_only, silent_for_s=silent_for_s)
    try:
        yield decoder, missing
    except DecoderLost as error:
        raise InputError(f"{TOO_DAMAGED} ({error})", file=str(path), hint=HINT_FORMATS) from error
    finally:
        decoder.close()


def _started(path: Path, *, head_only: bool, silent_for_s: float) -> tuple[Decoder, int]:
    name = str(path)
    try:
        kind = path.stat()
        if stat.S_ISDIR(kind.st_mode):
            raise InputError("this is a folder", file=name, hint=HINT_FORMATS)
        if not stat.S_ISREG(kind.st_mode):
            raise InputError(
                "this is no ordinary file", file=name, hint="Write the recording to a file first."
            )
        with path.open("rb", buffering=0) as file:
            head = file.read(HEAD_BYTES)
            if not head:
                raise InputError("the file is empty", file=name, hint=HINT_FORMATS)
            if not begins_like_sound(head):
                raise InputError(NO_RECORDING, file=name, hint=HINT_FORMATS)
            missing = _missing_bytes(head, os.fstat(file.fileno()).st_size)
            file.seek(0)
            decoder = Decoder(file, head_only=head_only, silent_for_s=silent_for_s)
    except FileNotFoundError as error:
        raise InputError("there is no such file", file=name, hint="Check the path.") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot be read: {reason}", file=name) from error
    return decoder, missing


def _missing_bytes(head: bytes, size: int) -> int:
    """How many bytes a RIFF file announces beyond those it has; FFmpeg passes over that."""
    if len(head) < 12 or head[:4] != b"RIFF":
        return 0
    announced = int.from_bytes(head[4:8], "little")
    return 0 if announced in _UNKNOWN_SIZES else max(0, announced + 8 - size)
