"""Signals and engine: utterances a second on one core, and the slowest of them.

Times are processor time of this process, so that a busy machine counts less. Two feeds are timed:
a file's timeline (speech events and each second that passes, as a live call has them), and
utterances alone, as a program hands them to ``Companion.hear``. As a yardstick for the machine, 40
regular expressions of 18 alternatives each over the same text are timed in the same run.

Detectors are made ready before (``warm_up``). The figures are of the same calls again and again,
which caches of texts flatter; "texts that are new" is the first round, which also pays for all
that is made once a process. The p99 of a cold process is taken in one of its own.
"""

from __future__ import annotations

import re
import string
import subprocess
import sys
import time
from itertools import cycle, islice

from benchmarks.talk import example_calls
from coolhead import Companion
from coolhead.adapters.calendars import work_calendar
from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.bootstrap import all_detectors, choose_playbook, start_call
from coolhead.call.events import Event, UtteranceHeard
from coolhead.guidance.engine import Engine
from coolhead.playbook.schema import Playbook
from coolhead.services.call_runner import CallRunner
from coolhead.signals.detector import Detector
from coolhead.signals.hearing import Hearing
from coolhead.signals.registry import standard_detectors, warm_up

ROUNDS = 6

Call = tuple[TranscriptCall, list[Event]]


def main() -> None:
    """Print the table."""
    warm_up()
    playbook = choose_playbook("standard")
    calls = [(call, list(timeline(call))[1:]) for call in example_calls()]
    texts = [utterance.text for call, _ in calls for utterance in call.utterances]
    count = len(texts)
    new, _ = _round(calls, playbook, all_detectors())
    rules = min(_round(calls, playbook, standard_detectors())[0] for _ in range(ROUNDS))
    whole = 0.0
    per_utterance: list[float] = []
    for _ in range(ROUNDS):
        spent, each = _round(calls, playbook, all_detectors())
        whole += spent
        per_utterance += each
    per_utterance.sort()
    measured = len(per_utterance)
    p50, p99 = per_utterance[measured // 2], per_utterance[int(measured * 0.99)]
    detect = _detection_alone(calls)
    yardstick = _yardstick(texts)
    rate = measured / whole
    print(f"utterances                     {count}, {ROUNDS} times")
    print(f"signals + engine               {rate:8.0f} utterances a second on one core")
    print(f"  with texts that are new      {count / new:8.0f}")
    print(f"  with the rules alone (best)  {count / rules:8.0f}")
    slowest = per_utterance[-1]
    print(
        f"  median, p99, slowest         {p50 * 1e3:.3f}, {p99 * 1e3:.3f}, {slowest * 1e3:.3f} ms"
    )
    print(f"  first time in a process: p99 {_in_a_process('cold')} ms (patterns are compiled)")
    print(f"  the same after warm_up():    {_in_a_process('warm')} ms")
    alone = _utterances_alone(calls)
    print(f"the same, utterances alone     {alone:8.0f} utterances a second on one core")
    print(f"detection alone                {detect:8.0f} utterances a second")
    print(f"40 patterns of 18 alternatives {yardstick:8.0f} utterances a second (yardstick)")
    print(f"ratio to the yardstick         {rate / yardstick:8.2f}")


def _round(
    calls: list[Call], playbook: Playbook, detectors: tuple[Detector, ...]
) -> tuple[float, list[float]]:
    """Run every call; the seconds that all took, and each utterance with what came before it."""
    whole = 0.0
    per_utterance: list[float] = []
    for call, events in calls:
        runner = CallRunner(
            Engine(playbook),
            Hearing(detectors, playbook.timing, playbook.heat),
            work_calendar(playbook, call.started),
            started=call.started,
        )
        began = time.process_time()
        since = began
        for event in events:
            runner.feed(event)
            if isinstance(event, UtteranceHeard):
                now = time.process_time()
                per_utterance.append(now - since)
                since = now
        whole += time.process_time() - began
    return whole, per_utterance


def _first_time(calls: list[Call]) -> float:
    """The p99 of utterances when they are the first of the process, in seconds."""
    playbook = choose_playbook("standard")
    spent: list[float] = []
    for call, events in calls:
        runner = start_call(call.started, playbook)
        for event in events:
            began = time.process_time()
            runner.feed(event)
            if isinstance(event, UtteranceHeard):
                spent.append(time.process_time() - began)
    return sorted(spent)[int(len(spent) * 0.99)]


def _in_a_process(state: str) -> str:
    """The first p99 in milliseconds of a fresh process, ``warm`` or ``cold``."""
    command = [sys.executable, "-m", "benchmarks.bench_engine", state]
    told = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return told.stdout.strip()


def _utterances_alone(calls: list[Call]) -> float:
    count, spent = 0, 0.0
    for call, _ in calls:
        companion = Companion(call=call.started)
        began = time.process_time()
        for utterance in call.utterances:
            companion.hear(utterance)
        spent += time.process_time() - began
        count += len(call.utterances)
    return count / spent


def _detection_alone(calls: list[Call]) -> float:
    playbook = choose_playbook("standard")
    count, spent = 0, 0.0
    for call, events in calls:
        runner = start_call(call.started, playbook)
        hearing = Hearing(standard_detectors(), playbook.timing, playbook.heat)
        state = runner.state.call
        heard = [event.utterance for event in events if isinstance(event, UtteranceHeard)]
        began = time.process_time()
        for utterance in heard:
            hearing.hear(state, utterance)
        spent += time.process_time() - began
        count += len(heard)
    return count / spent


def _yardstick(texts: list[str]) -> float:
    letters = cycle(string.ascii_lowercase)
    patterns = [
        re.compile(r"\b(?:" + "|".join("".join(islice(letters, 5)) for _ in range(18)) + r")\b")
        for _ in range(40)
    ]
    began = time.process_time()
    for text in texts:
        for pattern in patterns:
            pattern.search(text)
    return len(texts) / (time.process_time() - began)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        if sys.argv[1] == "warm":
            warm_up()
        first = _first_time([(call, list(timeline(call))[1:]) for call in example_calls()])
        print(f"{first * 1e3:.1f}")
    else:
        main()
