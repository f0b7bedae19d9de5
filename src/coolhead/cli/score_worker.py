"""One call of an archive, in a process of its own: read, run, and made a row and a record of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import msgspec

import coolhead
from coolhead.adapters.archive.looking import is_meant_as_call
from coolhead.adapters.archive.many_calls import call_in
from coolhead.adapters.archive.tasks import (
    Answer,
    Found,
    Halted,
    NoCall,
    Refused,
    Scored,
    Task,
    Unchanged,
    refusal,
)
from coolhead.adapters.formats.timeline import timeline
from coolhead.adapters.speech.settings import SpeechSettings
from coolhead.bootstrap import (
    CallSource,
    NoTranscriptError,
    Recorded,
    all_detectors,
    choose_playbook,
    open_call,
    start_call,
)
from coolhead.call.events import CallEnded, PlaybookRef
from coolhead.errors import CoolheadError, InputError, MissingExtraError, SpeechError
from coolhead.guidance.engine import ENGINE_VERSION
from coolhead.playbook.schema import Playbook
from coolhead.services.insights.figures import figures_of
from coolhead.services.scoring import Origin, row_of
from coolhead.signals.hearing import TIMING_VERSION

# Changed whenever a row or a record is made otherwise of the same call.
_FORM: Final = "1"
# An archive asks for a handful of playbooks; one per folder at most.
_PLAYBOOKS: Final = 64


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How every call of a run is run; without ``playbook``, each with the one that it names.

    ``figures``: what insights count of each call is wanted too.
    """

    playbook: Playbook | None = None
    agent_speaker: str | None = None
    recorded: Recorded = Recorded()
    figures: bool = False


def start(settings: Settings) -> Callable[[Task], Answer]:
    """Return what answers the tasks of this process."""
    return _Runner(settings).answer


class _Runner:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._playbooks: dict[tuple[Path | None, str | None], Playbook] = {}
        detectors = [f"{each.name} {each.version}" for each in all_detectors()]
        self._versions = "\n".join(
            [
                _FORM,
                coolhead.__version__,
                ENGINE_VERSION,
                TIMING_VERSION,
                version("holidays"),  # due times are reckoned with its calendars
                *detectors,
            ]
        )

    def answer(self, task: Task) -> Answer:
        """Run a call; whatever is wrong with it is the answer, and no error."""
        found = task.found
        if found.problem is not None:
            return found.problem
        try:
            return self._run(found, task.known)
        except (MissingExtraError, SpeechError) as error:
            code: Any = error.code
            return Halted(code=code, message=error.message, hint=error.hint)
        except InputError as error:
            if found.named or found.content is not None or self._is_meant(Path(found.path)):
                return refusal(found, error)
            return NoCall(size=found.size)
        except CoolheadError as error:
            return refusal(found, error)
        except MemoryError:
            return _failed(found, "there is not memory enough for this call", "")
        except Exception as error:  # noqa: BLE001 - one call must not end a run of thousands
            what = f"an error of Coolhead itself: {type(error).__name__}: {error}"
            return _failed(found, what[:500], "Please report it, with the call if you may.")

    def _is_meant(self, path: Path) -> bool:
        """Whether a file of a folder was meant as a call, though it was refused."""
        if is_meant_as_call(path):
            return True
        if self._settings.agent_speaker is None:
            return False
        try:
            open_call(path, self._settings.recorded)
        except CoolheadError:
            return False
        return True  # only nobody in it has the name of the agent

    def _run(self, found: Found, known: str | None) -> Answer:
        digest = _sha256(found)
        source, speaker = self._open(found)
        playbook = self._playbook(source)
        key = self._key(digest, playbook, source, speaker)
        if key == known:
            return Unchanged(source=found.source, size=found.size)
        runner = start_call(source.started, playbook, recorded=source.recorded)
        for moment in source:
            runner.feed(moment)
        state = runner.state.call
        if state.ended is None:
            runner.feed(CallEnded(at=state.now))
        record = runner.record()
        row = row_of(
            record,
            msgspec.structs.replace(source.started, consent=runner.state.call.consent),
            Origin(found.file, found.line, digest),
            utterances=len(runner.state.call.heard),
            playbook=PlaybookRef(
                name=playbook.name, version=playbook.version, digest=playbook.digest
            ),
            engine_version=ENGINE_VERSION,
        )
        pretty = msgspec.json.format(msgspec.json.encode(record), indent=2)
        return Scored(
            source=found.source,
            key=key,
            row=row,
            agent=record.agent,
            record=pretty + b"\n",
            size=found.size,
            figures=figures_of(runner.state.call, runner.decisions, record)
            if self._settings.figures
            else None,
        )

    def _open(self, found: Found) -> tuple[CallSource, str | None]:
        """The call, and the agent's name as far as it was used to read it."""
        speaker, recorded = self._settings.agent_speaker, self._settings.recorded
        if found.content is None:
            path = Path(found.path)
            try:
                return open_call(path, recorded, agent_speaker=speaker), speaker
            except NoTranscriptError:
                # In an archive of everything the name is meant for those that do not say.
                return open_call(path, recorded), None
        call = call_in(found.content, found.file, found.line or 1, speaker)
        source = CallSource(
            started=call.started,
            events=timeline(call),
            playbook_name=call.playbook_name,
            folder=Path(found.path).parent if found.path else None,
        )
        return source, speaker

    def _playbook(self, source: CallSource) -> Playbook:
        if self._settings.playbook is not None:
            return self._settings.playbook
        if source.recorded:
            return choose_playbook(None, source)
        # Loading a file anew for each call would take longer than the call.
        asked = (source.folder if source.playbook_name else None, source.playbook_name)
        if asked not in self._playbooks:
            if len(self._playbooks) >= _PLAYBOOKS:
                self._playbooks.clear()
            self._playbooks[asked] = choose_playbook(None, source)
        return self._playbooks[asked]

    def _key(self, digest: str, playbook: Playbook, source: CallSource, speaker: str | None) -> str:
        """A digest of all that the result depends on."""
        parts = [digest, playbook.digest, self._versions, source.started.call]
        parts.append(repr(speaker))
        if source.is_recording:
            recorded = self._settings.recorded
            parts += [recorded.customer_channel, recorded.model or SpeechSettings().model]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _sha256(found: Found) -> str:
    if found.content is not None:
        return hashlib.sha256(found.content).hexdigest()
    try:
        with Path(found.path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot be read: {reason}", file=found.path) from error


def _failed(found: Found, reason: str, hint: str) -> Refused:
    return Refused(file=found.file, line=found.line, reason=reason, hint=hint, size=found.size)
