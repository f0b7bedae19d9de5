"""The page of a call: what stands in it, what must not, and calls of unusual shapes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from tests.support.finished import finished, ran, showing
from tests.support.html_tree import Node, read_page

from coolhead.adapters.formats.page import call_page
from coolhead.bootstrap import choose_playbook, open_call, run_call
from coolhead.call.decisions import CueShown
from coolhead.call.utterance import Signal, Utterance
from coolhead.services.finished import FinishedCall, finish_call

EXAMPLES = Path(__file__).parents[3] / "examples" / "calls"
HOSTILE = "<script>alert(1)</script></style></title>--><img src=x onerror=alert(2)>&lt;'\""
VOICELESS = "\x00\x07\x1b[31m\u202egnirts\u2066\ud800\ufffe"


def example(number: str) -> FinishedCall:
    (path,) = EXAMPLES.glob(f"{number}-*.jsonl")
    source = open_call(path)
    return finish_call(run_call(source, choose_playbook(None, source)))


@pytest.fixture(scope="module")
def insults() -> FinishedCall:
    return example("04")


@pytest.fixture(scope="module")
def insults_page(insults: FinishedCall) -> Node:
    return read_page(call_page(insults))


def turns(page: Node) -> list[Node]:
    return [node for node in page.one("ol", "turns").children if isinstance(node, Node)]


def percent(node: Node, name: str) -> float:
    return float(node.attributes[name].removesuffix("%"))


# What the page has


def test_the_page_has_landmarks_and_one_heading_of_each_section_in_order(
    insults_page: Node,
) -> None:
    body = insults_page.one("body")
    assert [node.name for node in body.children if isinstance(node, Node)] == [
        "header",
        "nav",
        "main",
        "footer",
    ]
    levels = [int(node.name[1]) for node in body.all() if node.name in {"h1", "h2", "h3"}]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for section in body.one("main").all("section"):
        heading = section.attributes["aria-labelledby"]
        assert section.by_id(heading).name == "h2"
    assert insults_page.one("html").attributes["lang"] == "en"


def test_every_link_leads_to_a_place_on_the_page_and_every_id_is_there_once(
    insults_page: Node,
) -> None:
    ids = [node.attributes["id"] for node in insults_page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    links = [node.attributes["href"] for node in insults_page.all("a")]
    assert links
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_every_utterance_is_on_the_page_with_its_time_and_party(
    insults: FinishedCall, insults_page: Node
) -> None:
    shown = turns(insults_page)
    assert len(shown) == len(insults.heard)
    first = shown[0].one("p", "who").text
    assert first == "00:00 Agent"
    last = shown[-1]
    assert last.one("p", "said").text == insults.heard[-1].utterance.text


def test_evidence_is_marked_in_the_words_and_the_signals_are_named_below() -> None:
    text = "Well, your app ate my order, you muppet."
    call = showing(
        finished([("customer", 0, 4, text)]),
        "u0",
        Signal(name="complaint", confidence=0.9, span=(6, 27), target="product"),
        Signal(name="insult", confidence=0.9, span=(33, 39), severity=1),
        Signal(name="raised_voice", confidence=0.9, db_over_baseline=7.2),
        Signal(name="anger", confidence=0.1, span=(0, 4)),
    )
    (turn,) = turns(read_page(call_page(call)))
    assert [mark.text for mark in turn.all("mark")] == ["your app ate my order", "muppet"]
    assert turn.one("p", "said").text == "Well, your app ate my order1, you muppet2."
    assert [chip.text for chip in turn.one("ul", "signs").all("li")] == [
        "raised voice: 7 dB over own usual",
        "1 complaint: about product",
        "2 insult: severity 1",
    ]


def test_evidence_that_overlaps_is_marked_without_repeating_a_word() -> None:
    text = "I told you four bloody times"
    call = showing(
        finished([("customer", 0, 4, text)]),
        "u0",
        Signal(name="not_heard", confidence=0.9, span=(0, 28)),
        Signal(name="profanity", confidence=0.9, span=(16, 22)),
        Signal(name="frustration", confidence=0.9, span=(11, 28)),
        Signal(name="complaint", confidence=0.9, span=(20, 400)),
    )
    (turn,) = turns(read_page(call_page(call)))
    said = turn.one("p", "said")
    assert "".join(c for c in said.text if not c.isdigit()) == text
    assert "".join(mark.text for mark in said.all("mark")) == text


def test_the_picture_has_heat_rungs_speech_interruptions_and_words_for_them(
    insults: FinishedCall, insults_page: Node
) -> None:
    plot = insults_page.one("svg", "plot")
    assert plot.one("path", "heat").attributes["d"].startswith("M")
    flags = [node.text for node in plot.all("text", "rung")]
    assert sorted(flags) == ["asked", "ended", "may end", "warned"]
    assert plot.one("path", "customer").attributes["d"].count("M") > 5
    assert plot.one("path", "agent").attributes["d"].count("M") > 5
    assert plot.all("path", "interruption")
    assert insults_page.by_id(plot.attributes["aria-labelledby"]).text
    described = insults_page.by_id(plot.attributes["aria-describedby"]).text
    assert f"highest at {insults.record.heat.peak:.0f} boiling" in described
    assert "Interruptions by the customer: 1." in described
    assert "takes the floor" in insults_page.one("ul", "legend").text


def test_all_shapes_of_the_picture_are_within_its_width(insults_page: Node) -> None:
    plot = insults_page.one("svg", "plot")
    for node in plot.all():
        for name in ("x", "x1", "x2"):
            if node.attributes.get(name, "").endswith("%"):
                assert 0 <= percent(node, name) <= 100
    for box in plot.all("rect"):
        assert percent(box, "x") + percent(box, "width") <= 100.2


def test_the_words_of_flags_close_together_do_not_cover_each_other(insults_page: Node) -> None:
    # Words are at most 27 % of the picture's width on a phone, and 12 pixels high.
    places = [
        (
            percent(node, "x") - (27 if node.attributes.get("text-anchor") == "end" else 0),
            float(node.attributes["y"]),
        )
        for node in insults_page.one("svg", "plot").all("text", "rung")
    ]
    for number, (x, y) in enumerate(places):
        for other_x, other_y in places[:number]:
            assert abs(x - other_x) >= 27 or abs(y - other_y) >= 12


def test_record_scorecard_and_reasons_are_on_the_page(
    insults: FinishedCall, insults_page: Node
) -> None:
    record, card = insults.record, insults.record.scorecard
    assert card is not None
    assert record.issue in insults_page.by_id("record").text
    for promise in record.commitments:
        assert promise.action in insults_page.by_id("record").text
    shown = insults_page.by_id("scorecard")
    assert f"{card.score:.0f} of 100" in shown.text
    assert len(shown.one("tbody").all("tr")) == len(card.items)
    assert "A stupid useless little" in insults_page.by_id("heat").text
    assert "I will end the call" in insults_page.by_id("ladder").text


def test_whoever_knows_nothing_of_ladders_is_told_how_limits_are_set(insults_page: Node) -> None:
    assert insults_page.by_id("ladder").all("p")[0].text.startswith("How limits are set: ")


def test_the_head_names_a_rung_once_where_there_was_one_step_only() -> None:
    head = read_page(call_page(example("12"))).one("header").text
    assert "may end at 01:35" in head
    assert head.count("may end") == 1


# What it must not have


def test_nothing_is_loaded_and_nothing_runs(insults: FinishedCall) -> None:
    text = call_page(insults)
    page = read_page(text)
    assert not page.all("script")
    assert not [n for n in page.all() if any(k.startswith("on") for k in n.attributes)]
    assert not [n for n in page.all() if "style" in n.attributes or "src" in n.attributes]
    assert "url(" not in text
    assert "@import" not in text
    assert "http" not in text.replace('http-equiv="', "")
    (policy,) = (
        node.attributes["content"]
        for node in page.all("meta")
        if node.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_nothing_that_is_private_to_the_agent_is_on_the_page() -> None:
    # Sixty words in nine seconds, twenty decibels louder than before: fast and loud.
    fast = "what we can do is look at that and see " * 6 + "if it can go today"
    said = [
        Utterance("agent", 0, 8, "Hello, Kim speaking, from the ferry line.", loudness_dbfs=-30),
        Utterance("customer", 9, 14, "You are a stupid idiot and I want a refund."),
        Utterance("agent", 15, 24, fast, loudness_dbfs=-10),
        Utterance("customer", 25, 29, "You useless idiot, this is the third time."),
    ]
    runner = ran(said)
    phrases = {d.say for d in runner.decisions if isinstance(d, CueShown) and d.say}
    assert phrases
    assert {"speech_rate", "raised_voice"} <= {s.name for s in runner.state.call.heard[2].signals}
    page = read_page(call_page(finish_call(runner)))
    assert not [phrase for phrase in phrases if phrase in page.text]
    assert "words a minute" not in page.text
    assert "over own usual" not in page.text


@pytest.mark.parametrize("where", ["text", "id", "header"])
def test_markup_in_a_call_stays_text(where: str) -> None:
    text = f"You stupid idiot {HOSTILE} I want a refund" if where == "text" else "You idiot."
    name = HOSTILE if where == "id" else "u0"
    fields = ("call", "agent", "customer", "team", "campaign", "language")
    header = dict.fromkeys(fields, HOSTILE) if where == "header" else {}
    call = finished(
        [
            Utterance("customer", 0, 3, text, id=name),
            Utterance("agent", 4, 8, f"I will call you {text} tomorrow at five.", id="u1"),
        ],
        **header,
    )
    page = read_page(call_page(call))
    assert not [node for node in page.all() if node.name in {"script", "img"}]
    assert len(page.all("style")) == 1
    assert not [node for node in page.all() if "onerror" in node.attributes]
    if where != "id":
        assert HOSTILE in page.text


def test_characters_that_turn_lines_or_cannot_be_written_are_left_out() -> None:
    call = finished([("customer", 0, 2, "Hello there")])
    heard = call.heard[0]
    said = msgspec.structs.replace(heard.utterance, text=f"Hel{VOICELESS}lo\r\nthere")
    call = msgspec.structs.replace(call, heard=(msgspec.structs.replace(heard, utterance=said),))
    text = call_page(call)
    assert not set(text) & set(VOICELESS) - set("[31mgnirts")
    assert "Hel[31mgnirts\ufffdlo" in read_page(text).one("p", "said").text
    assert text.encode("utf-8")


def test_ids_from_a_file_cannot_take_the_places_of_the_page() -> None:
    call = finished(
        [
            Utterance("customer", 0, 2, "I want a refund.", id="transcript"),
            Utterance("agent", 3, 4, "I will call you tomorrow.", id='x" onclick="y'),
            Utterance("customer", 5, 6, "You idiot.", id="said-0"),
        ]
    )
    page = read_page(call_page(call))
    ids = [node.attributes["id"] for node in page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert [turn.attributes["id"] for turn in turns(page)] == ["said-0", "said-1", "said-2"]


# Calls of unusual shapes


def test_the_same_call_gives_the_same_page(insults: FinishedCall) -> None:
    assert call_page(insults) == call_page(example("04"))


def test_a_call_in_which_nothing_was_said_has_a_page() -> None:
    page = read_page(call_page(finished([])))
    assert page.by_id("transcript").text.endswith("Nothing was heard.")
    assert "nothing to draw" in page.by_id("picture").text
    assert not page.all("svg")
    assert "not measured" in page.one("header").text


def test_a_call_without_signals_has_no_marks_and_no_reasons() -> None:
    said = [("agent", 0.0, 2.0, "Tick."), ("customer", 2.5, 4.0, "Tock.")]
    call = finished(said)  # type: ignore[arg-type]
    for name in ("u0", "u1"):
        call = showing(call, name)
    page = read_page(call_page(call))
    assert not page.all("mark")
    assert "Nothing raised" in page.by_id("heat").text
    assert "No limit was set" in page.by_id("ladder").text


@pytest.mark.parametrize("party", ["agent", "customer"])
def test_a_call_of_one_party_shows_only_that_party(party: str) -> None:
    other = {"agent": "Customer", "customer": "Agent"}[party]
    call = finished([Utterance(party, 0, 3, "Hello, hello?", id="u0")])  # type: ignore[arg-type]
    plot = read_page(call_page(call)).one("svg", "plot")
    lanes = [node.text for node in plot.all("text", "lane")]
    assert party.capitalize() in lanes
    assert other not in lanes
    assert bool(plot.all("path", "heat")) == (party == "customer")


def test_estimated_times_are_said_to_be_estimated() -> None:
    said = [("customer", 0.0, 2.0, "Hello?")]
    told = "All times are estimated"
    assert told in call_page(finished(said, times_estimated=True))  # type: ignore[arg-type]
    assert told not in call_page(finished(said))  # type: ignore[arg-type]


def test_overlapping_speech_is_drawn_once_and_its_seconds_are_told() -> None:
    said = [
        Utterance("agent", 0, 9, "Let me tell you what our policy is about that, it says", id="u0"),
        Utterance("customer", 5, 12, "No! You listen to me for once, will you.", id="u1"),
        Utterance("customer", 10, 13, "I want a refund.", id="u2"),
    ]
    page = read_page(call_page(finished(said)))
    assert page.one("svg", "plot").one("path", "customer").attributes["d"].count("M") == 1
    assert "customer interrupts (4.0 s of both at once)" in page.one("ul", "moments").text
    assert [turn.attributes["id"] for turn in turns(page)] == ["u0", "u1", "u2"]


def test_words_that_were_not_kept_are_said_not_to_be() -> None:
    call = finished([("customer", 0, 2, "My card number is")], consent="refused")
    (turn,) = turns(read_page(call_page(call)))
    assert turn.one("p", "said").text == "(not kept)"


def test_a_call_of_two_hours_is_a_page_of_bounded_size() -> None:
    said = [
        Utterance(
            "agent" if number % 2 else "customer",
            number * 2.4,
            number * 2.4 + 2.2,
            "You are a stupid idiot, this is the third time." if number % 3 else "Okay, I see.",
            id=f"u{number}",
        )
        for number in range(3000)
    ]
    text = call_page(finished(said))
    page = read_page(text)
    assert len(turns(page)) == 3000
    plot = page.one("svg", "plot")
    assert plot.one("path", "heat").attributes["d"].count("L") <= 1000
    # In a call this long a lane shows how much was spoken: as said, 46 % of the time each.
    lanes = [node.attributes["d"] for node in plot.all("path", "spoke")]
    assert [lane.count("h") for lane in lanes] == [120, 120]
    heights = [float(part.split("h")[0]) for part in lanes[0].split("V")[1:-1]]
    assert all(abs(1 - height / 14 - 0.46) < 0.03 for height in heights)
    assert len(text) < 2_000_000
