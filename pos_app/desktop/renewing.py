"""Exchanging the refresh token: once, however many threads find at the same moment that the access token is over."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from uuid import uuid4

from pos_app.desktop.session import Link, Session
from pos_app.wire.auth import LoginAnswer


class Renewing:
    """``exchange`` asks the server: the link whose refresh token is given, and the key of this exchange.

    A token whose exchange was not answered is exchanged again under the same key: to the server that is the same
    exchange, so a lost answer ends no session.
    """

    def __init__(self, session: Session, exchange: Callable[[Link, str], LoginAnswer]) -> None:
        self._session = session
        self._exchange = exchange
        self._lock = threading.Lock()
        self._under_way: tuple[str, Future[Link]] | None = None
        self._unanswered: tuple[str, str] | None = None  # the refresh token and its key

    def renew(self, stale: Link) -> Link:
        """A newer link than ``stale``, of the same log-in. Raises what the exchange raises, for all who wait for it."""
        with self._lock:
            now = self._session.link
            if now.login == stale.login and now.refresh != stale.refresh:
                return now  # another thread was quicker
            under_way = self._under_way
            if under_way is not None and under_way[0] == stale.refresh:
                waited_for = under_way[1]
            else:
                waited_for = None
                mine: Future[Link] = Future()
                self._under_way = (stale.refresh, mine)
                key = self._key(stale.refresh)
        if waited_for is not None:
            return waited_for.result()
        try:
            made = self._session.renewed(stale, self._exchange(stale, key))
        except BaseException as error:
            self._end(stale.refresh)
            mine.set_exception(error)
            raise
        self._end(stale.refresh)
        mine.set_result(made)
        return made

    def _key(self, refresh: str) -> str:
        if self._unanswered is None or self._unanswered[0] != refresh:
            self._unanswered = (refresh, str(uuid4()))
        return self._unanswered[1]

    def _end(self, refresh: str) -> None:
        with self._lock:
            if self._under_way is not None and self._under_way[0] == refresh:
                self._under_way = None
