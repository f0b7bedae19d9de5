"""A process to be killed: appends to a store and notes what was acknowledged.

Reads ``<url> <spool> <acknowledgements>`` a line, forks for each, says the fork's id and, when it
is dead, so. The fork appends until it is killed. Forking saves the second that importing takes.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from coolhead.adapters.storage.store import open_store
from coolhead.call.events import CallStarted, Envelope, Event, TimeAdvanced
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey, CallSummary

CALLS = 8


def batch_of(call: str, seq: int) -> Batch:
    """The event with this number of a call that does nothing but tick."""
    event: Event = TimeAdvanced(at=float(seq)) if seq else CallStarted(at=0.0, call=call)
    return Batch(
        key=CallKey("w", call),
        envelopes=(Envelope(workspace="w", team="t", call=call, seq=seq, event=event),),
        summary=CallSummary(workspace="w", call=call, team="t", seq=seq, now=float(seq)),
    )


async def append_for_ever(url: str, spool: str, acknowledged: str) -> None:
    note = os.open(acknowledged, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    store = await open_store(url, spool=Path(spool))

    async def one(call: str) -> None:
        seq = len(await store.events(CallKey("w", call)))
        while True:
            keeping = await store.append(batch_of(call, seq))
            await keeping.landed()
            os.write(note, f"{call} {seq} {keeping.where}\n".encode())
            seq += 1

    await asyncio.gather(*(one(f"c{number}") for number in range(CALLS)))


def main() -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                asyncio.run(append_for_ever(*line.split()))
            finally:
                os._exit(1)
        print(child, flush=True)
        os.waitpid(child, 0)
        print("dead", flush=True)


if __name__ == "__main__":
    main()
