"""Python's garbage collector, set so that it does not hold a server up.

A full collection walks through everything that is alive: with 500 calls a quarter of a second in
which no cue is shown, and with the usual thresholds one every few seconds. Calls are made of frozen
structs that hold no cycles and are freed by counting; what is left for it to do is little.
"""

from __future__ import annotations

import gc
from typing import Final

# (young, middle, full): a young collection after so many more containers were made than freed, and
# each next one after so many of the one before. A full one then comes every few minutes at most.
THRESHOLDS: Final = (10_000, 5, 500)


def hold_up_less() -> None:
    """Set the collector of this process; call it when what lives for ever has been made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
