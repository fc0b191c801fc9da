"""A single sign-on may be for one act alone, beside somebody else's session"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.String(length=64)


def upgrade() -> None:
    op.add_column("sso_attempts", sa.Column("act_on", ID, nullable=True))
    op.add_column("sso_attempts", sa.Column("act_beside", ID, nullable=True))
    op.add_column("sso_attempts", sa.Column("act_told", sa.String(length=200), nullable=True))
