"""What a vCon says of the call besides its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from coolhead.adapters.formats.imported import start_of
from coolhead.adapters.formats.vcon.dialogs import Dialog
from coolhead.adapters.formats.vcon.moments import Moment, clock_of
from coolhead.adapters.formats.vcon.parties import Parties
from coolhead.adapters.formats.vcon.values import label_in
from coolhead.call.events import CallStarted
from coolhead.call.vocabulary import Direction, Party


def started_from(
    document: dict[str, Any],
    source: str,
    *,
    dialogs: list[Dialog],
    parties: Parties,
    spoken: Mapping[str, Party],
    zero: Moment | None,
    language: str | None,
) -> CallStarted:
    """The start of the call; ``spoken`` are the parties of the labels of those who speak in it.

    The call's id is that of the interaction where the contact-centre extension gives one, else
    the vCon's. Agent and customer are named as the vCon names them.
    """
    interaction = _first(dialogs, "interaction_id")
    start = start_of(
        source,
        call=interaction or label_in(document.get("uuid")),
        language=language,
        started_at=clock_of(zero),
    )
    agent = _index_of("agent", parties, spoken)
    customer = _index_of("customer", parties, spoken)
    return msgspec.structs.replace(
        start,
        direction=_direction(dialogs, agent, customer),
        agent=None if agent is None else parties.name(agent),
        customer=None if customer is None else parties.name(customer),
        customer_number=None if customer is None else parties.number(customer),
        campaign=_first(dialogs, "campaign") or None,
    )


def _index_of(wanted: Party, parties: Parties, spoken: Mapping[str, Party]) -> int | None:
    """Who is the agent or the customer: who speaks as such, else whom the vCon names so."""
    labels = {parties.label(index): index for index in range(len(parties))}
    speaking = (
        labels[label] for label, party in spoken.items() if party == wanted and label in labels
    )
    silent = (
        index
        for index, role in parties.roles.items()
        if role == wanted and parties.label(index) not in spoken
    )
    return next(speaking, next(silent, None))


def _direction(dialogs: Iterable[Dialog], agent: int | None, customer: int | None) -> Direction:
    """Who called whom, where a recording says so; a call of which nothing is said came in."""
    for dialog in dialogs:
        if dialog.kind == "text":
            continue
        if dialog.originator is not None and dialog.originator in {agent, customer}:
            return "outbound" if dialog.originator == agent else "inbound"
        meta = dialog.given.get("meta")
        said = label_in(meta.get("direction") if isinstance(meta, dict) else None).lower()
        if said in {"in", "inbound"}:
            return "inbound"
        if said in {"out", "outbound"}:
            return "outbound"
    return "inbound"


def _first(dialogs: Iterable[Dialog], key: str) -> str:
    return next((found for d in dialogs if (found := label_in(d.given.get(key)))), "")
