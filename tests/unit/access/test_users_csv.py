"""People set up from a table."""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.access import NOON, WORKSPACE, asks, surroundings, user

from coolhead.services.access.audit import AuditQuery
from coolhead.services.access.onboarding import Onboarding
from coolhead.services.access.people import Session, Team
from coolhead.services.access.store import Changes
from coolhead.services.access.surroundings import Surroundings
from coolhead.services.access.users_csv import MOST_FAULTS, Plan, new_user, plan_of
from coolhead.services.access.users_table import UsersTable

ADA = user("ada", "admin", teams=("north",))
KIM = user("kim", "agent", teams=("north",), agent="a17")
KNOWN = {each.email: each for each in (ADA, KIM)}
TEAMS = frozenset({"north", "south"})


def plan(table: str | bytes) -> Plan:
    content = table.encode() if isinstance(table, str) else table
    made = new_user(WORKSPACE, lambda: "new", NOON)
    return plan_of(content, known=KNOWN, teams=TEAMS, new_user=made)


def places(table: str | bytes) -> list[tuple[int, int]]:
    found = plan(table)
    assert not found.added
    assert not found.changed
    return [(fault.line, fault.column) for fault in found.faults]


@pytest.mark.parametrize(
    "table",
    [
        "name,email,roles,teams,agent\nZoe,ZOE@example.com,agent;coach,north;south,a9\n",
        "\ufeffname;email;roles;teams;agent\r\nZoe;zoe@example.com;agent,coach;north|south;a9\r\n",
        'agent,teams,roles,email,name\na9,"north;south","coach;agent",zoe@example.com, Zoe \n\n',
        "NAME , Email,roles,teams,agent\n\n\nZoe,zoe@example.com,Agent|COACH,north; south,a9",
    ],
)
def test_tables_as_spreadsheets_write_them_are_read(table: str) -> None:
    (zoe,) = plan(table).added
    assert (zoe.name, zoe.email, zoe.agent) == ("Zoe", "zoe@example.com", "a9")
    assert zoe.roles == {"agent", "coach"}
    assert zoe.teams == TEAMS


def test_known_people_are_changed_and_what_is_missing_stays() -> None:
    found = plan("name,email,roles\nKim Lee,kim@example.com,agent;coach\nAda,ada@example.com,admin")
    ((before, after),) = found.changed
    assert before == KIM
    assert after == msgspec.structs.replace(
        KIM, name="Kim Lee", roles=frozenset({"agent", "coach"})
    )
    assert found.same == 1
    assert not found.added


def test_an_empty_cell_takes_away() -> None:
    found = plan("name,email,roles,teams,agent\nKim,kim@example.com,agent,,\n")
    ((_, after),) = found.changed
    assert after.teams == frozenset()
    assert after.agent is None


HEAD = "name,email,roles,teams,agent\n"


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        ("", [(1, 1)]),
        ("\n\n", [(1, 1)]),
        (HEAD, [(2, 1)]),
        ("name,email\n", [(1, 1)]),
        ("name,email,roles,shoe size\n", [(1, 4)]),
        ("name,email,email,roles\n", [(1, 3)]),
        (HEAD + "Zoe,zoe@example.com,boss,north,\n", [(2, 3)]),
        (HEAD + "Zoe,zoe@example.com,service,north,\n", [(2, 3)]),
        (HEAD + "Zoe,zoe,agent,nowhere,\n,b@example.com,agent,,", [(2, 2), (2, 4), (3, 1)]),
        (HEAD + 'Zoe,"zoe@example.com\n",agent,north,\nKim,kim,agent,,', [(4, 2)]),
        (HEAD + "Zoe,z@example.com,agent,north,a9,more\n", [(2, 6)]),
        (HEAD + "Zoe,z@example.com,agent,,\nZed,Z@example.com,agent,,\n", [(3, 2)]),
        (HEAD + "Zoe,z@example.com,agent,,a17\n", [(2, 5)]),
        (HEAD + "A,a@example.com,agent,,a1\nB,b@example.com,agent,,a1\n", [(2, 5), (3, 5)]),
        (HEAD + "Ada,ada@example.com,agent,,\n", [(1, 1)]),
        (HEAD + 'Zoe,"zoe@example.com,agent,north,\n', [(2, 1)]),
        (HEAD + "Zoe\0,zoe@example.com,agent,north,\n", [(2, 1)]),
        ((HEAD + "Zoë,zoe@example.com,agent,,\n").encode("latin-1"), [(2, 1)]),
        (HEAD.encode("utf-16"), [(1, 1)]),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", [(1, 1)]),
        (b"," * 5_000_001, [(1, 1)]),
        (b"x" * 200_000, [(1, 1)]),
    ],
)
def test_every_fault_has_its_line_and_column_and_nothing_is_done(
    table: str | bytes, wrong: list[tuple[int, int]]
) -> None:
    assert places(table) == wrong


def test_a_table_of_nothing_but_faults_names_the_first_of_them() -> None:
    assert len(places(HEAD + "x,x,x,x,x\n" * 5_000)) == MOST_FAULTS


ANY_ROWS = st.text(max_size=300).map(lambda rows: (HEAD + rows).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=300) | ANY_ROWS)
def test_whatever_is_sent_is_a_plan_or_told_what_is_wrong(content: bytes) -> None:
    found = plan(content)
    assert found.faults or found.added or found.changed or found.same


async def with_people() -> tuple[Surroundings, UsersTable]:
    around = surroundings()
    await around.store.apply(
        Changes(
            workspace=WORKSPACE,
            teams=(Team(workspace=WORKSPACE, id="north", name="North"),),
            users=(ADA, KIM),
            sessions=(
                Session(
                    digest="s1",
                    workspace=WORKSPACE,
                    user="kim",
                    way="password",
                    created_at=NOON,
                    seen_at=NOON,
                ),
            ),
        )
    )
    return around, UsersTable(around, Onboarding(around))


def test_a_plan_is_carried_out_with_invitations_and_in_the_audit() -> None:
    async def doing() -> None:
        around, table = await with_people()
        found = await table.plan(
            (
                HEAD + "Zoe,zoe@example.com,agent,north,a9\nKim,kim@example.com,coach,north,\n"
            ).encode()
        )
        assert await around.store.user_by_email(WORKSPACE, "zoe@example.com") is None
        ((zoe, made),) = await table.carry_out(asks(ADA), found, invite=True)
        assert await around.store.user(WORKSPACE, zoe.id) == zoe
        link = await around.store.link(made.link.digest)
        assert link is not None
        assert link.user == zoe.id
        assert await around.store.session("s1") is None, "roles changed, the session goes on"
        entries = await around.store.entries(AuditQuery(workspace=WORKSPACE))
        assert {entry.action for entry in entries} == {"user.add", "user.change", "users.table"}

    asyncio.run(doing())
