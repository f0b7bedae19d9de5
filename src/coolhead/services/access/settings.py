"""What a workspace's administrators decide; kept in the database, every change in the audit."""

from __future__ import annotations

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from coolhead.errors import InputError
from coolhead.redaction.redactor import RedactionSettings
from coolhead.services.keeping.calling_hours import CallingHours, checked_hours
from coolhead.services.keeping.do_not_call import checked_region
from coolhead.services.live.settings import CallSettings, UnknownConsent
from coolhead.services.reviews.sampling import ReviewSettings

# A basis is a sentence somebody can be asked about ("works agreement of 3 May 2026, §4"), not "ok".
SHORTEST_BASIS: Final = 20
LONGEST_BASIS: Final = 2_000
# Smaller groups give away who is who; five is the threshold that official statistics commonly use
# for a cell of a table (for example Eurostat's and the NHS's disclosure rules).
MINIMUM_AGENTS: Final = 5

Days = Annotated[int, Meta(ge=1, le=3_650)]


class RetentionDays(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many days each kind is kept; None for as long as the server stands.

    Calls and their records go after half a year unless somebody decides otherwise: long enough for
    a complaint, and data protection wants no longer than is needed (GDPR Art. 5(1)(e)). Records go
    with their calls, sound long before. The audit stays longer than what it tells of.
    """

    calls: Days | None = 180
    audio: Days | None = 30
    audit: Days | None = 365


class SwitchedOn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that touches people's rights: off until turned on with the ``basis`` for it."""

    on: bool = False
    basis: str = ""


class WorkspaceSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of a workspace.

    ``unknown_consent``: what may be done before anybody has said that the customer agrees.
    ``voice_heat``: how loud and high the customer speaks may count. ``score_named_agents``:
    scorecards may be shown by name. ``keep_audio``: the sound of what is said is kept, but for what
    is redacted. ``minimum_free``: a break is called possible where so many agents of a team stay
    free for the next call, unless the team has a number of its own. ``minimum_agents``: figures of
    fewer people are not shown. ``region``: the country ("GB") of telephone numbers that are written
    without one; "" where there is none.
    ``calling_hours``: when customers may be called, by their own clock. ``reviews``: which share of
    calls is drawn for people to review.
    """

    unknown_consent: UnknownConsent = "timing_only"
    voice_heat: SwitchedOn = SwitchedOn()
    score_named_agents: SwitchedOn = SwitchedOn()
    redact_national_ids: bool = True
    redact_phones: bool = False
    redact_emails: bool = False
    keep_audio: SwitchedOn = SwitchedOn()
    retention: RetentionDays = RetentionDays()
    minimum_agents: Annotated[int, Meta(ge=2, le=1_000)] = MINIMUM_AGENTS
    minimum_free: Annotated[int, Meta(ge=0, le=1_000)] = 1
    region: str = ""
    calling_hours: CallingHours = CallingHours()
    reviews: ReviewSettings = ReviewSettings()

    @property
    def for_calls(self) -> CallSettings:
        """What of it calls are run by."""
        return CallSettings(
            unknown_consent=self.unknown_consent,
            voice_heat=self.voice_heat.on,
            keep_audio=self.keep_audio.on,
            redaction=RedactionSettings(
                national_ids=self.redact_national_ids,
                phones=self.redact_phones,
                emails=self.redact_emails,
            ),
        )


def checked(settings: WorkspaceSettings) -> WorkspaceSettings:
    """The settings, if they may be so; raises ``InputError`` that names the field."""
    for name in ("voice_heat", "score_named_agents", "keep_audio"):
        switch: SwitchedOn = getattr(settings, name)
        if switch.on and len(switch.basis.strip()) < SHORTEST_BASIS:
            raise InputError(
                "this is turned on with a stated basis only",
                field=f"{name}.basis",
                hint=f"Say in {SHORTEST_BASIS} characters or more what allows it, such as an "
                "agreement with its date, or an impact assessment.",
            )
        if len(switch.basis) > LONGEST_BASIS:
            raise InputError(
                f"longer than {LONGEST_BASIS} characters",
                field=f"{name}.basis",
                hint="Name the document rather than quoting it.",
            )
    checked_region(settings.region)
    checked_hours(settings.calling_hours)
    return settings


def changed_fields(
    before: WorkspaceSettings, after: WorkspaceSettings
) -> dict[str, dict[str, object]]:
    """What a change changes: the field with what it was and what it is now."""
    return {
        name: {
            "from": msgspec.to_builtins(getattr(before, name)),
            "to": msgspec.to_builtins(getattr(after, name)),
        }
        for name in WorkspaceSettings.__struct_fields__
        if getattr(before, name) != getattr(after, name)
    }
