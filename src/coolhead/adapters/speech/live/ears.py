"""Hears the sound of all live calls of a process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from threading import Lock
from typing import Final
from weakref import WeakSet

from coolhead.adapters.speech.child import Child
from coolhead.adapters.speech.live.channel import Channel
from coolhead.adapters.speech.live.ear import LiveEar
from coolhead.adapters.speech.live.figures import Counts, HearingFigures
from coolhead.adapters.speech.live.hearing import Hearing
from coolhead.adapters.speech.live.pool import Hire, Pool
from coolhead.adapters.speech.live.settings import HearingSettings
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.adapters.speech.vad import VoiceSession, load_session
from coolhead.call.events import Event
from coolhead.call.vocabulary import Party
from coolhead.errors import ConfigError, SpeechError
from coolhead.services.live.ports import KeepSound, Show

_RATES_HZ: Final = range(8_000, 48_001)


class Ears:
    """``Ears``: one thread listens to all calls, recogniser processes take what was said.

    ``hire`` makes a recogniser; tests and trials give one that needs no model. Raises
    ``MissingExtraError`` where the extra ``speech`` is absent.
    """

    def __init__(
        self,
        speech: SpeechSettings | None = None,
        live: HearingSettings | None = None,
        *,
        hire: Hire = Child,
    ) -> None:
        self._live = live or HearingSettings()
        self._speech = self._live.speech(speech or SpeechSettings())
        self._counts = Counts()
        self._ears: WeakSet[LiveEar] = WeakSet()
        self._opening = Lock()  # figures may be asked for by another thread
        self._pool = Pool(
            self._speech,
            recognisers=self._live.recognisers,
            give_up_after_s=self._live.give_up_after_s,
            busy_window_s=self._live.busy_window_s,
            hire=hire,
        )
        self._session: VoiceSession | None = None
        self._hearing: Hearing | None = None

    async def start(self) -> None:
        """Load the models; returns when calls can be heard. Raises ``SpeechError``."""
        self._session = await asyncio.to_thread(load_session)
        await asyncio.to_thread(self._pool.start)
        self._hearing = Hearing(asyncio.get_running_loop(), self._pool.give_up_late)
        self._hearing.start()

    def open(
        self,
        sink: Callable[[Event], Awaitable[object]],
        *,
        rate_hz: int,
        started_at: float = 0.0,
        may_recognise: Callable[[Party], bool],
        show: Show | None = None,
        keep_sound: KeepSound | None = None,
    ) -> LiveEar:
        """An ear for one call; see ``Ears.open``. ``started_at`` is where the call stands.

        Raises ``ConfigError`` for a rate outside 8,000 to 48,000, ``SpeechError`` before the
        start and after the end.
        """
        if rate_hz not in _RATES_HZ:
            raise ConfigError(
                f"sound of {rate_hz} samples a second cannot be heard",
                hint="Send between 8,000 and 48,000.",
            )
        hearing, session = self._hearing, self._session
        if hearing is None or session is None or hearing.closed:
            raise SpeechError("nothing is heard at the moment", hint="Try again in a moment.")

        def new_channel() -> Channel:
            return Channel(
                rate_hz,
                self._speech,
                session,
                self._counts,
                early_after_s=self._live.early_after_s,
                interim_every_s=self._live.interim_every_s if show is not None else 0.0,
                expected_s=started_at,
            )

        ear = LiveEar(
            hearing,
            self._pool,
            new_channel,
            self._counts,
            sink,
            rate_hz=rate_hz,
            started_at=started_at,
            may_recognise=may_recognise,
            show=show,
            keep_sound=keep_sound,
        )
        with self._opening:
            self._ears.add(ear)
        return ear

    async def close(self) -> None:
        """Hear no more and end every process; may be called again."""
        if self._hearing is not None:
            await asyncio.to_thread(self._hearing.close)
        await asyncio.to_thread(self._pool.close)
        for ear in list(self._ears):
            ear.end()

    def figures(self) -> HearingFigures:
        """The figures as they are now."""
        counts, pool = self._counts, self._pool
        now = time.monotonic()
        with self._opening:
            ears = list(self._ears)
        since = [ear.waits_since for ear in ears]
        return HearingFigures(
            ears=self._hearing.listeners if self._hearing else 0,
            waiting=pool.waiting,
            oldest_wait_s=round(pool.oldest_wait_s, 3),
            real_time_factor=round(pool.real_time_factor, 4),
            behind_s=round(max((now - at for at in since if at is not None), default=0.0), 3),
            recognisers=pool.size,
            recognisers_alive=pool.alive,
            restarts=pool.restarts,
            recognised=pool.recognised,
            given_up=counts.given_up,
            begun_early=counts.begun_early,
            begun_in_vain=counts.begun_in_vain,
            frames=counts.frames,
            frames_late=counts.late,
            frames_duplicate=counts.duplicate,
            frames_dropped=counts.dropped + counts.refused_at_once,
            unkept=counts.unkept,
        )
