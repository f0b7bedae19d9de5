"""A call's log gives the call again, whole or from wherever it broke off."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.shown import EXAMPLES

from coolhead.adapters.calendars import work_calendar
from coolhead.adapters.formats.event_log import read_events
from coolhead.bootstrap import all_detectors, choose_playbook, open_call, start_call
from coolhead.call.codec import decode_envelope, encode_envelope
from coolhead.call.decisions import Decision, line_of
from coolhead.call.events import CallStarted, Envelope, Event, TimeAdvanced
from coolhead.errors import InputError
from coolhead.guidance.engine import Engine
from coolhead.playbook.schema import Playbook
from coolhead.services.call_runner import CallRunner
from coolhead.services.replay import replay
from coolhead.signals.hearing import Hearing

CALLS = sorted(EXAMPLES.glob("*.jsonl"))
# A short one, one full of reflections, one with late and overlapping turns, and promises.
SOME = [CALLS[index] for index in (0, 3, 7, 16, 20)]


class Whole(msgspec.Struct, frozen=True):
    """A call run without a break; ``sources[i]`` is the place in the log where event i begins."""

    playbook: Any
    source: tuple[Any, ...]
    log: tuple[Any, ...]
    begins: tuple[int, ...]
    decisions: tuple[Any, ...]


@cache
def whole(call: Path) -> Whole:
    opened = open_call(call)
    playbook = choose_playbook(None, opened)
    log: list[Envelope] = []
    runner = start_call(opened.started, playbook, keep=log.append)
    source = [each for each in opened if not isinstance(each, Envelope)]
    begins = []
    for event in source:
        begins.append(len(log))
        runner.feed(event)
    runner.finish()
    return Whole(playbook, tuple(source), tuple(log), tuple(begins), tuple(runner.decisions))


def lines(decisions: list[Decision]) -> list[bytes]:
    return [msgspec.json.encode(line_of(decision)) for decision in decisions]


@pytest.mark.parametrize("call", CALLS, ids=lambda path: path.stem)
def test_a_log_that_was_written_and_read_gives_the_same_lines_to_the_byte(
    coolhead: Any, tmp_path: Path, call: Path
) -> None:
    live = coolhead("listen", call, "--format", "jsonl", "--out", tmp_path).out
    log = tmp_path / "events.jsonl"
    playbook = choose_playbook(None, open_call(call))
    assert b"\n".join(lines(replay(read_events(log), playbook))).decode() + "\n" == live
    asked = [] if playbook.name == "standard" else ["--playbook", _playbook_of(call)]
    assert coolhead("listen", log, "--format", "jsonl", *asked).out == live


def _playbook_of(call: Path) -> Path:
    named = open_call(call).playbook_name
    assert named is not None
    return call.parent / named


def test_every_event_is_kept_exactly_as_it_was_folded() -> None:
    for call in CALLS:
        for envelope in whole(call).log:
            line = encode_envelope(envelope)
            assert decode_envelope(line) == envelope
            assert encode_envelope(decode_envelope(line)) == line


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SOME), st.floats(0, 1))
def test_a_call_carried_on_from_any_point_decides_the_same(call: Path, part: float) -> None:
    ran = whole(call)
    cut = 1 + int(part * (len(ran.log) - 1))
    assert list(_carried_on(ran, cut)) == list(ran.decisions)


def test_a_call_carried_on_right_within_an_utterance_decides_the_same() -> None:
    ran = whole(CALLS[3])
    for begin, end in zip(ran.begins, ran.begins[1:], strict=False):
        for cut in range(begin + 1, end):  # what the source gave is kept only in part
            assert list(_carried_on(ran, cut)) == list(ran.decisions)


def _carried_on(ran: Whole, cut: int) -> list[Decision]:
    kept: list[Envelope] = list(ran.log[:cut])
    started = kept[0].event
    assert isinstance(started, CallStarted)
    playbook: Playbook = ran.playbook
    runner = CallRunner.resume(
        Engine(playbook),
        Hearing(all_detectors(), playbook.timing, playbook.heat),
        work_calendar(playbook, started),
        list(kept),
        keep=kept.append,
    )
    ends = (*ran.begins[1:], len(ran.log))
    for event, end in zip(ran.source, ends, strict=True):
        if end > cut:  # not kept, or kept in part
            runner.feed(event)
    runner.finish()
    assert tuple(kept) == ran.log
    return runner.decisions


def test_a_log_of_half_a_call_is_ended_and_gets_its_record(
    coolhead: Any, write: Callable[..., Path]
) -> None:
    ran = whole(CALLS[3])
    half = b"".join(encode_envelope(each) + b"\n" for each in ran.log[: len(ran.log) // 2])
    answer = coolhead("listen", write(half[:-20], "events.jsonl"), "--format", "jsonl")
    assert answer.code == 0
    assert '"input_cut"' in answer.out
    assert answer.out.splitlines()[-1].startswith('{"type":"record"')


def test_a_log_is_explained_like_its_call(coolhead: Any, tmp_path: Path) -> None:
    call = CALLS[3]
    coolhead("listen", call, "--out", tmp_path)
    at = ("--at", "70", "--format", "json")
    assert coolhead("explain", tmp_path / "events.jsonl", *at) == coolhead("explain", call, *at)


def _changed(ran: Whole, place: int, **fields: Any) -> bytes:
    log = list(ran.log)
    log[place] = msgspec.structs.replace(log[place], **fields)
    return b"".join(encode_envelope(each) + b"\n" for each in log)


HOSTILE: dict[str, dict[str, Any]] = {
    "another_call": {"call": "x"},
    "a_second_start": {"event": CallStarted(at=0.0, call="04-insults-that-persist")},
    "time_beyond_a_day": {"event": TimeAdvanced(at=1e300)},
    "negative_time": {"event": TimeAdvanced(at=-1.0)},
}


@pytest.mark.parametrize("fields", HOSTILE.values(), ids=HOSTILE)
def test_a_log_that_no_call_can_leave_is_refused(
    coolhead: Any, write: Callable[..., Path], fields: dict[str, Any]
) -> None:
    path = write(_changed(whole(CALLS[3]), 9, **fields), "events.jsonl")
    assert coolhead("listen", path).code == 3


def test_a_log_of_a_playbook_that_is_not_at_hand_asks_for_it(
    coolhead: Any, write: Callable[..., Path]
) -> None:
    ran = whole(CALLS[3])
    started = ran.log[0].event
    ref = msgspec.structs.replace(started.playbook, digest="0" * 64)
    event: Event = msgspec.structs.replace(started, playbook=ref)
    path = write(_changed(ran, 0, event=event), "events.jsonl")
    answer = coolhead("listen", path)
    assert (answer.code, answer.out) == (2, "")
    assert "--playbook" in answer.err
    assert coolhead("listen", path, "--playbook", "standard").code == 0


def test_a_log_must_begin_at_the_beginning(coolhead: Any, write: Callable[..., Path]) -> None:
    ran = whole(CALLS[3])
    path = write(encode_envelope(ran.log[1]) + b"\n", "events.jsonl")
    assert coolhead("listen", path).code == 3
    with pytest.raises(InputError):
        replay(ran.log[1:], ran.playbook)
    with pytest.raises(InputError):
        replay([], ran.playbook)


def test_a_log_may_be_replayed_into_its_own_folder(coolhead: Any, tmp_path: Path) -> None:
    coolhead("listen", CALLS[3], "--out", tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert coolhead("listen", tmp_path / "events.jsonl", "--out", tmp_path).code == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
