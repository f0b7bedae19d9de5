"""Where in its call a stream of samples is, when the stream itself does not say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

# A network holds sound up for a second or two, and then all of it comes: no time is missing. Who
# sends nothing for longer has paused, and goes on at the present.
PAUSE_S: Final = 3.0


class SampleClock:
    """Time as samples counted, moved on over a pause; ``at`` is in seconds of the call.

    ``passed`` is a clock of seconds that pass evenly.
    """

    def __init__(self, at: float, passed: Callable[[], float]) -> None:
        self.at = at
        self._passed = passed
        self._latest = passed()

    def frame(self, seconds: float) -> float:
        """When the frame begins that came just now and is so many seconds long."""
        now = self._passed()
        silent, self._latest = now - self._latest - seconds, now
        if silent > PAUSE_S:
            self.at += silent
        began = self.at
        self.at += seconds
        return began

    def move_on(self, at: float) -> None:
        """The next frame begins at ``at``; time never runs backwards."""
        self.at = max(self.at, at)
        self._latest = self._passed()
