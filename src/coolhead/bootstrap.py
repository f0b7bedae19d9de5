"""Wiring: the only place that chooses adapters.

``open_call`` turns whatever a caller has (a transcript, a recording, two recordings, a log of
events) into a ``CallSource``; ``start_call`` gives a ``CallRunner`` for it.
"""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

import msgspec

from coolhead.adapters.calendars import work_calendar
from coolhead.adapters.corpus.cases import as_events as case_events
from coolhead.adapters.corpus.transcript import as_transcript
from coolhead.adapters.formats.event_log import EventLog, is_event_log, read_events
from coolhead.adapters.formats.reading import HEAD_BYTES, STDIN, is_recording, read_call
from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.formats.vcon import HeldRecordingError
from coolhead.call.events import CallStarted, Envelope, Event, InputCut, PlaybookRef
from coolhead.errors import ConfigError, InputError
from coolhead.guidance.engine import ENGINE_VERSION, Engine
from coolhead.playbook.loader import load_playbook, shipped_names
from coolhead.playbook.schema import Playbook
from coolhead.redaction.redactor import RedactionSettings, Redactor
from coolhead.services.call_runner import CallRunner, Keep
from coolhead.services.checks import check_clock
from coolhead.services.evaluation import HeardCall, heard, weak_in
from coolhead.services.labels import LabelledCall
from coolhead.services.reviews.cases import CaseOutcome, RegressionCase, outcome
from coolhead.signals.detector import Detector
from coolhead.signals.hearing import Hearing
from coolhead.signals.registry import standard_detectors

if TYPE_CHECKING:
    from coolhead.adapters.speech import HeldFile, RecordingSource

DEFAULT_PLAYBOOK = "standard"
_YAML = frozenset({".yaml", ".yml"})


class NoTranscriptError(InputError):
    """The name of a speaker was given for what says in a way of its own who the agent is."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """How to read a recording: both parties in one file, or a file each; and the model.

    Where a vCon says itself on which channel the customer is, that holds. ``inside`` is whether a
    recording inside a vCon is heard at all: it takes seconds a minute, and the extra ``speech``.
    """

    customer: Path | None = None
    agent: Path | None = None
    customer_channel: Literal["left", "right"] = "left"
    model: str | None = None
    inside: bool = True


@dataclass(frozen=True, kw_only=True)
class CallSource:
    """A call that can be run: how it started, what follows, and what is known of its length.

    ``recorded`` is a log of events: what follows are envelopes, and nothing is detected anew.
    ``folder`` is where the call's file lies, None for standard input.
    """

    started: CallStarted
    events: Iterable[Event | Envelope]
    playbook_name: str | None = None
    duration_s: float | None = None
    is_recording: bool = False
    recorded: bool = False
    folder: Path | None = None

    def __iter__(self) -> Iterator[Event | Envelope]:
        """What follows ``CallStarted``, in order of time."""
        return (each for each in self.events if not isinstance(each, CallStarted))


def open_call(
    path: Path | None, recorded: Recorded | None = None, *, agent_speaker: str | None = None
) -> CallSource:
    """Open a call, told by its content. Raises ``InputError``, ``ConfigError``.

    ``agent_speaker`` names the speaker who is the agent, in a transcript that does not say or is
    wrong; recordings and logs of events say it in ways of their own (``NoTranscriptError``).
    """
    recorded = recorded or Recorded()
    if recorded.customer is not None or recorded.agent is not None:
        if path is not None or recorded.customer is None or recorded.agent is None:
            raise ConfigError(
                "a file per party needs both --customer and --agent, and no other file",
                hint="coolhead listen --customer c.wav --agent a.wav",
            )
        _check_no_name(agent_speaker, recorded.customer, "--customer and --agent say who is who.")
        return _open_recording(recorded.customer, recorded)
    if path is None:
        raise ConfigError(
            "no call was given",
            hint="Name a transcript or a recording, or give --customer and --agent.",
        )
    if path == STDIN and sys.stdin is None:
        raise InputError("there is no standard input", file="-", hint="Name a file instead.")
    head = _head(path)
    if is_recording(head):
        _check_no_name(agent_speaker, path, "Say with --customer-channel where the customer is.")
        return _open_recording(path, recorded)
    if is_event_log(head):
        _check_no_name(agent_speaker, path, "A log of events says who is who.")
        return _open_log(path)
    try:
        call = read_call(path, agent_speaker=agent_speaker)
    except HeldRecordingError as held:
        if not recorded.inside:
            raise
        _check_no_name(agent_speaker, path, "Say with --customer-channel where the customer is.")
        return _open_held(held, path, recorded)
    _check_clock(call.started, str(path))
    return CallSource(
        started=call.started,
        events=timeline(call),
        playbook_name=call.playbook_name,
        duration_s=max((utterance.end for utterance in call.utterances), default=None),
        folder=None if path == STDIN else path.parent,
    )


@cache
def all_detectors() -> tuple[Detector, ...]:
    """The rules that ship, and after them the trained heads, which judge what rules found."""
    from coolhead.adapters.heads import trained_heads  # noqa: PLC0415 - NumPy takes 0.2 s

    return (*standard_detectors(), *trained_heads())


@cache
def measuring_detectors() -> tuple[Detector, ...]:
    """As `all_detectors`, but telling of the faintest chance too: areas under curves need it."""
    from coolhead.adapters.heads import trained_heads  # noqa: PLC0415 - NumPy takes 0.2 s

    return (*standard_detectors(), *trained_heads(faint=0.0))


def choose_playbook(asked: str | None, source: CallSource | None = None) -> Playbook:
    """Load the playbook asked for, else the one that the call names, else ``standard``.

    Who runs the command may name any file. A call comes from anywhere, so its header may name a
    shipped playbook, or a ``.yaml`` file that lies beside the call or in a folder beside the
    call's own (``../playbooks/shop.yaml``), links followed; nothing farther away is opened. A log
    of events is replayed under the playbook whose digest it carries, unless one is asked for.
    Raises ``ConfigError``, ``PlaybookError``.
    """
    if asked is not None:
        if not asked.strip():
            raise ConfigError("no playbook was named", hint="Leave --playbook out for the usual.")
        return load_playbook(asked)
    if source is not None and source.recorded:
        return _as_then(source.started)
    named = source.playbook_name if source else None
    if named is None or source is None:
        return load_playbook(DEFAULT_PLAYBOOK)
    if named in shipped_names():
        return load_playbook(named)
    return load_playbook(_beside(source.folder, named))


def start_call(
    started: CallStarted,
    playbook: Playbook,
    *,
    keep: Keep | None = None,
    recorded: bool = False,
    redaction: RedactionSettings | None = None,
    words_when_unknown: bool = True,
    words_of_any_language: bool = True,
) -> CallRunner:
    """Start a call under a playbook with the detectors that ship.

    ``recorded``: the call was started before, and ``started`` stays as it was.
    ``words_when_unknown``: whether words count while nobody has said that the customer consents.
    """
    if not recorded:
        check_clock(started.started_at)
        ref = PlaybookRef(name=playbook.name, version=playbook.version, digest=playbook.digest)
        started = msgspec.structs.replace(started, playbook=ref, engine_version=ENGINE_VERSION)
    return CallRunner(
        Engine(playbook),
        Hearing(all_detectors(), playbook.timing, playbook.heat),
        work_calendar(playbook, started),
        started=started,
        keep=keep,
        redactor=Redactor(redaction or RedactionSettings()),
        words_when_unknown=words_when_unknown,
        words_of_any_language=words_of_any_language,
    )


def resume_call(
    past: list[Envelope],
    playbook: Playbook,
    *,
    keep: Keep | None = None,
    redaction: RedactionSettings | None = None,
    words_when_unknown: bool = True,
    words_of_any_language: bool = True,
) -> CallRunner:
    """Carry a call on from its events, under the playbook that it was guided by.

    Raises ``InputError`` where they are not those of a call.
    """
    header = past[0].event if past else None
    return CallRunner.resume(
        Engine(playbook),
        Hearing(all_detectors(), playbook.timing, playbook.heat),
        work_calendar(playbook, header if isinstance(header, CallStarted) else None),
        past,
        keep=keep,
        redactor=Redactor(redaction or RedactionSettings()),
        words_when_unknown=words_when_unknown,
        words_of_any_language=words_of_any_language,
    )


def run_call(source: CallSource, playbook: Playbook, *, keep: Keep | None = None) -> CallRunner:
    """Run a whole call to its end, as fast as it goes; the runner holds what came of it."""
    runner = start_call(source.started, playbook, keep=keep, recorded=source.recorded)
    for moment in source:
        runner.feed(moment)
    runner.finish()
    return runner


def hear_labelled(call: LabelledCall, playbook: Playbook) -> HeardCall:
    """Run a labelled call, to compare what is found with the labels."""
    transcript = as_transcript(call)
    _check_clock(transcript.started, call.about.id)
    moments = (each for each in timeline(transcript) if not isinstance(each, CallStarted))
    runner = start_call(transcript.started, playbook)
    return heard(call, runner, moments, weak_in(call, measuring_detectors()))


def run_case(case: RegressionCase, asked: str | None = None) -> CaseOutcome:
    """Run a regression case through today's rules, under the playbook that it names.

    ``asked`` is a playbook to use instead. Raises ``ConfigError`` where the case's own is none that
    ships.
    """
    if asked is None and case.playbook not in shipped_names():
        raise ConfigError(
            f"a case was guided by the playbook '{case.playbook}', which does not ship",
            hint="Name its file with --playbook.",
        )
    started, events = case_events(case)
    runner = start_call(started, load_playbook(asked if asked is not None else case.playbook))
    for event in events:
        runner.feed(event)
    runner.finish()
    return outcome(case, runner.record().scorecard)


def _beside(folder: Path | None, named: str) -> Path:
    given = PurePath(named)
    near = folder is not None and not given.is_absolute() and given.suffix in _YAML
    if near and folder is not None:
        try:
            path = (folder / given).resolve()
            if path.is_file() and path.is_relative_to(folder.resolve().parent):
                return path
        except (OSError, RuntimeError, ValueError):  # links in a circle, a NUL in the name
            pass
    raise ConfigError(
        f"the call asks for the playbook '{named}', which is neither shipped nor a .yaml file "
        "beside the call",
        hint="Name the playbook you want with --playbook; a call may not open files elsewhere.",
    )


def _as_then(started: CallStarted) -> Playbook:
    then = started.playbook
    if then is not None and then.name in shipped_names():
        playbook = load_playbook(then.name)
        if playbook.digest == then.digest:
            return playbook
    name = then.name if then is not None else "unknown"
    raise ConfigError(
        f"this call was guided by the playbook '{name}' as it was then, which is not at hand",
        hint="Name the file with --playbook. Under another playbook the answers will differ.",
    )


def _check_no_name(agent_speaker: str | None, path: Path, instead: str) -> None:
    if agent_speaker is not None:
        raise NoTranscriptError(
            "--agent-speaker is for transcripts, and this is none", file=str(path), hint=instead
        )


def _check_clock(started: CallStarted, file: str) -> None:
    try:
        check_clock(started.started_at)
    except InputError as error:
        raise InputError(
            error.reason, file=file, line=1, field="call.started_at", hint=error.hint
        ) from error


def _head(path: Path) -> bytes:
    """The first bytes of a file; none of what can be read only once."""
    if path == STDIN or not path.is_file():
        return b""
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", file=str(path)) from error


def _open_log(path: Path) -> CallSource:
    log = read_events(path)
    first = next(log)
    if not isinstance(first.event, CallStarted):
        raise InputError(
            "this log of events does not begin with CallStarted", file=str(path), line=1
        )
    return CallSource(started=first.event, events=_followed(log), recorded=True, folder=path.parent)


def _followed(log: EventLog) -> Iterator[Event | Envelope]:
    yield from log
    if log.cut is not None:
        yield log.cut


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


def _open_held(held: HeldRecordingError, path: Path, recorded: Recorded) -> CallSource:
    """The recording inside a vCon, heard; errors name the vCon and where in it the recording is."""
    from coolhead.adapters.speech import (  # noqa: PLC0415 - an extra, imported when used
        HeldFile,
        RecordingSource,
        SpeechSettings,
        TwoChannel,
    )

    settings = SpeechSettings(model=recorded.model) if recorded.model else SpeechSettings()
    file = HeldFile(held.recording, "vCon" if path == STDIN else path.name)
    with _placed(held):
        channel = held.customer_channel or recorded.customer_channel
        source = RecordingSource(TwoChannel(file.path, channel), settings)
    return CallSource(
        started=held.started,
        events=_heard_in(held, source, file),
        duration_s=source.duration_s,
        is_recording=True,
        folder=None if path == STDIN else path.parent,
    )


def _heard_in(
    held: HeldRecordingError, source: RecordingSource, file: HeldFile
) -> Generator[Event, None, None]:
    with closing(file), _placed(held):
        if held.left_out:
            yield InputCut(at=0.0, what=held.left_out)
        yield from source.events()


@contextmanager
def _placed(held: HeldRecordingError) -> Iterator[None]:
    try:
        yield
    except InputError as error:
        raise InputError(error.reason, file=held.file, field=held.field, hint=error.hint) from error
