"""The talk that is measured on: the shipped example calls, over and over."""

from __future__ import annotations

from pathlib import Path

from coolhead.adapters.formats.reading import read_call
from coolhead.adapters.formats.transcript import TranscriptCall

EXAMPLES = Path(__file__).parent.parent / "examples" / "calls"


def example_calls() -> list[TranscriptCall]:
    """Every example call, in the order of its number."""
    return [read_call(path) for path in sorted(EXAMPLES.glob("*.jsonl"))]
