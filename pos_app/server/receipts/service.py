"""The receipt of a payment: it exists exactly if money moved, because it is made where the money is recorded.

Printed again it is a copy: counted first, with who, when and which till, and marked on the paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from pos_app.money import Money
from pos_app.server.audit.rules import About
from pos_app.server.audit.writing import act
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError, not_found
from pos_app.server.models import Invoice, Payment, ReceiptCopy, StripePaymentIntent, User
from pos_app.server.models import Receipt as ReceiptRow
from pos_app.server.payments.rules import attempt_id as canonical
from pos_app.server.permissions import Action, Principal
from pos_app.server.receipts import finding, rules
from pos_app.server.text import plausible_id
from pos_app.wire.audit import Act
from pos_app.wire.base import Amount
from pos_app.wire.invoices import CardRef
from pos_app.wire.problems import Code
from pos_app.wire.receipts import Receipt, ReceiptPage, Reprint


@dataclass(frozen=True, slots=True)
class Counted:
    reprint: Reprint
    replayed: bool


class ReceiptService:
    def __init__(self, database: Database, clock: Clock, hospital: str) -> None:
        self._database = database
        self._clock = clock
        self._hospital = hospital

    def page(self, who: Principal, *, q: str, limit: int, cursor: str | None) -> ReceiptPage:
        """One page of receipts by number, invoice's number, MRN or name, newest first. Raises ``cursor_invalid``."""
        with self._database.read() as session:
            rows, following = finding.page(session, who, q, limit, cursor, sqlite=self._database.sqlite)
        return ReceiptPage(items=tuple(rows), next_cursor=following)

    def of_number(self, who: Principal, number: str, copy_number: int = 0) -> Receipt:
        """The receipt of this number, as it was when it was made; or the copy of it that was counted as such.

        Raises ``not_found``, also for a copy that nobody has asked for.
        """
        with self._database.read() as session:
            row = _numbered(session, who, number)
            if copy_number and _copies(session, row) < copy_number:
                raise not_found("receipt")
            receipt = self._receipt(row.payment, row, session.get_one(Invoice, row.payment.invoice_id))
        return receipt.model_copy(update={"copy_number": copy_number})

    def reprint(self, who: Principal, number: str, key: str | None) -> Counted:
        """Count one more copy. The same key asked again is the same copy.

        Raises ``not_found``, ``idempotency_key_invalid`` or ``idempotency_key_reused``.
        """
        ident = str(uuid4()) if key is None else canonical(key)
        if ident is None:
            raise ApiError(Code.IDEMPOTENCY_KEY_INVALID, 400, "The Idempotency-Key must be a UUID.")
        with self._database.write() as session:
            row = _numbered(session, who, number, lock=True)
            made = session.get(ReceiptCopy, ident)
            if made is not None:
                if (made.receipt_id, made.user_id) != (row.id, who.id):
                    raise ApiError(
                        Code.IDEMPOTENCY_KEY_REUSED,
                        409,
                        "This Idempotency-Key was used for another copy. Use a new one.",
                    )
                return Counted(_reprint(made, row, made.user), replayed=True)
            made = ReceiptCopy(
                id=ident, receipt_id=row.id, number=_copies(session, row) + 1, user_id=who.id, till=who.till,
                at=self._clock.now(),
            )  # fmt: skip
            session.add(made)
            session.flush()
            about = About("receipt", row.number, row.payment.invoice_id)
            act(session, who, Act.REPRINT_RECEIPT, about, made.at, after={"copy": made.number})
            return Counted(_reprint(made, row, session.get_one(User, who.id)), replayed=False)

    def of_payment(self, who: Principal, reference: str) -> Receipt:
        """The receipt of an attempt (our id or Stripe's) or of a payment (its id), as it was when it was made.

        Raises ``not_found``, or ``receipt_not_available`` (409) while no money has moved.
        """
        with self._database.read() as session:
            attempt, payment = _find(session, reference)
            invoice_id = payment.invoice_id if payment else attempt.invoice_id if attempt else None
            invoice = session.get(Invoice, invoice_id) if invoice_id else None
            if invoice is None or not who.may(
                Action.READ_RECEIPTS, site_id=invoice.site_id, patient_id=invoice.patient_id
            ):
                raise not_found("payment")
            if payment is None or payment.receipt is None:
                raise ApiError(Code.RECEIPT_NOT_AVAILABLE, 409, "No money has moved, so there is no receipt.")
            return self._receipt(payment, payment.receipt, invoice)

    def _receipt(self, payment: Payment, row: ReceiptRow, invoice: Invoice) -> Receipt:
        patient = invoice.patient
        return Receipt(
            number=row.number,
            test=row.test,
            hospital=self._hospital,
            site=invoice.site.name,
            till=payment.till,
            issued_at=row.issued_at,
            invoice_number=invoice.number,
            patient=rules.short_patient(patient.given, patient.family, patient.name),
            served_by=rules.short_server(payment.user.display_name) if payment.user else "",
            patient_share=_amount(invoice.total_minor, invoice.currency),
            paid_before=_amount(row.paid_before_minor, invoice.currency),
            paid_now=_amount(payment.amount_minor, payment.currency),
            left_to_pay=_amount(row.left_minor, invoice.currency),
            method=payment.method,
            card=CardRef(brand=payment.card_brand, last4=payment.card_last4) if payment.card_last4 else None,
        )


def _numbered(session: Session, who: Principal, number: str, *, lock: bool = False) -> ReceiptRow:
    """Raises ``not_found``, for what this person may not see as for what does not exist."""
    if rules.sequence(number) is None:
        raise not_found("receipt")
    wanted = (
        select(ReceiptRow)
        .join(Payment, Payment.id == ReceiptRow.payment_id)
        .join(Invoice, Invoice.id == Payment.invoice_id)
        .where(ReceiptRow.number == number, finding.visible(who))
    )
    found = session.scalars(wanted.with_for_update(of=ReceiptRow) if lock else wanted).one_or_none()
    if found is None:
        raise not_found("receipt")
    return found


def _copies(session: Session, row: ReceiptRow) -> int:
    made = select(func.count()).select_from(ReceiptCopy).where(ReceiptCopy.receipt_id == row.id)
    return session.scalar(made) or 0


def _reprint(made: ReceiptCopy, row: ReceiptRow, by: User) -> Reprint:
    return Reprint(number=row.number, copy_number=made.number, made_at=made.at, made_by=by.display_name, till=made.till)


def _find(session: Session, reference: str) -> tuple[StripePaymentIntent | None, Payment | None]:
    if not plausible_id(reference):
        raise not_found("payment")
    attempt = session.scalars(
        select(StripePaymentIntent).where(
            or_(StripePaymentIntent.id == reference.lower(), StripePaymentIntent.stripe_id == reference)
        )
    ).first()
    mine = Payment.intent_id == attempt.id if attempt else Payment.id == reference.lower()
    payment = session.scalars(select(Payment).where(mine).options(joinedload(Payment.receipt))).first()
    return attempt, payment


def _amount(minor: int, currency: str) -> Amount:
    return Amount.of(Money(minor, currency))
