"""The audit log"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from pos_app.server.migrations import audit_triggers

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
ID = sa.String(length=64)


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("chain", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("till", ID, nullable=False),
        sa.Column("address", ID, nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("about_kind", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.String(length=255), nullable=False),
        sa.Column("invoice_id", ID, nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("code", ID, nullable=False),
        sa.Column("previous_hash", ID, nullable=False),
        sa.Column("hash", ID, nullable=False),
        sa.PrimaryKeyConstraint("chain", "day", "sequence", name=op.f("pk_audit_entries")),
        sa.UniqueConstraint("id", name=op.f("uq_audit_entries_id")),
    )
    op.create_index("ix_audit_entries_list", "audit_entries", ["at", "id"])
    op.create_index("ix_audit_entries_user", "audit_entries", ["user_id", "at", "id"])
    op.create_index("ix_audit_entries_about", "audit_entries", ["about_id", "at", "id"])
    op.create_index("ix_audit_entries_invoice", "audit_entries", ["invoice_id", "at", "id"])
    op.create_table(
        "audit_heads",
        sa.Column("chain", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", ID, nullable=False),
        sa.PrimaryKeyConstraint("chain", "day", name=op.f("pk_audit_heads")),
    )
    audit_triggers.create(op.get_bind())
