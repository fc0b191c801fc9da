"""Refunds and exceptions of the server in memory: the real one's promises, without its database."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from pos_app.desktop.api import ApiProblem
from pos_app.money import Money
from pos_app.wire.auth import Person
from pos_app.wire.base import Amount
from pos_app.wire.exceptions import MoneyExceptionEntry, MoneyExceptionPage, Which
from pos_app.wire.invoices import InvoiceDetail, PaymentEntry, RefundEntry
from pos_app.wire.problems import Code, Problem
from pos_app.wire.refunds import (
    ApproveRefund,
    CreateRefund,
    RefundAnswer,
    RefundDecisionEntry,
    RefundPage,
    RefundState,
)

if TYPE_CHECKING:
    from tests.unit.desktop.fakes import FakeServer

OVER = (RefundState.FAILED, RefundState.CANCELLED, RefundState.REFUSED)


def refusal(code: Code, status: int = 409, detail: str = "A sentence of the server.") -> ApiProblem:
    return ApiProblem(Problem(title="t", status=status, code=code, detail=detail))


class FakeRefunds:
    """``needed``: how many supervisors must approve. ``becomes``: the state after the last yes."""

    def __init__(self, server: FakeServer) -> None:
        self._server = server
        self.known: dict[str, RefundAnswer] = {}
        self.requests: dict[str, CreateRefund] = {}
        self.odd: dict[str, MoneyExceptionEntry] = {}
        self.needed = 1
        self.becomes = RefundState.SUCCEEDED

    def only(self) -> RefundAnswer:
        assert len(self.known) == 1, list(self.known)
        return next(iter(self.known.values()))

    # --- what the routes do -----------------------------------------------------------------------------------------

    def ask(self, refund_id: str, wanted: CreateRefund, who: Person | None = None) -> RefundAnswer:
        if refund_id in self.known:
            if self.requests[refund_id] != wanted:
                raise refusal(Code.IDEMPOTENCY_KEY_REUSED)
            return self.known[refund_id]
        invoice, payment = self._payment(wanted.payment_intent_id)
        left = self.left(payment)
        money = Money.parse(wanted.amount, payment.amount.currency) if wanted.amount else Money(left, "usd")
        if money.minor > left:
            raise refusal(Code.REFUND_ABOVE_CAPTURED, detail="Less is left.")
        asker = who or self._server.who()
        now = self._server._time.now()
        self.requests[refund_id] = wanted
        self.known[refund_id] = RefundAnswer(
            id=refund_id, payment_id=payment.id, payment_intent_id=payment.payment_intent_id, invoice_id=invoice.id,
            invoice_number=invoice.number, patient_id=invoice.patient_id, patient=invoice.patient,
            service=invoice.service, card=payment.card, payment_amount=payment.amount, payment_at=payment.at,
            amount=str(money), amount_minor=money.minor, currency=money.currency, state=RefundState.REQUESTED,
            status="unknown", version=1, reason=wanted.reason, reason_code=wanted.reason_code, by=asker.display_name,
            by_id=asker.id, till="Front desk 3", approvals_needed=self.needed,
            payment_left=payment.amount, invoice_due=invoice.due, created_at=now, updated_at=now,
        )  # fmt: skip
        self._publish()
        return self.known[refund_id]

    def read(self, refund_id: str) -> RefundAnswer:
        if refund_id not in self.known:
            raise refusal(Code.NOT_FOUND, 404)
        return self.known[refund_id]

    def page(self, state: RefundState | None, q: str, limit: int, cursor: str | None) -> RefundPage:
        found = [one for one in self.known.values() if state in (None, one.state) and _told(one, q)]
        found.sort(key=lambda one: (one.created_at, one.id), reverse=True)
        start = [one.id for one in found].index(cursor) + 1 if cursor else 0
        items = found[start : start + limit]
        more = items[-1].id if len(found) > start + limit else None
        return RefundPage(items=tuple(items), next_cursor=more)

    def waiting(self, refund_id: str) -> RefundAnswer:
        one = self.read(refund_id)
        if one.state is not RefundState.REQUESTED:
            raise refusal(Code.REFUND_STATE, detail="This refund has been made.")
        return one

    def approve(self, who: Person, refund_id: str, wanted: ApproveRefund) -> RefundAnswer:
        one = self._decidable(who, refund_id)
        if Money.parse(wanted.amount, one.currency).minor != one.amount_minor:
            raise refusal(Code.REFUND_STATE)
        self._decide(one, who, "approved", "")
        left = one.approvals_needed - 1
        self.change(refund_id, approvals_needed=left, state=RefundState.REQUESTED if left else self.becomes)
        return self.known[refund_id]

    def refuse(self, who: Person, refund_id: str, note: str) -> RefundAnswer:
        self._decide(self._decidable(who, refund_id), who, "refused", note)
        self.change(refund_id, state=RefundState.REFUSED, approvals_needed=0)
        return self.known[refund_id]

    def cancel(self, refund_id: str) -> RefundAnswer:
        if self.read(refund_id).state is not RefundState.REQUESTED:
            raise refusal(Code.REFUND_STATE, detail="This refund is approved already and goes to Stripe.")
        self.change(refund_id, state=RefundState.CANCELLED, approvals_needed=0)
        return self.known[refund_id]

    def exceptions(self, which: Which) -> MoneyExceptionPage:
        found = [one for one in self.odd.values() if which is Which.ALL or one.resolved_at is None]
        return MoneyExceptionPage(items=tuple(reversed(found)))

    def resolve(self, who: Person, exception_id: str, note: str) -> MoneyExceptionEntry:
        one = self.odd[exception_id]
        if one.resolved_at is not None:
            raise refusal(Code.EXCEPTION_RESOLVED)
        closed = {"resolved_at": self._server._time.now(), "resolved_by": who.display_name, "resolution": note}
        self.odd[exception_id] = one.model_copy(update=closed)
        return self.odd[exception_id]

    # --- what happens elsewhere -------------------------------------------------------------------------------------

    def change(self, refund_id: str, **changes: Any) -> None:
        """Somebody else, or Stripe, has done something: the version grows."""
        one = self.known[refund_id]
        changes = {"version": one.version + 1, "updated_at": self._server._time.now(), **changes}
        self.known[refund_id] = one.model_copy(update=changes)
        self._publish()

    def note(self, name: str = "x-1", **changes: Any) -> None:
        """Something does not fit."""
        values: dict[str, Any] = {
            "id": name, "kind": "refund_failed", "title": "A refund came back from the bank",
            "detail": "The refund of $10.00 for INV-20418 did not arrive. Stripe gave no reason.",
            "advice": "Tell the patient, and give the money back in another way; Stripe holds it again.",
            "invoice_number": "INV-20418", "stripe_id": "re_1", "amount": Amount.of(Money(1000, "usd")),
            "created_at": self._server._time.now(),
        }  # fmt: skip
        self.odd[name] = MoneyExceptionEntry(**{**values, **changes})

    def left(self, payment: PaymentEntry) -> int:
        live = [one for one in self.known.values() if one.payment_id == payment.id and one.state not in OVER]
        return payment.amount.amount_minor - sum(one.amount_minor for one in live)

    def _decidable(self, who: Person, refund_id: str) -> RefundAnswer:
        one = self.read(refund_id)
        if who.id == one.by_id:
            raise refusal(Code.REFUND_NOT_ALLOWED, 403)
        return self.waiting(refund_id)

    def _decide(self, one: RefundAnswer, who: Person, decision: str, note: str) -> None:
        entry = RefundDecisionEntry(
            decision=decision, by=who.display_name, by_id=who.id, note=note,
            amount=Amount.of(Money(one.amount_minor, one.currency)),
            at=self._server._time.now(),
        )  # fmt: skip
        self.known[one.id] = one.model_copy(update={"decisions": (*one.decisions, entry)})

    def _payment(self, attempt_id: str) -> tuple[InvoiceDetail, PaymentEntry]:
        for invoice in self._server.invoices_known:
            for payment in invoice.payments:
                if payment.payment_intent_id == attempt_id:
                    return invoice, payment
        raise refusal(Code.NOT_FOUND, 404)

    def _publish(self) -> None:
        """Invoices and answers say what is left, as the real server's do."""
        for at, invoice in enumerate(self._server.invoices_known):
            mine = [one for one in self.known.values() if one.invoice_id == invoice.id]
            entries = tuple(
                RefundEntry(
                    id=one.id, payment_id=one.payment_id, payment_intent_id=one.payment_intent_id,
                    amount=Amount.of(Money(one.amount_minor, one.currency)), state=one.state.value, status=one.status,
                    reason=one.reason, at=one.created_at, by=one.by,
                )
                for one in mine
            )  # fmt: skip
            self._server.invoices_known[at] = invoice.model_copy(update={"refunds": entries})
            for one in mine:
                payment = next(p for p in invoice.payments if p.id == one.payment_id)
                left = Amount.of(Money(max(0, self.left(payment)), one.currency))
                self.known[one.id] = self.known[one.id].model_copy(update={"payment_left": left})


def card_payment(number: int = 1, minor: int = 14800, at: datetime | None = None, **changes: Any) -> PaymentEntry:
    """A payment by card, taken an hour before the day begins."""
    values: dict[str, Any] = {
        "id": f"payment-{number}", "payment_intent_id": f"attempt-{number}", "method": "card",
        "amount": Amount.of(Money(minor, "usd")), "card": {"brand": "visa", "last4": "4242"},
        "at": at or datetime.fromisoformat("2026-11-23T08:38:00+00:00") + timedelta(minutes=number),
        "by": "Ruth Adeyemi", "till": "Front desk 1", "receipt_number": f"R-{number}",
    }  # fmt: skip
    return PaymentEntry(**{**values, **changes})


def _told(one: RefundAnswer, q: str) -> bool:
    return q.lower() in f"{one.invoice_number} {one.patient.name if one.patient else ''} {one.by}".lower()
