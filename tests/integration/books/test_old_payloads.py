"""What an event said is cleared away a month after it was done with; that it came is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from pos_app.server.clock import SystemClock
from pos_app.server.db import Database
from pos_app.server.models import StripeEvent
from pos_app.server.tidying import ALL
from pos_app.server.webhooks.pruning import AT_ONCE, KEPT, Payloads


def event(name: str, state: str, done_at: datetime | None) -> StripeEvent:
    now = datetime.now(UTC)
    return StripeEvent(
        id=name, type="payment_intent.succeeded", object_kind="payment_intent", object_id="pi", state=state, tries=0,
        error="", claimed_by="", next_try_at=now, received_at=now, done_at=done_at, payload='{"id": 1}',
    )  # fmt: skip


def test_what_is_older_than_a_month_and_done_with(database: Database) -> None:
    now = datetime.now(UTC)
    old, young = now - KEPT - timedelta(hours=1), now - KEPT + timedelta(hours=1)
    with database.write() as session:
        session.add_all(event(f"evt_old_{number}", "done", old) for number in range(AT_ONCE + 1))
        session.add_all([event("evt_young", "done", young), event("evt_dead", "dead", None)])
    chore = Payloads(database, SystemClock())
    assert chore.due(10) == (ALL,)
    assert chore.due(10) == (), "it looks seldom"
    chore.do(ALL)
    with database.read() as session:
        left = set(session.scalars(select(StripeEvent.id).where(StripeEvent.payload != "")))
        assert session.scalar(select(func.count()).select_from(StripeEvent)) == AT_ONCE + 3
    assert left == {"evt_young", "evt_dead"}
    assert Payloads(database, SystemClock()).due(10) == ()
