"""A supervisor who has single sign-on alone approves at somebody else's till, in a browser, and no session opens."""

from __future__ import annotations

from pos_app.server.permissions import Principal
from pos_app.server.refunds.service import RefundService
from pos_app.server.sso.service import OneAct, SsoService
from pos_app.wire.refunds import ApproveRefund, ApproveRefundHere, RefundAnswer
from pos_app.wire.sso import SsoStarted


class ApprovalsHere:
    """``who`` is always the person of the till's own session. Every method raises ApiError for what it refuses."""

    def __init__(self, refunds: RefundService, sso: SsoService) -> None:
        self._refunds = refunds
        self._sso = sso

    def start(self, who: Principal, reference: str, address: str) -> SsoStarted:
        """Begin it, for just this refund and this session. Raises as ``SsoService.start``."""
        waiting = self._refunds.waiting(who, reference)
        told = f"approve the refund of {waiting.amount} for {waiting.number}"
        return self._sso.start(who.till, address, OneAct(waiting.id, who.session_id, told))

    def approve(self, who: Principal, reference: str, request: ApproveRefundHere) -> RefundAnswer:
        """The yes of whoever has signed in. What they have said in the browser is used up, whatever comes of it."""
        waiting = self._refunds.waiting(who, reference)
        supervisor = self._sso.stand_in(who, request.claim_secret, waiting.id)
        return self._refunds.approve_beside(who, supervisor, waiting.id, ApproveRefund(amount=request.amount))
