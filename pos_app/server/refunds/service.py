"""Giving money back: what the routes may ask, with the rights of whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from sqlalchemy import ColumnElement, true, tuple_
from sqlalchemy.exc import IntegrityError

from pos_app.server.audit.writing import actor
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError
from pos_app.server.gateway import ProcessorError, ProcessorUnknown
from pos_app.server.invoices.cursor import Cursor
from pos_app.server.models import Invoice, StripeRefund
from pos_app.server.payments.problems import problem
from pos_app.server.payments.rules import attempt_id as canonical
from pos_app.server.permissions import Action, Principal, Scope
from pos_app.server.refunds import asking, deciding, recording, rows
from pos_app.server.refunds.answers import answers
from pos_app.server.refunds.conversation import Refunds
from pos_app.server.refunds.finding import matching
from pos_app.server.refunds.limits import Policy
from pos_app.server.refunds.rows import Locked
from pos_app.server.text import plausible_id
from pos_app.wire.problems import Code
from pos_app.wire.refunds import ApproveRefund, CreateRefund, RefundAnswer, RefundPage, RefundState, RefuseRefund

_ROUNDS: Final = 4
"""How often to begin again when another request has just stored the same key."""


@dataclass(frozen=True, slots=True)
class Created:
    answer: RefundAnswer
    replayed: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A refund that waits for a supervisor. ``amount``: as "$48.00"."""

    id: str
    number: str
    amount: str


class RefundService:
    """Every method raises ApiError for what it refuses."""

    def __init__(
        self, database: Database, refunds: Refunds, clock: Clock, policy: Policy, catch_up: Callable[[], None]
    ) -> None:
        """``catch_up``: returns once the books know what was given back before they were opened, or raises
        ProcessorBusy."""
        self._database = database
        self._catch_up = catch_up
        self._refunds = refunds
        self._clock = clock
        self._policy = policy

    def create(self, who: Principal, request: CreateRefund, key: str | None) -> Created:
        """Ask for a refund. The same key and request give the same answer, and go on where an earlier try was cut off.

        Where nobody need approve, Stripe is asked at once; the state in the answer says what came of it.
        """
        refund_id = str(uuid4()) if key is None else canonical(key)
        if refund_id is None:
            raise ApiError(Code.IDEMPOTENCY_KEY_INVALID, 400, "The Idempotency-Key must be a UUID.")
        self._wait()
        replayed = self._store(who, asking.Wanted(refund_id, request))
        self._submit(who, refund_id)
        return Created(self.read(who, refund_id), replayed)

    def read(self, who: Principal, reference: str) -> RefundAnswer:
        """The refund as last written down; asks nobody."""
        with self._database.read() as session:
            here = rows.find(session, reference, who, Action.READ_REFUNDS)
            return answers(session, [here], self._policy, self._clock.now())[0]

    def page(
        self,
        who: Principal,
        *,
        state: RefundState | None,
        invoice_id: str | None,
        q: str,
        limit: int,
        cursor: str | None,
    ) -> RefundPage:
        """One page, newest first. ``q``: see ``finding``. Raises ``cursor_invalid``."""
        after = Cursor.parse(cursor) if cursor else None
        if invoice_id is not None and not plausible_id(invoice_id):
            return RefundPage(items=())
        place = (StripeRefund.created_at, StripeRefund.id)
        query = rows.refunds().where(_visible(who))
        if state is not None:
            query = query.where(StripeRefund.state == state.value)
        if invoice_id is not None:
            query = query.where(Invoice.id == invoice_id)
        if after is not None:
            query = query.where(tuple_(*place) < tuple_(after.moment, after.id))
        query = query.order_by(*(column.desc() for column in place)).limit(limit + 1)
        with self._database.read() as session:
            if (sought := matching(session, q, sqlite=self._database.sqlite)) is not None:
                query = query.where(sought)
            found = [Locked(*row) for row in session.execute(query)]
            shown = found[:limit]
            items = answers(session, shown, self._policy, self._clock.now())
        more = str(Cursor(shown[-1].refund.created_at, shown[-1].refund.id)) if len(found) > limit else None
        return RefundPage(items=tuple(items), next_cursor=more)

    def approve(self, who: Principal, reference: str, request: ApproveRefund) -> RefundAnswer:
        """One supervisor's yes. With the last one needed Stripe is asked; the state in the answer says what came of it.

        ``submitted`` means that nobody knows yet: it is looked for by itself, and never made twice.
        """
        return self.approve_beside(who, who, self._find(who, reference, Action.APPROVE_REFUND), request)

    def waiting(self, who: Principal, reference: str) -> Waiting:
        """What somebody at the till of ``who``, who may ask for refunds there, is to say yes to."""
        with self._database.read() as session:
            here = rows.find(session, reference, who, Action.ASK_REFUND)
            if here.refund.state != RefundState.REQUESTED:
                raise deciding.conflict(here)
            return Waiting(here.refund.id, here.invoice.number, recording.amount(here.refund))

    def approve_beside(
        self, who: Principal, supervisor: Principal, refund_id: str, request: ApproveRefund
    ) -> RefundAnswer:
        """As ``approve``, of ``supervisor``, answered to ``who``."""
        self._wait()
        with self._database.write() as session:
            here = rows.lock(session, refund_id)
            deciding.approve(session, here, supervisor, request, self._policy, self._clock.now())
        self._submit(supervisor, refund_id)
        return self.read(who, refund_id)

    def refuse(self, who: Principal, reference: str, request: RefuseRefund) -> RefundAnswer:
        """A supervisor's no."""
        refund_id = self._find(who, reference, Action.APPROVE_REFUND)
        with self._database.write() as session:
            deciding.refuse(session, rows.lock(session, refund_id), who, request, self._clock.now())
        return self.read(who, refund_id)

    def cancel(self, who: Principal, reference: str) -> RefundAnswer:
        """Withdraw a refund that nobody has approved, or take back one that waits for the patient at Stripe."""
        refund_id = self._find(who, reference, Action.ASK_REFUND)
        with self._database.write() as session:
            at_stripe = deciding.withdraw(session, rows.lock(session, refund_id), who, self._clock.now())
        if at_stripe:
            self._take_back(who, refund_id)
        return self.read(who, refund_id)

    def _wait(self) -> None:
        """What an older copy shows as kept may have been given back."""
        try:
            self._catch_up()
        except ProcessorError as error:
            raise problem(error) from error

    def _take_back(self, who: Principal, refund_id: str) -> None:
        try:
            cancelled = self._refunds.by(actor(who)).cancel(refund_id)
        except ProcessorError as error:
            detail = "Stripe has not answered, so it is not known yet whether the refund was taken back. Ask again."
            raise ApiError(Code.OUTCOME_UNKNOWN, 504, detail, retry_after=2) from error
        if not cancelled:
            with self._database.read() as session:
                here = session.execute(rows.refunds().where(StripeRefund.id == refund_id)).one()
                raise deciding.conflict(Locked(*here))

    def _store(self, who: Principal, wanted: asking.Wanted) -> bool:
        for _ in range(_ROUNDS):
            try:
                with self._database.write() as session:
                    return asking.ask(session, who, wanted, self._policy, self._clock.now())
            except IntegrityError:
                continue  # the same key came for two payments at once; the other one is stored now
        raise ApiError(Code.IDEMPOTENCY_KEY_REUSED, 409, "This Idempotency-Key is being used for another refund.")

    def _submit(self, who: Principal, refund_id: str) -> None:
        """Ask Stripe for a refund that is approved. What came of it is written down, so the answer is its state."""
        with self._database.read() as session:
            if session.get_one(StripeRefund, refund_id).state != RefundState.APPROVED:
                return
        try:
            self._refunds.by(actor(who)).submit(refund_id)
        except ProcessorUnknown as error:
            if error.code == "not_recorded":
                detail = (
                    "Stripe has answered, but it could not be written down yet. Don't refund again; we keep asking."
                )
                raise ApiError(Code.OUTCOME_UNKNOWN, 504, detail, retry_after=2) from error
        except ProcessorError:
            return

    def _find(self, who: Principal, reference: str, action: Action) -> str:
        with self._database.read() as session:
            return rows.find(session, reference, who, action).refund.id


def _visible(who: Principal) -> ColumnElement[bool]:
    if who.scope(Action.READ_REFUNDS) is Scope.ALL:
        return true()
    return Invoice.site_id.in_(who.site_ids)
