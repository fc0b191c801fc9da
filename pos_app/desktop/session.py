"""Who is logged in at this till, and where."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from pos_app.wire.auth import LoginAnswer, Person, Role

_TAKES_MONEY = frozenset([Role.CASHIER, Role.SUPERVISOR])
_READS_REFUNDS = frozenset([Role.CASHIER, Role.SUPERVISOR, Role.AUDITOR])
_READS_RECEIPTS = frozenset([Role.CASHIER, Role.SUPERVISOR, Role.AUDITOR])
_READS_REPORTS = frozenset([Role.CASHIER, Role.SUPERVISOR, Role.AUDITOR])
_READS_EXCEPTIONS = frozenset([Role.SUPERVISOR, Role.AUDITOR])


@dataclass(frozen=True, slots=True)
class Link:
    """Where requests go and as whom. Replaced as a whole, so that no thread pairs one server with another's token.

    ``token`` was good for ``lasts`` seconds when it came, and ``refresh`` is exchanged for the next; ``login`` tells
    one log-in from another, so that nothing is repeated as somebody else.
    """

    server: str
    token: str = field(default="", repr=False)
    refresh: str = field(default="", repr=False)
    lasts: int = 0
    login: int = 0


class Session:
    """The till's one session. ``link`` may be read from any thread.

    People come and go in the window's thread alone; ``renewed`` is called by whichever thread renewed the tokens.
    """

    def __init__(self, server: str, till: str) -> None:
        self.link = Link(server)
        self.till = till
        self.person: Person | None = None
        self._changing = threading.Lock()

    def use_server(self, server: str) -> None:
        """Point at another server: whoever was logged in is not logged in there."""
        self._replace(server=server)

    def hold(self, refresh: str) -> None:
        """A refresh token to try, before anyone is known."""
        self._replace(refresh=refresh)

    def begin(self, answer: LoginAnswer) -> None:
        """Somebody has logged in."""
        self._replace(answer.access_token, answer.refresh_token, answer.expires_in)
        self.person = answer.user

    def enter(self, person: Person) -> None:
        """The tokens at hand are this person's."""
        self.person = person

    def end(self) -> None:
        self._replace()

    def renewed(self, stale: Link, answer: LoginAnswer) -> Link:
        """The link with new tokens in place of ``stale``. Kept only while that log-in is still the till's."""
        made = Link(stale.server, answer.access_token, answer.refresh_token, answer.expires_in, stale.login)
        with self._changing:
            if self.link.login == stale.login:
                self.link = made
        return made

    @property
    def takes_money(self) -> bool:
        return self.person is not None and self.person.role in _TAKES_MONEY

    @property
    def uses_cards(self) -> bool:
        """Charges a patient's saved card, and removes one."""
        return self.supervises

    @property
    def asks_refunds(self) -> bool:
        return self.takes_money

    @property
    def reads_refunds(self) -> bool:
        return self.person is not None and self.person.role in _READS_REFUNDS

    @property
    def reads_receipts(self) -> bool:
        return self.person is not None and self.person.role in _READS_RECEIPTS

    @property
    def reads_reports(self) -> bool:
        return self.person is not None and self.person.role in _READS_REPORTS

    @property
    def supervises(self) -> bool:
        """Decides on refunds, and sees to what does not fit."""
        return self.person is not None and self.person.role is Role.SUPERVISOR

    @property
    def reads_exceptions(self) -> bool:
        return self.person is not None and self.person.role in _READS_EXCEPTIONS

    @property
    def person_id(self) -> str:
        return self.person.id if self.person else ""

    def _replace(self, token: str = "", refresh: str = "", lasts: int = 0, *, server: str | None = None) -> None:
        with self._changing:
            where = self.link.server if server is None else server
            self.link = Link(where, token, refresh, lasts, self.link.login + 1)
        self.person = None
