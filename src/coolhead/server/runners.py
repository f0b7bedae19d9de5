"""Call runners with the detectors and calendars that are installed."""

from __future__ import annotations

from coolhead.bootstrap import resume_call, start_call
from coolhead.call.events import CallStarted, Envelope
from coolhead.errors import InputError
from coolhead.playbook.schema import Playbook
from coolhead.services.call_runner import CallRunner, Keep
from coolhead.services.live.settings import CallSettings


class InstalledRunners:
    """``Runners``."""

    def start(
        self, header: CallStarted, playbook: Playbook, settings: CallSettings, keep: Keep
    ) -> CallRunner:
        """The runner of a call that begins now."""
        return start_call(
            header,
            playbook,
            keep=keep,
            redaction=settings.redaction,
            words_when_unknown=settings.unknown_consent == "words",
            # Spoken numbers and passwords are known in English alone: nothing else is kept.
            words_of_any_language=False,
        )

    def resume(
        self, past: list[Envelope], playbook: Playbook, settings: CallSettings, keep: Keep
    ) -> CallRunner:
        """The runner of a call that goes on after these events."""
        return resume_call(
            past,
            playbook,
            keep=keep,
            redaction=settings.redaction,
            words_when_unknown=settings.unknown_consent == "words",
            # Spoken numbers and passwords are known in English alone: nothing else is kept.
            words_of_any_language=False,
        )

    def replay(self, past: list[Envelope], playbook: Playbook) -> CallRunner:
        """The runner of a call exactly as these events leave it."""
        first, *rest = past
        if not isinstance(first.event, CallStarted):
            raise InputError("a call begins with CallStarted", field="event")
        runner = start_call(first.event, playbook, recorded=True)
        for envelope in rest:
            runner.feed(envelope)
        return runner
