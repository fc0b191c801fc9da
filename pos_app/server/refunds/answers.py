"""Rows of refunds as answers of the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from pos_app.money import Money
from pos_app.server.models import Patient, RefundDecision, StripeRefund, User
from pos_app.server.refunds import limits, rows, rules
from pos_app.server.refunds.deciding import counts, still_needed
from pos_app.server.refunds.limits import Asked, Policy
from pos_app.server.refunds.rows import Locked
from pos_app.wire.base import Amount
from pos_app.wire.invoices import CardRef, PatientRef
from pos_app.wire.refunds import (
    ApprovalsWhy,
    ReasonCode,
    RefundAnswer,
    RefundDecisionEntry,
    RefundFailure,
    RefundState,
)


def answers(session: Session, found: Sequence[Locked], policy: Policy, now: datetime) -> list[RefundAnswer]:
    """What a client may know of these refunds: five statements more, whatever their number."""
    left = rows.lefts(session, [here.payment for here in found])
    askers = select(User.id, User.display_name).where(User.id.in_({here.refund.user_id for here in found}))
    names = {row[0]: row[1] for row in session.execute(askers)}
    patients = _patients(session, found)
    decisions: dict[str, list[RefundDecision]] = {here.refund.id: [] for here in found}
    query = select(RefundDecision).where(RefundDecision.refund_id.in_(decisions)).order_by(RefundDecision.at)
    for one in session.scalars(query.options(joinedload(RefundDecision.user))):
        decisions[one.refund_id].append(one)
    waiting = [here for here in found if here.refund.state == RefundState.REQUESTED]
    before = rows.decided(session, {here.payment.id for here in waiting}) if waiting else {}
    needed = {here.refund.id: _needed(here, decisions[here.refund.id], before, policy, now) for here in waiting}
    return [
        _answer(
            here,
            patients.get(here.invoice.patient_id),
            left[here.payment.id],
            names.get(here.refund.user_id or "", ""),
            decisions[here.refund.id],
            needed.get(here.refund.id, _Needed()),
        )
        for here in found
    ]


@dataclass(frozen=True, slots=True)
class _Needed:
    """How many more supervisors, and why so many; nobody where it waits for none."""

    more: int = 0
    why: ApprovalsWhy | None = None


def _needed(
    here: Locked, decisions: Sequence[RefundDecision], before: Mapping[str, int], policy: Policy, now: datetime
) -> _Needed:
    refund, payment = here.refund, here.payment
    asked = Asked(refund.amount_minor, before[payment.id], refund.currency, now - payment.at)
    return _Needed(still_needed(decisions, here.invoice.site_id, asked, policy), limits.why_two(asked, policy))


def _answer(
    here: Locked, patient: PatientRef | None, left: int, by: str, decisions: Sequence[RefundDecision], needed: _Needed
) -> RefundAnswer:
    refund, payment, invoice = here.refund, here.payment, here.invoice
    money = Money(refund.amount_minor, refund.currency)
    return RefundAnswer(
        id=refund.id,
        stripe_refund_id=refund.stripe_id,
        payment_id=payment.id,
        payment_intent_id=payment.intent_id,
        invoice_id=invoice.id,
        invoice_number=invoice.number,
        patient_id=invoice.patient_id,
        patient=patient,
        service=invoice.service,
        card=CardRef(brand=payment.card_brand, last4=payment.card_last4) if payment.card_last4 else None,
        payment_amount=Amount.of(Money(payment.amount_minor, payment.currency)),
        payment_at=payment.at,
        amount=str(money),
        amount_minor=money.minor,
        currency=money.currency,
        state=RefundState(refund.state),
        status=refund.status,
        version=refund.version,
        origin=refund.origin,
        reason=refund.reason,
        reason_code=_reason(refund.reason_code),
        failure=_failure(refund),
        by=by,
        by_id=refund.user_id,
        till=refund.till,
        decisions=tuple(
            RefundDecisionEntry(
                decision=one.decision,
                by=one.user.display_name,
                by_id=one.user_id,
                note=one.note,
                amount=Amount.of(Money(one.amount_minor, refund.currency)),
                at=one.at,
                counts=refund.state != RefundState.REQUESTED or counts(one, invoice.site_id),
            )
            for one in decisions
        ),
        approvals_needed=needed.more,
        approvals_why=needed.why,
        payment_left=Amount.of(Money(left, payment.currency)),
        invoice_due=Amount.of(Money(invoice.due_minor, invoice.currency)),
        tries=refund.tries,
        next_check_at=refund.next_check_at,
        created_at=refund.created_at,
        updated_at=refund.updated_at,
    )


def _patients(session: Session, found: Sequence[Locked]) -> dict[str, PatientRef]:
    query = select(Patient.id, Patient.name, Patient.mrn, Patient.birth_date)
    query = query.where(Patient.id.in_({here.invoice.patient_id for here in found}))
    return {
        row.id: PatientRef(id=row.id, name=row.name, mrn=row.mrn, birth_date=row.birth_date)
        for row in session.execute(query)
    }


def _reason(code: str) -> ReasonCode | None:
    """None where there is none, or one that only Stripe's dashboard has."""
    return next((one for one in ReasonCode if one == code), None)


def _failure(refund: StripeRefund) -> RefundFailure | None:
    if refund.state != RefundState.FAILED:
        return None
    code = refund.failure_reason
    return RefundFailure(code=code or "unknown", message=rules.sentence(code))
