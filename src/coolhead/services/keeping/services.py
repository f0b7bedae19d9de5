"""What the routes about keeping are given."""

from __future__ import annotations

from dataclasses import dataclass

from coolhead.services.keeping.erasure import Eraser
from coolhead.services.keeping.export import Exporter
from coolhead.services.keeping.numbers import DoNotCall
from coolhead.services.live.store import CallKeeping


@dataclass(frozen=True, kw_only=True)
class KeepingServices:
    """Holds, erasure, exports and the do-not-call list of one workspace."""

    keeping: CallKeeping
    eraser: Eraser
    exporter: Exporter
    numbers: DoNotCall
