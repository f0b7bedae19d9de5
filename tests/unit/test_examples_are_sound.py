import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.transcript import TranscriptCall

EXAMPLES = Path(__file__).parents[2] / "examples"
CALLS = sorted((EXAMPLES / "calls").glob("*.jsonl"))
# Ofcom's numbers for drama (London, Leeds, mobile), 555-01xx in North America, ACMA's 5550 range.
FICTIONAL = re.compile(
    r"\+44 20 7946 0\d{3}|\+44 113 496 0\d{3}|\+44 7700 900\d{3}|\+1 \d{3} 555 01\d\d|"
    r"\+61 2 5550 \d{4}"
)


@pytest.fixture(params=CALLS, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    return chosen


@pytest.fixture
def call(path: Path) -> TranscriptCall:
    return read_call(path)


def test_there_are_at_least_sixteen_examples() -> None:
    assert len(CALLS) >= 16


def test_an_example_reads_without_notices(call: TranscriptCall) -> None:
    assert call.notices == ()
    assert not call.started.times_estimated


def test_an_example_has_ten_to_sixty_utterances(call: TranscriptCall) -> None:
    assert 10 <= len(call.utterances) <= 60
    assert {"agent", "customer"} <= {utterance.party for utterance in call.utterances}


def test_an_example_stands_in_the_order_of_end(call: TranscriptCall) -> None:
    ends = [utterance.end for utterance in call.utterances]
    assert ends == sorted(ends)


def test_nobody_speaks_faster_or_slower_than_people_do(call: TranscriptCall) -> None:
    for utterance in call.utterances:
        rate = len(utterance.text.split()) / (utterance.end - utterance.start) * 60
        assert 90 <= rate <= 260, f"{rate:.0f} words a minute: {utterance.text}"


def test_nobody_talks_over_themselves(call: TranscriptCall) -> None:
    until: dict[str, float] = {}
    for utterance in call.utterances:
        assert utterance.start >= until.get(utterance.party, 0.0), utterance.text
        until[utterance.party] = utterance.end


def test_overlaps_are_short_or_a_word_of_listening(call: TranscriptCall) -> None:
    for utterance in call.utterances:
        for other in call.utterances:
            shared = min(utterance.end, other.end) - max(utterance.start, other.start)
            if other.party != utterance.party and shared > 0:
                shorter = min(utterance, other, key=lambda u: u.end - u.start)
                assert shared <= 1.5, f"{shared:.1f} s: {shorter.text}"


def test_the_header_is_complete(path: Path, call: TranscriptCall) -> None:
    started = call.started
    assert started.call == path.stem
    assert started.agent
    assert re.fullmatch(r"a\d+", started.agent)
    assert started.customer
    assert started.team != "default"
    assert started.customer_number
    assert FICTIONAL.fullmatch(started.customer_number)
    assert started.consent == "given"
    assert (started.campaign is not None) == (started.direction == "outbound")
    assert call.playbook_name
    assert call.ended_by
    keys = msgspec.json.decode(path.read_bytes().split(b"\n", 1)[0])["call"]
    assert {"direction", "stake", "language"} <= keys.keys()


def test_the_clock_agrees_with_the_customers_time_zone(call: TranscriptCall) -> None:
    assert call.started.started_at
    assert call.started.customer_time_zone
    clock = datetime.fromisoformat(call.started.started_at)
    there = clock.astimezone(ZoneInfo(call.started.customer_time_zone))
    assert there.utcoffset() == clock.utcoffset()


def test_a_sales_call_comes_at_an_hour_when_calling_is_allowed(call: TranscriptCall) -> None:
    # 8 to 21 local: US Telemarketing Sales Rule, 16 CFR 310.4(c).
    if call.started.direction == "outbound":
        assert call.started.started_at
        assert 8 <= datetime.fromisoformat(call.started.started_at).hour < 21


def test_the_readme_lists_each_example_once() -> None:
    listed = re.findall(r"^\| \[.+?\]\(calls/(.+?)\) \|", (EXAMPLES / "README.md").read_text(
        encoding="utf-8"), re.MULTILINE)  # fmt: skip
    assert listed == [path.name for path in CALLS]
