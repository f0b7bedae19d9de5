"""Webhooks and what is on its way to them, in the database."""

from __future__ import annotations

from typing import Any, Final

import msgspec
from sqlalchemy import Select, and_, delete, func, select, update

from coolhead.adapters.storage.schema.sending import webhook_deliveries as deliveries
from coolhead.adapters.storage.schema.sending import webhook_endpoints as endpoints
from coolhead.adapters.storage.store import Store
from coolhead.adapters.storage.writing import upsert
from coolhead.services.sending.webhook import Delivery, DeliveryState, Endpoint

_FIELDS: Final = Delivery.__struct_fields__
_STAYS: Final = frozenset(column.name for column in deliveries.columns)


class SqlWebhookBook:
    """``WebhookBook``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def endpoints(self, workspace: str) -> list[Endpoint]:
        """See ``WebhookBook.endpoints``."""
        query = select(endpoints).where(endpoints.c.workspace == workspace)
        query = query.order_by(endpoints.c.created_at, endpoints.c.id)
        async with self._store.reading() as connection:
            return [_endpoint(row) for row in await connection.execute(query)]

    async def put(self, endpoint: Endpoint) -> None:
        """See ``WebhookBook.put``."""
        row = msgspec.structs.asdict(endpoint)
        for name in ("teams", "kinds"):
            row[name] = msgspec.json.encode(sorted(row[name])).decode()
        async with self._store.transaction() as connection:
            await upsert(connection, endpoints, [row])

    async def remove(self, workspace: str, endpoint: str) -> bool:
        """See ``WebhookBook.remove``."""
        theirs = and_(deliveries.c.workspace == workspace, deliveries.c.endpoint == endpoint)
        it = and_(endpoints.c.workspace == workspace, endpoints.c.id == endpoint)
        async with self._store.transaction() as connection:
            await connection.execute(delete(deliveries).where(theirs))
            done = await connection.execute(delete(endpoints).where(it))
        return bool(done.rowcount)

    async def add(self, new: list[Delivery]) -> None:
        """See ``WebhookBook.add``."""
        rows = [msgspec.structs.asdict(each) for each in new]
        async with self._store.transaction() as connection:
            await upsert(connection, deliveries, rows, keep=_STAYS)

    async def delivery(self, workspace: str, delivery: str) -> Delivery | None:
        """See ``WebhookBook.delivery``."""
        found = await self._read(_deliveries(workspace).where(deliveries.c.id == delivery))
        return found[0] if found else None

    async def change(self, delivery: Delivery, *, was: DeliveryState) -> bool:
        """See ``WebhookBook.change``."""
        kept = and_(
            deliveries.c.workspace == delivery.workspace,
            deliveries.c.id == delivery.id,
            deliveries.c.state == was,
        )
        async with self._store.transaction() as connection:
            changed = update(deliveries).where(kept).values(msgspec.structs.asdict(delivery))
            done = await connection.execute(changed)
        return bool(done.rowcount)

    async def due(self, workspace: str, now: float, limit: int) -> list[Delivery]:
        """See ``WebhookBook.due``."""
        time = deliveries.c.next_at
        query = _deliveries(workspace).where(deliveries.c.state == "released", time <= now)
        return await self._read(query.order_by(time, deliveries.c.id).limit(limit))

    async def in_state(self, workspace: str, state: DeliveryState, limit: int) -> list[Delivery]:
        """See ``WebhookBook.in_state``."""
        query = _deliveries(workspace).where(deliveries.c.state == state)
        query = query.order_by(deliveries.c.created_at, deliveries.c.id)
        return await self._read(query.limit(limit))

    async def count(self, workspace: str, state: DeliveryState) -> int:
        """See ``WebhookBook.count``."""
        query = select(func.count()).select_from(deliveries)
        query = query.where(deliveries.c.workspace == workspace, deliveries.c.state == state)
        async with self._store.reading() as connection:
            return (await connection.execute(query)).scalar_one()

    async def forget_sent(self, workspace: str, before: float) -> None:
        """See ``WebhookBook.forget_sent``."""
        gone = and_(
            deliveries.c.workspace == workspace,
            deliveries.c.state == "sent",
            deliveries.c.created_at < before,
        )
        async with self._store.transaction() as connection:
            await connection.execute(delete(deliveries).where(gone))

    async def _read(self, query: Select[Any]) -> list[Delivery]:
        async with self._store.reading() as connection:
            return [Delivery(**row._mapping) for row in await connection.execute(query)]


def _endpoint(row: Any) -> Endpoint:
    plain = dict(row._mapping)
    for name in ("teams", "kinds"):
        plain[name] = frozenset(msgspec.json.decode(plain[name]))
    return Endpoint(**plain)


def _deliveries(workspace: str) -> Select[Any]:
    columns = [deliveries.c[name] for name in _FIELDS]
    return select(*columns).where(deliveries.c.workspace == workspace)
