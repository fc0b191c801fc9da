"""The session's tokens are renewed before they are over, and what the keyring keeps is always the newest."""

from __future__ import annotations

from typing import Protocol

from pos_app.desktop.ports import Clock, Job, Runner
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.presenters.keeper import SessionKeeper
from pos_app.desktop.session import Link, Session

BEFORE_SECONDS = 60
"""So long before its end the access token is renewed; a short-lived one at half of its time."""
AGAIN_SECONDS = 5.0
"""After a renewal that was not answered. Requests renew by themselves meanwhile."""


class RenewalApi(Protocol):
    def renew(self) -> None: ...


class Renewal:
    """Looks at every tick of the connection. Any worker may have renewed too: what matters is the link at hand."""

    def __init__(
        self, api: RenewalApi, runner: Runner, clock: Clock, session: Session, connection: Connection,
        keeper: SessionKeeper,
    ) -> None:  # fmt: skip
        self._api = api
        self._runner = runner
        self._clock = clock
        self._session = session
        self._connection = connection
        self._keeper = keeper
        self._link: Link | None = None
        self._due = 0.0
        self._job: Job[None] | None = None
        connection.listen(self._look)

    def entered(self) -> None:
        """Somebody is here now, and their refresh token is on its way into the keyring."""
        self._begin(self._session.link)

    def _look(self) -> None:
        person = self._session.person
        if person is None or self._link is None:
            return
        link = self._session.link
        if link != self._link:
            self._begin(link)
            self._keeper.save(link.server, person.username, link.refresh, lambda _kept: None)
        if self._job is None and link.refresh and self._clock.monotonic() >= self._due:
            self._job = self._runner.run("reads", self._api.renew)
            self._job.then(lambda _none: self._done(), self._failed)

    def _begin(self, link: Link) -> None:
        self._link = link
        self._due = self._clock.monotonic() + max(link.lasts - BEFORE_SECONDS, link.lasts / 2)

    def _done(self) -> None:
        self._job = None
        self._look()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._due = self._clock.monotonic() + AGAIN_SECONDS
        self._connection.saw(error)
