"""The computer's clock."""

from __future__ import annotations

import time
from datetime import datetime


class SystemClock:
    """``Clock``: the monotonic clock, and the time of day with the machine's own offset."""

    def passed(self) -> float:
        """Seconds that pass evenly, from anywhere."""
        return time.monotonic()

    def now(self) -> datetime:
        """The time of day."""
        return datetime.now().astimezone()
