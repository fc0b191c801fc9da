"""Open invoices in the order of what is due"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

OPEN = "due_minor > 0 AND NOT void"
PART_PAID = "due_minor >= 1 AND paid_minor > refunded_minor AND NOT void"


def upgrade() -> None:
    for name, columns, which in (
        ("ix_invoices_due", ["site_id", "due_minor", "id"], OPEN),
        ("ix_invoices_due_anywhere", ["due_minor", "id"], OPEN),
        ("ix_invoices_part_paid_due", ["due_minor", "id"], PART_PAID),
    ):
        op.create_index(
            name, "invoices", columns, unique=False, sqlite_where=sa.text(which), postgresql_where=sa.text(which)
        )
