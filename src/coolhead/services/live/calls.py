"""Every live call of a process: opened, found, ticked, ended when nobody comes back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from functools import partial
from weakref import WeakValueDictionary

import msgspec

from coolhead.call.events import CallStarted, UtteranceRedacted
from coolhead.errors import BusyError, CoolheadError, DamagedError, InputError, StorageError
from coolhead.playbook.render import as_json
from coolhead.playbook.schema import Playbook
from coolhead.services.live.call import Again, LiveCall, Surroundings
from coolhead.services.live.ports import Playbooks, Runners, SettingsOf
from coolhead.services.live.settings import CallSettings
from coolhead.services.live.store import Keeping
from coolhead.services.live.summary import CallKey, CallSummary

# Finer than the second that passes in a call, so that calls are not all kept in one burst.
_TURN_S = 0.1
# So many at once, the others a little later: what is said meanwhile does not wait for all.
_AT_ONCE = 8


def check_call_id(call: str) -> None:
    """Raise ``InputError`` for what cannot name a call."""
    if "/" in call or not call.strip():
        raise InputError(
            "a call's id is not empty and has no '/' in it",
            field="call.id",
            hint="It is part of addresses; use letters, digits, '-', '_' and '.'.",
        )


class LiveCalls:
    """Opens calls for sources (``Intake``) and finds them for those who watch and act."""

    def __init__(
        self,
        around: Surroundings,
        *,
        runners: Runners,
        playbooks: Playbooks,
        settings_of: SettingsOf,
    ) -> None:
        self._around = around
        self._runners = runners
        self._playbooks = playbooks
        self._settings_of = settings_of
        self._calls: dict[CallKey, LiveCall] = {}
        self._opening: WeakValueDictionary[CallKey, asyncio.Lock] = WeakValueDictionary()
        self._kept: set[str] = set()  # digests of playbooks
        self._closing = False

    async def open(
        self, header: CallStarted, *, source: str, playbook: str | None = None
    ) -> LiveCall:
        """Open a call or go on with it; see ``Intake.open``. Raises ``BusyError`` when full."""
        del source  # the header's scope is the source's; its name is for logs
        check_call_id(header.call)
        key = CallKey(header.workspace, header.call)
        async with self._one_at_a_time(key):
            call = await self._found(key)
            if call is not None:
                if call.ended:
                    raise InputError(
                        f"the call '{key.call}' has ended already",
                        field="call.id",
                        hint="Every call needs an id of its own.",
                    )
                call.come_back()
                call.resumed = True
                return call
            begun = await self._begin(key, header, playbook)
            begun.come_back()
            return begun

    async def find(self, key: CallKey) -> LiveCall | None:
        """A call, live or over, with its state; None where it was never kept.

        Raises ``StorageError``, and ``ConfigError`` where its playbook is not at hand.
        """
        if (call := self._calls.get(key)) is not None:
            return call
        async with self._one_at_a_time(key):
            return await self._found(key)

    async def summary(self, key: CallKey) -> CallSummary | None:
        """A call's row, from here if the call is at hand; see ``EventStore.summary``."""
        call = self._calls.get(key)
        return call.summary if call is not None else await self._around.store.summary(key)

    def live(self, workspace: str) -> Iterator[LiveCall]:
        """The calls of a workspace that are going on."""
        return (
            call
            for key, call in self._calls.items()
            if key.workspace == workspace and not call.ended
        )

    async def redact(self, key: CallKey, utterance: str, text: str) -> Keeping | None:
        """Replace the text of an utterance wherever it is kept; None where there is none."""
        call = await self.find(key)
        if call is None or call.state.call.find(utterance) is None:
            return None
        keeping = await call.take(UtteranceRedacted(at=call.now, utterance=utterance, text=text))
        await keeping.landed()
        # What was quoted from the old words is in the state too: it is folded anew.
        await call.fold_anew(await self._around.store.events(key))
        return keeping

    def forget(self, key: CallKey) -> None:
        """Let go of a call that was erased."""
        self._calls.pop(key, None)

    async def recover(self) -> int:
        """Go on with the calls that were live when the process before this one stopped.

        Returns how many. One whose source does not come back is ended after a while; one that
        cannot be read stays as it is.
        """
        count = 0
        for key, _ in await self._around.store.open_calls():
            with contextlib.suppress(CoolheadError):
                call = await self.find(key)
                count += call is not None and not call.ended
        return count

    async def run(self) -> None:
        """Let time pass in every call until cancelled."""
        while not self._closing:
            calls = list(self._calls.values())
            self._around.meters.live_calls(sum(not call.ended for call in calls))
            due = [call for call in calls if self._is_due(call)]
            groups = [due[first : first + _AT_ONCE] for first in range(0, len(due), _AT_ONCE)]
            async with asyncio.TaskGroup() as passing:
                for group in groups:
                    for call in group:
                        passing.create_task(self._pass_time(call))
                    await asyncio.sleep(_TURN_S / len(groups))
                if not groups:
                    await asyncio.sleep(_TURN_S)

    async def close(self) -> None:
        """Take no more; every call stays open in the store, for the next process to go on with."""
        self._closing = True
        for call in list(self._calls.values()):
            with contextlib.suppress(CoolheadError):
                await call.settle()

    def _is_due(self, call: LiveCall) -> bool:
        return call.ended or call.left_at is not None or call.is_due

    async def _pass_time(self, call: LiveCall) -> None:
        passed, settings = self._around.clock.passed(), self._around.settings
        over = call.ended_at is not None and passed - call.ended_at > settings.at_hand_s
        if over and call.is_settled:
            self._calls.pop(call.key, None)
            return
        try:
            if call.ended:
                await call.settle_wish()
            elif call.left_at is not None and passed - call.left_at > settings.abandoned_after_s:
                await call.end("system", call.left_because)
            else:
                await call.tick()
        except (StorageError, InputError):
            pass  # where there is no room to keep it, time passes later
        except Exception as error:  # noqa: BLE001 -- a fault in one call: in others time goes on
            asyncio.get_running_loop().call_exception_handler(
                {"message": "time could not pass in a live call", "exception": error}
            )

    async def _begin(self, key: CallKey, header: CallStarted, name: str | None) -> LiveCall:
        going_on = sum(not call.ended for call in self._calls.values())
        if self._closing or going_on >= self._around.settings.most_calls:
            raise BusyError(
                "no more calls can be taken at the moment",
                hint="Try again in a minute; a second server may be needed.",
            )
        playbook = await self._playbooks.named(key.workspace, header.team, name)
        settings = await self._settings_of(key.workspace)
        if header.started_at is None:
            now = self._around.clock.now().isoformat(timespec="seconds")
            header = msgspec.structs.replace(header, started_at=now)
        call = LiveCall(
            key,
            partial(self._runners.start, header, playbook, settings),
            self._around,
            settings,
            again=self._again(playbook, settings),
            resumed=False,
        )
        if playbook.digest not in self._kept:
            await self._around.store.keep_playbook(
                playbook.digest, playbook.name, playbook.version, as_json(playbook)
            )
            self._kept.add(playbook.digest)
        await call.opened()
        self._at_hand(call)
        return call

    async def _found(self, key: CallKey) -> LiveCall | None:
        if (call := self._calls.get(key)) is not None:
            return call
        past = await self._around.store.events(key)
        if not past:
            return None
        header = past[0].event
        if not isinstance(header, CallStarted) or header.playbook is None:
            raise DamagedError(f"the call '{key.call}' is kept without its beginning")
        playbook = await self._playbooks.of_digest(header.playbook.digest)
        settings = await self._settings_of(key.workspace)
        again = self._again(playbook, settings)
        call = LiveCall(
            key,
            partial(again, past),
            self._around,
            settings,
            again=again,
            resumed=True,
        )
        if call.ended:
            call.ended_at = self._around.clock.passed()
        else:
            call.leave("the source did not come back after a restart")
            await call.opened()
        self._at_hand(call)
        return call

    def _again(self, playbook: Playbook, settings: CallSettings) -> Again:
        return lambda past, keep: self._runners.resume(past, playbook, settings, keep)

    def _at_hand(self, call: LiveCall) -> None:
        """Keep a call at hand, and of those that are over not too many."""
        self._calls[call.key] = call
        over = [key for key, each in self._calls.items() if each.ended]
        for key in over[: max(0, len(over) - self._around.settings.most_at_hand)]:
            del self._calls[key]

    def _one_at_a_time(self, key: CallKey) -> asyncio.Lock:
        """The lock under which a call is opened or read; it lives as long as anybody needs it."""
        return self._opening.setdefault(key, asyncio.Lock())
