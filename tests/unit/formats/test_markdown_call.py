"""A call as Markdown: what stands in it, and that no text of the call becomes markup."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from markdown_it import MarkdownIt
from tests.support.finished import finished, ran, showing

from coolhead.adapters.formats.markdown_call import call_markdown
from coolhead.bootstrap import choose_playbook, open_call, run_call
from coolhead.call.decisions import CueShown
from coolhead.call.utterance import Signal, Utterance
from coolhead.record.markdown import record_markdown
from coolhead.services.finished import FinishedCall, finish_call

EXAMPLE = next((Path(__file__).parents[3] / "examples" / "calls").glob("04-*.jsonl"))
HOSTILE = (
    "<script>alert(1)</script> [a](javascript:alert) ![b](http://x.example/p.png) `code` **bold** "
    "_it_ ~~no~~ | cell | &lt; &#x3c; $x$ \\ http://evil.example www.evil.example <a@b.example>"
)
STARTS = (
    "# head",
    "- item",
    "+ item",
    "1. item",
    "> quote",
    "===",
    "---",
    "```",
    "    code",
    "| a |",
)
ALLOWED = {
    *("h1", "h2", "p", "ul", "li", "strong", "table", "thead", "tbody", "tr", "th", "td"),
}


def example() -> FinishedCall:
    source = open_call(EXAMPLE)
    return finish_call(run_call(source, choose_playbook(None, source)))


def transcript(text: str) -> str:
    return text.split("## What was said\n\n", 1)[1]


def tags(markdown: str) -> set[str]:
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown)
    return set(re.findall(r"<([a-z0-9]+)", rendered))


def test_it_has_the_record_then_every_utterance_with_its_id_and_its_evidence() -> None:
    call = example()
    text = call_markdown(call)
    assert text.startswith(record_markdown(call.record).rstrip("\n"))
    lines = transcript(text).splitlines()
    assert sum(line.startswith("- ") for line in lines) == len(call.heard)
    place = lines.index(
        "- **00:05 Customer** (u1): About bloody time. Twenty-five minutes I've been sat here "
        "listening to your shit music."
    )
    assert lines[place + 1 : place + 4] == [
        '  - frustration: "About bloody time"',
        '  - complaint: about company: "been sat here"',
        '  - profanity: about situation: "shit"',
    ]
    assert "  - interruption: 0.8 s" in lines


def test_the_same_call_gives_the_same_text() -> None:
    assert call_markdown(example()) == call_markdown(example())


@pytest.mark.parametrize("text", [HOSTILE, *STARTS])
@pytest.mark.parametrize("before", ["", "You stupid idiot, I want a refund. "])
def test_no_text_of_a_call_becomes_markup(text: str, before: str) -> None:
    said = [
        Utterance("customer", 0, 3, before + text, id=text),
        Utterance("agent", 4, 8, f"I will call you {text} tomorrow at five."),
    ]
    made = call_markdown(finished(said, agent=text, customer=text, campaign=text))
    assert tags(made) <= ALLOWED
    rendered = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(made)
    shown = re.sub(r"<[^>]+>", "", rendered)
    if text == HOSTILE:
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
        assert "&amp;lt; &amp;#x3c;" in shown


def test_text_of_many_lines_is_one_line_and_has_nothing_that_turns_it() -> None:
    call = finished([("customer", 0, 2, "Hello there")])
    heard = call.heard[0]
    said = msgspec.structs.replace(
        heard.utterance, text="a\n\n# b\r\n- c\x0b\u2028d\u202e\x1b[1m\ud800"
    )
    call = msgspec.structs.replace(call, heard=(msgspec.structs.replace(heard, utterance=said),))
    text = call_markdown(call)
    assert transcript(text).splitlines() == [
        "- **00:00 Customer** (u0): a \\# b - c d\\[1m\ufffd",
        *transcript(text).splitlines()[1:],
    ]
    assert text.encode("utf-8")
    assert "\x1b" not in text


def test_evidence_that_does_not_fit_the_text_is_not_quoted() -> None:
    call = showing(
        finished([("customer", 0, 2, "Hello")]),
        "u0",
        Signal(name="complaint", confidence=0.9, span=(3, 99)),
        Signal(name="anger", confidence=0.1, span=(0, 5)),
    )
    assert transcript(call_markdown(call)).splitlines()[1:] == ["  - complaint"]


def test_a_call_in_which_nothing_was_said_says_so() -> None:
    assert transcript(call_markdown(finished([]))) == "Nothing was heard.\n"


def test_estimated_times_and_words_not_kept_are_said_to_be() -> None:
    call = finished([("customer", 0, 2, "Hello")], times_estimated=True, consent="refused")
    text = transcript(call_markdown(call))
    assert text.startswith("All times are estimated")
    assert "(u0): (not kept)" in text


def test_nothing_that_is_private_to_the_agent_is_in_it() -> None:
    fast = "what we can do is look at that and see " * 6 + "if it can go today"
    runner = ran(
        [
            ("customer", 0, 5, "You are a stupid idiot and I want a refund."),
            ("agent", 6, 15, fast),
            ("customer", 16, 20, "You useless idiot, this is the third time."),
        ]
    )
    phrases = {d.say for d in runner.decisions if isinstance(d, CueShown) and d.say}
    assert phrases
    assert "speech_rate" in {s.name for s in runner.state.call.heard[1].signals}
    text = call_markdown(finish_call(runner))
    assert not [phrase for phrase in phrases if phrase in text]
    assert "words a minute" not in text
