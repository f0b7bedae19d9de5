"""How a server is set up: a TOML file, the environment, the command line; the last one wins.

What administrators decide for their workspace (consent, retention, redaction) is no setting of
the process: it is kept in the database and audited.
"""

from __future__ import annotations

import os
import tomllib
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from coolhead.errors import ConfigError
from coolhead.services.sending.addresses import address_in

ENVIRONMENT_PREFIX = "COOLHEAD_"
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def _usual_folder() -> Path:
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "coolhead"


class ServerSettings(BaseSettings):
    """Settings of ``coolhead serve``; every one can come from ``COOLHEAD_<NAME>``.

    Secrets come from the environment or from a file (``…_file``), never from the command line.
    """

    model_config = SettingsConfigDict(
        env_prefix=ENVIRONMENT_PREFIX, extra="forbid", frozen=True, env_ignore_empty=True
    )

    data: Path = Field(
        default_factory=_usual_folder,
        description="Folder of the database, the spool and the server's own key.",
    )
    database: str = Field(
        default="",
        description="URL of the database; empty is SQLite in the data folder. "
        "postgresql://user@host/name is PostgreSQL; its password may stand in PGPASSFILE.",
    )
    spool: Path | None = Field(
        default=None,
        description="Folder of what waits while the database is away; best on another disk.",
    )
    spool_megabytes: Annotated[int, Field(ge=1, le=100_000)] = Field(
        default=256, description="Room of the spool; an hour of 500 calls takes about 200."
    )
    host: str = Field(default="127.0.0.1", description="Address to listen at.")
    port: Annotated[int, Field(ge=0, le=65535)] = Field(
        default=8710, description="Port to listen at; 0 lets the system choose."
    )
    public_url: str = Field(
        default="",
        description="How browsers reach the server, such as https://coolhead.example.com; "
        "needed behind a proxy. Cookies are marked secure where it begins with https.",
    )
    trusted_proxies: str = Field(
        default="", description="Addresses of proxies whose X-Forwarded headers hold, by commas."
    )
    workspace: str = Field(default="default", description="The workspace that is served.")
    playbook: str = Field(
        default="standard", description="The playbook of calls that name none of their own."
    )
    speech: Literal["auto", "on", "off"] = Field(
        default="auto",
        description="Whether sound is heard: auto hears it where the extra 'speech' is there.",
    )
    speech_model: str = Field(
        default="", description="The speech model, by name or folder; empty is the usual one."
    )
    recognisers: Annotated[int, Field(ge=0, le=64)] = Field(
        default=0, description="Recogniser processes; 0 is one fewer than there are cores."
    )
    interim_every_s: Annotated[float, Field(ge=0, le=10)] = Field(
        default=0.0,
        description="So often words that are still being said are recognised for the screen where "
        "a recogniser is idle; 0 is never.",
    )
    audiosocket_port: Annotated[int, Field(ge=0, le=65535)] | None = Field(
        default=None,
        description="Port for Asterisk's AudioSocket, 0 any free one; without it there is none.",
    )
    audiosocket_host: str = Field(
        default="127.0.0.1",
        description="Address to listen at for it; the protocol has no password and no encryption.",
    )
    abandoned_after_s: Annotated[float, Field(ge=5, le=86_400)] = Field(
        default=300.0, description="A call whose source is gone is ended after so many seconds."
    )
    oidc_issuer: str = Field(
        default="", description="Issuer of the identity provider; empty is no single sign-on."
    )
    oidc_client_id: str = Field(default="", description="The client's id there.")
    oidc_client_secret: SecretStr | None = Field(
        default=None,
        description="The client's secret; from the environment, or from oidc_client_secret_file.",
    )
    oidc_client_secret_file: Path | None = Field(
        default=None, description="A file that holds the client's secret."
    )
    oidc_create_users: bool = Field(
        default=False, description="Whether whoever signs in there gets an account, as an agent."
    )
    smtp_host: str = Field(
        default="", description="The mail server; empty, and no e-mail is sent to anybody."
    )
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=587, description="Its port: 587 with starttls, 465 with tls."
    )
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="How the connection is encrypted; none only to a mail server on this machine.",
    )
    smtp_user: str = Field(default="", description="The user there; empty is nobody.")
    smtp_password: SecretStr | None = Field(
        default=None,
        description="The user's password; from the environment, or from smtp_password_file.",
    )
    smtp_password_file: Path | None = Field(
        default=None, description="A file that holds the user's password."
    )
    mail_from: str = Field(
        default="",
        description="Whom e-mails come from: an address, or a name and an address in angle "
        "brackets. Answers go there too.",
    )
    allow_private_webhooks: bool = Field(
        default=False,
        description="Whether webhooks may lead to addresses that only this machine or its network "
        "can reach, those of this machine also over plain http.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is logged; never a word of a call."
    )

    @field_validator("public_url", "oidc_issuer")
    @classmethod
    def _no_slash_at_the_end(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("a URL begins with http:// or https://")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _complete(self) -> ServerSettings:
        if self.oidc_issuer and not self.oidc_client_id:
            raise ValueError("oidc_issuer needs oidc_client_id too")
        if self.smtp_host:
            _, address = parseaddr(self.mail_from)
            if not address_in(address):
                raise ValueError("smtp_host needs mail_from too, with one e-mail address in it")
            if self.smtp_security == "none" and self.smtp_host not in _LOOPBACK:
                raise ValueError("smtp_security none is for a mail server on this machine alone")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The command line before the environment before the file."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in _LOOPBACK

    @property
    def database_url(self) -> str:
        """The URL of the database as SQLAlchemy wants it."""
        if not self.database:
            return f"sqlite+aiosqlite:///{self.data.absolute() / 'coolhead.db'}"
        for plain, driver in (
            ("postgresql://", "postgresql+psycopg://"),
            ("postgres://", "postgresql+psycopg://"),
            ("sqlite://", "sqlite+aiosqlite://"),
        ):
            if self.database.startswith(plain):
                return driver + self.database.removeprefix(plain)
        return self.database

    @property
    def spool_folder(self) -> Path:
        """Where what waits is kept."""
        return self.spool if self.spool is not None else self.data / "spool"

    @property
    def client_secret(self) -> str:
        """The secret at the identity provider; raises ``ConfigError`` for a file without one."""
        return _secret(self.oidc_client_secret, self.oidc_client_secret_file, "client's secret")

    @property
    def mail_password(self) -> str:
        """The password at the mail server; raises ``ConfigError`` for a file without one."""
        return _secret(self.smtp_password, self.smtp_password_file, "mail server's password")

    @property
    def origin(self) -> str:
        """The origin of the server's pages: scheme, host and port of the public URL."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    @property
    def is_https(self) -> bool:
        """Whether browsers reach the server over TLS."""
        return self.public_url.startswith("https://")


def _secret(given: SecretStr | None, file: Path | None, what: str) -> str:
    if given is not None:
        return given.get_secret_value()
    if file is None:
        return ""
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise ConfigError(
            f"{file}: the {what} cannot be read", hint="May the server's user read it?"
        ) from error


def read_settings(file: Path | None = None, **given: object) -> ServerSettings:
    """The settings from a TOML file, the environment and what is given (None is not given).

    Raises ``ConfigError`` that names every wrong setting.
    """
    asked = {name: value for name, value in given.items() if value is not None}
    kind: type[ServerSettings] = ServerSettings
    if file is not None:
        if not file.is_file():
            raise ConfigError(f"there is no file of settings '{file}'", hint="Check --config.")
        kind = type(
            "ServerSettings",
            (ServerSettings,),
            {"model_config": SettingsConfigDict(toml_file=file)},
        )
    try:
        return kind(**asked)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = [
            f"{'.'.join(map(str, each['loc'])) or 'settings'}: {each['msg']}"
            for each in error.errors(include_input=False, include_url=False)
        ]
        raise ConfigError(
            "the server's settings are wrong: " + "; ".join(wrong),
            hint="docs/operating.md lists the settings.",
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: not TOML: {error}") from error
