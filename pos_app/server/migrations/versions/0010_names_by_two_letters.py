"""One or two letters of a name are found as fast as more of it"""

from __future__ import annotations

from alembic import op

from pos_app.server.migrations import names

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    names.create_for_short(op.get_bind())
