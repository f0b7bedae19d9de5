"""A simulated month: the example calls run in many ways, then told again and again.

Every call is really run once (heard, folded, recorded); what came of it is then used for many calls
of other customers and agents at other times. Seeded: the same month each time.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

import msgspec

from coolhead.bootstrap import open_call, start_call
from coolhead.call.decisions import Decision
from coolhead.call.events import AgentMarked, CallEnded, CallStarted, Envelope, FieldCorrected
from coolhead.call.state import CallState
from coolhead.guidance.state import GuidanceState
from coolhead.playbook.loader import load_playbook
from coolhead.record.record import Record
from coolhead.services.insights.figures import CallFigures, figures_of
from coolhead.services.live.facets import facets_of
from coolhead.services.live.store import Batch
from coolhead.services.live.summary import CallKey, CallSummary, summary_of

EXAMPLES: Final = sorted((Path(__file__).parents[2] / "examples" / "calls").glob("*.jsonl"))
PLAYBOOKS: Final = ("standard", "call-centre")
# How a call is told: whole, broken off, with what was found in it taken back, or corrected.
WAYS: Final = ("whole", "half", "most", "taken_back", "corrected")
FIRST_DAY: Final = datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=1)))
DAYS: Final = 30
# Team and how many agents it has: one is too small for any figure.
TEAMS: Final = (("north", 8), ("south", 6), ("tiny", 2))


@dataclass(frozen=True, kw_only=True)
class Folded:
    """A call that was really run, and all that came of it."""

    state: GuidanceState
    decisions: Sequence[Decision]
    record: Record


@dataclass(frozen=True, kw_only=True)
class ToldCall:
    """A call of the month: what was folded, under a header of its own."""

    header: CallStarted
    folded: Folded

    @property
    def key(self) -> CallKey:
        return CallKey(self.header.workspace, self.header.call)

    @cached_property
    def state(self) -> CallState:
        return msgspec.structs.replace(self.folded.state.call, header=self.header)

    @cached_property
    def record(self) -> Record:
        header, before = self.header, self.folded.record
        later = _moment(header) - _moment(self.folded.state.call.header)
        shifted = tuple(
            msgspec.structs.replace(
                each, due=(datetime.fromisoformat(each.due) + later).isoformat()
            )
            if each.due
            else each
            for each in before.follow_ups
        )
        return msgspec.structs.replace(
            before,
            id=header.call,
            started_at=header.started_at,
            direction=header.direction,
            agent=header.agent,
            customer=header.customer,
            follow_ups=shifted,
        )

    @cached_property
    def figures(self) -> CallFigures:
        return figures_of(self.state, self.folded.decisions, self.record)

    @property
    def summary(self) -> CallSummary:
        state = msgspec.structs.replace(self.folded.state, call=self.state)
        return msgspec.structs.replace(summary_of(state, self.record), seq=0)

    @property
    def batch(self) -> Batch:
        """What a store is given of it: its beginning alone of the events."""
        header, figures, record = self.header, self.figures, self.record
        envelope = Envelope(
            workspace=header.workspace, team=header.team, call=header.call, seq=0, event=header
        )
        return Batch(
            key=self.key,
            envelopes=(envelope,),
            summary=self.summary,
            record=record,
            facets=facets_of(self.state, record, figures),
            figures=figures,
        )


@cache
def folded(example: int, playbook: str, way: str) -> Folded:
    """One of the example calls, run in one of the ways."""
    source = open_call(EXAMPLES[example])
    started = msgspec.structs.replace(
        source.started, started_at=source.started.started_at or FIRST_DAY.isoformat()
    )
    runner = start_call(started, load_playbook(playbook))
    part = {"half": 0.45, "most": 0.75}.get(way, 1.0)
    for moment in source:
        assert not isinstance(moment, Envelope)
        if moment.at > part * (source.duration_s or 0.0) or isinstance(moment, CallEnded):
            continue
        runner.feed(moment)
    runner.finish(CallEnded(at=runner.state.call.now, ended_by="customer"))
    if way == "taken_back":
        abuse = [h for h in runner.state.call.of("customer") if h.has_any(("insult", "threat"))]
        for heard in abuse[:2]:
            mark = AgentMarked(
                at=runner.state.call.now, mark="not_abuse", utterance=heard.utterance.id
            )
            runner.feed(mark)
    if way == "corrected":
        for field, value in (("issue", "the boiler"), ("outcome", "lost")):
            runner.feed(FieldCorrected(at=runner.state.call.now, field=field, value=value))
    return Folded(state=runner.state, decisions=runner.decisions, record=runner.record())


def month(
    calls: int,
    *,
    seed: int = 20_260_302,
    playbooks: Sequence[str] = PLAYBOOKS,
    ways: Sequence[str] = WAYS,
    workspace: str = "default",
) -> Iterator[ToldCall]:
    """So many calls of the month, in the order in which they began."""
    chance = random.Random(seed)  # noqa: S311 - a simulation, no secret
    seconds = sorted(chance.uniform(0, DAYS) for _ in range(calls))
    for number, day in enumerate(seconds):
        team, agents = chance.choices(TEAMS, weights=(6, 4, 1))[0]
        at = FIRST_DAY + timedelta(days=int(day), hours=8 + chance.triangular(0, 11, 4))
        made = folded(
            chance.randrange(len(EXAMPLES)), chance.choice(playbooks), chance.choice(ways)
        )
        before = made.state.call.header
        assert before is not None
        header = msgspec.structs.replace(
            before,
            call=f"m{number:06}",
            workspace=workspace,
            team=team,
            agent=f"{team}-{chance.randrange(agents)}",
            customer=f"c{chance.randrange(1 + calls // 3)}" if chance.random() < 0.9 else None,
            campaign=chance.choice((None, "spring", "renewal")),
            direction=chance.choice(("inbound", "outbound")),
            started_at=at.isoformat(timespec="seconds"),
        )
        yield ToldCall(header=header, folded=made)


def _moment(header: CallStarted | None) -> datetime:
    assert header is not None
    at = datetime.fromisoformat(header.started_at or FIRST_DAY.isoformat())
    return at if at.tzinfo else at.replace(tzinfo=FIRST_DAY.tzinfo)


def query_parts() -> dict[str, Any]:
    """The whole month as a query asks for it; ``now`` is a week after its end."""
    since = FIRST_DAY.timestamp()
    until = (FIRST_DAY + timedelta(days=DAYS)).timestamp()
    return {"since": since, "until": until, "now": until + 7 * 86_400.0}
