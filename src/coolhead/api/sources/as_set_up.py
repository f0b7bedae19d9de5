"""A source as it was set up, in the words of the protocol that serves it."""

from __future__ import annotations

import msgspec

from coolhead.adapters.telephony.settings import SourceSettings
from coolhead.adapters.telephony.twilio.settings import TwilioSource
from coolhead.api.sources.kinds import CallDefaults, TwilioSettings, settings_of
from coolhead.services.setup.sources import SourceConfig


def source_settings(source: SourceConfig) -> SourceSettings:
    """What holds of every call of a source of any kind but the watched folder."""
    settings = settings_of(source)
    assert isinstance(settings, CallDefaults)  # noqa: S101 - of these kinds
    return SourceSettings(
        name=source.name,
        workspace=source.workspace,
        team=source.team,
        playbook=source.playbook,
        consent=settings.consent,
        language=settings.language,
        direction=settings.direction,
    )


def twilio_source(source: SourceConfig) -> TwilioSource:
    """The same for Twilio, with its own settings."""
    settings = settings_of(source)
    assert isinstance(settings, TwilioSettings)  # noqa: S101 - of this kind
    return TwilioSource(
        **msgspec.structs.asdict(source_settings(source)),
        customer=settings.customer,
        account=settings.account,
        stop_ends_call=settings.stop_ends_call,
    )
