"""Slows down guessing: each failure makes the next try from there wait longer, whichever server process is asked.

The counts are rows of the database that all of them share. Whoever has logged in from an address before takes and
locks no row but their own; the row of an address or of a name is taken by strangers alone, for as long as a short
commit lasts, and a try that is refused only reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, cast

from sqlalchemy import ColumnElement, Delete, Select, Table, case, delete, or_, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pos_app.server.audit.hidden import HiddenNames
from pos_app.server.auth.waits import ADDRESS, FORGET, KNOWN, NAME, PAIR, Rule, Tries, known, network, over
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.models import LoginTries
from pos_app.server.text import fold
from pos_app.server.tidying import Tidying

LOOK_SECONDS: Final = 60
AT_ONCE: Final = 1_000
_TRIES: Final = cast(Table, LoginTries.__table__)
Keys = Mapping[str, Rule]


class Throttle:
    """Counts tries per name and address. Names are kept under a key: a password is often typed in their place."""

    def __init__(self, database: Database, clock: Clock, hidden: HiddenNames) -> None:
        self._database = database
        self._clock = clock
        self._hidden = hidden

    def begin(self, name: str, address: str) -> int:
        """Count a try. 0: it may go on; else the seconds to wait, and the try was not counted.

        It counts before the password is checked, so that a hundred guesses at once gain nothing.
        """
        keys = self._keys(name, address)
        with self._database.read() as session:
            found, now = self._look(session, keys)
        keys = _that_count(keys, found, now)
        wait = _longest(keys, found, now)
        return wait or self._database.change(lambda session: self._count(session, keys))

    def succeeded(self, name: str, address: str) -> None:
        """The try was good: this pair starts afresh and is known, and the address and the name get their try back."""
        keys = self._keys(name, address)
        pair = next(iter(keys))

        def write(session: Session) -> None:
            found, now = self._look(session, keys)
            _at_leisure(session)
            for key in sorted(_that_count(keys, found, now)):
                fewer: dict[str, object] = {"tries": case((_TRIES.c.tries > 0, _TRIES.c.tries - 1), else_=0)}
                values = {"tries": 0, "good_at": now} if key == pair else fewer
                session.execute(update(_TRIES).where(_TRIES.c.key == key).values(values))

        self._database.change(write)

    def _keys(self, name: str, address: str) -> Keys:
        who, where = self._hidden.name(fold(name)[:128]), network(address)
        return {f"pair:{who}@{where}": PAIR, f"address:{where}": ADDRESS, f"name:{who}": NAME}

    def _look(self, session: Session, keys: Keys) -> tuple[Mapping[str, Tries], datetime]:
        rows = session.execute(
            select(_TRIES.c.key, _TRIES.c.tries, _TRIES.c.last_at, _TRIES.c.good_at).where(_TRIES.c.key.in_(keys))
        )
        found = {row.key: Tries(row.tries, row.last_at, row.good_at) for row in rows}
        return found, session.scalars(select(self._database.at(self._clock.now()))).one()

    def _count(self, session: Session, keys: Keys) -> int:
        """Decide once more with the rows locked, one by one in one order everywhere, so that no two wait for each
        other; then count."""
        _at_leisure(session)
        made = (sqlite.insert if self._database.sqlite else postgresql.insert)(_TRIES)
        now = session.scalars(select(self._database.at(self._clock.now()))).one()
        found: dict[str, Tries] = {}
        for key in sorted(keys):
            # changes nothing where there is a row, and locks it
            locked = made.values(key=key, tries=0, last_at=now).on_conflict_do_update(
                index_elements=[_TRIES.c.key], set_={"tries": _TRIES.c.tries}
            )
            row = session.execute(locked.returning(_TRIES.c.tries, _TRIES.c.last_at)).one()
            found[key] = Tries(row.tries, row.last_at)
        now = session.scalars(select(self._database.at(self._clock.now()))).one()  # it may have had to wait
        wait = _longest(keys, found, now)
        if not wait:
            for key, tries in found.items():
                tried = 1 if over(tries, now) else tries.count + 1
                session.execute(update(_TRIES).where(_TRIES.c.key == key).values(tries=tried, last_at=now))
        return wait


class OldTries(Tidying):
    """What does not count any more is cleared away, so that no flood of names fills a disk."""

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__("old_tries", database, every=LOOK_SECONDS, at_once=AT_ONCE)
        self._clock = clock

    def old(self) -> Select[str]:
        def before(age: timedelta) -> ColumnElement[datetime]:
            return self._database.at(self._clock.now(), -age)

        unknown = or_(_TRIES.c.good_at.is_(None), _TRIES.c.good_at < before(KNOWN))
        return select(_TRIES.c.key).where(_TRIES.c.last_at < before(FORGET), unknown)

    def cleared(self, keys: Sequence[str]) -> Delete:
        return delete(_TRIES).where(_TRIES.c.key.in_(keys))


def _that_count(keys: Keys, found: Mapping[str, Tries], now: datetime) -> Keys:
    """All of them for a stranger; for a name that is known at this address only the two together."""
    pair = next(iter(keys))
    return {pair: keys[pair]} if known(found.get(pair), now) else keys


def _longest(keys: Keys, found: Mapping[str, Tries], now: datetime) -> int:
    return max(rule.left(found.get(key), now) for key, rule in keys.items())


def _at_leisure(session: Session) -> None:
    """A count that a crash loses is no loss: the commit need not wait for the disk."""
    if session.connection().dialect.name == "postgresql":
        session.execute(text("SET LOCAL synchronous_commit TO OFF"))
