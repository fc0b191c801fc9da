"""Paying on the patient's own phone: one link to one attempt, for a quarter of an hour.

Whoever has the link may pay, and nothing is known of who that is. So it opens the card form alone: no kept card is
shown by it or kept by it, and no name.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from pos_app.server.audit.rules import About
from pos_app.server.audit.writing import act, actor
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError
from pos_app.server.gateway import ProcessorError
from pos_app.server.models import PayLink
from pos_app.server.payments import recording
from pos_app.server.payments.answers import Answers
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.problems import problem
from pos_app.server.payments.service import PaymentService, PayPage
from pos_app.server.payments.tokens import token_hash
from pos_app.server.permissions import Action, Principal
from pos_app.wire.audit import Act
from pos_app.wire.payments import AttemptState, PayLinkAnswer
from pos_app.wire.problems import Code

LIFETIME: Final = timedelta(minutes=15)
TOKEN_BYTES: Final = 32


class PayLinks:
    """``make`` raises ApiError for what it refuses."""

    def __init__(self, database: Database, attempts: Attempts, payments: PaymentService, clock: Clock) -> None:
        self._database = database
        self._answers = Answers(database)
        self._attempts = attempts
        self._payments = payments
        self._clock = clock

    def make(self, who: Principal, reference: str, address: Callable[[str], str]) -> PayLinkAnswer:
        """A new link to an attempt that waits for a card; ``address``: a token's URL. An earlier link is over.

        Asked again it is another link, so an answer that was lost does no harm.
        """
        found = self._answers.find(who, reference, Action.TAKE_PAYMENT)
        attempt_id = found.id
        if found.stripe_id is None and found.live:
            try:
                self._attempts.by(actor(who)).refresh(attempt_id)
            except ProcessorError as error:
                raise problem(error) from error
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._database.write() as session:
            row, invoice = recording.lock(session, attempt_id)
            if AttemptState(row.state) is not AttemptState.SUBMITTED or row.cancel_asked:
                raise ApiError(Code.PAYMENT_STATE, 409, "The payment does not wait for a card now.")
            now = self._clock.now()
            link = session.scalars(select(PayLink).where(PayLink.intent_id == attempt_id)).one_or_none()
            if link is None:
                link = PayLink(intent_id=attempt_id)
                session.add(link)
            link.token_hash, link.expires_at = token_hash(token), now + LIFETIME
            link.user_id, link.till, link.made_at = who.id, who.till, now
            about = About("payment_intent", attempt_id, invoice.id)
            act(session, who, Act.MAKE_PAY_LINK, about, now, after={"expires_at": link.expires_at})
            expires_at = link.expires_at
        return PayLinkAnswer(
            url=address(token), expires_at=expires_at, expires_in=int((expires_at - self._clock.now()).total_seconds())
        )

    def page(self, token: str) -> PayPage | None:
        """What a link opens; None alike for one that never was, is over, or gave way to another.

        Raises ApiError when the processor can't be asked.
        """
        found = select(PayLink.intent_id, PayLink.expires_at).where(PayLink.token_hash == token_hash(token))
        with self._database.read() as session:
            link = session.execute(found).one_or_none()
        if link is None or link.expires_at <= self._clock.now():
            return None
        return self._payments.page_of(link.intent_id)
