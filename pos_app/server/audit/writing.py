"""Entries of the audit log, written in the transaction of what they tell of: neither exists without the other.

An act is noted while the transaction goes on, and gets its place in its chain just before the commit: the lock on a
chain is the last one that is taken, and held no longer than the commit takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final, cast

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from pos_app.server.audit import rules
from pos_app.server.audit.rules import About, Actor, Draft, Facts, Head
from pos_app.server.db import before_commit
from pos_app.server.models import AuditEntry, AuditHead, new_id
from pos_app.server.permissions import Principal
from pos_app.wire.audit import Act
from pos_app.wire.auth import Role

_ACTOR: Final = "audit_actor"
_ENTRIES: Final = cast(Table, AuditEntry.__table__)
_HEADS: Final = cast(Table, AuditHead.__table__)
_HEAD: Final = select(_HEADS.c.sequence, _HEADS.c.hash).where(
    _HEADS.c.chain == bindparam("chain"), _HEADS.c.day == bindparam("day")
)
_LOCKED: Final = _HEAD.with_for_update()
_MOVED: Final = (
    update(_HEADS)
    .where(_HEADS.c.chain == bindparam("the_chain"), _HEADS.c.day == bindparam("the_day"))
    .values(sequence=bindparam("to_sequence"), hash=bindparam("to_hash"))
)
_EARLIER: Final = (
    select(_HEADS.c.hash)
    .where(_HEADS.c.chain == bindparam("chain"), _HEADS.c.day < bindparam("day"))
    .order_by(_HEADS.c.day.desc())
    .limit(1)
)


def actor(who: Principal) -> Actor:
    """Who acts, as the log names them: a patient by the id alone."""
    name = "" if who.role is Role.PATIENT else who.display_name
    return Actor(who.id, name, who.role.value, who.till, who.address)


def acting(session: Session, who: Actor) -> None:
    """Say who acts in this transaction, for all that is noted in it without a name."""
    session.info[_ACTOR] = who


def act(
    session: Session,
    who: Principal | Actor | None,
    what: Act,
    about: About,
    now: datetime,
    *,
    before: Facts | None = None,
    after: Facts | None = None,
) -> None:
    """Note an act, inside the caller's transaction. ``who``: None for whoever acts in it, else the server.

    ``before`` and ``after`` hold ids, states and minor units: no names, no free text, no secret.
    """
    found = who if who is not None else session.info.get(_ACTOR, rules.THE_SERVER)
    by = actor(found) if isinstance(found, Principal) else found
    write(session, Draft(now, by, what, about, rules.facts(before), rules.facts(after)))


def write(session: Session, draft: Draft) -> None:
    """Note an entry that is made already, inside the caller's transaction."""
    before_commit(session, seal, draft)


def seal(session: Session, drafts: Sequence[Draft]) -> None:
    """Give entries their places: with their chains locked, in one order everywhere."""
    chains: dict[tuple[str, date], list[Draft]] = {}
    for draft in drafts:
        chains.setdefault(draft.chain, []).append(draft)
    connection = session.connection()
    for chain, day in sorted(chains):
        head = _lock(session, chain, day)
        entries = rules.sealed(head, chains[chain, day], new_id)
        connection.execute(insert(_ENTRIES), [rules.columns(entry) for entry in entries])
        last = entries[-1]
        connection.execute(
            _MOVED,
            {"the_chain": chain, "the_day": day, "to_sequence": last.sequence, "to_hash": last.hash},
        )


def _lock(session: Session, chain: str, day: date) -> Head:
    """The head of a chain, locked until this transaction ends; made if this is the chain's first entry."""
    connection, key = session.connection(), {"chain": chain, "day": day}
    found = connection.execute(_LOCKED, key).one_or_none()
    if found is None:
        made = (sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert)(_HEADS)
        follows = connection.execute(_EARLIER, key).scalar() or rules.genesis(chain)
        connection.execute(made.values(**key, sequence=0, hash=follows).on_conflict_do_nothing())
        found = connection.execute(_LOCKED, key).one()
    return Head(found.sequence, found.hash)
