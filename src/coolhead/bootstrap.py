"""Wiring: the only place that chooses adapters.

``open_call`` turns whatever a caller has (a transcript, a recording, two recordings, a log of
events) into a ``CallSource``; ``start_call`` gives a ``CallRunner`` for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from coolhead.adapters.calendars import work_calendar
from coolhead.adapters.formats.reading import HEAD_BYTES, STDIN, is_recording, read_call
from coolhead.adapters.formats.timeline import timeline
from coolhead.call.events import CallStarted, Event, PlaybookRef
from coolhead.errors import ConfigError, InputError
from coolhead.guidance.engine import ENGINE_VERSION, Engine
from coolhead.playbook.loader import digest_of, load_playbook, shipped_names
from coolhead.playbook.schema import Playbook
from coolhead.services.call_runner import CallRunner, Keep
from coolhead.signals.hearing import Hearing
from coolhead.signals.registry import standard_detectors

DEFAULT_PLAYBOOK = "standard"


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """How to read a recording: both parties in one file, or a file each; and the model."""

    customer: Path | None = None
    agent: Path | None = None
    customer_channel: Literal["left", "right"] = "left"
    model: str | None = None


@dataclass(frozen=True, kw_only=True)
class CallSource:
    """A call that can be run: how it started, what follows, and what is known of its length."""

    started: CallStarted
    events: Iterable[Event]
    playbook_name: str | None = None
    duration_s: float | None = None
    is_recording: bool = False
    folder: Path = field(default_factory=Path)

    def __iter__(self) -> Iterator[Event]:
        """The events after ``CallStarted``, in order of time."""
        return (event for event in self.events if not isinstance(event, CallStarted))


def open_call(path: Path | None, recorded: Recorded | None = None) -> CallSource:
    """Open a call, told by its content. Raises ``InputError``, ``ConfigError``."""
    recorded = recorded or Recorded()
    if recorded.customer is not None or recorded.agent is not None:
        if path is not None or recorded.customer is None or recorded.agent is None:
            raise ConfigError(
                "a file per party needs both --customer and --agent, and no other file",
                hint="coolhead listen --customer c.wav --agent a.wav",
            )
        return _open_recording(recorded.customer, recorded)
    if path is None:
        raise ConfigError(
            "no call was given",
            hint="Name a transcript or a recording, or give --customer and --agent.",
        )
    if _sounds(path):
        return _open_recording(path, recorded)
    call = read_call(path)
    return CallSource(
        started=call.started,
        events=timeline(call),
        playbook_name=call.playbook_name,
        duration_s=max((utterance.end for utterance in call.utterances), default=None),
        folder=path.parent,
    )


def choose_playbook(asked: str | None, source: CallSource | None = None) -> Playbook:
    """Load the playbook asked for, else the one that the call names, else ``standard``.

    A call's header may name a shipped playbook, or a file beside the call.
    """
    if asked is not None:
        return load_playbook(asked)
    named = source.playbook_name if source else None
    if named is None or source is None:
        return load_playbook(DEFAULT_PLAYBOOK)
    if named in shipped_names():
        return load_playbook(named)
    beside = source.folder / named
    if not beside.is_file():
        raise ConfigError(
            f"the call asks for the playbook '{named}', which is not shipped and not beside it",
            hint="Give another with --playbook.",
        )
    return load_playbook(beside)


def start_call(started: CallStarted, playbook: Playbook, *, keep: Keep | None = None) -> CallRunner:
    """Start a call under a playbook with the detectors that ship."""
    ref = PlaybookRef(name=playbook.name, version=playbook.version, digest=digest_of(playbook))
    full = msgspec.structs.replace(started, playbook=ref, engine_version=ENGINE_VERSION)
    return CallRunner(
        Engine(playbook),
        Hearing(standard_detectors(), playbook.timing, playbook.heat),
        work_calendar(playbook, full),
        started=full,
        keep=keep,
    )


def _sounds(path: Path) -> bool:
    if path == STDIN or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return is_recording(file.read(HEAD_BYTES))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", file=str(path)) from error


def _open_recording(path: Path, recorded: Recorded) -> CallSource:
    from coolhead.adapters.speech import (  # noqa: PLC0415 - an extra, imported when used
        PartyFiles,
        RecordingSource,
        SpeechSettings,
        TwoChannel,
    )

    settings = SpeechSettings(model=recorded.model) if recorded.model else SpeechSettings()
    recording = (
        PartyFiles(recorded.customer, recorded.agent)
        if recorded.customer is not None and recorded.agent is not None
        else TwoChannel(path, recorded.customer_channel)
    )
    source = RecordingSource(recording, settings)
    return CallSource(
        started=CallStarted(at=0.0, call=path.stem),
        events=source.events(),
        duration_s=source.duration_s,
        is_recording=True,
        folder=path.parent,
    )
