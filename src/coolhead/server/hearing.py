"""The ears of a server, where it has any, and their figures."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import structlog
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from coolhead.errors import MissingExtraError, SpeechError
from coolhead.server.settings import ServerSettings
from coolhead.services.live.ports import Ears

if TYPE_CHECKING:
    from coolhead.adapters.speech.live import Ears as LiveEars

_LOG = structlog.get_logger()
# Name of the figure, what it is, whether it only grows, and the field that it is.
_FIGURES: Final = (
    ("ears", "Calls with sound at the moment.", False, "ears"),
    ("queue", "Utterances that wait for a recogniser.", False, "waiting"),
    ("oldest_wait_seconds", "How long the oldest of them has waited.", False, "oldest_wait_s"),
    (
        "real_time_factor",
        "Time of recognition over the length of what was said.",
        False,
        "real_time_factor",
    ),
    ("behind_seconds", "How long sound waits to be listened to.", False, "behind_s"),
    ("alive", "Recogniser processes that run.", False, "recognisers_alive"),
    ("restarts", "Recogniser processes that were started again.", True, "restarts"),
    ("utterances", "Utterances that were recognised.", True, "recognised"),
    ("given_up", "Utterances that waited too long or were lost.", True, "given_up"),
    ("frames", "Frames of sound that came in.", True, "frames"),
    ("frames_late", "Frames that came after their time.", True, "frames_late"),
    ("frames_duplicate", "Frames that came twice.", True, "frames_duplicate"),
    ("frames_dropped", "Frames that were too much, or no sound.", True, "frames_dropped"),
)


async def open_ears(
    settings: ServerSettings, figures: CollectorRegistry, stack: AsyncExitStack
) -> Ears | None:
    """Ears that hear until the stack is closed; None where the server does not hear sound.

    With ``speech`` at "auto" a server without the extra or without a model starts all the same,
    and says so. Raises ``MissingExtraError`` and ``SpeechError`` where it is "on".
    """
    if settings.speech == "off":
        return None
    try:
        from coolhead.adapters.speech import SpeechSettings  # noqa: PLC0415 - an extra
        from coolhead.adapters.speech.live import Ears as LiveEars  # noqa: PLC0415
        from coolhead.adapters.speech.live import HearingSettings  # noqa: PLC0415

        live = HearingSettings(interim_every_s=settings.interim_every_s)
        ears = LiveEars(
            SpeechSettings(model=settings.speech_model)
            if settings.speech_model
            else SpeechSettings(),
            replace(live, recognisers=settings.recognisers) if settings.recognisers else live,
        )
        stack.push_async_callback(ears.close)
        await ears.start()
    except (MissingExtraError, SpeechError) as error:
        if settings.speech == "on":
            raise
        _LOG.warning("sound is not heard, transcripts are", code=error.code, reason=error.message)
        return None
    figures.register(EarFigures(ears))
    return ears


class EarFigures(Collector):
    """The ears' figures as they are when they are asked for."""

    def __init__(self, ears: LiveEars) -> None:
        self._ears = ears

    def collect(self) -> Iterable[Metric]:
        """The figures."""
        now = self._ears.figures()
        for name, what, grows, field in _FIGURES:
            family = CounterMetricFamily if grows else GaugeMetricFamily
            yield family(f"coolhead_recogniser_{name}", what, value=float(getattr(now, field)))
