"""After a hard call on the screens: a hello that is agreed to, and a reflection that is shared."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect
from tests.integration.desk.test_breaks import ABUSE, forget
from tests.support.desk import Screens, example
from tests.support.floor import Told


def ended_by_key(shown: Screens, page: Page, call: str) -> None:
    """Kim ends a call for abuse with a key, and the telephone hangs up."""
    shown.begin(call, customer=f"c-{call}")
    shown.tell(call, {"party": "customer", "start": 0.1, "end": 0.2, "text": ABUSE})
    expect(page.locator(".transcript > li")).to_have_count(1)
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog", name="Why was the call ended?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    shown.tell(call, {"type": "end", "ended_by": "agent"})
    expect(page.get_by_role("heading", name="The record")).to_be_visible()


def hello(page: Page) -> Locator:
    return page.get_by_role("region", name="A hello")


def test_a_hello_is_agreed_to_taken_on_once_and_told_back(shown: Screens) -> None:
    sam, kim = shown.page("sam", "/floor"), shown.page("kim", "/desk")
    ended_by_key(shown, kim, "storm")
    expect(hello(kim)).to_contain_text("Would you like somebody to say hello?")
    asked = sam.get_by_role("region", name="Someone should say hello")
    expect(asked).to_be_hidden()
    kim.keyboard.press("g")
    expect(hello(kim)).to_contain_text("Your supervisors see that somebody should say hello.")
    expect(asked).to_contain_text("Someone should say hello to kim", timeout=15_000)
    told = asked.inner_text().lower()
    assert not any(word in told for word in ("abuse", "boil", "heat", "insult"))
    kim.keyboard.press("g")  # no need any more
    expect(asked).to_be_hidden(timeout=15_000)
    kim.keyboard.press("g")
    take = asked.get_by_role("button", name="I say hello to kim")
    take.click(timeout=15_000)
    expect(asked).to_contain_text("sam says hello")
    expect(take).to_have_count(0)
    expect(hello(kim)).to_contain_text("sam says hello.", timeout=30_000)
    forget(shown, "kim")


def test_another_team_is_told_of_no_hello(shown: Screens) -> None:
    sue, kim = shown.page("sue", "/floor"), shown.page("kim", "/desk")
    of_sue = Told(sue, sue.url)
    ended_by_key(shown, kim, "north-only")
    expect(hello(kim)).to_contain_text("Would you like")
    kim.keyboard.press("g")
    expect(hello(kim)).to_contain_text("Your supervisors see")
    with sue.expect_response("**/api/v1/check-ins"):
        pass
    assert not any("north-only" in each for each in of_sue.everything)
    kim.keyboard.press("g")
    forget(shown, "kim")


def test_after_another_call_nobody_is_asked(shown: Screens) -> None:
    kim = shown.page("kim", "/desk")
    shown.run("mild", "20", upto=4)
    with kim.expect_response("**/calls/mild/check-in"):
        shown.tell("mild", {"type": "end", "ended_by": "customer"})
    expect(hello(kim)).to_be_hidden()
    kim.keyboard.press("g")
    assert shown.people["kim"].get("/calls/mild/check-in").json()["asked_at"] is None


def test_a_reflection_is_private_then_the_coach_reads_it_and_then_not(shown: Screens) -> None:
    kim = shown.page("kim", "/desk")
    ended_by_key(shown, kim, "reflect")
    hostile = "<img src=x onerror='window.hacked = 1'> I stayed calm."
    kim.get_by_label("What went well").fill(hostile)
    kim.get_by_label("What I do next time").fill("Ask sooner.")
    kim.keyboard.press("Enter")
    card = kim.get_by_role("region", name="For yourself")
    expect(card).to_contain_text("I stayed calm.")
    expect(card).to_contain_text("Nobody else can read this.")

    def shared(who: str) -> tuple[Locator, str]:
        """The card, and what the browser was sent for it."""
        page = shown.page(who, "/floor" if who == "sam" else "/calls")
        with page.expect_response("**/calls/reflect/reflection") as answer:
            page.goto(f"{shown.server.url}/calls/reflect")
        return page.get_by_role("region", name="What the agent takes from it"), answer.value.text()

    for who in ("cleo", "sam"):
        region, sent = shared(who)
        expect(region).to_be_hidden()
        assert sent == '{"shared":null}'
    card.get_by_label("Who may read what you kept").select_option("coach")
    expect(card).to_contain_text("Your coach can read it.")
    region, _ = shared("cleo")
    expect(region).to_contain_text(hostile)
    assert region.page.evaluate("window.hacked") is None
    region, sent = shared("sam")
    expect(region).to_be_hidden()
    assert sent == '{"shared":null}'
    card.get_by_label("What I do next time").fill("Breathe.")
    card.get_by_role("button", name="Keep").click()
    expect(card).to_contain_text("What you kept before is shared, this is not.")
    card.get_by_label("Who may read what you kept").select_option("team")
    expect(card).to_contain_text("Your coach and your supervisors can read it.")
    region, _ = shared("sam")
    expect(region).to_contain_text("Breathe.")
    card.get_by_label("Who may read what you kept").select_option("")
    expect(card).to_contain_text("Nobody else can read this.")
    region, _ = shared("cleo")
    expect(region).to_be_hidden()
    forget(shown, "kim")


def test_what_comes_next_is_answered_by_doing_it(shown: Screens) -> None:
    kim = shown.page("kim", "/desk")
    _, said = example("04")
    shown.begin("next")
    shown.tell("next", *said[:12])
    kim.locator(".live").wait_for()
    kim.keyboard.press("e")
    dialog = kim.get_by_role("dialog", name="Why was the call ended?")
    expect(dialog).to_be_visible()
    kim.keyboard.press("Escape")
    shown.tell("next", {"type": "end", "ended_by": "agent"})
    cue = kim.locator(".after-cue")
    expect(cue).to_contain_text("Complete the record.")
    expect(kim.get_by_role("region", name="A break")).to_contain_text("A break of 5 minutes?")
    kim.keyboard.press("Control+Enter")
    expect(kim.locator(".signed")).to_contain_text("Signed,")

    def shown_cues() -> list[str]:
        lines = shown.people["kim"].get("/calls/next/decisions").json()["decisions"]
        return [each["id"] for each in lines if each["type"] == "cue"]

    def answer_until(wanted: str) -> None:
        """Put off what comes before it."""
        while shown_cues()[-1] != wanted:
            last = shown_cues()[-1]
            expect(cue).to_be_visible()
            with kim.expect_response("**/calls/next/actions"):
                kim.keyboard.press("z")
            assert shown_cues()[-1] != last

    expect(cue).not_to_contain_text("Complete the record.")
    answer_until("take_break")
    expect(cue).to_be_hidden()  # the card says it
    with kim.expect_response("**/calls/next/actions"):
        kim.keyboard.press("b")
    expect(kim.get_by_role("region", name="A break")).to_contain_text("You are on a break")
    lines = shown.people["kim"].get("/calls/next/decisions").json()["decisions"]
    assert "take_break" in [each["id"] for each in lines if each["type"] == "cue_cleared"]
    forget(shown, "kim")
