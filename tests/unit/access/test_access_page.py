"""docs/access.md says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support.access import NOON, WORKSPACE

from coolhead.services.access.entry import ABSOLUTE, IDLE
from coolhead.services.access.passwords import LONGEST, SHORTEST
from coolhead.services.access.principal import SCOPES
from coolhead.services.access.settings import MINIMUM_AGENTS, RetentionDays, WorkspaceSettings
from coolhead.services.access.users_csv import new_user, plan_of

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "access.md").read_text(encoding="utf-8")


def test_the_pages_table_of_people_is_taken() -> None:
    (table,) = re.findall(r"```csv\n(.*?)```", PAGE, re.DOTALL)
    made = new_user(WORKSPACE, lambda: "new", NOON)
    teams = frozenset({"north", "south"})
    plan = plan_of(table.encode(), known={}, teams=teams, new_user=made)
    assert not plan.faults
    kim, ada = plan.added
    assert kim.agent == "a17"
    assert ada.roles == {"supervisor", "coach"}
    assert ada.teams == teams


def test_the_page_has_every_setting_and_every_scope() -> None:
    _, _, part = PAGE.partition("## What administrators decide")
    for name in (*WorkspaceSettings.__struct_fields__, *SCOPES):
        assert f"`{name}`" in (part if name in WorkspaceSettings.__struct_fields__ else PAGE)
    days = RetentionDays()
    told = f"calls {days.calls}, audio {days.audio}, audit {days.audit} days"
    assert told in part
    assert f"| `minimum_agents` | {MINIMUM_AGENTS} |" in part


def test_the_pages_figures_are_the_codes() -> None:
    hours = [int(each.total_seconds() // 3600) for each in (IDLE, ABSOLUTE)]
    assert f"without activity after | {hours[0]} hour |" in PAGE
    assert f"ends at all after | {hours[1]} hours |" in PAGE
    assert f"Passwords have {SHORTEST} to {LONGEST} characters" in PAGE
