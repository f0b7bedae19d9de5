"""The supervisor's floor, in browsers: who is on it, and what needs somebody first."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.support.desk import Screens
from tests.support.floor import (
    ANGER,
    COMPLAINT,
    DANGER,
    GREETING,
    Told,
    card,
    does,
    opened,
    order_of,
)

pytestmark = pytest.mark.usefixtures("no_call_is_left")

ORDER = """async () => {
  const { needOf, inOrder, isRising } = await import('/assets/floor/need.js');
  const quietly = { heat: 10, level: 'calm', rung: 'none', phase: 'venting', now: 60 };
  const call = (id, { row = {}, kinds = [], taken = [], curve = [], of } = {}) => {
    const alerts = kinds.map((kind) => ({
      decision: `${id}:${kind}`, kind, at: 5, utterance: of,
    }));
    const acknowledged = Object.fromEntries(taken.map((kind) => [`${id}:${kind}`, 'sam']));
    return { id, need: needOf({ row: { ...quietly, ...row }, alerts, acknowledged, curve }) };
  };
  const small = ['hot_for', 'rejected_offers', 'beyond_authority', 'long_silence', 'threat'];
  const harm = ['abuse', 'threat', 'threat_of_harm'];
  const rising = [[0, 10], [58, 40]];
  const calls = [
    call('calm'),
    call('boiling', { row: { heat: 100, level: 'boiling', rung: 'warned' } }),
    call('rising', { row: { heat: 40, level: 'tense' }, curve: rising }),
    call('taken', { kinds: ['threat_of_harm'], taken: ['threat_of_harm'] }),
    call('quiet', { kinds: ['long_silence'] }),
    call('may-end', { row: { rung: 'may_end' }, kinds: ['abuse'] }),
    call('many', { row: { heat: 100, rung: 'warned' }, kinds: small }),
    call('asks', { kinds: ['agent_request'] }),
    call('danger', { kinds: ['self_harm'] }),
    call('harm', { row: { rung: 'may_end' }, kinds: harm, of: 'u1' }),
  ];
  const words = ({ id, need }) => [id, [...need.alerts, ...need.reasons].map((each) => each.text)];
  return {
    order: inOrder(calls).map((each) => each.id),
    words: Object.fromEntries(calls.map(words)),
    rising: [rising, [[0, 40], [58, 40]], [[0, 10]]].map((curve) => isRising(curve, 60)),
  };
}"""
# What the wall makes of its items: the whole wall, a row twice, the wall anew after a lost line.
FOLD = """async () => {
  const { Wall } = await import('/assets/floor/wall.js');
  const wall = new Wall();
  const row = (utterances, ended = false) => ({ call: 'c1', utterances, heat: 5, now: 9, ended });
  const alert = (decision) => ({ decision, kind: 'long_silence', at: 1 });
  const fresh = (type, data) => wall.take({ type, data }, 0).map((each) => each.alert.decision);
  const begun = { call: row(1), curve: [[1, 2]] };
  const whole = (...alerts) => ({ calls: [{ ...begun, alerts: alerts.map(alert) }] });
  const news = [
    fresh('wall', whole('a')),
    fresh('row', { call: row(2), alerts: [alert('a'), alert('b')], acknowledged: { a: 'sam' } }),
    fresh('row', { call: row(2), acknowledged: { a: 'sue', b: 'sue' } }),
    fresh('row', { call: { ...row(0, true), call: 'gone' } }),
  ];
  const { alerts, acknowledged, curve } = wall.calls.get('c1');
  const kept = { alerts: alerts.length, acknowledged, curve: curve.length, calls: wall.calls.size };
  news.push(fresh('wall', whole('a', 'b', 'c')));
  return { news, kept };
}"""


def test_a_floor_without_calls_says_so_and_a_call_comes_by_itself(shown: Screens) -> None:
    page = shown.page("sam", "/floor")
    expect(page.get_by_text("No live calls")).to_be_visible()
    shown.begin("e1")
    expect(card(page, "e1")).to_be_visible()
    expect(page.get_by_text("No live calls")).to_be_hidden()
    shown.tell("e1", {"type": "end", "ended_by": "customer"})
    expect(card(page, "e1")).to_contain_text("The call has ended")
    expect(card(page, "e1")).to_have_count(0)
    expect(page.get_by_text("No live calls")).to_be_visible()


def test_cards_are_in_the_order_of_need_and_not_of_loudness(shown: Screens) -> None:
    shown.begin("loud", agent="a18", customer="c1")
    shown.tell("loud", GREETING, *ANGER)
    shown.begin("quiet", customer="c2")
    shown.tell("quiet", GREETING)
    page = shown.page("sam", "/floor")
    expect(page.locator(".call-card").first).to_have_id("call-loud")
    assert does(shown, "kim", "quiet", type="SupervisorAsked") == 200
    expect(page.locator(".call-card").first).to_have_id("call-quiet")
    expect(card(page, "quiet").get_by_role("list").first).to_contain_text("Asks for help")
    shown.tell("loud", {**DANGER, "start": 21.0, "end": 24.0})
    expect(page.locator(".call-card").first).to_have_id("call-loud")
    expect(card(page, "loud")).to_contain_text("Threat of harm")
    expect(page.get_by_role("log")).to_contain_text("lee: Threat of harm")
    expect(page).to_have_title("(2) The floor · Coolhead")


def test_what_stood_there_before_is_no_news(shown: Screens) -> None:
    shown.begin("old")
    shown.tell("old", GREETING, DANGER)
    page = shown.page("sam", "/floor")
    expect(card(page, "old")).to_contain_text("Threat of harm")
    shown.begin("new", agent="a18")
    shown.tell("new", GREETING, DANGER)
    expect(page.get_by_role("log")).to_contain_text("lee: Threat of harm")
    expect(page.get_by_role("log")).not_to_contain_text("kim")


def test_cards_stay_where_they_are_while_somebody_is_at_one(shown: Screens) -> None:
    shown.begin("h1")
    shown.begin("h2", agent="a18")
    page = shown.page("sam", "/floor")
    expect(page.locator(".call-card")).to_have_count(2)
    before = order_of(page)
    last = before[-1].removeprefix("call-")
    page.locator(".call-card").first.hover()
    shown.tell(last, GREETING, DANGER)
    expect(card(page, last)).to_contain_text("Threat of harm")
    expect(page.get_by_text("The order waits while you are at a card.")).to_be_visible()
    assert order_of(page) == before
    page.get_by_role("button", name="Sort now").click()
    expect(page.locator(".call-card").first).to_have_id(f"call-{last}")
    expect(card(page, last).get_by_role("heading").get_by_role("button")).to_be_focused()


def test_a_card_keeps_the_focus_when_another_one_goes(shown: Screens) -> None:
    shown.begin("g1")
    shown.begin("g2", agent="a18")
    page = shown.page("sam", "/floor")
    expect(page.locator(".call-card")).to_have_count(2)
    first, second = (each.removeprefix("call-") for each in order_of(page))
    name = card(page, second).get_by_role("heading").get_by_role("button")
    name.focus()
    shown.tell(first, {"type": "end", "ended_by": "customer"})
    expect(card(page, first)).to_have_count(0)
    expect(name).to_be_focused()


def test_a_supervisor_of_another_team_sees_nothing(shown: Screens) -> None:
    page = shown.page("sue", "/floor")
    told = Told(page, page.url)
    expect(page.get_by_text("No live calls")).to_be_visible()
    shown.begin("n1")
    shown.tell("n1", GREETING, DANGER)
    sam = shown.page("sam", "/floor")
    expect(card(sam, "n1")).to_contain_text("Threat of harm")
    expect(page.get_by_text("No live calls")).to_be_visible()
    received = told.everything
    assert any('"wall"' in each for each in received)
    assert not any("n1" in each or "break your legs" in each for each in received)


def test_nothing_of_cues_reaches_a_supervisors_browser(shown: Screens) -> None:
    shown.begin("q1")
    kim, sam = shown.page("kim", "/desk"), shown.page("sam", "/floor")
    of_kim, of_sam = Told(kim, kim.url), Told(sam, sam.url)
    shown.tell("q1", GREETING, COMPLAINT)
    expect(kim.locator(".cue-do")).to_be_visible()
    reading = opened(sam, "q1")
    expect(reading).to_contain_text("My sofa was promised")
    kim.keyboard.press("x")
    kim.keyboard.press("s")
    reading.get_by_role("button", name="I have read it and take the call").click()
    expect(kim.locator(".cue-do")).to_have_text("Pass on the story")
    expect(reading).to_contain_text("The agent introduces you now")
    to_kim, to_sam = of_kim.everything, of_sam.everything
    assert any("cue" in each.lower() for each in to_kim)
    assert any("My sofa was promised" in each for each in to_sam)
    said = kim.locator(".cue-say").inner_text()
    assert [each for each in to_sam if said in each] == []
    # One notice of the hearing has the word in its sentence, for the agent and the team alike.
    told = [each.replace("cues come after each utterance only", "") for each in to_sam]
    assert [each for each in told if "cue" in each.lower()] == []


def test_who_is_there_for_the_next_call(shown: Screens) -> None:
    for who, availability in (("kim", "free"), ("lee", "break")):
        shown.people[who].put("/presence", json={"availability": availability}).raise_for_status()
    page = shown.page("sam", "/floor")
    coverage = page.locator(".coverage")
    expect(coverage).to_contain_text("1 free, 0 on a call, 1 on a break")
    coverage.locator("summary").click()
    expect(coverage.locator("div div", has_text="Free")).to_contain_text("kim")
    expect(coverage.locator("div div", has_text="On a break")).to_contain_text("lee")
    shown.begin("p1")
    expect(coverage).to_contain_text("0 free, 1 on a call, 1 on a break")
    for who in ("kim", "lee"):
        shown.people[who].delete("/presence").raise_for_status()


def test_the_order_is_a_function_of_the_call_alone(shown: Screens) -> None:
    page = shown.page("sam", "/floor")
    found = page.evaluate(ORDER)
    assert found["order"] == [
        "danger", "harm", "asks", "may-end", "many", "quiet", "rising", "boiling", "taken", "calm",
    ]  # fmt: skip
    said = {
        "rising": ["Heat rising"],
        "quiet": ["Quiet for long"],
        "may-end": ["May end the call"],
        "asks": ["Asks for help"],
        "danger": ["Speaks of self-harm"],
        "taken": ["Threat of harm"],
        "harm": ["Threat of harm, may end the call"],
        "calm": [],
    }
    assert said.items() <= found["words"].items()
    assert found["rising"] == [True, False, False]


def test_what_the_feed_tells_of_the_wall_adds_up(shown: Screens) -> None:
    found = shown.page("sam", "/floor").evaluate(FOLD)
    assert found["news"] == [[], ["b"], [], [], ["c"]]
    taken = {"a": "sam", "b": "sue"}
    assert found["kept"] == {"alerts": 2, "acknowledged": taken, "curve": 2, "calls": 1}
