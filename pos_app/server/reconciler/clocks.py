"""What a clock that was hours ahead has put off, and the right one would wait for.

A machine may start with a wrong clock and have it set back minutes later. What was written down by it as due soon is
then due in hours, and a payment would be looked at no sooner.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from pos_app.server.db import Database
from pos_app.server.models import (
    StripeCustomer,
    StripeDispute,
    StripeEvent,
    StripePaymentIntent,
    StripeRefund,
    Worker,
)
from pos_app.wire.refunds import RefundState

FARTHEST: Final = timedelta(hours=2)
"""Nothing but what follows is ever put off for longer."""
FARTHEST_OF_REFUNDS: Final = timedelta(days=2)
"""A refund that has been made is looked at once a day."""
AT_ONCE: Final = 500
_MADE: Final = StripeRefund.state == RefundState.SUCCEEDED.value
_PUT_OFF: Final[tuple[tuple[InstrumentedAttribute[Any], timedelta, ColumnElement[bool]], ...]] = (
    (StripePaymentIntent.next_check_at, FARTHEST, StripePaymentIntent.live.is_(True)),
    (StripePaymentIntent.lease_expires_at, FARTHEST, StripePaymentIntent.live.is_(True)),
    (StripeRefund.next_check_at, FARTHEST, ~_MADE),
    (StripeRefund.next_check_at, FARTHEST_OF_REFUNDS, _MADE),
    (StripeDispute.next_check_at, FARTHEST, true()),
    (StripeCustomer.look_at, FARTHEST, true()),
    (StripeEvent.next_try_at, FARTHEST, StripeEvent.state == "pending"),
    (Worker.alive_until, FARTHEST, true()),
)


def bring_back(database: Database, now: datetime) -> int:
    """Make due at ``now`` what is put off for longer than anything is; how much that was."""
    with database.read() as session:
        if not any(_late(session, *one, now) for one in _PUT_OFF):
            return 0
    count = 0
    with database.write() as session:
        for column, farthest, which in _PUT_OFF:
            for row in _late(session, column, farthest, which, now, lock=True):
                setattr(row, column.key, now)
                count += 1
    return count


def _late(
    session: Session,
    column: InstrumentedAttribute[Any],
    farthest: timedelta,
    which: ColumnElement[bool],
    now: datetime,
    *,
    lock: bool = False,
) -> list[Any]:
    found = select(column.class_).where(which, column > now + farthest).limit(AT_ONCE if lock else 1)
    if lock:  # what somebody else has in hand is not put off any more
        found = found.with_for_update(skip_locked=True, key_share=True)
    return list(session.scalars(found))
