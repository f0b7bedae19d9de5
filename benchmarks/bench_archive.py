"""A whole archive through `coolhead score`: wall time with 1 and 2 processes, and peak memory.

    python -m benchmarks.bench_archive [--calls N] [--rounds N]

The calls have 40 utterances each. They are made of the example calls, cut or joined, and every
text is changed (names, numbers, days, things, opening words), so that caches of texts help no more
than in an archive that is real. The command is measured as a user runs it: start-up, finding and
reading the files, running the calls, writing tables and records. On a machine with other work,
processor time says more than the clock: divided by the processes it is what the clock would show.
Memory is measured on Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.talk import EXAMPLES

CALLS = 1_000
UTTERANCES = 40
GAP_S = 0.4
LOOK_EVERY_S = 0.1

NAMES = ["Priya", "Sam", "Dana", "Tom", "Ruth", "Owen", "Farah", "Luis", "Kezia", "Marek", "Ines"]
THINGS = ["sofa", "router", "boiler", "kettle", "mattress", "printer", "fridge", "laptop", "oven"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
OPENINGS = ["Well, ", "Right, ", "So, ", "Um, ", "Now, ", "And ", "Yeah, ", "Erm, ", ""]
_KNOWN = re.compile(
    r"\b(?:" + "|".join([*NAMES, *THINGS, *DAYS]) + r")\b|\d|\b(?<=[a-z,] )[A-Z][a-z]{3,}\b"
)


class Measured(NamedTuple):
    """Seconds by the clock and of processors; peak memory in MB (0: not known)."""

    wall_s: float
    processor_s: float
    parent_mb: float
    worker_mb: float


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "archive")
        make_archive(archive, options.calls)
        texts = options.calls * UTTERANCES
        print(f"calls, of {UTTERANCES} utterances each   {options.calls}")
        print("processes  seconds  utterances/s  processor s  memory: parent, largest worker")
        for turn in range(options.rounds):
            for processes in (1, 2):
                out = Path(folder, f"out-{turn}-{processes}")
                took = _measure(archive, out, processes)
                print(
                    f"{processes:9}  {took.wall_s:7.1f}  {texts / took.wall_s:12.0f}  "
                    f"{took.processor_s:11.1f}  {took.parent_mb:.0f} MB, {took.worker_mb:.0f} MB"
                )
        again = _measure(archive, out, 2)
        print(f"the same again, nothing changed: {again.wall_s:.1f} s")


def make_archive(folder: Path, calls: int, seed: int = 7) -> None:
    """Write the calls, a hundred to a folder."""
    chance = random.Random(seed)  # noqa: S311 - the same archive every time
    examples = [_lines(path) for path in sorted(EXAMPLES.glob("*.jsonl"))]
    for number in range(calls):
        header, said = _call(examples, number, chance)
        header |= {
            "id": f"c{number:06d}",
            "agent": f"a{chance.randrange(60)}",
            "team": chance.choice(["north", "south", "east"]),
            "playbook": "standard",
        }
        path = folder / f"{number // 100:03d}" / f"c{number:06d}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [{"call": header}, *said]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def _call(
    examples: list[list[dict[str, Any]]], number: int, chance: random.Random
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The header and the utterances of one call: an example, and as much of others as it takes."""
    header = dict(examples[number % len(examples)][0]["call"])
    said: list[dict[str, Any]] = []
    now, which = 0.0, number % len(examples)
    while len(said) < UTTERANCES:
        lines = examples[which][1:][: UTTERANCES - len(said)]
        first = min(line["start"] for line in lines)
        for line in lines:
            start, end = line["start"] - first + now, line["end"] - first + now
            said.append(
                {
                    "party": line["party"],
                    "start": round(start, 2),
                    "end": round(end, 2),
                    "text": _changed(line["text"], chance),
                }
            )
        now = max(line["end"] for line in said) + GAP_S
        which = chance.randrange(len(examples))
    return header, said


def _changed(text: str, chance: random.Random) -> str:
    def other(found: re.Match[str]) -> str:
        word = found[0]
        if word.isdigit():
            return str(chance.randrange(1, 10))
        for words in (THINGS, DAYS):
            if word in words:
                return chance.choice(words)
        return chance.choice(NAMES)

    opening = chance.choice(OPENINGS)
    return opening + _KNOWN.sub(other, text)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _measure(archive: Path, out: Path, processes: int) -> Measured:
    began, before = time.perf_counter(), _processor_s()
    with subprocess.Popen(  # noqa: S603 - our own command
        [
            *(sys.executable, "-m", "coolhead", "score", str(archive), "--out", str(out)),
            *("--processes", str(processes)),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as running:
        parent = worker = 0.0
        while running.poll() is None:
            parent = max(parent, _peak_mb(running.pid))
            worker = max([worker, *map(_peak_mb, _children(running.pid))])
            time.sleep(LOOK_EVERY_S)
        if running.returncode:
            raise RuntimeError(f"`coolhead score` ended with {running.returncode}")
    spent = time.perf_counter() - began
    return Measured(spent, _processor_s() - before, parent, worker)


def _processor_s() -> float:
    """Processor time of all processes that have ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _children(pid: int) -> list[int]:
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in listed.split()]


def _peak_mb(pid: int) -> float:
    with contextlib.suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
        found = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
        if found:
            return int(found[1]) / 1024
    return 0.0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--calls", type=int, default=CALLS)
    parser.add_argument("--rounds", type=int, default=2, help="how often each is measured")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
