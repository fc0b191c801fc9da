"""How often somebody has tried to log in, counted for all server processes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.server.models.base import Base


class LoginTries(Base):
    """One count: of a name at an address, of an address, or of a name. Names are not kept as they were typed."""

    __tablename__ = "login_tries"
    key: Mapped[str] = mapped_column(String(128), primary_key=True)
    tries: Mapped[int] = mapped_column(Integer)
    last_at: Mapped[datetime] = mapped_column(index=True)
    good_at: Mapped[datetime | None]  # when this name last logged in from this address
