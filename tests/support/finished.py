"""Finished calls made from a few utterances, run as a transcript is run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.transcript import TranscriptCall
from coolhead.bootstrap import CallSource, run_call
from coolhead.call.events import CallStarted
from coolhead.call.state import Heard
from coolhead.call.utterance import Signal, Utterance
from coolhead.call.vocabulary import Party
from coolhead.playbook.loader import load_playbook
from coolhead.services.call_runner import CallRunner
from coolhead.services.finished import FinishedCall, finish_call

Said = tuple[Party, float, float, str]


def ran(said: Sequence[Said | Utterance], **header: Any) -> CallRunner:
    """The call of these utterances, run to its end; where no id is given, it is ``u0``, ``u1``."""
    started = CallStarted(at=0.0, **{"call": "c1", **header})
    utterances = tuple(
        msgspec.structs.replace(one, id=one.id or f"u{number}")
        for number, one in enumerate(
            each if isinstance(each, Utterance) else Utterance(*each) for each in said
        )
    )
    call = TranscriptCall(started=started, utterances=utterances, source="test")
    source = CallSource(started=started, events=timeline(call))
    return run_call(source, load_playbook("standard"))


def finished(said: Sequence[Said | Utterance], **header: Any) -> FinishedCall:
    """The same, as a supervisor is given it."""
    return finish_call(ran(said, **header))


def showing(call: FinishedCall, utterance: str, *signals: Signal) -> FinishedCall:
    """The call as if exactly these signals had been found in that utterance."""
    return msgspec.structs.replace(
        call, heard=tuple(_with(heard, utterance, signals) for heard in call.heard)
    )


def _with(heard: Heard, utterance: str, signals: tuple[Signal, ...]) -> Heard:
    if heard.utterance.id != utterance:
        return heard
    return msgspec.structs.replace(heard, signals=signals)
