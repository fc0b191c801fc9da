"""Single sign-on: which accounts may use it, and the log-ins under way"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)
ID = sa.String(length=64)


def upgrade() -> None:
    op.create_table(
        "sso_accounts",
        sa.Column("user_id", ID, nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=True),
        sa.Column("subject", sa.String(length=255), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("linked_at", TIME, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sso_accounts_user_id_users")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_sso_accounts")),
        sa.UniqueConstraint("issuer", "subject", name="uq_sso_accounts_issuer_subject"),
    )
    op.create_table(
        "sso_attempts",
        sa.Column("id", ID, nullable=False),
        sa.Column("state_hash", ID, nullable=False),
        sa.Column("claim_hash", ID, nullable=False),
        sa.Column("confirm_hash", ID, nullable=True),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("till", ID, nullable=False),
        sa.Column("address", ID, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_sso_attempts_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sso_attempts")),
        sa.UniqueConstraint("state_hash", name=op.f("uq_sso_attempts_state_hash")),
        sa.UniqueConstraint("claim_hash", name=op.f("uq_sso_attempts_claim_hash")),
        sa.UniqueConstraint("confirm_hash", name=op.f("uq_sso_attempts_confirm_hash")),
    )
    op.create_index("ix_sso_attempts_expires_at", "sso_attempts", ["expires_at"], unique=False)
