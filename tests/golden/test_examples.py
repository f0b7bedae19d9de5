"""What is shown in each example call, held so that every change of it is seen and reviewed.

``COOLHEAD_UPDATE_GOLDEN=1 make test`` writes the files anew; read the difference before you
commit it. What each call *must* show stands in ``test_what_examples_show.py``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.support.shown import EXAMPLES, lines_of

SHOWN = Path(__file__).parent / "shown"


@pytest.mark.parametrize("call", sorted(EXAMPLES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_what_is_shown_has_not_changed(call: Path) -> None:
    shown = "\n".join(lines_of(call)) + "\n"
    held = SHOWN / f"{call.stem}.txt"
    if os.environ.get("COOLHEAD_UPDATE_GOLDEN"):
        held.write_text(shown, encoding="utf-8")
    assert shown == held.read_text(encoding="utf-8")
