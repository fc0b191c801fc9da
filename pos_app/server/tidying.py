"""What is not kept for ever is cleared away, seldom and some of it with each commit, so that nobody waits long."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Delete, Select, Update

from pos_app.server.db import Database

ALL: Final = "old"


class Tidying:
    """See ``chores.Chore``. There is one thing to do."""

    def __init__(self, name: str, database: Database, *, every: int, at_once: int) -> None:
        """``every``: whole seconds between two looks; ``at_once``: rows in one commit."""
        self._name = name
        self._database = database
        self._every = every
        self._at_once = at_once
        self._next_look = time.monotonic()

    @property
    def name(self) -> str:
        return self._name

    def old(self) -> Select[Any]:
        """Asks for the keys of what is to be cleared away."""
        raise NotImplementedError

    def cleared(self, keys: Sequence[Any]) -> Update | Delete:
        """Clears these away, so that they are not old any more."""
        raise NotImplementedError

    def due(self, _limit: int) -> Sequence[str]:
        if time.monotonic() < self._next_look:
            return ()
        self._next_look = time.monotonic() + self._every
        with self._database.read() as session:
            return (ALL,) if session.scalar(self.old().limit(1)) is not None else ()

    def do(self, _ident: str) -> None:
        found = self._at_once
        while found == self._at_once:
            with self._database.write() as session:
                # another server may be at it: its rows need not be waited for
                old = self.old().limit(self._at_once).with_for_update(skip_locked=True)
                keys = session.scalars(old).all()
                session.execute(self.cleared(keys))
            found = len(keys)

    def postpone(self, _ident: str) -> None:
        """It is looked at again after a while in any case."""
