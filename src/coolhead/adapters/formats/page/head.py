"""The head of the page: what somebody who was not on the call must know, in ten seconds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from coolhead.adapters.formats.page.curve import heat_points
from coolhead.adapters.formats.page.markup import Child, Html, element
from coolhead.adapters.formats.page.places import Places
from coolhead.adapters.formats.page.record_part import promises
from coolhead.adapters.formats.page.wording import clock, heat_words, length, moment, words
from coolhead.call.decisions import Noticed
from coolhead.call.vocabulary import level_of
from coolhead.record.record import Record
from coolhead.services.finished import FinishedCall

# These take a line of their own.
_WIDE: Final = frozenset({"At stake", "Outcome", "Heat", "Ladder", "Promised"})
# What was lost or cut is told once each, and not more often than anybody reads.
_NOTICES: Final = 8


def head(call: FinishedCall, places: Places) -> Html:
    """Who, when, how long, outcome, heat, ladder and promises."""
    record = call.record
    issue = record.issue[:1].upper() + record.issue[1:]
    facts = [
        ("When", _when(record)),
        ("Length", Html(f"{length(record.duration_s)}, {words(record.direction)}")),
        ("Customer", _who(record.customer)),
        ("Agent", _who(record.agent, _team(call))),
        ("At stake", _stake(call)),
        ("Outcome", Html(element("b", words(record.outcome)), f", {_ended(record)}")),
        ("Heat", _heat(call)),
        ("Ladder", _ladder(record)),
        (
            "Promised",
            promises(record.commitments, places) or Html("nothing"),
        ),
    ]
    return element(
        "header",
        element("p", "Call ", element("bdi", record.id or "without an id"), class_="call"),
        element("h1", issue or "The reason for the call is not clear", dir="auto"),
        _story(record),
        _warnings(record),
        element("dl", *_rows(facts), class_="facts"),
        _notices(call),
    )


def _rows(facts: Iterable[tuple[str, Html | None]]) -> list[Html]:
    return [
        element(
            "div",
            element("dt", name),
            element("dd", shown),
            class_="wide" if name in _WIDE else None,
        )
        for name, shown in facts
        if shown is not None
    ]


def _who(name: str | None, also: str = "") -> Html:
    return Html(element("bdi", name), also) if name else Html("not known", also)


def _team(call: FinishedCall) -> str:
    return f", team {call.started.team}" if call.started.team != "default" else ""


def _when(record: Record) -> Html:
    return moment(record.started_at) if record.started_at else Html("time not known")


def _ended(record: Record) -> str:
    by = record.ended_by
    if by == "agent_for_abuse":
        return "ended by the agent for abuse"
    return "ended by the system" if by == "system" else f"ended by the {by}"


def _stake(call: FinishedCall) -> Html | None:
    started = call.started
    if started.stake == "none" and not started.campaign:
        return None
    stake = "" if started.stake == "none" else f"{started.stake}, "
    if not started.campaign:
        return Html(stake.removesuffix(", "))
    return Html(f"{stake}campaign ", element("bdi", started.campaign))


def _heat(call: FinishedCall) -> Html:
    if not any(each.utterance.party == "customer" for each in call.heard):
        return Html("not measured: the customer was not heard")
    heat = call.record.heat
    highest = max(heat_points(call.decisions), key=lambda p: p.value, default=None)
    at = f" at {clock(highest.at)}" if highest and highest.value == heat.peak > 0 else ""
    parts: list[Child] = []
    for name, value, where in (
        ("start", heat.start, ""),
        ("peak", heat.peak, at),
        ("end", heat.end, ""),
    ):
        parts.append(" \u00b7 " if parts else None)
        parts.append(f"{name} ")
        parts.append(element("b", heat_words(value), class_=f"level {level_of(value)}"))
        parts.append(where)
    return Html(*parts)


def _ladder(record: Record) -> Html:
    if not record.ladder:
        return Html("none: no limit was set")
    last = record.ladder[-1]
    reached = element("b", words(last.rung))
    if len(record.ladder) == 1:
        return Html(reached, f" at {clock(last.at)}")
    steps = ", ".join(f"{words(step.rung)} {clock(step.at)}" for step in record.ladder[:8])
    return Html(reached, f" ({steps})")


def _story(record: Record) -> Html:
    """What was wanted and what came of it: the last that was accepted, done or offered."""
    wants = f"Wants: {' or '.join(record.wants[:2])}. " if record.wants else ""
    came = (("Accepted", record.accepted), ("Done", record.done), ("Offered", record.offered))
    name, last = next(((name, lines[-1]) for name, lines in came if lines), ("", ""))
    told = f"{name}: \u201c{last}\u201d" if name else "Nothing was offered."
    return element("p", wants + told, class_="story", dir="auto")


def _warnings(record: Record) -> Html | None:
    """What must not be overlooked by whoever deals with this customer next."""
    lines = []
    if record.do_not_call:
        lines.append("Do not call: the customer wants no more calls.")
    if record.vulnerability:
        lines.append(f"Take care: {words(record.vulnerability)}.")
    if record.escalation is not None:
        lines.append(f"Escalation: {record.escalation.why} ({record.escalation.status}).")
    return element("ul", *(element("li", line) for line in lines), class_="heed") if lines else None


def _notices(call: FinishedCall) -> Html | None:
    texts = list(dict.fromkeys(d.text for d in call.decisions if isinstance(d, Noticed)))
    if not texts:
        return None
    shown = [element("li", text) for text in texts[:_NOTICES]]
    if len(texts) > _NOTICES:
        shown.append(element("li", f"and {len(texts) - _NOTICES} more of the kind"))
    return element("ul", *shown, class_="notices")
