"""Every kind of source: what it is, what it can be set to, and where its calls come in."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from coolhead.api.sources.secrets import SecretRef, secret_of
from coolhead.call.codec import split_path
from coolhead.call.vocabulary import Consent, Direction
from coolhead.errors import ConfigError, InputError
from coolhead.services.setup.sources import SourceConfig, SourceKind


class CallDefaults(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What holds of a call that does not say."""

    consent: Consent = "unknown"
    language: Annotated[str, Meta(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")] = "en"
    direction: Direction = "inbound"


class AudioHookSettings(CallDefaults, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The credentials that are written into the integration at Genesys."""

    api_key: SecretRef
    client_secret: SecretRef


class TwilioSettings(CallDefaults, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``auth_token`` is the account's; see ``TwilioSource`` for the others."""

    auth_token: SecretRef
    customer: Literal["inbound", "outbound"] = "inbound"
    account: Annotated[str, Meta(pattern=r"^AC[0-9a-f]{32}$")] | None = None
    stop_ends_call: bool = True


class FolderSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The folder that is watched, on the server's own disk; see ``FolderSource``."""

    path: Annotated[str, Meta(pattern=r"^/[^\x00]{1,1000}$")]
    consent: Consent = "unknown"
    keep_done: bool = True
    polling: bool = False


class Kind(msgspec.Struct, frozen=True):
    """``below`` is the last part of the path at which it takes calls, empty where none."""

    what: str
    settings: type[msgspec.Struct]
    below: str = ""


KINDS: Final[Mapping[SourceKind, Kind]] = MappingProxyType(
    {
        "transcript": Kind(
            "Lines of a transcript over a WebSocket or by POST.", CallDefaults, "transcript"
        ),
        "audio": Kind("Raw sound over a WebSocket.", CallDefaults, "audio"),
        "browser": Kind("The capture page: microphone and shared sound.", CallDefaults, "capture"),
        "audiohook": Kind("Genesys AudioHook.", AudioHookSettings, "audiohook"),
        "twilio": Kind("Twilio Media Streams.", TwilioSettings, "twilio"),
        "audiosocket": Kind("Asterisk AudioSocket.", CallDefaults, "audiosocket"),
        "folder": Kind("A watched folder of recordings and transcripts.", FolderSettings),
    }
)


def settings_of(source: SourceConfig) -> msgspec.Struct:
    """The settings of a source; raises ``InputError`` that names what is wrong."""
    return checked_settings(source.kind, source.settings)


def checked_settings(kind: SourceKind, settings: Mapping[str, Any]) -> msgspec.Struct:
    """The settings for this kind; raises ``InputError``, which repeats nothing of them."""
    try:
        return msgspec.convert(dict(settings), KINDS[kind].settings)
    except msgspec.ValidationError as error:
        message, field = split_path(error)
        hint = ""
        if "regex" in message or "pattern" in message:
            message = "this is not written as it must be"
            hint = "A secret is given by reference, env:NAME or file:/path; a folder from /."
        where = f"settings.{field}" if field else "settings"
        raise InputError(message, field=where, hint=hint) from error


def lacking(source: SourceConfig) -> tuple[str, ...]:
    """What is missing before the source can take calls."""
    lacks = []
    for name, value in source.settings.items():
        if isinstance(value, str) and value.startswith(("env:", "file:")):
            try:
                secret_of(value)
            except ConfigError as error:
                lacks.append(f"{name}: {error.message}")
    return tuple(lacks)
