"""Who has access: people, teams, keys, sessions, links, settings, the audit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KEY = sa.String(300)
_DIGEST = sa.String(64)
_REFUSAL = "entries of the audit are not changed"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "teams",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", _KEY, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_teams"),
    )
    op.create_table(
        "users",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", _KEY, nullable=False),
        sa.Column("email", _KEY, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("roles", sa.String(100), nullable=False),
        sa.Column("agent", _KEY),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("subject", sa.String(1_000)),
        sa.Column("password", sa.String(500)),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_users"),
        sa.UniqueConstraint("workspace", "email", name="uq_users_email"),
        sa.UniqueConstraint("workspace", "agent", name="uq_users_agent"),
        sa.UniqueConstraint("workspace", "subject", name="uq_users_subject"),
    )
    op.create_table(
        "service_keys",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("id", _KEY, nullable=False),
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("prefix", sa.String(20), nullable=False),
        sa.Column("scopes", sa.String(200), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("created_by", _KEY, nullable=False),
        sa.Column("expires_at", sa.Double()),
        sa.Column("revoked_at", sa.Double()),
        sa.Column("used_at", sa.Double()),
        sa.PrimaryKeyConstraint("workspace", "id", name="pk_service_keys"),
        sa.UniqueConstraint("digest", name="uq_service_keys_digest"),
    )
    _membership("user_teams", "user", "users")
    _membership("key_teams", "key", "service_keys")
    op.create_table(
        "sessions",
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("user", _KEY, nullable=False),
        sa.Column("way", sa.String(20), nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("seen_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
        sa.ForeignKeyConstraint(
            ["workspace", "user"], ["users.workspace", "users.id"], name="fk_sessions_user"
        ),
    )
    op.create_index("ix_sessions_user", "sessions", ["workspace", "user"])
    op.create_table(
        "links",
        sa.Column("digest", _DIGEST, nullable=False),
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("user", _KEY, nullable=False),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.Column("expires_at", sa.Double(), nullable=False),
        sa.Column("used_at", sa.Double()),
        sa.PrimaryKeyConstraint("digest", name="pk_links"),
    )
    op.create_index("ix_links_user", "links", ["workspace", "user"])
    op.create_table(
        "workspace_settings",
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_workspace_settings"),
    )
    op.create_table(
        "audit",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column("at", sa.Double(), nullable=False),
        sa.Column("who", _KEY, nullable=False),
        sa.Column("name", _KEY, nullable=False),
        sa.Column("roles", sa.String(100), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("object", _KEY, nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["workspace", "at"])
    op.create_index("ix_audit_who", "audit", ["workspace", "who", "number"])
    op.create_index("ix_audit_object", "audit", ["workspace", "kind", "object", "number"])
    _refuse_changes()


def _membership(table: str, column: str, of: str) -> None:
    op.create_table(
        table,
        sa.Column("workspace", _KEY, nullable=False),
        sa.Column(column, _KEY, nullable=False),
        sa.Column("team", _KEY, nullable=False),
        sa.PrimaryKeyConstraint("workspace", column, "team", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["workspace", column], [f"{of}.workspace", f"{of}.id"], name=f"fk_{table}_{column}"
        ),
        sa.ForeignKeyConstraint(
            ["workspace", "team"], ["teams.workspace", "teams.id"], name=f"fk_{table}_team"
        ),
    )
    op.create_index(f"ix_{table}_team", table, ["workspace", "team"])


def _refuse_changes() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )
        return
    op.execute(
        "CREATE FUNCTION audit_is_not_changed() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit "
        "FOR EACH ROW EXECUTE FUNCTION audit_is_not_changed()"
    )
