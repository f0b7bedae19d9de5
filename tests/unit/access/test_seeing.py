"""Who sees a call as what, for every role."""

from __future__ import annotations

from collections.abc import Set
from datetime import UTC, datetime

import msgspec
import pytest

from coolhead.call.actions import Action
from coolhead.call.events import (
    AlertAcknowledged,
    DisputeAnswered,
    FaultSet,
    HandoverStepped,
    RecordSigned,
    ScoreDisputed,
    Whispered,
)
from coolhead.services.access.principal import Principal, Role, Scope
from coolhead.services.access.seeing import may_act, own_agent_of, reader_of, signed_by, teams_of
from coolhead.services.live.summary import CallSummary
from coolhead.services.projections import Reader

CALL = CallSummary(workspace="default", call="c1", team="north", agent="a17")
FAULT: Action = FaultSet(at=1.0, fault="company")
STEP: Action = HandoverStepped(at=1.0, step="accepted")
NONE: Set[str] = frozenset()


def who(
    *roles: Role,
    teams: str = "",
    agent: str | None = None,
    scopes: tuple[Scope, ...] = (),
    workspace: str = "default",
) -> Principal:
    return Principal(
        workspace=workspace,
        id="u1",
        name="U",
        roles=frozenset(roles),
        teams=frozenset(teams.split()),
        agent=agent,
        scopes=frozenset(scopes),
    )


TABLE: list[tuple[str, Principal, Reader | None, Set[str], bool, bool]] = [
    # who, sees the call as, lists calls of, acts, steps a hand-over
    ("own agent", who("agent", teams="north", agent="a17"), "own_agent", NONE, True, True),
    ("own agent who moved on", who("agent", agent="a17"), "own_agent", NONE, True, True),
    ("another agent", who("agent", teams="north", agent="a18"), None, NONE, False, False),
    ("agent without an id", who("agent", teams="north"), None, NONE, False, False),
    ("nobody's role", who(teams="north", agent="a17"), None, NONE, False, False),
    ("supervisor", who("supervisor", teams="north"), "supervisor", {"north"}, False, True),
    ("supervisor elsewhere", who("supervisor", teams="south"), None, {"south"}, False, False),
    (
        "supervisor who takes the call",
        who("supervisor", "agent", teams="north", agent="a17"),
        "own_agent",
        {"north"},
        True,
        True,
    ),
    ("coach", who("coach", teams="north south"), "coach", {"north", "south"}, False, False),
    ("coach elsewhere", who("coach", teams="south"), None, {"south"}, False, False),
    (
        "coach and supervisor",
        who("coach", "supervisor", teams="north"),
        "supervisor",
        {"north"},
        False,
        True,
    ),
    ("admin", who("admin"), None, NONE, False, False),
    ("admin in the team", who("admin", teams="north"), None, NONE, False, False),
    ("admin with an id", who("admin", teams="north", agent="a17"), None, NONE, False, False),
    (
        "program that reads calls",
        who("service", teams="north", scopes=("calls:read",)),
        "analyst",
        {"north"},
        False,
        False,
    ),
    (
        "program elsewhere",
        who("service", teams="south", scopes=("calls:read",)),
        None,
        {"south"},
        False,
        False,
    ),
    (
        "program for something else",
        who("service", teams="north", scopes=("ingest", "records:read")),
        None,
        NONE,
        False,
        False,
    ),
    (
        "supervisor of another workspace",
        who("supervisor", teams="north", workspace="other"),
        None,
        {"north"},
        False,
        False,
    ),
    (
        "agent of another workspace",
        who("agent", agent="a17", workspace="other"),
        None,
        NONE,
        False,
        False,
    ),
]


@pytest.mark.parametrize(
    ("principal", "reader", "teams", "acts", "steps"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_everybody_sees_and_does_what_the_table_says(
    principal: Principal,
    reader: Reader | None,
    teams: Set[str],
    acts: bool,
    steps: bool,
) -> None:
    assert reader_of(principal, CALL) == reader
    assert teams_of(principal) == teams
    assert may_act(principal, CALL, FAULT) is acts
    assert may_act(principal, CALL, STEP) is steps


def test_records_have_a_scope_of_their_own() -> None:
    records = who("service", teams="north", scopes=("records:read",))
    assert reader_of(records, CALL, scope="records:read") == "analyst"
    assert teams_of(records, scope="records:read") == {"north"}
    calls = who("service", teams="north", scopes=("calls:read",))
    assert reader_of(calls, CALL, scope="records:read") is None


def test_a_call_of_no_agent_is_nobodys_own() -> None:
    nobodys = msgspec.structs.replace(CALL, agent=None)
    assert reader_of(who("agent", teams="north"), nobodys) is None


def test_only_agents_have_calls_of_their_own() -> None:
    assert own_agent_of(who("agent", agent="a17")) == "a17"
    assert own_agent_of(who("supervisor", agent="a17")) is None


ABOVE: tuple[Action, ...] = (
    AlertAcknowledged(at=1.0, alert="c1:7:0", by="somebody else"),
    Whispered(at=1.0, text="offer the voucher", by="somebody else"),
    DisputeAnswered(at=1.0, item="greeting", upheld=True, by="somebody else"),
)


@pytest.mark.parametrize("action", ABOVE, ids=lambda action: action.type)
def test_what_is_done_from_above_is_done_by_a_supervisor_of_the_team_alone(action: Action) -> None:
    doing = [row[0] for row in TABLE if may_act(row[1], CALL, action)]
    assert doing == ["supervisor", "coach and supervisor"]


def test_only_the_own_agent_signs_and_disputes() -> None:
    for action in (RecordSigned(at=1.0), ScoreDisputed(at=1.0, item="greeting")):
        doing = {row[0] for row in TABLE if may_act(row[1], CALL, action)}
        assert doing == {"own agent", "own agent who moved on", "supervisor who takes the call"}


def test_who_did_it_is_not_for_the_sender_to_say() -> None:
    now = datetime(2026, 3, 2, 10, 15, tzinfo=UTC)
    for action in ABOVE:
        assert signed_by(who("supervisor"), action, now).by == "U"  # type: ignore[union-attr]
    signed = signed_by(who("agent"), RecordSigned(at=1.0, signed_at="1999", by="x"), now)
    assert signed == RecordSigned(at=1.0, signed_at="2026-03-02T10:15:00+00:00", by="U")
    assert signed_by(who("agent"), FAULT, now) is FAULT
