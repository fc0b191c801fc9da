"""A supervisor's one act at somebody else's till: logged in for it, logged out behind it, and nothing kept.

The till's own session is not touched: the act goes out with a session of its own, over the same connection.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from pos_app.desktop.api import ApiError
from pos_app.desktop.say import say
from pos_app.wire.auth import LoginAnswer, Role
from pos_app.wire.refunds import ApproveRefund, RefundAnswer

log = logging.getLogger(__name__)


class Lent(Protocol):
    """An API with a session of its own."""

    def login(self, username: str, password: str) -> LoginAnswer: ...
    def begin(self, answer: LoginAnswer) -> None: ...
    def approve_refund(self, refund_id: str, wanted: ApproveRefund) -> RefundAnswer: ...
    def logout(self) -> None: ...


class NotASupervisor(Exception):
    """Whoever logged in may not approve; the message says why. Nothing was approved."""


class SecondPerson:
    """``lend`` makes an API with a session of its own. Used in worker threads; holds nothing between two acts."""

    def __init__(self, lend: Callable[[], Lent]) -> None:
        self._lend = lend

    def approve(self, username: str, password: str, refund: RefundAnswer, check: Callable[[], None]) -> RefundAnswer:
        """Approve just the amount of ``refund`` as ``username``.

        ``check`` raises where the refund is not what is on the screen any more. Raises ApiError, and NotASupervisor
        for somebody who may not approve this one. Whatever happens, the session is ended.
        """
        api = self._lend()
        answer = api.login(username, password)
        api.begin(answer)
        try:
            if answer.user.must_change_password:
                raise NotASupervisor(
                    say(
                        "{name} has to choose a password at the log-in first.",
                        name=answer.user.display_name,
                    )
                )
            if answer.user.role is not Role.SUPERVISOR:
                raise NotASupervisor(say("{name} is not a supervisor.", name=answer.user.display_name))
            if answer.user.id == refund.by_id:
                raise NotASupervisor(say("{name} asked for this refund.", name=answer.user.display_name))
            check()
            return api.approve_refund(refund.id, ApproveRefund(amount=refund.amount))
        finally:
            _end(api)


def _end(api: Lent) -> None:
    """What was approved stays approved though the log-out fails: its session is forgotten here and ends by itself."""
    try:
        api.logout()
    except ApiError as error:
        log.warning("a supervisor's short session could not be ended: %s", type(error).__name__)
