"""A recogniser without a model: for tests, and to try a source of sound before there is one."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

from coolhead.adapters.speech.child import ChildLost
from coolhead.adapters.speech.decode import SAMPLE_RATE_HZ
from coolhead.adapters.speech.packages import Samples
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.wire import Recognition

Says = Callable[[Samples], str]


def how_long(samples: Samples) -> str:
    """Says how long the speech was."""
    return f"somebody spoke for {len(samples) / SAMPLE_RATE_HZ:.1f} seconds"


class FakeRecogniser:
    """``RecogniserChild``: understands what ``says`` tells it to; hand `hire` to ``Ears``.

    ``says`` may wait, and may raise `ChildLost` to crash. Killed, it is lost as a process is.
    """

    def __init__(self, says: Says = how_long) -> None:
        self._says = says
        self._killed = Event()

    def hire(self, _settings: SpeechSettings) -> FakeRecogniser:
        """Another one of the same kind."""
        return FakeRecogniser(self._says)

    def wait_until_loaded(self) -> None:
        """It has nothing to load."""

    def recognise(self, samples: Samples, *, window_s: float | None = None) -> Recognition:
        """What it was told to understand, and sure of it."""
        del window_s  # it needs none
        text = self._says(samples)
        if self._killed.is_set():
            raise ChildLost("the recogniser was killed")
        return Recognition(text, avg_logprob=-0.1, compression_ratio=1.0)

    def kill(self) -> None:
        """Lose what it is at."""
        self._killed.set()

    def close(self) -> None:
        """It holds nothing."""
        self._killed.set()
