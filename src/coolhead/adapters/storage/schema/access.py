"""Tables of who has access: people, teams, keys, sessions, links, settings, the audit.

Times are seconds since 1970 (UTC).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from coolhead.adapters.storage.schema.calls import KEY_CHARS
from coolhead.adapters.storage.schema.metadata import metadata

# A SHA-256 in hexadecimal.
DIGEST_CHARS = 64

teams = Table(
    "teams",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(KEY_CHARS), primary_key=True),
    Column("name", String(KEY_CHARS), nullable=False),
    Column("minimum_free", Integer),
)

users = Table(
    "users",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(KEY_CHARS), primary_key=True),
    Column("email", String(KEY_CHARS), nullable=False),
    Column("name", String(KEY_CHARS), nullable=False),
    Column("roles", String(100), nullable=False),
    Column("agent", String(KEY_CHARS)),
    Column("active", Boolean, nullable=False),
    Column("subject", String(1_000)),
    Column("password", String(500)),
    Column("created_at", Double, nullable=False),
    UniqueConstraint("workspace", "email", name="uq_users_email"),
    UniqueConstraint("workspace", "agent", name="uq_users_agent"),
    UniqueConstraint("workspace", "subject", name="uq_users_subject"),
)

user_teams = Table(
    "user_teams",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("user", String(KEY_CHARS), primary_key=True),
    Column("team", String(KEY_CHARS), primary_key=True),
    ForeignKeyConstraint(
        ["workspace", "user"], ["users.workspace", "users.id"], name="fk_user_teams_user"
    ),
    ForeignKeyConstraint(
        ["workspace", "team"], ["teams.workspace", "teams.id"], name="fk_user_teams_team"
    ),
    Index("ix_user_teams_team", "workspace", "team"),
)

service_keys = Table(
    "service_keys",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("id", String(KEY_CHARS), primary_key=True),
    Column("digest", String(DIGEST_CHARS), nullable=False),
    Column("name", String(KEY_CHARS), nullable=False),
    Column("prefix", String(20), nullable=False),
    Column("scopes", String(200), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("created_by", String(KEY_CHARS), nullable=False),
    Column("expires_at", Double),
    Column("revoked_at", Double),
    Column("used_at", Double),
    UniqueConstraint("digest", name="uq_service_keys_digest"),
)

key_teams = Table(
    "key_teams",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("key", String(KEY_CHARS), primary_key=True),
    Column("team", String(KEY_CHARS), primary_key=True),
    ForeignKeyConstraint(
        ["workspace", "key"],
        ["service_keys.workspace", "service_keys.id"],
        name="fk_key_teams_key",
    ),
    ForeignKeyConstraint(
        ["workspace", "team"], ["teams.workspace", "teams.id"], name="fk_key_teams_team"
    ),
    Index("ix_key_teams_team", "workspace", "team"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(DIGEST_CHARS), primary_key=True),
    Column("workspace", String(KEY_CHARS), nullable=False),
    Column("user", String(KEY_CHARS), nullable=False),
    Column("way", String(20), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("seen_at", Double, nullable=False),
    ForeignKeyConstraint(
        ["workspace", "user"], ["users.workspace", "users.id"], name="fk_sessions_user"
    ),
    Index("ix_sessions_user", "workspace", "user"),
)

links = Table(
    "links",
    metadata,
    Column("digest", String(DIGEST_CHARS), primary_key=True),
    Column("workspace", String(KEY_CHARS), nullable=False),
    Column("kind", String(20), nullable=False),
    # "" for the first administrator, whom nobody knows yet.
    Column("user", String(KEY_CHARS), nullable=False),
    Column("created_at", Double, nullable=False),
    Column("expires_at", Double, nullable=False),
    Column("used_at", Double),
    Index("ix_links_user", "workspace", "user"),
)

workspace_settings = Table(
    "workspace_settings",
    metadata,
    Column("workspace", String(KEY_CHARS), primary_key=True),
    Column("body", Text, nullable=False),
)

# A trigger of the migration refuses every change of a row: entries are added, and go when their
# time is over.
audit = Table(
    "audit",
    metadata,
    Column(
        "number",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    Column("workspace", String(KEY_CHARS), nullable=False),
    Column("at", Double, nullable=False),
    Column("who", String(KEY_CHARS), nullable=False),
    Column("name", String(KEY_CHARS), nullable=False),
    Column("roles", String(100), nullable=False),
    Column("action", String(60), nullable=False),
    Column("kind", String(60), nullable=False),
    Column("object", String(KEY_CHARS), nullable=False),
    Column("detail", Text, nullable=False),
    Column("address", String(64), nullable=False),
    Index("ix_audit_at", "workspace", "at"),
    Index("ix_audit_who", "workspace", "who", "number"),
    Index("ix_audit_object", "workspace", "kind", "object", "number"),
)
