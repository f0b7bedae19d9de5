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
from collections.abc import Iterator
from importlib import import_module
from typing import Any, BinaryIO, Final

from coolhead.adapters.speech.refusals import HINT_FORMATS, HOLDS_NO_SOUND, TOO_DAMAGED
from coolhead.adapters.speech.wire import (
    Finished,
    LoadFailed,
    Noticed,
    Ready,
    Sound,
    Undecodable,
    write_frame,
    write_reply,
)

_HERE: Final = "coolhead.adapters.speech"
# Behind the screen and voice activity, but before the recogniser, which waits for it.
NICENESS: Final = 5
# The libraries take 200 MB of addresses, a recording as good as none: beyond this the file has
# talked a decoder into something.
MOST_MEMORY_BYTES: Final = 2 * 1024**3
# An hour decodes a month of sound: this ends only what goes round in circles with nobody left to
# kill it.
MOST_PROCESSOR_S: Final = 3600


def serve(file: BinaryIO, replies: BinaryIO, *, head_only: bool) -> None:
    """Answer for one file."""
    try:
        # A head is looked at without what takes half of the time to load.
        decoding = import_module(f"{_HERE}.decoding")
        resampling = None if head_only else import_module(f"{_HERE}.resampling")
    except Exception as error:  # noqa: BLE001 -- whatever it is, the parent has to be told why
        write_reply(replies, LoadFailed(f"{type(error).__name__}: {error}"))
        return
    write_reply(replies, Ready())
    try:
        with decoding.opened(file) as (container, stream):
            head = decoding.head_of(container, stream)
            if resampling is None:
                write_reply(replies, head)
            else:
                frames = decoding.Frames(container, stream)
                _send(replies, frames, resampling.resampled(frames, stream))
    except decoding.Unheard as error:
        write_reply(replies, Undecodable(str(error), HINT_FORMATS))
    except BrokenPipeError:
        raise  # the parent is gone
    except OSError as error:
        reason = error.strerror or type(error).__name__
        write_reply(replies, Undecodable(f"cannot be read: {reason}", ""))
    except Exception:  # noqa: BLE001 -- what damage makes libraries raise has no common class
        write_reply(replies, Undecodable(TOO_DAMAGED, HINT_FORMATS))


def _send(replies: BinaryIO, frames: Any, pieces: Iterator[Any]) -> None:
    heard = False
    for piece in pieces:
        heard = True
        write_reply(replies, Sound(*piece.shape))
        write_frame(replies, piece.tobytes())
    if frames.damaged:
        what = f"is damaged in {frames.damaged} places; what can be read is heard"
        write_reply(replies, Noticed(what))
    write_reply(replies, Finished() if heard else Undecodable(HOLDS_NO_SOUND, HINT_FORMATS))


def _limit() -> None:
    """Bound what the process may take, on systems that can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 -- not there on every system

    bounds = {
        resource.RLIMIT_AS: MOST_MEMORY_BYTES,
        resource.RLIMIT_CPU: MOST_PROCESSOR_S,
        # What a customer said must not end in a core dump or in any other file.
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for which, bound in bounds.items():
        _, hard = resource.getrlimit(which)
        lowest = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        # macOS has some of these in name only.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(which, (lowest, lowest))
    os.nice(NICENESS)


def main() -> None:
    """Serve on the process's pipes; the argument is ``head`` or ``sound``."""
    # Ctrl-C at a terminal reaches every process of the group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit()
    # What native libraries print must not get between the replies.
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        serve(sys.stdin.buffer, replies, head_only=sys.argv[1] == "head")
    except OSError:
        os._exit(1)  # the parent is gone, and with it whoever the rest was for


if __name__ == "__main__":
    main()
