"""Insights over the API: whose teams they are of, from how many agents on, and what they open."""

from __future__ import annotations

import csv
import io
from typing import Any

import msgspec
import pytest
from tests.support.api import Served, serve
from tests.support.live import START, said

from coolhead.call.events import PromiseMade
from coolhead.services.access.audit import AuditQuery
from coolhead.services.access.people import Team
from coolhead.services.access.settings import WorkspaceSettings
from coolhead.services.access.store import Changes
from coolhead.services.insights.shapes import Figure, Insights

pytestmark = pytest.mark.anyio

V1 = "/api/v1"
BEFORE = "2026-03-02T09:00:00+00:00"  # an hour and more before the clock of the tests


async def complained(served: Served, call: str, agent: str, *, text: str = "", **more: Any) -> None:
    """A call that is over, in which a customer is angry about a boiler."""
    given = {"customer": "c9", "agent": agent, "started_at": BEFORE, **more}
    live = await served.call(call, **given)
    angry = text or "My boiler is broken again! I am furious, I will go to another company."
    await live.take(said("customer", angry, 12.0, id="angry"))
    await live.take(said("agent", "I am sorry that your boiler is broken again.", 16.0))
    await live.end("customer")


async def complaints(served: Served, agents: int = 5, **more: Any) -> None:
    for number in range(agents):
        await complained(served, f"i{number}", f"x{number}", **more)


async def got(served: Served, who: str, path: str = "/insights/figures", **query: Any) -> Any:
    async with served.asked_by(who) as client:
        return await client.get(f"{V1}{path}", params=query)


async def insights(served: Served, who: str, **query: Any) -> Insights:
    answer = await got(served, who, **query)
    assert answer.status_code == 200, answer.text
    return msgspec.json.decode(answer.content, type=Insights)


def figure(found: Insights, name: str) -> Figure:
    (only,) = [f for section in found.sections for f in section.figures if f.id == name]
    return only


async def test_supervisors_and_coaches_see_figures_of_their_own_teams() -> None:
    served = await serve()
    await complaints(served)
    for who in ("supervisor", "coach", "reads_records"):
        found = await insights(served, who)
        assert (found.calls, found.agents, found.withheld) == (5, 5, "")
        boiler = figure(found, "topic:boiler")
        assert (boiler.part, boiler.of, boiler.calls) == (5, 5, 5)
        assert boiler.definition
        assert "boiler" in boiler.quotes[0].text
    assert (await insights(served, "supervisor_elsewhere")).calls == 0
    answer = await got(served, "supervisor", team="south")
    assert answer.status_code == 403


async def test_of_too_few_agents_nothing_is_told_but_why() -> None:
    served = await serve()
    await complaints(served, agents=4)
    answer = await got(served, "supervisor")
    found = msgspec.json.decode(answer.content, type=Insights)
    assert (found.calls, found.agents, found.minimum_agents) == (4, None, 5)
    assert "Fewer than 5 different agents" in found.withheld
    assert all(section.definition and not section.figures for section in found.sections)
    assert "boiler" not in answer.text
    table = (await got(served, "supervisor", "/insights/figures.csv")).text
    assert "boiler" not in table
    assert "Fewer than 5" in table
    # What administrators have set holds at once.
    settings = WorkspaceSettings(minimum_agents=4)
    await served.people.apply(Changes(workspace="default", settings=settings))
    assert (await insights(served, "supervisor")).agents == 4


async def test_a_figure_opens_to_its_calls() -> None:
    served = await serve()
    await complaints(served, playbook="standard", direction="outbound")
    await served.call("other", customer="c1", agent="x1", started_at=BEFORE)
    found = await insights(served, "supervisor", direction="outbound", playbook="standard")
    opened = 0
    for each in (f for section in found.sections for f in section.figures):
        if each.opens is None:
            continue
        answer = await got(served, "supervisor", "/calls", **each.opens)
        assert answer.status_code == 200, answer.text
        assert len(answer.json()["calls"]) == each.calls, each.id
        opened += bool(each.calls)
    assert opened >= 5
    assert figure(found, "leaving_open").part == 5


async def replied(served: Served, call: str, settled: str, satisfaction: int | None) -> None:
    """The customer's answer, as it is taken down by whoever rang them."""
    rows = [row for row in served.follow_ups.rows() if row.call == call]
    body = {"settled": settled} | ({"satisfaction": satisfaction} if satisfaction else {})
    async with served.asked_by("supervisor") as client:
        answer = await client.post(f"{V1}/follow-ups/{rows[0].id}/answer", json=body)
        assert answer.status_code in {200, 204}, answer.text


async def owed_something(served: Served, agents: int = 5) -> None:
    for number in range(agents):
        live = await served.call(
            f"i{number}", customer=f"c{number}", agent=f"x{number}", started_at=BEFORE
        )
        await live.take(PromiseMade(at=live.now, action="ring you back", due=BEFORE))
        await live.end("customer")


async def test_what_customers_answered_is_a_figure_that_opens_to_their_calls() -> None:
    served = await serve()
    await owed_something(served, 6)
    found = await insights(served, "supervisor")
    assert "Nobody was asked yet" in section_note(found)
    for number in range(4):
        await replied(served, f"i{number}", "no", 1 + number)
    found = await insights(served, "supervisor")
    assert "Nobody was asked" not in section_note(found)
    # Four agents are too few for any of it, though six stand behind the calls.
    for name in ("asked", "answered", "settled:no", "rated", "satisfaction:1"):
        kept = figure(found, name)
        assert "Fewer than 5 different agents" in kept.withheld
        assert (kept.value, kept.part, kept.of, kept.calls, kept.opens) == (None,) * 5
    await replied(served, "i4", "yes", 5)
    found = await insights(served, "supervisor")
    asked, mean = figure(found, "asked"), figure(found, "rated")
    assert (asked.part, asked.of) == (5, 6)
    assert (figure(found, "settled:no").part, figure(found, "settled:no").of) == (4, 5)
    assert (mean.value, mean.of, mean.unit) == (3.0, 5, "mean")
    assert mean.low is not None
    assert mean.high is not None
    assert 1 <= mean.low < 3.0 < mean.high <= 5
    for name, calls in {"settled:yes": ["i4"], "satisfaction:2": ["i1"]}.items():
        opened = await got(served, "supervisor", "/calls", **(figure(found, name).opens or {}))
        assert [each["call"] for each in opened.json()["calls"]] == calls
    table = (await got(served, "supervisor", "/insights/figures.csv")).text
    (line,) = [row for row in csv.DictReader(io.StringIO(table)) if row["id"] == "rated"]
    assert (line["unit"], line["value"], line["of"]) == ("mean", "3.0", "5")


def section_note(found: Insights) -> str:
    (only,) = [each for each in found.sections if each.id == "satisfaction"]
    return only.note


async def test_broken_promises_open_to_their_calls_for_those_who_may_see_them() -> None:
    served = await serve()
    await owed_something(served)
    broken = figure(await insights(served, "supervisor"), "promises:broken")
    assert (broken.part, broken.of, broken.calls) == (5, 5, 5)
    assert broken.opens is not None
    for who, status, calls in (
        ("supervisor", 200, 5),
        ("coach", 200, 5),
        ("own_agent", 200, 0),
        ("supervisor_elsewhere", 200, 0),
        ("reads_calls", 403, None),
        ("reads_elsewhere", 200, 0),
    ):
        answer = await got(served, who, "/calls", figure="promises:broken")
        assert answer.status_code == status, who
        assert calls is None or len(answer.json()["calls"]) == calls, who


async def test_what_was_taken_back_by_the_agent_is_counted_and_what_was_redacted_is_gone() -> None:
    served = await serve()
    await complaints(served, text="You are a useless idiot and my Bluebell boiler is broken!")
    found = await insights(served, "supervisor")
    assert figure(found, "taken_back:insult").part == 0
    async with served.asked_by("supervisor") as client:
        for number in range(5):
            path = f"{V1}/calls/i{number}/redactions"
            body = {"utterance": "angry", "text": "[removed]"}
            assert (await client.post(path, json=body)).status_code == 204
    answer = await got(served, "supervisor")
    assert "luebell" not in answer.text
    assert "boiler" not in answer.text
    assert figure(await insights(served, "supervisor"), "estimate:satisfied").of == 5


async def test_a_period_a_playbook_and_a_campaign_narrow_them() -> None:
    served = await serve()
    await complaints(served, campaign="spring")
    assert (await insights(served, "supervisor", campaign="spring")).calls == 5
    assert (await insights(served, "supervisor", campaign="autumn")).calls == 0
    day = {"since": "2026-02-01T00:00:00Z", "until": "2026-02-02T00:00:00Z"}
    assert (await insights(served, "supervisor", **day)).calls == 0
    found = (await got(served, "coach", "/insights/choices")).json()
    assert found["teams"] == [{"id": "north", "name": "north"}]
    assert [each["name"] for each in found["playbooks"]] == ["standard"]
    assert found["campaigns"] == ["spring"]
    version = found["playbooks"][0]["version"]
    assert (await insights(served, "supervisor", playbook="standard", version=version)).calls == 5
    assert (
        await insights(served, "supervisor", playbook="standard", version=version + 1)
    ).calls == 0


@pytest.mark.parametrize(
    "query",
    [
        {"since": "yesterday"},
        {"since": "2026-03-02T00:00:00"},
        {"since": "2026-03-02T00:00:00Z", "until": "2026-03-01T00:00:00Z"},
        {"since": "2016-03-02T00:00:00Z", "until": "2026-03-01T00:00:00Z"},
        {"since": "2030-03-02T00:00:00Z"},
        {"until": "0001-01-01T00:00:00Z"},
        {"version": "1"},
        {"playbook": "x", "version": "99999999999"},
        {"playbook": "\x00"},
        {"direction": "sideways"},
        {"team": "x" * 301},
    ],
)
async def test_what_cannot_be_asked_is_refused(query: dict[str, str]) -> None:
    answer = await got(await serve(), "supervisor", **query)
    assert answer.status_code in {400, 422}, answer.text
    assert answer.headers["content-type"] == "application/problem+json"


async def test_the_table_holds_every_figure_and_no_formula() -> None:
    served = await serve()
    await complaints(served)
    answer = await got(served, "supervisor", "/insights/figures.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="insights.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    found = await insights(served, "supervisor")
    every = [f for section in found.sections for f in section.figures]
    assert [row["id"] for row in rows] == [each.id for each in every]
    (boiler,) = [row for row in rows if row["id"] == "topic:boiler"]
    assert (boiler["part"], boiler["of"], boiler["value"]) == ("5", "5", "1.0")
    assert boiler["definition"]
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@" and cell[:1]]


async def test_a_teams_name_that_is_a_formula_stays_text() -> None:
    served = await serve()
    await complaints(served, team="=HYPERLINK(1)")
    team = Team(workspace="default", id="=HYPERLINK(1)", name="x")
    await served.people.apply(Changes(workspace="default", teams=(team,)))
    await served.move("supervisor", teams=frozenset({"=HYPERLINK(1)"}))
    text = (await got(served, "supervisor", "/insights/figures.csv")).text
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text


async def test_who_looked_at_which_team_is_noted() -> None:
    served = await serve()
    await insights(served, "supervisor", team="north")
    entries = await served.people.entries(AuditQuery(workspace="default"))
    seen = [(each.name, each.action, each.object) for each in entries if each.kind == "insights"]
    assert seen == [("supervisor", "view", "north")]
    assert entries[0].at >= START
