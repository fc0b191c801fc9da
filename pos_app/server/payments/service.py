"""Taking payments: what the routes may ask, with the rights of whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import anyio.to_thread
import structlog
from sqlalchemy import bindparam, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import joinedload

from pos_app.server.audit.rules import PAY_PAGE
from pos_app.server.audit.writing import acting, actor
from pos_app.server.clock import Clock
from pos_app.server.customers import consents
from pos_app.server.customers.choosing import usable
from pos_app.server.customers.keeping import KeptCards
from pos_app.server.db import Database
from pos_app.server.errors import ApiError, not_found
from pos_app.server.gateway import ProcessorError, ProcessorRefused
from pos_app.server.logs import describe
from pos_app.server.models import Invoice, StripePaymentIntent
from pos_app.server.payments import opening, recording, rules, testing
from pos_app.server.payments.answers import Answers, answer
from pos_app.server.payments.attempts import Attempts
from pos_app.server.payments.problems import problem
from pos_app.server.payments.tokens import PayTokens, token_hash
from pos_app.server.permissions import Action, Principal, Scope, scope
from pos_app.wire.auth import Role
from pos_app.wire.payments import AttemptState, ConfirmPaymentIntent, CreatePaymentIntent, PaymentIntentAnswer
from pos_app.wire.problems import Code

_ROUNDS = 4
"""How often to begin again when an attempt in the way has just ended, or another request stored the same key."""


_WITH_PAGE = (joinedload(StripePaymentIntent.invoice), joinedload(StripePaymentIntent.user))
_VERSION = select(StripePaymentIntent.version).where(StripePaymentIntent.id == bindparam("attempt_id"))


@dataclass(frozen=True, slots=True)
class Created:
    answer: PaymentIntentAnswer
    replayed: bool


@dataclass(frozen=True, slots=True)
class PayPage:
    """What the pay page shows. ``state`` tells whether there is anything left to pay; without a ``client_secret`` there
    is no form, because it can't be paid now.

    ``card_session``: the processor's secret with which the patient's kept cards may be shown; empty if there are none.
    """

    state: AttemptState
    client_secret: str
    amount_minor: int
    currency: str
    invoice_number: str
    ask_to_keep: bool
    card_session: str
    expired: bool
    too_many_declines: bool = False

    @property
    def takes_a_card(self) -> bool:
        ended = self.expired or self.too_many_declines or self.state.final or self.state is AttemptState.PROCESSING
        return bool(self.client_secret) and not ended


class PaymentService:
    """Every method raises ApiError for what it refuses."""

    def __init__(
        self,
        database: Database,
        attempts: Attempts,
        kept: KeptCards,
        pay_tokens: PayTokens,
        clock: Clock,
        publishable_key: str,
        hospital: str,
        catch_up: Callable[[], None],
    ) -> None:
        """``catch_up``: returns once the books know what was paid before they were opened, or raises ProcessorBusy."""
        self._catch_up = catch_up
        self._database = database
        self._attempts = attempts
        self._kept = kept
        self._hospital = hospital
        self._tokens = pay_tokens
        self._clock = clock
        self._publishable_key = publishable_key
        self._answers = Answers(database)
        self._version = database.lookup(_VERSION)
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
            made = self._attempts.by(actor(who)).refresh(wanted.attempt_id)
        except ProcessorError as error:
            raise problem(error) from error
        row = self._answers.find(who, wanted.attempt_id, Action.TAKE_PAYMENT)
        if row.state == AttemptState.FAILED:
            raise problem(ProcessorRefused(row.error_code, row.error_message))
        body = answer(
            row,
            client_secret=made.client_secret if made else None,
            publishable_key=self._publishable_key,
            pay_url=page_url(wanted.token),
        )
        return Created(body, opened.replayed)

    def read(self, who: Principal, reference: str) -> PaymentIntentAnswer:
        """The attempt as last written down; asks nobody."""
        return answer(self._answers.find(who, reference, Action.READ_INVOICES))

    async def read_soon(self, who: Principal, reference: str) -> PaymentIntentAnswer:
        """As ``read``, on the event loop."""
        return answer(await self._answers.soon(who, reference, Action.READ_INVOICES))

    async def read_for_till(self, who: Principal, reference: str) -> PaymentIntentAnswer:
        """As ``read_soon``; the till that holds the attempt shows by asking that it is there: its lease goes on."""
        row = await self._answers.soon(who, reference, Action.READ_INVOICES)
        held = row.live and (row.user_id, row.till) == (who.id, who.till)
        due = rules.renewed(row.lease_expires_at, self._clock.now()) if held else None
        if due is not None:
            await anyio.to_thread.run_sync(self._renew, row.id, due)
        return answer(row)

    def _renew(self, attempt_id: str, due: datetime) -> None:
        try:
            with self._database.write() as session:
                row, _ = recording.lock(session, attempt_id)
                row.lease_expires_at = max(row.lease_expires_at, due)
        except (DBAPIError, PoolTimeout) as error:
            # The question was how it stands, and that is known. There are minutes left to renew the lease in.
            self._log.warning("lease_not_renewed", attempt=attempt_id, **describe(error))

    async def version(self, attempt_id: str) -> int:
        """The attempt's version and nothing else: cheap enough to ask for hundreds of waiting tills."""
        found = await self._version.soon(attempt_id=attempt_id)
        return int(found[0].version) if found else 0

    def refresh_quietly(self, who: Principal, attempt_id: str) -> bool:
        """Ask the processor for news; False if it could not be asked, which has been written down then."""
        try:
            self._attempts.by(actor(who)).refresh(attempt_id)
        except ProcessorError:
            return False
        return True

    def confirm(self, who: Principal, reference: str, request: ConfirmPaymentIntent) -> PaymentIntentAnswer:
        """Empty: the page says it is done, so read from the processor. With a payment method: charge it."""
        current = self._mine(who, reference)
        try:
            if request.payment_method_id is None:
                self._attempts.by(actor(who)).refresh(current.id)
            else:
                self._charge(who, current, request)
        except ProcessorError as error:
            raise problem(error) from error
        return self.read(who, current.id)

    def cancel(self, who: Principal, reference: str) -> PaymentIntentAnswer:
        """End the attempt. The answer says ``succeeded`` if the card was quicker; see its ``state``."""
        current = self._mine(who, reference)
        try:
            self._attempts.by(actor(who)).end(current.id)
        except ProcessorError as error:
            raise problem(error) from error
        return self.read(who, current.id)

    def pay_page(self, token: str, view: consents.View) -> PayPage | None:
        """What a pay token opens, with the client secret as the processor gives it now; None for no such token.

        Kept cards are shown on it to whoever may use them; not at the till, which offers and asks for itself.
        Raises ApiError when the processor can't be asked.
        """
        found = select(StripePaymentIntent).where(StripePaymentIntent.pay_token_hash == token_hash(token))
        with self._database.read() as session:
            row = session.scalars(found.options(*_WITH_PAGE)).one_or_none()
        if row is None:
            return None
        expired = row.pay_token_expires_at is None or row.pay_token_expires_at <= self._clock.now()
        kept = view == "phone" and scope(Role(row.user.role), Action.USE_CARDS) is not Scope.NONE
        return self._page(row, expired=expired, kept=kept, ask_to_keep=row.save_payment_method)

    def page_of(self, attempt_id: str) -> PayPage:
        """As ``pay_page``, for whoever it is that has a link to this attempt: no kept card is shown, and none kept."""
        with self._database.read() as session:
            row = session.get_one(StripePaymentIntent, attempt_id, options=_WITH_PAGE)
        return self._page(row, expired=False, kept=False, ask_to_keep=False)

    def _page(self, row: StripePaymentIntent, *, expired: bool, kept: bool, ask_to_keep: bool) -> PayPage:
        state, secret, session_secret = AttemptState(row.state), "", ""
        if not expired and not state.final:
            try:
                made = self._attempts.by(PAY_PAGE).refresh(row.id)
            except ProcessorError as error:
                raise problem(error) from error
            with self._database.read() as session:
                now_row = session.get_one(
                    StripePaymentIntent, row.id, options=(joinedload(StripePaymentIntent.invoice),)
                )
            state, invoice = AttemptState(now_row.state), now_row.invoice
            # A form for what the invoice does not take any more would take it all the same.
            if made and not invoice.void and now_row.amount_minor <= invoice.due_minor:
                secret = made.client_secret
                session_secret = self._kept.session_for(made.customer) if kept else ""
        return PayPage(
            state=state,
            client_secret=secret,
            amount_minor=row.amount_minor,
            currency=row.currency,
            invoice_number=row.invoice.number,
            ask_to_keep=ask_to_keep,
            card_session=session_secret,
            expired=expired,
            too_many_declines=testing.ended(row.declines),
        )

    def answer_about_keeping(self, token: str, agreed: bool, locale: str, view: consents.View) -> None:
        """Write down what the patient says on the pay page to keeping the card that is about to pay."""
        found = select(StripePaymentIntent.id).where(StripePaymentIntent.pay_token_hash == token_hash(token))
        with self._database.read() as session:
            attempt_id = session.scalars(found).one_or_none()
        if attempt_id is None:
            raise not_found("payment")
        now = self._clock.now()
        with self._database.write() as session:
            row, invoice = recording.lock(session, attempt_id)
            expired = row.pay_token_expires_at is None or row.pay_token_expires_at <= now
            if expired or AttemptState(row.state).final or not row.save_payment_method:
                raise ApiError(Code.PAYMENT_STATE, 409, "It is not asked whether to keep a card for this payment.")
            acting(session, PAY_PAGE)
            if agreed:
                said = consents.words(locale, view, self._hospital)
                consents.agree(session, row, invoice.patient_id, said, row.user_id, row.till, now)
            else:
                consents.withdraw(session, row, now)

    def _wanted(self, request: CreatePaymentIntent, key: str | None, asked: datetime) -> opening.Wanted:
        attempt_id = str(uuid4()) if key is None else rules.attempt_id(key)
        if attempt_id is None:
            raise ApiError(Code.IDEMPOTENCY_KEY_INVALID, 400, "The Idempotency-Key must be a UUID.")
        opening.check_email(request)
        amount = opening.read_amount(request)
        return opening.Wanted(attempt_id, request, amount, asked, self._tokens.token(attempt_id))

    def _open(self, who: Principal, wanted: opening.Wanted) -> opening.Opened:
        try:
            self._catch_up()
        except ProcessorError as error:
            raise problem(error) from error
        for _ in range(_ROUNDS):
            try:
                with self._database.write() as session:
                    opened = opening.open_attempt(session, who, wanted, self._clock.now())
            except IntegrityError:
                continue  # the same key came for two invoices at once; the other one is stored now
            if opened.in_the_way is None:
                return opened
            try:
                self._attempts.by(actor(who)).end(opened.in_the_way)
            except ProcessorError as error:
                raise problem(error) from error
        raise ApiError(Code.INVOICE_BEING_PAID, 409, "Another payment of this invoice is being taken.", retry_after=15)

    def _mine(self, who: Principal, reference: str) -> PaymentIntentAnswer:
        return answer(self._answers.find(who, reference, Action.TAKE_PAYMENT))

    def _charge(self, who: Principal, current: PaymentIntentAnswer, request: ConfirmPaymentIntent) -> None:
        assert request.payment_method_id is not None
        attempts = self._attempts.by(actor(who))
        if current.stripe_payment_intent_id is None:
            attempts.refresh(current.id)
        with self._database.read() as session:
            row = session.get_one(StripePaymentIntent, current.id)
            invoice = session.get_one(Invoice, row.invoice_id)
            state, asked_to_cancel, due, void = (
                AttemptState(row.state),
                row.cancel_asked,
                invoice.due_minor,
                invoice.void,
            )
            _check_declines(row, self._clock.now())
            card = usable(session, row, invoice, request.payment_method_id, self._clock.now())
            keep = row.save_payment_method and card is None
            mine = who.may(Action.USE_CARDS, site_id=invoice.site_id, patient_id=invoice.patient_id)
            if card is not None and not mine:
                raise ApiError(Code.NOT_ALLOWED, 403, "A supervisor of the site has to charge a saved card.")
        if state is AttemptState.SUCCEEDED:
            return  # the answer to the same question asked again
        if state is not AttemptState.SUBMITTED or asked_to_cancel:
            raise ApiError(Code.PAYMENT_STATE, 409, "The payment does not wait for a card now.")
        if void:
            raise ApiError(Code.INVOICE_NOT_PAYABLE, 409, "The invoice is void.")
        if current.amount_minor > due:
            raise ApiError(Code.AMOUNT_ABOVE_BALANCE, 409, "The invoice has less left to pay by now.")
        if keep:
            self._heard(who, current.id)
        method = card.stripe_id if card else request.payment_method_id
        attempts.confirm(current.id, method, request.return_url, keep=keep)

    def _heard(self, who: Principal, attempt_id: str) -> None:
        """A client that confirms for the patient answers for having shown the words and heard the yes."""
        now = self._clock.now()
        with self._database.write() as session:
            acting(session, actor(who))
            row, invoice = recording.lock(session, attempt_id)
            said = consents.words("en", "till", self._hospital)
            consents.agree(session, row, invoice.patient_id, said, who.id, who.till, now)


def _check_declines(row: StripePaymentIntent, now: datetime) -> None:
    """Raises ``too_many_declines`` where another card may not be tried, or not yet."""
    if AttemptState(row.state) is AttemptState.SUCCEEDED:
        return
    if testing.ended(row.declines):
        detail = f"{row.declines} cards were declined, so this payment has ended. Nothing was charged."
        raise ApiError(Code.TOO_MANY_DECLINES, 409, detail)
    wait = testing.seconds_to_wait(row.declines, row.error_at, now)
    if wait:
        detail = f"{row.declines} cards were declined. Wait {wait} seconds before the next one."
        raise ApiError(Code.TOO_MANY_DECLINES, 429, detail, retry_after=wait)
