"""How Alembic runs here: on the connection that `store.migrate` hands it, inside its transaction."""

from __future__ import annotations

from alembic import context

from backend.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
