"""Detectors of other projects, as `coolhead evaluate --beside` asks them."""

from __future__ import annotations

import builtins
from typing import Any

import pytest

from coolhead.adapters.others import installed
from coolhead.adapters.others.profanity_check import ProfanityCheck
from coolhead.adapters.others.vader import Vader
from coolhead.errors import MissingExtraError


def test_profanity_check_hears_abuse() -> None:
    other = ProfanityCheck()
    assert other.judge("you stupid idiot")["insult"] > 0.5
    assert other.judge("thank you, that is kind")["insult"] < 0.5


def test_a_mood_counts_from_where_its_authors_say() -> None:
    other = Vader()
    bad, good, flat = (
        other.judge(text)
        for text in ("This is horrible, I hate it.", "Thank you, wonderful!", "The box is square.")
    )
    assert bad["anger"] > 0.5 > bad["thanks"]
    assert good["thanks"] > 0.5 > good["anger"]
    assert max(flat.values()) < 0.5


def test_without_any_of_them_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] in {"profanity_check", "vaderSentiment", "convokit"}:
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError, match="compare"):
        list(installed())
