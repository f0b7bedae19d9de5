"""The decoder's own process: ``python -m coolhead.adapters.speech.decoder_process``.

It reads one file, its standard input, and writes what it hears to its standard output. A recording
may come from anywhere and decoders are native code: what goes wrong in here costs this process and
nothing else. It ends when its parent does, since nobody reads its output then.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import BinaryIO, Final

from coolhead.adapters.speech.wire import (
    Finished,
    LoadFailed,
    Noticed,
    Ready,
    Reply,
    Sound,
    Undecodable,
    write_frame,
    write_reply,
)

# Behind the screen and voice activity, but before the recogniser, which waits for it.
NICENESS: Final = 5
# The libraries take 200 MB of addresses, a recording as good as none: beyond this the file has
# talked a decoder into something.
MOST_MEMORY_BYTES: Final = 2 * 1024**3
# An hour decodes a month of sound: this ends only what goes round in circles with nobody left to
# kill it.
MOST_PROCESSOR_S: Final = 3600
HINT_FORMATS: Final = "Give a sound file such as WAV, MP3, M4A, OGG, FLAC or WebM."


def serve(file: BinaryIO, replies: BinaryIO, *, head_only: bool) -> None:
    """Answer for one file."""
    try:
        from coolhead.adapters.speech import decoding  # noqa: PLC0415 -- a failure is reported
    except Exception as error:  # noqa: BLE001 -- whatever it is, the parent has to be told why
        write_reply(replies, LoadFailed(f"{type(error).__name__}: {error}"))
        return
    write_reply(replies, Ready())
    try:
        with decoding.opened(file) as (container, stream):
            head = decoding.head_of(container, stream)
            if head_only:
                write_reply(replies, head)
            else:
                _stream(decoding.Frames(container, stream), stream, replies)
    except decoding.Unheard as error:
        write_reply(replies, Undecodable(str(error), HINT_FORMATS))
    except OSError as error:
        raise SystemExit(1) from error  # the parent is gone
    except (Exception, MemoryError):  # noqa: BLE001 -- what damage makes libraries raise has no class
        write_reply(replies, Undecodable(decoding.TOO_DAMAGED, HINT_FORMATS))
    else:
        write_reply(replies, Finished())
