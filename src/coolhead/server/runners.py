"""Call runners with the detectors and calendars that are installed."""

from __future__ import annotations

from coolhead.bootstrap import resume_call, start_call
from coolhead.call.events import CallStarted, Envelope
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
        )
