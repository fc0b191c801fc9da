"""What people decide about a refund, with its rows locked: a supervisor approves or refuses, the asker withdraws."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.server.errors import ApiError
from pos_app.server.models import RefundDecision, User, new_id
from pos_app.server.permissions import Action, Principal, Scope, scope
from pos_app.server.refunds import asking, limits, recording
from pos_app.server.refunds.limits import Asked, Policy
from pos_app.server.refunds.rows import Locked
from pos_app.wire.audit import Act
from pos_app.wire.auth import Role
from pos_app.wire.problems import Code
from pos_app.wire.refunds import ApproveRefund, RefundState, RefuseRefund

APPROVED = "approved"
REFUSED = "refused"
_REQUESTED = {"state": RefundState.REQUESTED.value}


def counts(decision: RefundDecision, site_id: str) -> bool:
    """Whether this is a yes of somebody who could say it now: a supervisor of that site still, and not disabled.

    Whoever is found to have misused their account is disabled first; what they approved must not wait to be completed.
    """
    return decision.decision == APPROVED and _may_decide(decision.user, site_id)


def _may_decide(user: User, site_id: str) -> bool:
    supervises = scope(Role(user.role), Action.APPROVE_REFUND) is Scope.SITE
    return supervises and any(site.id == site_id for site in user.sites) and not user.disabled


def still_needed(decisions: Sequence[RefundDecision], site_id: str, asked: Asked, policy: Policy) -> int:
    """How many more supervisors must approve a refund that waits for it: one at least, or it would not wait.

    Where an earlier refund has failed meanwhile, fewer may be needed than have said yes; the next yes sends it.
    """
    given = sum(counts(one, site_id) for one in decisions)
    return max(1, limits.approvals_needed(asked, policy) - given)


def approve(
    session: Session, here: Locked, who: Principal, request: ApproveRefund, policy: Policy, now: datetime
) -> None:
    """One supervisor's yes to just this amount; the last one needed makes the refund ``approved``.

    The same yes of the same person again changes nothing once it was the last one.
    """
    refund = here.refund
    _supervises(session, here, who)
    _not_ones_own(here, who)
    amount = asking.read_amount(request.amount, refund.currency)
    if amount.minor != refund.amount_minor:
        detail = f"The refund that was asked for is of {recording.amount(refund)}. Look at it again."
        raise ApiError(Code.REFUND_STATE, 409, detail)
    if _said_before(session, here, who, APPROVED):
        return
    asking.check_age(here.payment, policy, now)
    asking.check_refundable(session, here.payment, refund.amount_minor, but=refund.id)
    asked = asking.asked_of(session, here, now)
    needed = still_needed(_decisions(session, here), here.invoice.site_id, asked, policy) - 1
    _write(session, here, who, APPROVED, request.note, now)
    if needed == 0:
        asking.approved(refund, now)
    else:
        recording.touch(refund, now)
    recording.audit(session, who, here, Act.APPROVE_REFUND, now, before=_REQUESTED, approvals_needed=needed)
    title = f"Refund of {recording.amount(refund)} approved by {who.display_name}"
    more = f"{needed} more to approve" if needed else request.note
    recording.tell(session, here, "refund_approved", title, more, now)


def refuse(session: Session, here: Locked, who: Principal, request: RefuseRefund, now: datetime) -> None:
    """A supervisor's no: final, though it be of one who has said yes while another's was awaited.

    The same no of the same person again changes nothing.
    """
    _supervises(session, here, who)
    _not_ones_own(here, who)
    if _said_before(session, here, who, REFUSED):
        return
    _write(session, here, who, REFUSED, request.note, now)
    title = f"Refund refused by {who.display_name}"
    recording.end(session, here, RefundState.REFUSED, title, request.note, now)
    recording.audit(session, who, here, Act.REFUSE_REFUND, now, before=_REQUESTED)


def withdraw(session: Session, here: Locked, who: Principal, now: datetime) -> bool:
    """Withdraw what nobody has approved yet. True if the refund waits at Stripe and must be cancelled there."""
    refund, invoice = here.refund, here.invoice
    supervises = who.may(Action.APPROVE_REFUND, site_id=invoice.site_id, patient_id=invoice.patient_id)
    if who.id != refund.user_id and not supervises:
        detail = "Only who asked for a refund, or a supervisor, can withdraw it."
        raise ApiError(Code.REFUND_NOT_ALLOWED, 403, detail)
    match RefundState(refund.state):
        case RefundState.CANCELLED:
            return False
        case RefundState.REQUIRES_ACTION:
            recording.audit(session, who, here, Act.WITHDRAW_REFUND, now)
            return True
        case RefundState.REQUESTED:
            title = f"Refund withdrawn by {who.display_name}"
            recording.end(session, here, RefundState.CANCELLED, title, "No money was given back.", now)
            recording.audit(session, who, here, Act.WITHDRAW_REFUND, now, before=_REQUESTED)
            return False
        case _:
            raise conflict(here)


def conflict(here: Locked) -> ApiError:
    """The refund is past the point where this could be done."""
    said = {
        RefundState.REQUESTED: "still waits for a supervisor",
        RefundState.APPROVED: "is approved already and goes to Stripe",
        RefundState.SUBMITTED: "is with Stripe already",
        RefundState.PENDING: "is on its way already",
        RefundState.REQUIRES_ACTION: "is with Stripe already, which waits for the patient",
        RefundState.SUCCEEDED: "has been made",
        RefundState.FAILED: "has failed",
        RefundState.CANCELLED: "was withdrawn",
        RefundState.REFUSED: "was refused",
    }
    return ApiError(Code.REFUND_STATE, 409, f"This refund {said[RefundState(here.refund.state)]}.")


def _supervises(session: Session, here: Locked, who: Principal) -> None:
    """Read again at this very moment, and held: they may have been moved or disabled since they were let in."""
    found = select(User).where(User.id == who.id).execution_options(populate_existing=True)
    user = session.scalars(found.with_for_update(read=True, of=User)).one()
    if not _may_decide(user, here.invoice.site_id):
        detail = f"{who.display_name} is not a supervisor of this site, and can't decide on its refunds."
        raise ApiError(Code.REFUND_NOT_ALLOWED, 403, detail)


def _not_ones_own(here: Locked, who: Principal) -> None:
    if who.id == here.refund.user_id:
        detail = "You asked for this refund yourself, so somebody else must decide on it."
        raise ApiError(Code.REFUND_NOT_ALLOWED, 403, detail)


def _said_before(session: Session, here: Locked, who: Principal, decision: str) -> bool:
    """Whether this is the same answer once more. Raises ``refund_state_conflict`` where it comes too late."""
    mine = next((one for one in _decisions(session, here) if one.user_id == who.id), None)
    if here.refund.state != RefundState.REQUESTED:
        if mine is not None and mine.decision == decision and _prevailed(here, decision):
            return True
        raise conflict(here)
    if mine is not None and decision == APPROVED:
        detail = "You have approved this refund already; it needs another supervisor."
        raise ApiError(Code.REFUND_NEEDS_ANOTHER, 409, detail)
    return False


def _prevailed(here: Locked, decision: str) -> bool:
    """Whether the refund went the way of this decision: one of two who said yes may have been overruled."""
    state = RefundState(here.refund.state)
    if decision == REFUSED or state is RefundState.REFUSED:
        return decision == REFUSED and state is RefundState.REFUSED
    return state is not RefundState.CANCELLED or here.refund.stripe_id is not None


def _decisions(session: Session, here: Locked) -> list[RefundDecision]:
    return list(session.scalars(select(RefundDecision).where(RefundDecision.refund_id == here.refund.id)))


def _write(session: Session, here: Locked, who: Principal, decision: str, note: str, now: datetime) -> None:
    mine = next((one for one in _decisions(session, here) if one.user_id == who.id), None)
    if mine is None:
        mine = RefundDecision(id=new_id(), refund_id=here.refund.id, user_id=who.id)
        session.add(mine)
    mine.decision, mine.note, mine.till, mine.at = decision, note, who.till, now
    mine.amount_minor = here.refund.amount_minor
    session.flush()
