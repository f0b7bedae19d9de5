"""What Alembic runs: the steps over the connection that `migrate` hands in."""

from __future__ import annotations

from alembic import context

from coolhead.adapters.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
with context.begin_transaction():
    context.run_migrations()
