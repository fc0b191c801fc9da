"""Run by alembic. The connection comes from ``migrate.py``, inside a transaction that it commits as a whole."""

from __future__ import annotations

from alembic import context

from pos_app.server.migrations.names import unknown_to_models
from pos_app.server.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    include_name=lambda name, _kind, _parents: not unknown_to_models(name),
)
context.run_migrations()
