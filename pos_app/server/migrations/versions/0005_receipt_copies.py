"""Receipts that are printed again are counted"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.String(length=64)


def upgrade() -> None:
    op.create_table(
        "receipt_copies",
        sa.Column("id", ID, nullable=False),
        sa.Column("receipt_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("till", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_receipt_copies_positive")),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], name=op.f("fk_receipt_copies_receipt_id_receipts")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_receipt_copies_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt_copies")),
        sa.UniqueConstraint("receipt_id", "number", name=op.f("uq_receipt_copies_receipt_id_number")),
    )
