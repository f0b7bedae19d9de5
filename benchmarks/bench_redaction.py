"""Redaction of ordinary talk and of the worst that a source could send: how time grows with length.

A text that is four times as long should take four times as long, whatever stands in it.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

from coolhead.redaction.redactor import RedactionSettings, Redactor

SHORT, LONG = 2_500, 10_000
_TALK: Final = (
    "I rang on Tuesday about order 4711, and you said that somebody would ring back by five. "
)
# What makes each of the patterns begin at every place.
WORST: Sequence[str] = ("A1", "a-", "1-", "A 1 ", "4 ", "GB82 ", "one ", "a.a@", "password ", "at ")


def main() -> None:
    """Print the milliseconds of both lengths, and how many times longer the long one takes."""
    redactor = Redactor(RedactionSettings(phones=True, emails=True))
    for unit in (_TALK, *WORST):
        short, long = (_seconds(redactor, unit, length) for length in (SHORT, LONG))
        times = LONG / SHORT
        print(
            f"{unit[:12]!r:>16}: {SHORT:,} characters {short * 1e3:7.1f} ms, {LONG:,} "
            f"{long * 1e3:7.1f} ms ({long / short:.1f} times; {times:.0f} is linear)"
        )


def _seconds(redactor: Redactor, unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    took = []
    for _ in range(3):
        began = time.perf_counter()
        redactor.mask(text)
        took.append(time.perf_counter() - began)
    return min(took)


if __name__ == "__main__":
    main()
