"""Who has said yes to a refund and who still has to, in words. Pure."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from pos_app.desktop.say import mark, say
from pos_app.desktop.session import Session
from pos_app.wire.refunds import ApprovalsWhy, RefundAnswer, RefundDecisionEntry

SOME: Final = mark("{given} of {total} approved")
NEEDS: Final = MappingProxyType(
    {
        2: mark("Needs two supervisors"),
        3: mark("Needs three supervisors"),
        4: mark("Needs four supervisors"),
        5: mark("Needs five supervisors"),
    }
)
FEW_WORDS: Final = MappingProxyType(
    {
        2: mark("Two must approve"),
        3: mark("Three must approve"),
        4: mark("Four must approve"),
        5: mark("Five must approve"),
    }
)
HOW_MANY: Final = mark("{needs}: {given}")
GIVEN: Final = mark("{given} of {total} given by {names}.")
NOBODY: Final = mark("Nobody has said yes yet.")
YOU: Final = mark("you")
LAPSED: Final = mark("No longer counts: {name} does not supervise here any more")
WHY: Final = MappingProxyType(
    {
        ApprovalsWhy.AMOUNT: mark("With what went back of this payment before, it is over the limit for one."),
        ApprovalsWhy.AGE: mark("The payment was taken too long ago for one."),
    }
)


def given(refund: RefundAnswer) -> tuple[RefundDecisionEntry, ...]:
    """What was said yes and counts still, oldest first."""
    return tuple(one for one in refund.decisions if one.decision == "approved" and one.counts)


def lapsed(decision: RefundDecisionEntry) -> str:
    """Why a yes does not count any more; empty where it does."""
    return "" if decision.counts or decision.decision != "approved" else say(LAPSED, name=decision.by)


def total(refund: RefundAnswer) -> int:
    """How many supervisors a refund takes that waits for them."""
    return len(given(refund)) + refund.approvals_needed


def gave(refund: RefundAnswer, session: Session) -> bool:
    """Whether this person has said yes already."""
    return any(one.by_id == session.person_id for one in given(refund))


def approvals(refund: RefundAnswer) -> str:
    """As "1 of 2 approved"; empty where one yes is enough, or nobody has said it yet."""
    if not given(refund) or not refund.approvals_needed:
        return ""
    return say(SOME, given=len(given(refund)), total=total(refund))


def needs(refund: RefundAnswer) -> str:
    """As "Needs two supervisors"; empty where one is enough, or nobody is waited for."""
    if not refund.approvals_needed:
        return ""
    return say(NEEDS.get(total(refund), ""))


def in_a_row(refund: RefundAnswer) -> str:
    """As "1 of 2 approved" or "Two must approve", for a place with little room; empty where one is enough."""
    return approvals(refund) or (say(FEW_WORDS.get(total(refund), "")) if refund.approvals_needed else "")


def who_gave(refund: RefundAnswer, session: Session | None = None) -> str:
    """As "1 of 2 given by Amara Diallo."; ``session``: whose person is "you"."""
    mine = session.person_id if session is not None else None
    names = [say(YOU) if mine is not None and one.by_id == mine else one.by for one in given(refund)]
    if not names:
        return say(NOBODY)
    return say(GIVEN, given=len(names), total=total(refund), names=", ".join(names))


def how_many(refund: RefundAnswer, session: Session | None = None) -> str:
    """As "Needs two supervisors: 1 of 2 given by Amara Diallo."."""
    return say(HOW_MANY, needs=needs(refund), given=who_gave(refund, session))


def why(refund: RefundAnswer) -> str:
    """Why it takes so many; empty where every refund does."""
    return say(WHY[refund.approvals_why]) if refund.approvals_why else ""
