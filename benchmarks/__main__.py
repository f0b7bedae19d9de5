"""All benchmarks, one after another."""

from __future__ import annotations

from benchmarks import bench_engine, bench_memory, bench_speech


def main() -> None:
    """Run them all."""
    for name, bench in (
        ("signals and engine", bench_engine.main),
        ("memory", bench_memory.main),
        ("speech", bench_speech.main),
    ):
        print(f"\n== {name}")
        bench()


main()
