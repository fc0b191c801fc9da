"""Which accounts may be logged into at the identity provider: an admin says so for each, and nothing else does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.server.audit.rules import About
from pos_app.server.audit.writing import act
from pos_app.server.auth import sessions
from pos_app.server.auth.passwords import NO_PASSWORD
from pos_app.server.errors import ApiError
from pos_app.server.models import SsoAccount, User
from pos_app.server.permissions import Principal
from pos_app.wire.audit import Act
from pos_app.wire.people import SsoUse
from pos_app.wire.problems import Code


def marks_of(session: Session, users: Sequence[User]) -> Mapping[str, SsoAccount]:
    """The marks of those accounts that have one, by the account's id."""
    wanted = [user.id for user in users]
    return {mark.user_id: mark for mark in session.scalars(select(SsoAccount).where(SsoAccount.user_id.in_(wanted)))}


def use_of(user: User, mark: SsoAccount | None) -> SsoUse:
    if mark is None:
        return SsoUse.OFF
    return SsoUse.ONLY if user.password_hash == NO_PASSWORD else SsoUse.ON


def allow(session: Session, by: Principal | None, user: User, wanted: SsoUse, now: datetime) -> None:
    """Change it, inside the caller's transaction. Taking a way in away ends all sessions of the person.

    Raises ``malformed_request`` for giving a password back that is no more.
    """
    mark = session.get(SsoAccount, user.id)
    before = use_of(user, mark)
    if wanted is before:
        return
    if before is SsoUse.ONLY and wanted is SsoUse.ON:
        why = "The account has no password: reset it, and both ways work."
        raise ApiError(Code.MALFORMED, 422, "The request is not well formed.", fields={"sso": why})
    if mark is None:
        session.add(SsoAccount(user_id=user.id, created_at=now))
    elif wanted is SsoUse.OFF:
        session.delete(mark)
    if wanted is SsoUse.ONLY:
        user.password_hash, user.one_time_until = NO_PASSWORD, None
    if wanted is not SsoUse.ON:
        sessions.end_all_sessions(session, user.id, now)
    session.flush()
    told = About("user", user.id)
    act(session, by, Act.ALLOW_SSO, told, now, before={"sso": before.value}, after={"sso": wanted.value})
