"""Previews of playbooks as the API shows them, and what helps in writing one."""

from __future__ import annotations

import msgspec

from coolhead.api.views.playbooks import PlaybookRow
from coolhead.playbook.fields import SettingField
from coolhead.services.preview import ExampleCall, PreviewRun, SaidLine


class PlaybookFields(msgspec.Struct, frozen=True):
    """Every setting, in the order of the schema."""

    fields: tuple[SettingField, ...]


class ExampleCallList(msgspec.Struct, frozen=True):
    """The calls that ship."""

    calls: tuple[ExampleCall, ...]


class PlaybookPreview(msgspec.Struct, frozen=True, kw_only=True):
    """A call under the text's playbook (``after``) and under another (``before``).

    ``against`` is the other: the newest version published under the text's name, else what it
    extends. ``heard_anew`` tells whether detectors ran; of a call that was kept the recorded
    signals are used, so that settings of what is detected change nothing in it.
    """

    against: PlaybookRow
    before: PreviewRun
    after: PreviewRun
    said: tuple[SaidLine, ...]
    heard_anew: bool
