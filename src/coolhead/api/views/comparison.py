"""What another playbook would have shown in a call, as the API shows it."""

from __future__ import annotations

import msgspec

from coolhead.services.under_another import Course, Difference


class ComparedPlaybook(msgspec.Struct, frozen=True, kw_only=True):
    """A playbook that a call was, or would have been, guided by."""

    name: str
    title: str
    version: int
    digest: str


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """A call under its own playbook (``here``) and under another (``there``).

    Answers to cues count ``here`` alone: there, other cues would have been answered.
    """

    playbook: ComparedPlaybook
    here: Course
    there: Course
    differences: tuple[Difference, ...]
