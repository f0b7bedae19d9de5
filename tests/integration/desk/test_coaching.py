"""Coaching as two people see it: a plan that both change, and the moments of a call."""

from __future__ import annotations

from playwright.sync_api import expect
from tests.support.desk import Screens


def test_a_plan_comes_from_a_moment_and_both_see_and_change_it(shown: Screens) -> None:
    shown.run("heated", "04")
    coach = shown.page("cleo", "/calls/heated")
    coach.get_by_role("tab", name="Coaching").click()
    rise = coach.locator('.coaching li[data-way="up"]').first
    expect(rise).to_contain_text("Heat rose from")
    expect(rise.locator("q")).to_have_count(2)
    rise.locator(".quote").last.click()
    expect(coach.locator(".transcript .pointed")).to_be_in_viewport()
    rise.get_by_role("button", name="Practise this").click()
    coach.keyboard.type("Say it back <b>first</b>")
    coach.keyboard.press("Enter")
    expect(coach.get_by_text("It is the plan now")).to_be_visible()

    agent = shown.page("kim", "/coaching")
    field = agent.get_by_label("One thing to practise")
    expect(field).to_have_value("Say it back <b>first</b>")
    expect(agent.get_by_role("link", name="From this call")).to_be_visible()
    assert agent.get_by_text("Your teams").count() == 0

    coach = shown.page("cleo", "/coaching")
    coach.get_by_role("link", name="kim").click()
    theirs = coach.get_by_label("One thing to practise")
    expect(theirs).to_have_value("Say it back <b>first</b>")
    field.fill("Say it back, then ask")
    agent.get_by_label("Notes").fill("Twice today.")
    field.press("Enter")
    expect(agent.get_by_text("Kept.")).to_be_visible()
    theirs.fill("Something that does not know of it")
    theirs.press("Enter")
    expect(coach.get_by_text("changed meanwhile")).to_be_visible()
    expect(theirs).to_have_value("Say it back, then ask")
    coach.get_by_role("button", name="It works now: done").click()
    expect(coach.get_by_text("Before", exact=True)).to_be_visible()
    expect(coach.locator(".agents")).to_contain_text("Nothing at the moment")
    agent.reload()
    expect(agent.locator(".plans-before")).to_contain_text("Say it back, then ask")
    agent.get_by_text("History (3)").click()
    expect(agent.locator(".plan-history > li")).to_have_count(3)
    expect(agent.locator(".plan-history")).to_contain_text("cleo")


def test_another_team_sees_nobody(shown: Screens) -> None:
    page = shown.page("sue", "/coaching")
    expect(page.get_by_text("No agent belongs to your teams yet.")).to_be_visible()
    page = shown.page("sue", "/coaching#a17")
    expect(page.get_by_text("Choose somebody")).to_be_visible()


def test_the_moments_are_the_agents_too(shown: Screens) -> None:
    shown.run("own", "04")
    page = shown.page("kim", "/calls/own")
    page.get_by_role("tab", name="Coaching").click()
    expect(page.locator('.coaching li[data-way="up"]').first).to_be_visible()
