"""Finds out who asks, from the token of a session or of a program's key."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Final

import msgspec

from coolhead.errors import StorageError
from coolhead.services.access.people import KEY_START, Session, digest_of
from coolhead.services.access.principal import Principal
from coolhead.services.access.store import AccessStore
from coolhead.services.live.ports import Clock

# OWASP's session management cheat sheet: for people who work with it all day, an absolute end
# after 4 to 8 hours; NIST SP 800-63B-4 §2.2.3 (AAL2) allows 24 h and 1 h without activity. Ten
# hours end no shift halfway (8 h and breaks); an open feed counts as activity, so an hour without
# any means that the screen was closed.
IDLE: Final = timedelta(hours=1)
ABSOLUTE: Final = timedelta(hours=10)
# A write for every request would be one too many: when somebody was last seen is kept this finely.
SEEN_EVERY: Final = timedelta(minutes=1)
# No token of ours is longer; what is, is not worth a hash.
_LONGEST_TOKEN: Final = 200
# More people and programs than one server serves at a time.
_MOST_REMEMBERED: Final = 10_000


class SessionTimes(msgspec.Struct, frozen=True, kw_only=True):
    """When sessions end: after so long without a request, and after so long at all."""

    idle: timedelta = IDLE
    absolute: timedelta = ABSOLUTE

    def holds(self, session: Session, now: datetime) -> bool:
        """Whether a session goes on."""
        return now < min(session.seen_at + self.idle, session.created_at + self.absolute)


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who came in: who it is, and by what (``digest`` of the token).

    ``until`` is when that ends, whatever is done; None where it does not.
    """

    principal: Principal
    digest: str
    by_key: bool = False
    until: datetime | None = None


class _Remembered(msgspec.Struct, frozen=True):
    """An answer that was given, the state of the store that it is of, and how long it may be."""

    visit: Visit
    changed: int
    until: datetime


class Entry:
    """Knows people by their sessions and programs by their keys."""

    def __init__(self, store: AccessStore, clock: Clock, times: SessionTimes | None = None) -> None:
        self._store = store
        self._clock = clock
        self.times = times or SessionTimes()
        self._remembered: OrderedDict[str, _Remembered] = OrderedDict()

    async def by_session(self, token: str) -> Visit | None:
        """Who is signed in with this token; None where nobody is, or no longer."""
        if not 0 < len(token) <= _LONGEST_TOKEN:
            return None
        return await self._session_visit(digest_of(token))

    async def by_key(self, token: str) -> Visit | None:
        """Which program has this key; None where none has, or it holds no longer."""
        if not token.startswith(KEY_START) or len(token) > _LONGEST_TOKEN:
            return None
        return await self._key_visit(digest_of(token))

    async def again(self, visit: Visit) -> Visit | None:
        """The same visit as rights are now; None where the session or the key has ended.

        Asked by every open feed again and again: while nobody's rights were changed, an answer
        is remembered for up to a minute.
        """
        now, changed = self._clock.now(), self._store.changed
        known = self._remembered.get(visit.digest)
        if known is not None and known.changed == changed and now < known.until:
            return known.visit
        if visit.by_key:
            found = await self._key_visit(visit.digest)
        else:
            found = await self._session_visit(visit.digest)
        self._remembered.pop(visit.digest, None)
        if found is not None:
            until = min(now + SEEN_EVERY, found.until or now + SEEN_EVERY)
            self._remembered[visit.digest] = _Remembered(found, changed, until)
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.popitem(last=False)
        return found

    async def forget_ended(self, workspace: str) -> int:
        """Remove sessions and links that ended; to be called now and then."""
        now = self._clock.now()
        times = self.times
        return await self._store.forget_ended(workspace, now - times.idle, now - times.absolute)

    async def _session_visit(self, digest: str) -> Visit | None:
        session = await self._store.session(digest)
        now = self._clock.now()
        if session is None or not self.times.holds(session, now):
            return None
        user = await self._store.user(session.workspace, session.user)
        if user is None or not user.active:
            return None
        await self._seen(digest, session.seen_at, now)
        until = session.created_at + self.times.absolute
        return Visit(principal=user.principal, digest=digest, until=until)

    async def _key_visit(self, digest: str) -> Visit | None:
        key = await self._store.key_by_digest(digest)
        now = self._clock.now()
        if key is None or not key.holds(now):
            return None
        await self._seen(digest, key.used_at, now)
        return Visit(principal=key.principal, digest=digest, by_key=True, until=key.expires_at)

    async def _seen(self, digest: str, last: datetime | None, now: datetime) -> None:
        if last is not None and now - last < SEEN_EVERY:
            return
        try:
            await self._store.seen(digest, now)
        except StorageError:
            # While the database takes no writes, whoever is in stays in: the time that a session
            # was last seen is told again with the next request.
            return
