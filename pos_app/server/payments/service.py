"""Taking payments: what the routes may ask, with the rights of whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import structlog
from sqlalchemy import bindparam, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import joinedload

from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError
from pos_app.server.gateway import ProcessorError, ProcessorRefused
from pos_app.server.logs import describe
from pos_app.server.models import Invoice, StripePaymentIntent
from pos_app.server.payments import ledger, opening, rules
from pos_app.server.payments.answers import answer, find
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.problems import problem
from pos_app.server.payments.tokens import PayTokens, token_hash
from pos_app.server.permissions import Action, Principal
from pos_app.wire.payments import AttemptState, ConfirmPaymentIntent, CreatePaymentIntent, PaymentIntentAnswer
from pos_app.wire.problems import Code

_ROUNDS = 4
"""How often to begin again when an attempt in the way has just ended, or another request stored the same key."""


_VERSION = select(StripePaymentIntent.version).where(StripePaymentIntent.id == bindparam("attempt_id"))


@dataclass(frozen=True, slots=True)
class Created:
    answer: PaymentIntentAnswer
    replayed: bool


@dataclass(frozen=True, slots=True)
class PayPage:
    """What the pay page shows. ``state`` tells whether there is anything left to pay."""

    state: AttemptState
    client_secret: str
    amount_minor: int
    currency: str
    invoice_number: str
    save_payment_method: bool
    expired: bool


class PaymentService:
    """Every method raises ApiError for what it refuses."""

    def __init__(
        self, database: Database, attempts: Attempts, pay_tokens: PayTokens, clock: Clock, publishable_key: str
    ) -> None:
        self._database = database
        self._attempts = attempts
        self._tokens = pay_tokens
        self._clock = clock
        self._publishable_key = publishable_key
        self._log = structlog.get_logger("payments")

    def create(
        self,
        who: Principal,
        request: CreatePaymentIntent,
        key: str | None,
        asked: datetime,
        page_url: Callable[[str], str],
    ) -> Created:
        """Open a payment attempt. ``asked``: when the request came in; ``page_url``: a pay token's address.

        The same key and request give the same answer, and go on where an earlier try was cut off.
        """
        wanted = self._wanted(request, key, asked)
        opened = self._open(who, wanted)
        try:
            made = self._attempts.refresh(wanted.attempt_id)
        except ProcessorError as error:
            raise problem(error) from error
        with self._database.read() as session:
            attempt, invoice = find(session, wanted.attempt_id, who, Action.TAKE_PAYMENT)
            if attempt.state == AttemptState.FAILED:
                raise problem(ProcessorRefused(attempt.error_code, attempt.error_message))
            body = answer(
                session,
                attempt,
                invoice,
                client_secret=made.client_secret if made else None,
                publishable_key=self._publishable_key,
                pay_url=page_url(wanted.token),
            )
        return Created(body, opened.replayed)

    def read(self, who: Principal, reference: str) -> PaymentIntentAnswer:
        """The attempt as last written down; asks nobody."""
        with self._database.read() as session:
            attempt, invoice = find(session, reference, who, Action.READ_INVOICES)
            return answer(session, attempt, invoice)

    def read_for_till(self, who: Principal, reference: str) -> PaymentIntentAnswer:
        """As ``read``; the till that holds the attempt shows by asking that it is still there: its lease goes on."""
        with self._database.read() as session:
            attempt, invoice = find(session, reference, who, Action.READ_INVOICES)
            found = answer(session, attempt, invoice)
            held = attempt.live and (attempt.user_id, attempt.till) == (who.id, who.till)
            due = rules.renewed(attempt.lease_expires_at, self._clock.now()) if held else None
        if due is not None:
            self._renew(found.id, due)
        return found

    def _renew(self, attempt_id: str, due: datetime) -> None:
        try:
            with self._database.write() as session:
                row, _ = ledger.lock(session, attempt_id)
                row.lease_expires_at = max(row.lease_expires_at, due)
        except (DBAPIError, PoolTimeout) as error:
            # The question was how it stands, and that is known. There are minutes left to renew the lease in.
            self._log.warning("lease_not_renewed", attempt=attempt_id, **describe(error))

    def version(self, attempt_id: str) -> int:
        """The attempt's version and nothing else: cheap enough to ask for hundreds of waiting tills."""
        with self._database.read() as session:
            found = session.scalar(_VERSION, {"attempt_id": attempt_id})
        return int(found or 0)

    def refresh_quietly(self, attempt_id: str) -> bool:
        """Ask the processor for news; False if it could not be asked, which has been written down then."""
        try:
            self._attempts.refresh(attempt_id)
        except ProcessorError:
            return False
        return True

    def confirm(self, who: Principal, reference: str, request: ConfirmPaymentIntent) -> PaymentIntentAnswer:
        """Empty: the page says it is done, so read from the processor. With a payment method: charge it."""
        current = self._mine(who, reference)
        try:
            if request.payment_method_id is None:
                self._attempts.refresh(current.id)
            else:
                self._charge(current, request)
        except ProcessorError as error:
            raise problem(error) from error
        return self.read(who, current.id)

    def cancel(self, who: Principal, reference: str) -> PaymentIntentAnswer:
        """End the attempt. The answer says ``succeeded`` if the card was quicker; see its ``state``."""
        current = self._mine(who, reference)
        try:
            self._attempts.end(current.id)
        except ProcessorError as error:
            raise problem(error) from error
        return self.read(who, current.id)

    def pay_page(self, token: str) -> PayPage | None:
        """What a pay token opens, with the client secret as the processor gives it now; None for no such token.

        Raises ApiError when the processor can't be asked.
        """
        found = select(StripePaymentIntent).where(StripePaymentIntent.pay_token_hash == token_hash(token))
        with self._database.read() as session:
            row = session.scalars(found.options(joinedload(StripePaymentIntent.invoice))).one_or_none()
        if row is None:
            return None
        expired = row.pay_token_expires_at is None or row.pay_token_expires_at <= self._clock.now()
        state, secret = AttemptState(row.state), ""
        if not expired and not state.final:
            try:
                made = self._attempts.refresh(row.id)
            except ProcessorError as error:
                raise problem(error) from error
            secret = made.client_secret if made else ""
            with self._database.read() as session:
                state = AttemptState(session.get_one(StripePaymentIntent, row.id).state)
        return PayPage(
            state=state,
            client_secret=secret,
            amount_minor=row.amount_minor,
            currency=row.currency,
            invoice_number=row.invoice.number,
            save_payment_method=row.save_payment_method,
            expired=expired,
        )

    def _wanted(self, request: CreatePaymentIntent, key: str | None, asked: datetime) -> opening.Wanted:
        attempt_id = str(uuid4()) if key is None else rules.attempt_id(key)
        if attempt_id is None:
            raise ApiError(Code.IDEMPOTENCY_KEY_INVALID, 400, "The Idempotency-Key must be a UUID.")
        opening.check_email(request)
        amount = opening.read_amount(request)
        return opening.Wanted(attempt_id, request, amount, asked, self._tokens.token(attempt_id))

    def _open(self, who: Principal, wanted: opening.Wanted) -> opening.Opened:
        for _ in range(_ROUNDS):
            try:
                with self._database.write() as session:
                    opened = opening.open_attempt(session, who, wanted, self._clock.now())
            except IntegrityError:
                continue  # the same key came for two invoices at once; the other one is stored now
            if opened.in_the_way is None:
                return opened
            try:
                self._attempts.end(opened.in_the_way)
            except ProcessorError as error:
                raise problem(error) from error
        raise ApiError(Code.INVOICE_BEING_PAID, 409, "Another payment of this invoice is being taken.", retry_after=15)

    def _mine(self, who: Principal, reference: str) -> PaymentIntentAnswer:
        with self._database.read() as session:
            attempt, invoice = find(session, reference, who, Action.TAKE_PAYMENT)
            return answer(session, attempt, invoice)

    def _charge(self, current: PaymentIntentAnswer, request: ConfirmPaymentIntent) -> None:
        assert request.payment_method_id is not None
        if current.stripe_payment_intent_id is None:
            self._attempts.refresh(current.id)
        with self._database.read() as session:
            row = session.get_one(StripePaymentIntent, current.id)
            invoice = session.get_one(Invoice, row.invoice_id)
            state, asked_to_cancel, due = AttemptState(row.state), row.cancel_asked, invoice.due_minor
        if state is AttemptState.SUCCEEDED:
            return  # the answer to the same question asked again
        if state is not AttemptState.READY or asked_to_cancel:
            raise ApiError(Code.PAYMENT_STATE, 409, "The payment does not wait for a card now.")
        if current.amount_minor > due:
            raise ApiError(Code.AMOUNT_ABOVE_BALANCE, 409, "The invoice has less left to pay by now.")
        self._attempts.confirm(current.id, request.payment_method_id, request.return_url)
