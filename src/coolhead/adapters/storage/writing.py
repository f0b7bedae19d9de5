"""Batches into the tables: many in one transaction, none of which can spoil another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

import msgspec
from sqlalchemy import Connection, and_, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from coolhead.adapters.storage.follow_up_rows import (
    follow_up_from,
    follow_up_row,
    of_the_call,
)
from coolhead.adapters.storage.insights_rows import replace_figures
from coolhead.adapters.storage.lessons_quoting import forget_quoting
from coolhead.adapters.storage.rows import (
    envelope_from,
    event_row,
    facet_rows,
    record_row,
    summary_row,
)
from coolhead.adapters.storage.schema import calls as tables
from coolhead.adapters.storage.schema.follow_ups import follow_ups
from coolhead.adapters.storage.schema.sending import happenings, outgoing_messages
from coolhead.adapters.storage.search import words_said
from coolhead.adapters.storage.spool import Waiting
from coolhead.call.codec import encode_envelope
from coolhead.call.events import Envelope, UtteranceHeard, UtteranceRedacted
from coolhead.call.rewriting import rewritten
from coolhead.errors import StorageError
from coolhead.record.record import Record
from coolhead.services.follow_ups.follow_up import follow_ups_of, merged
from coolhead.services.live.summary import CallKey
from coolhead.services.sending.happening import Happening, came_up, signings_of
from coolhead.services.sending.message import WITHOUT_WORDS


def write_batches(connection: Connection, batches: Sequence[Waiting]) -> bool:
    """Write batches in the order given; returns whether anything kept before was rewritten.

    Events that are kept already change nothing. Raises what the driver raises, and
    ``IntegrityError`` where a ``seq`` is taken: then they are to be written one by one.
    """
    rows = [event_row(each, kept_at) for batch, kept_at in batches for each in batch.envelopes]
    if rows:
        connection.execute(tables.events.insert(), rows)
    return _write_rest(connection, batches)


def write_one(connection: Connection, waiting: Waiting) -> bool:
    """Write one batch of which events may be kept already.

    Raises ``StorageError`` where a ``seq`` is taken by another event.
    """
    batch, kept_at = waiting
    if not batch.envelopes:
        return _write_rest(connection, [waiting])
    seqs = [each.seq for each in batch.envelopes]
    query = select(tables.events.c.seq, tables.events.c.type, tables.events.c.at).where(
        *_of(tables.events, batch.key), tables.events.c.seq.between(min(seqs), max(seqs))
    )
    kept = {row.seq: (row.type, row.at) for row in connection.execute(query)}
    for envelope in batch.envelopes:
        known = kept.get(envelope.seq)
        # The body may have been redacted meanwhile: what it is and when do not change.
        if known is not None and known != (envelope.event.type, envelope.event.at):
            raise StorageError(
                f"event {envelope.seq} of the call '{batch.key.call}' is kept already, as another",
                hint="Two servers may be running the same call.",
            )
    rows = [event_row(each, kept_at) for each in batch.envelopes if each.seq not in kept]
    if rows:
        connection.execute(tables.events.insert(), rows)
    return _write_rest(connection, [waiting])


def replace_words(connection: Connection, key: CallKey, envelopes: Sequence[Envelope]) -> None:
    """Make the words of a call anew from all its events."""
    connection.execute(delete(tables.words).where(*_of(tables.words, key)))
    _add_words(connection, [(key, envelopes)])


def replace_facets(connection: Connection, facets_of: Mapping[CallKey, frozenset[str]]) -> None:
    """Put facets in place of those that calls had."""
    rows = [row for key, facets in facets_of.items() for row in facet_rows(key, facets)]
    kept = tables.facets.c
    for workspace, keys in groupby(sorted(facets_of), key=attrgetter("workspace")):
        calls = [key.call for key in keys]
        gone = delete(tables.facets).where(kept.workspace == workspace, kept.call.in_(calls))
        connection.execute(gone)
    upsert_rows(connection, tables.facets, rows)


def project_follow_ups(
    connection: Connection, key: CallKey, record: Record, happened_at: float | None = None
) -> None:
    """Bring the follow-ups of a call to what its record says; what people did stays.

    With ``happened_at`` it is noted that new ones came up then; not where all is made anew.
    """
    calls = tables.calls.c
    whose = select(calls.team, calls.agent).where(of_call(tables.calls, key))
    call = connection.execute(whose).first()
    if call is None:
        return
    known = [follow_up_from(row) for row in connection.execute(of_the_call(key))]
    anew = follow_ups_of(key, record, team=call.team, owner=call.agent)
    rows = [follow_up_row(row) for row in merged(known, anew)]
    upsert_rows(connection, follow_ups, rows)
    if happened_at is None:
        return
    ids = {row.id for row in known}
    note_happenings(connection, [came_up(row, happened_at) for row in anew if row.id not in ids])


def note_happenings(connection: Connection, made: Sequence[Happening]) -> None:
    """Note what happened, each once."""
    rows = [happening_row(each) for each in made]
    upsert_rows(connection, happenings, rows, keep=frozenset(happenings.c.keys()))


def happening_row(what: Happening) -> dict[str, Any]:
    """A happening as the table has it, not told yet."""
    return {**msgspec.structs.asdict(what), "told": False}


def upsert_rows(
    connection: Connection,
    table: Any,
    rows: Sequence[dict[str, Any]],
    *,
    keep: frozenset[str] = frozenset(),
    only_newer: bool = False,
) -> None:
    """Insert rows, or put them in place of those with their key, but for the columns of ``keep``.

    ``only_newer``: not in place of a row whose ``seq`` is higher. With every column in ``keep``
    a row that is there stays as it is.
    """
    if rows:
        statement = _upserting(connection.dialect.name, table, keep, only_newer)
        connection.execute(statement, list(rows))


@cache
def _upserting(dialect_name: str, table: Any, keep: frozenset[str], only_newer: bool) -> Any:
    """The statement of `upsert_rows`: it takes longer to make than to carry out."""
    dialect: Any = sqlite if dialect_name == "sqlite" else postgresql
    statement = dialect.insert(table)
    key = [column.name for column in table.primary_key]
    changed = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if column.name not in key and column.name not in keep
    }
    if not changed:
        return statement.on_conflict_do_nothing(index_elements=key)
    where = statement.excluded.seq >= table.c.seq if only_newer else None
    return statement.on_conflict_do_update(index_elements=key, set_=changed, where=where)


async def inserted(connection: AsyncConnection, table: Any, row: dict[str, Any]) -> bool:
    """Insert a row; False where there is one with its key."""
    dialect: Any = sqlite if connection.dialect.name == "sqlite" else postgresql
    key = [column.name for column in table.primary_key]
    statement = dialect.insert(table).values(row).on_conflict_do_nothing(index_elements=key)
    # What a driver counts of an insert is not the same everywhere.
    done = await connection.execute(statement.returning(table.c[key[0]]))
    return done.first() is not None


async def upsert(
    connection: AsyncConnection,
    table: Any,
    rows: Sequence[dict[str, Any]],
    *,
    keep: frozenset[str] = frozenset(),
) -> None:
    """`upsert_rows` for the adapters of other tables, over the loop's connections."""
    await connection.run_sync(upsert_rows, table, rows, keep=keep)


def _write_rest(connection: Connection, batches: Sequence[Waiting]) -> bool:
    # Of several batches of a call the last one's projections hold.
    summaries = {
        batch.key: summary_row(batch.summary, kept_at)
        for batch, kept_at in batches
        if batch.summary is not None
    }
    upsert_rows(
        connection,
        tables.calls,
        list(summaries.values()),
        keep=frozenset({"first_kept", "began"}),
        only_newer=True,
    )
    records = {
        batch.key: record_row(batch.key, batch.record)
        for batch, _ in batches
        if batch.record is not None
    }
    upsert_rows(connection, tables.records, list(records.values()))
    drafted = {b.key: (b.record, kept_at) for b, kept_at in batches if b.record is not None}
    for key, (record, kept_at) in drafted.items():
        project_follow_ups(connection, key, record, kept_at)
    signed = [each for batch, kept_at in batches for each in signings_of(batch, kept_at)]
    note_happenings(connection, signed)
    figures = {batch.key: batch.figures for batch, _ in batches if batch.figures is not None}
    for key, made in figures.items():
        replace_figures(connection, key, made)
    facets = {batch.key: batch.facets for batch, _ in batches if batch.facets is not None}
    replace_facets(connection, facets)
    _add_words(connection, [(batch.key, batch.envelopes) for batch, _ in batches])
    redacted = [
        (batch.key, each.event)
        for batch, _ in batches
        for each in batch.envelopes
        if isinstance(each.event, UtteranceRedacted)
    ]
    for key, event in redacted:
        _rewrite(connection, key, event)
    return bool(redacted)


def _add_words(connection: Connection, said: Sequence[tuple[CallKey, Sequence[Envelope]]]) -> None:
    rows = {
        (key.workspace, word, key.call) for key, envelopes in said for word in words_said(envelopes)
    }
    names = ("workspace", "word", "call")
    upsert_rows(connection, tables.words, [dict(zip(names, row, strict=True)) for row in rows])


def _rewrite(connection: Connection, key: CallKey, redacted: UtteranceRedacted) -> None:
    query = (
        select(tables.events.c.body)
        .where(
            *_of(tables.events, key),
            tables.events.c.type.in_(("UtteranceHeard", "SignalsDetected")),
        )
        .order_by(tables.events.c.seq)
    )
    envelopes = [envelope_from(row.body) for row in connection.execute(query)]
    for each in envelopes:
        event = each.event
        if isinstance(event, UtteranceHeard) and event.utterance.id == redacted.utterance:
            forget_quoting(connection, key, event.utterance.text)
    changed = {each.seq: each for each in rewritten(envelopes, redacted)}
    for seq, envelope in changed.items():
        connection.execute(
            update(tables.events)
            .where(*_of(tables.events, key), tables.events.c.seq == seq)
            .values(body=encode_envelope(envelope))
        )
    replace_words(connection, key, [changed.get(e.seq, e) for e in envelopes])
    _unwrite(connection, key)


def _unwrite(connection: Connection, key: CallKey) -> None:
    """Words of a call that were redacted may have been written to its customer: they go too.

    What never arrived is drafted anew; of what has gone out it stays that it has.
    """
    for state, without in WITHOUT_WORDS.items():
        of_state = (*_of(outgoing_messages, key), outgoing_messages.c.state == state)
        if without is None:
            connection.execute(delete(outgoing_messages).where(*of_state))
        else:
            connection.execute(update(outgoing_messages).where(*of_state).values(**without))


def of_call(table: Any, key: CallKey) -> Any:
    """The condition that a row is of this call."""
    return and_(*_of(table, key))


def _of(table: Any, key: CallKey) -> tuple[Any, Any]:
    return table.c.workspace == key.workspace, table.c.call == key.call
