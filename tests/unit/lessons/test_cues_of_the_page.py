"""The page of lessons knows every cue of a call by its own name."""

from __future__ import annotations

import re
from typing import get_args

from coolhead.call.vocabulary import InCallCue
from coolhead.desk.assets import asset


def test_lessons_can_belong_to_every_cue_of_a_call() -> None:
    script = asset("lessons/cues.js")
    assert script is not None
    named = re.findall(r"'([a-z_]+)'", script.content.decode())
    assert named == list(get_args(InCallCue))
