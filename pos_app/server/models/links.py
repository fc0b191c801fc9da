"""Links with which a payment is made on the patient's own phone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from pos_app.server.models.base import ID, Base, new_id


class PayLink(Base):
    """The one link of an attempt: a new one takes the place of the old, which opens nothing from then on."""

    __tablename__ = "pay_links"
    id: Mapped[str] = mapped_column(ID, primary_key=True, default=new_id)
    intent_id: Mapped[str] = mapped_column(ForeignKey("stripe_payment_intents.id"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)  # SHA-256; the token itself is kept nowhere
    expires_at: Mapped[datetime]
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    till: Mapped[str] = mapped_column(String(64), default="")
    made_at: Mapped[datetime]
