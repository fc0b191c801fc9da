"""Tries to log in are counted for all server processes, and declines for each attempt"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "login_tries",
        sa.Column("key", sa.String(length=128), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_at", TIME, nullable=False),
        sa.Column("good_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_login_tries")),
    )
    op.create_index("ix_login_tries_last_at", "login_tries", ["last_at"], unique=False)
    op.add_column("stripe_payment_intents", sa.Column("declines", sa.Integer(), nullable=False, server_default="0"))
