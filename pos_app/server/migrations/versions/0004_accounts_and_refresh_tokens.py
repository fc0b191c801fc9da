"""Accounts: passwords for one time, and sessions with refresh tokens"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
ID = sa.String(length=64)


def upgrade() -> None:
    op.add_column("users", sa.Column("one_time_until", TIME, nullable=True))
    # A session of the older version was one token for twelve hours. It ends here: people log in once more.
    op.drop_table("auth_sessions")
    op.create_table(
        "auth_sessions",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("till", ID, nullable=False),
        sa.Column("token_hash", ID, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("family_hash", ID, nullable=False),
        sa.Column("refresh_hash", ID, nullable=False),
        sa.Column("previous_hash", ID, nullable=False),
        sa.Column("rotated_at", TIME, nullable=False),
        sa.Column("ends_at", TIME, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("revoked_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_auth_sessions_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_auth_sessions")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_auth_sessions_token_hash")),
        sa.UniqueConstraint("family_hash", name=op.f("uq_auth_sessions_family_hash")),
    )
    op.create_index("ix_auth_sessions_user_id", "auth_sessions", ["user_id"], unique=False)
