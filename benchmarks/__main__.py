"""All benchmarks, one after another."""

from __future__ import annotations

from benchmarks import (
    bench_archive,
    bench_audio_to_record,
    bench_engine,
    bench_heads,
    bench_labelled,
    bench_live_hearing,
    bench_memory,
    bench_redaction,
    bench_speaker_guess,
    bench_speech,
    bench_storage,
)


def main() -> None:
    """Run them all."""
    for name, bench in (
        ("signals and engine", bench_engine.main),
        ("trained heads", bench_heads.main),
        ("public labelled talk", bench_labelled.main),
        ("memory", bench_memory.main),
        ("redaction", bench_redaction.main),
        ("speaker guess", bench_speaker_guess.main),
        ("speech", bench_speech.main),
        ("audio to record", bench_audio_to_record.main),
        ("live hearing", bench_live_hearing.main),
        ("archive", bench_archive.main),
        ("storage", bench_storage.main),
    ):
        print(f"\n== {name}")
        bench()


main()
