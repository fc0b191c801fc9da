"""Who is logged in at this till, and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from pos_app.wire.auth import Person, Role

_TAKES_MONEY = frozenset([Role.CASHIER, Role.SUPERVISOR])


@dataclass(frozen=True, slots=True)
class Link:
    """Where requests go and as whom. Replaced as a whole, so that no thread pairs one server with another's token."""

    server: str
    token: str = field(default="", repr=False)


class Session:
    """The till's one session. ``link`` may be read from any thread; changes happen in the window's thread."""

    def __init__(self, server: str, till: str) -> None:
        self.link = Link(server)
        self.till = till
        self.person: Person | None = None

    def use_server(self, server: str) -> None:
        """Point at another server: whoever was logged in is not logged in there."""
        self.link = Link(server)
        self.person = None

    def hold(self, token: str) -> None:
        """A token to try, before anyone is known."""
        self.link = Link(self.link.server, token)

    def begin(self, token: str, person: Person) -> None:
        self.link = Link(self.link.server, token)
        self.person = person

    def end(self) -> None:
        self.link = Link(self.link.server)
        self.person = None

    @property
    def takes_money(self) -> bool:
        return self.person is not None and self.person.role in _TAKES_MONEY
