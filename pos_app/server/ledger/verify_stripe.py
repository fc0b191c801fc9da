"""Stripe's side of the books: what it lists for a span, and what it says of one thing when asked for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import chain
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.server.gateway import Processor, ProcessorRefused
from pos_app.server.gateway.spans import walk
from pos_app.server.ledger.verify_movements import Difference, Tallies, What, theirs
from pos_app.server.models import Payment, StripePaymentIntent

REACH: Final = timedelta(days=1)
"""How much further than the span Stripe is asked: a movement is dated a little otherwise than what caused it."""
OLDEST_INTENT: Final = timedelta(days=7)
"""An intent may be charged that long after it was made."""
MOST_ASKED: Final = 500
"""Single questions about what the lists don't show; more than that is a matter for a person anyway."""


class Stripe:
    """Every method may raise any ProcessorError."""

    def __init__(self, processor: Processor, start: datetime, end: datetime) -> None:
        self._processor = processor
        self._start = start
        self._end = end
        self._ours: frozenset[str] | None = None
        self._asked = 0

    def tallies(self) -> Tallies:
        spans = walk(self._processor.movements, self._start - REACH, self._end + REACH)
        return theirs(chain.from_iterable(found for _, found in spans))

    def is_ours(self, difference: Difference, booked: frozenset[str]) -> bool:
        """Whether something that only Stripe knows of is this program's. ``booked``: charges in our books."""
        key = difference.key
        match key.what:
            case What.CHARGE:
                return key.source in self._charges()
            case What.REFUND:
                return self._processor.read_refund(key.source).charge_id in booked
            case What.DISPUTE:
                return self._processor.read_dispute(key.source).charge_id in booked
            case _:
                return True

    def confirms(self, session: Session, difference: Difference) -> bool:
        """Whether Stripe, asked for just this, says what only we had of it."""
        key, mine = difference.key, difference.mine
        if mine is None or self._asked >= MOST_ASKED:
            return False
        self._asked += 1
        try:
            return self._says(session, key.what, key.source) == (mine.came, mine.went, key.currency)
        except ProcessorRefused:
            return False

    def _says(self, session: Session, what: What, source: str) -> tuple[int, int, str] | None:
        match what:
            case What.CHARGE:
                of = select(StripePaymentIntent.stripe_id).join(Payment, Payment.intent_id == StripePaymentIntent.id)
                intent_id = session.scalar(of.where(Payment.charge_id == source))
                intent = self._processor.read_intent(intent_id) if intent_id else None
                if intent is None or intent.latest_charge != source:
                    return None
                return intent.amount_received, 0, intent.currency
            case What.REFUND:
                refund = self._processor.read_refund(source)
                back = refund.amount if refund.status in ("failed", "canceled") else 0
                return back, refund.amount, refund.currency
            case What.PAYOUT:
                payout = self._processor.read_payout(source)
                back = payout.status in ("failed", "canceled")
                came, went = max(0, -payout.amount), max(0, payout.amount)
                return (came + went, came + went, payout.currency) if back else (came, went, payout.currency)
            case What.DISPUTE:
                moved = self._processor.read_dispute(source).movements
                came = sum(max(0, one.amount) for one in moved)
                return (came, sum(max(0, -one.amount) for one in moved), moved[0].currency) if moved else None
            case _:
                return None

    def _charges(self) -> frozenset[str]:
        """Charges of intents that carry an attempt of ours."""
        if self._ours is None:
            spans = walk(self._processor.intents, self._start - OLDEST_INTENT, self._end + REACH)
            intents = chain.from_iterable(found for _, found in spans)
            self._ours = frozenset(one.latest_charge for one in intents if one.attempt_id)
        return self._ours
