"""The supervisor's floor, in browsers: what needs somebody first, taken on once, taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Response, WebSocket, expect
from tests.support.desk import Screens

GREETING = {
    "party": "agent",
    "start": 0.5,
    "end": 3.0,
    "text": "Hello, this is Kim, how can I help?",
}
COMPLAINT = {
    "party": "customer",
    "start": 3.5,
    "end": 8.0,
    "text": "My sofa was promised on Monday and it has not come. I want a refund.",
}
DANGER = {
    "party": "customer",
    "start": 9.0,
    "end": 12.0,
    "text": "I know where your office is. I will come down there and break your legs.",
}
ANGER = [
    {
        "party": "customer",
        "start": 4.0 + 4 * n,
        "end": 7.0 + 4 * n,
        "text": "This is an absolute disgrace, I am furious with your rotten company!",
    }
    for n in range(4)
]
HOSTILE = (
    "<script>window.pwned = true</script>",
    "<img src=x onerror='window.pwned = true'> & &amp; </li></ol>",
    "**bold** [a link](https://evil.example/) `code` # heading",
    "\u202egnirts a si siht\u202c and \u2067more\u2069",
    "x" * 10_000,
)
# What is too wide for the place that it has, wherever it is hidden or scrolls.
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll('main, main *')]
  .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0
    && getComputedStyle(each).display !== 'inline' && !each.closest('svg, .for-readers'))
  .map((each) => each.className || each.tagName)"""
NAMELESS = """() => [...document.querySelectorAll('button, a, input, select, textarea, summary')]
  .filter((each) => each.checkVisibility())
  .filter((each) => !each.getAttribute('aria-label') && !each.innerText?.trim()
    && !each.labels?.length && !each.querySelector('img[alt]'))
  .map((each) => each.outerHTML)"""
HEADINGS = """() => [...document.querySelectorAll('h1, h2, h3, h4')]
  .filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1]))"""

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


@pytest.fixture(autouse=True)
def no_call_is_left(shown: Screens) -> Iterator[None]:
    yield
    for row in shown.people["sam"].get("/live").json()["calls"]:
        shown.tell(row["call"]["call"], {"type": "end", "ended_by": "customer"})


def card(page: Page, call: str) -> Locator:
    """A call's card."""
    return page.locator(f"#call-{call}")


def panel(page: Page) -> Locator:
    """The call that is read along."""
    return page.locator(".panel")


def opened(page: Page, call: str) -> Locator:
    """The call, opened by its card."""
    card(page, call).get_by_role("heading").get_by_role("button").click()
    return panel(page)


def does(shown: Screens, who: str, call: str, **action: Any) -> int:
    """Somebody does something in a call; the status of the answer."""
    return shown.people[who].post(f"/calls/{call}/actions", json=action).status_code


class Told:
    """What a browser is sent of calls from the opening of a page: over sockets, and as answers."""

    def __init__(self, page: Page, url: str) -> None:
        self._frames: list[str] = []
        self._answers: list[Response] = []
        page.goto("about:blank")
        page.on("websocket", self._listen)
        page.on("response", self._answered)
        page.goto(url)

    def _answered(self, answer: Response) -> None:
        self._answers.append(answer)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda sent: self._frames.append(str(sent)))

    @property
    def everything(self) -> list[str]:
        """All that came up to now."""
        of_the_api = [each for each in self._answers if "/api/" in each.url and each.status != 204]
        return [*self._frames, *(each.text() for each in of_the_api)]


def order_of(page: Page) -> list[str]:
    """The cards from the first to the last."""
    return [str(each.get_attribute("id")) for each in page.locator(".call-card").all()]


def test_a_floor_without_calls_says_so_and_a_call_comes_by_itself(shown: Screens) -> None:
    page = shown.page("sam", "/floor")
    expect(page.get_by_text("No live calls")).to_be_visible()
    shown.begin("e1")
    expect(card(page, "e1")).to_be_visible()
    expect(page.get_by_text("No live calls")).to_be_hidden()
    shown.tell("e1", {"type": "end", "ended_by": "customer"})
    expect(card(page, "e1")).to_contain_text("The call has ended")
    expect(card(page, "e1")).to_have_count(0, timeout=15_000)
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
    expect(card(page, first)).to_have_count(0, timeout=15_000)
    expect(name).to_be_focused()


def test_an_alert_is_taken_on_once_for_the_team(shown: Screens) -> None:
    shown.people["sol"] = shown.server.person(
        shown.admin, "sol", roles=["supervisor"], teams=["north"]
    )
    shown.begin("t1")
    shown.tell("t1", GREETING, DANGER)
    sam, sol = shown.page("sam", "/floor"), shown.page("sol", "/floor")
    danger = "Acknowledge: Threat of harm, may end the call, kim"
    expect(card(sol, "t1").get_by_role("button", name=danger)).to_be_visible()
    card(sam, "t1").get_by_role("button", name=danger).click()
    for page in (sam, sol):
        expect(card(page, "t1")).to_contain_text("Taken by sam")
        expect(card(page, "t1").get_by_role("button", name=danger)).to_have_count(0)
    sol.reload()
    expect(card(sol, "t1")).to_contain_text("Taken by sam")
    expect(opened(sol, "t1").get_by_label("Alerts of this call")).to_contain_text("Taken by sam")


def test_an_alert_leads_to_its_words_and_taking_it_on_keeps_the_focus(shown: Screens) -> None:
    shown.begin("f1")
    shown.tell("f1", GREETING, DANGER)
    page = shown.page("sam", "/floor")
    reading = opened(page, "f1")
    reading.get_by_role("button", name="Show the words: Threat of harm").click()
    expect(reading.locator(".transcript .pointed")).to_contain_text("break your legs")
    button = card(page, "f1").get_by_role("button", name="Acknowledge: Threat of harm")
    button.focus()
    page.keyboard.press("Enter")
    expect(card(page, "f1")).to_contain_text("Taken by sam")
    expect(card(page, "f1").get_by_role("heading").get_by_role("button")).to_be_focused()


def test_a_call_is_taken_over_from_asking_to_having_it(shown: Screens) -> None:
    shown.begin("o1")
    shown.tell("o1", GREETING, COMPLAINT)
    kim, sam = shown.page("kim", "/desk"), shown.page("sam", "/floor")
    expect(card(sam, "o1")).to_be_visible()
    expect(kim.locator(".transcript")).to_contain_text("My sofa was promised")
    reading = opened(sam, "o1")
    expect(reading).to_contain_text("Nobody has asked for you.")
    take = reading.get_by_role("button", name="I have read it and take the call")
    expect(take).to_be_hidden()
    kim.keyboard.press("s")
    expect(kim.locator(".handover")).to_contain_text("A supervisor is asked.")
    expect(card(sam, "o1")).to_contain_text("Asks for help")
    expect(reading).to_contain_text("The agent asks for you. The customer is not told yet")
    story = reading.locator(".brief")
    expect(story).to_contain_text("sofa")
    expect(story).to_contain_text("Nothing offered yet.")
    expect(story).to_contain_text("Nothing promised.")
    expect(story).to_contain_text("Don't ask for the story again.")
    take.click()
    expect(reading).to_contain_text("The agent introduces you now")
    expect(kim.locator(".handover")).to_have_text(
        "sam has read the story and takes the call. Introduce them now."
    )
    expect(kim.locator(".cue-do")).to_have_text("Pass on the story")
    expect(card(sam, "o1")).to_contain_text("Taken by sam")
    shown.tell(
        "o1",
        {
            "party": "agent",
            "start": 3000.0,
            "end": 3006.0,
            "text": "I've got Sam on the line with us, and I've told him where things are.",
        },
    )
    expect(reading).to_contain_text("You are introduced.")
    reading.get_by_role("button", name="I have the call").click()
    expect(reading).to_contain_text("sam has the call.")
    expect(kim.locator(".handover")).to_have_text("sam has the call.")
    steps = [
        each["event"]["step"]
        for each in shown.people["kim"].get("/calls/o1/events").json()["events"]
        if each["event"]["type"] == "HandoverStepped"
    ]
    assert steps == ["accepted", "completed"]


def test_a_customer_who_asks_for_a_supervisor_brings_the_hand_over_too(shown: Screens) -> None:
    shown.begin("c1")
    shown.tell("c1", GREETING, COMPLAINT)
    sam = shown.page("sam", "/floor")
    reading = opened(sam, "c1")
    expect(reading).to_contain_text("Nobody has asked for you.")
    asks = {
        "party": "customer",
        "start": 9.0,
        "end": 12.0,
        "text": "Let me speak to a manager, now.",
    }
    shown.tell("c1", asks)
    expect(card(sam, "c1")).to_contain_text("Customer asks for a supervisor")
    expect(reading).to_contain_text("The customer asks for a supervisor and is not told of you yet")
    expect(reading.get_by_role("button", name="I have read it and take the call")).to_be_visible()


def test_who_cannot_says_so_and_the_agent_may_ask_again(shown: Screens) -> None:
    shown.begin("d1")
    shown.tell("d1", GREETING)
    kim, sam = shown.page("kim", "/desk"), shown.page("sam", "/floor")
    expect(kim.locator(".transcript")).to_contain_text("how can I help?")
    kim.keyboard.press("s")
    expect(card(sam, "d1")).to_contain_text("Asks for help")
    reading = opened(sam, "d1")
    reading.get_by_role("button", name="I cannot now").click()
    expect(reading).to_contain_text("You have said that you cannot now.")
    expect(kim.locator(".handover")).to_contain_text("sam cannot take the call now.")
    asking = "Acknowledge: Asks for help, kim"
    card(sam, "d1").get_by_role("button", name=asking).click()
    expect(card(sam, "d1").get_by_role("button", name=asking)).to_have_count(0)
    kim.keyboard.press("s")
    expect(kim.locator(".handover")).to_contain_text("A supervisor is asked.")
    expect(card(sam, "d1").get_by_role("button", name=asking)).to_be_visible()
    expect(reading).to_contain_text("The agent asks for you.")


def test_a_call_that_another_supervisor_takes_is_not_taken_twice(shown: Screens) -> None:
    shown.begin("b1")
    shown.tell("b1", GREETING)
    assert does(shown, "kim", "b1", type="SupervisorAsked") == 200
    sam = shown.page("sam", "/floor")
    reading = opened(sam, "b1")
    take = reading.get_by_role("button", name="I have read it and take the call")
    expect(take).to_be_visible()
    assert does(shown, "kim", "b1", type="HandoverStepped", step="accepted", to="Robin") == 200
    expect(reading).to_contain_text("Robin takes the call.")
    expect(take).to_be_hidden()


def test_a_whisper_reaches_the_agent_and_nobody_else(shown: Screens) -> None:
    shown.begin("w1")
    shown.tell("w1", GREETING)
    kim, sam = shown.page("kim", "/desk"), shown.page("sam", "/floor")
    expect(kim.locator(".transcript")).to_contain_text("how can I help?")
    reading = opened(sam, "w1")
    field = reading.get_by_label("Whisper to the agent")
    field.fill("<b>Offer</b> the voucher")
    field.press("Enter")
    expect(kim.locator(".whisper")).to_have_text("sam: <b>Offer</b> the voucher")
    expect(reading.get_by_label("Whispered in this call")).to_contain_text(
        "sam <b>Offer</b> the voucher"
    )
    expect(field).to_have_value("")
    seen = shown.people["cleo"].get("/calls/w1/events")
    assert seen.status_code == 200
    assert "voucher" not in seen.text
    assert "voucher" in shown.people["sam"].get("/calls/w1/events").text
    assert shown.people["sue"].get("/calls/w1/events").status_code == 404
    assert does(shown, "cleo", "w1", type="Whispered", text="psst") == 403
    assert does(shown, "sue", "w1", type="Whispered", text="psst") == 404


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
    expect(coverage).to_contain_text("0 free, 1 on a call, 1 on a break", timeout=15_000)
    for who in ("kim", "lee"):
        shown.people[who].delete("/presence").raise_for_status()


def test_a_long_call_is_read_along_at_its_end(shown: Screens) -> None:
    shown.run("l1", "21", upto=40)
    page = shown.page("sam", "/floor")
    lines = opened(page, "l1").locator(".transcript > li")
    expect(lines.last).to_be_in_viewport(ratio=0.9)
    shown.tell("l1", {"party": "agent", "start": 900.0, "end": 902.0, "text": "I see. Go on."})
    expect(lines.last).to_contain_text("Go on.")
    expect(lines.last).to_be_in_viewport(ratio=0.9)
    lines.first.scroll_into_view_if_needed()
    shown.tell("l1", {"party": "agent", "start": 910.0, "end": 912.0, "text": "And what then?"})
    expect(lines.last).to_contain_text("And what then?")
    expect(lines.first).to_be_in_viewport()


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_words_are_words_and_break_nothing(shown: Screens, width: int) -> None:
    call = f"x{width}"
    shown.begin(call, customer="c" * 120)
    said = [
        {"party": "customer", "start": 1.0 + n, "end": 1.9 + n, "text": text}
        for n, text in enumerate(HOSTILE)
    ]
    shown.tell(call, *said)
    page = shown.page("sam", "/floor", width=width)
    reading = opened(page, call)
    lines = reading.locator(".transcript .said")
    expect(lines).to_have_count(len(HOSTILE))
    # Marks that turn the direction of writing are gone before anything is kept.
    kept = [re.sub("[\u202a-\u202e\u2066-\u2069]", "", text) for text in HOSTILE]
    assert [each.text_content() for each in lines.all()] == kept
    assert reading.locator(".said > *:not(mark)").count() == 0
    assert page.evaluate("window.pwned") is None
    assert page.evaluate(TOO_WIDE) == []


def test_everything_is_done_by_keyboard(shown: Screens) -> None:
    shown.begin("k1")
    shown.tell("k1", GREETING, DANGER)
    shown.begin("k2", agent="a18")
    shown.tell("k2", GREETING)
    page = shown.page("sam", "/floor")
    expect(page.locator(".call-card").first).to_have_id("call-k1")
    names = [card(page, each).get_by_role("heading").get_by_role("button") for each in ("k1", "k2")]
    page.keyboard.press("j")
    expect(names[0]).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(names[1]).to_be_focused()
    page.keyboard.press("k")
    expect(names[0]).to_be_focused()
    page.keyboard.press("a")
    expect(card(page, "k1")).to_contain_text("Taken by sam")
    page.keyboard.press("Enter")
    expect(panel(page).get_by_role("heading", name="kim")).to_be_focused()
    page.keyboard.press("w")
    field = panel(page).get_by_label("Whisper to the agent")
    expect(field).to_be_focused()
    page.keyboard.type("wait for jk")
    expect(field).to_have_value("wait for jk")
    page.keyboard.press("Escape")
    expect(panel(page)).to_have_count(0)
    expect(names[0]).to_be_focused()
    page.keyboard.press("?")
    for label in ("Next card", "Card before", "Open the card", "Close the call"):
        expect(page.get_by_role("dialog")).to_contain_text(label)


@pytest.mark.parametrize("width", [1280, 390])
def test_names_headings_and_width(shown: Screens, width: int) -> None:
    call = f"y{width}"
    shown.begin(call)
    shown.tell(call, GREETING, COMPLAINT, DANGER)
    assert does(shown, "kim", call, type="SupervisorAsked") == 200
    page = shown.page("sam", "/floor", width=width)
    expect(card(page, call)).to_contain_text("Asks for help")
    for open_it in (False, True):
        if open_it:
            expect(opened(page, call).locator(".brief .happened dd")).to_contain_text("sofa")
        assert page.evaluate(NAMELESS) == []
        levels = page.evaluate(HEADINGS)
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert page.evaluate(TOO_WIDE) == []
    panel(page).get_by_role("button", name="Close").click()
    expect(card(page, call)).to_be_visible()


def test_fifty_calls_are_all_there_and_each_keeps_up(shown: Screens) -> None:
    page = shown.page("sam", "/floor")
    for n in range(50):
        shown.begin(f"m{n}", agent="a17" if n % 2 else "a18", customer=f"c{n}")
        shown.tell(f"m{n}", GREETING)
    expect(page.locator(".call-card")).to_have_count(50)
    shown.tell("m49", DANGER)
    expect(page.locator(".call-card").first).to_have_id("call-m49")
    expect(page.locator(".call-card")).to_have_count(50)
    assert page.evaluate(TOO_WIDE) == []


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
