"""Steps from one version of the tables to the next, and the function that takes them."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from coolhead.errors import ConfigError


def migration_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file: the steps lie in this package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring the tables to this version.

    Raises ``ConfigError`` for a database that a newer version of Coolhead has written.
    """
    config = migration_config(connection)
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    now = MigrationContext.configure(connection).get_current_heads()
    if unknown := set(now) - known:
        raise ConfigError(
            f"this database was written by a newer version of Coolhead ({', '.join(unknown)})",
            hint="Install that version, or restore the backup made before the upgrade.",
        )
    command.upgrade(config, to)
