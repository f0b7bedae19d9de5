"""What administrators may decide."""

from __future__ import annotations

import msgspec
import pytest

from coolhead.errors import InputError
from coolhead.services.access.settings import (
    SwitchedOn,
    WorkspaceSettings,
    checked,
)
from coolhead.services.live.settings import CallSettings

BASIS = "works agreement of 3 May 2026, section 4"


def test_nothing_that_touches_rights_is_on_by_itself() -> None:
    usual = checked(WorkspaceSettings())
    assert usual.for_calls == CallSettings()
    assert usual.unknown_consent == "timing_only"
    assert not usual.voice_heat.on
    assert not usual.score_named_agents.on
    assert not usual.keep_audio.on


@pytest.mark.parametrize("name", ["voice_heat", "score_named_agents", "keep_audio"])
def test_what_touches_rights_is_turned_on_with_its_basis_alone(name: str) -> None:
    for basis in ("", "ok", " " * 50, "x" * 2_001):
        with pytest.raises(InputError) as refused:
            checked(_with(name, SwitchedOn(on=True, basis=basis)))
        assert refused.value.field == f"{name}.basis"
    assert checked(_with(name, SwitchedOn(on=True, basis=BASIS)))
    assert checked(_with(name, SwitchedOn(on=False)))


def test_redaction_follows_the_settings() -> None:
    redaction = WorkspaceSettings(
        redact_national_ids=False, redact_phones=True, redact_emails=True
    ).for_calls.redaction
    assert (redaction.national_ids, redaction.phones, redaction.emails) == (False, True, True)


def _with(name: str, switch: SwitchedOn) -> WorkspaceSettings:
    return msgspec.structs.replace(WorkspaceSettings(), **{name: switch})
