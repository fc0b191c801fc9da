"""Which account of ours somebody at the provider is. Decided inside the caller's transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from pos_app.server.audit.rules import About, Actor
from pos_app.server.audit.writing import act
from pos_app.server.auth import usernames
from pos_app.server.models import SsoAccount, User
from pos_app.server.sso.provider import Identity
from pos_app.server.sso.rules import Why
from pos_app.wire.audit import Act
from pos_app.wire.auth import Role


def account_of(session: Session, who: Identity, at: Actor, now: datetime) -> tuple[User | None, Why | None]:
    """The enabled account that is linked to ``who``, or that is linked to them now; else why not, and whose it is.

    An account is linked once, to one subject, after an admin has marked it. None is made, and no claim changes a role.
    """
    known = select(SsoAccount).where(SsoAccount.issuer == who.issuer, SsoAccount.subject == who.subject)
    mark = session.scalar(known)
    if mark is not None:
        user = session.get_one(User, mark.user_id)
        return user, _why_not(user)
    name = usernames.of_provider(who.username)
    named = session.scalar(select(User).where(User.username == name)) if name else None
    if named is None or named.role == Role.PATIENT.value:
        return None, Why.UNKNOWN
    mark = session.scalar(select(SsoAccount).where(SsoAccount.user_id == named.id).with_for_update())
    if mark is None:
        return named, Why.NOT_MARKED
    if mark.subject is not None and (mark.issuer, mark.subject) != (who.issuer, who.subject):
        return named, Why.OTHER_SUBJECT
    why = _why_not(named)
    if why is None and mark.subject is None:
        mark.issuer, mark.subject, mark.linked_at = who.issuer, who.subject, now
        session.flush()
        act(session, at, Act.LINK_SSO, About("user", named.id), now)
    return named, why


def still_linked(session: Session, user: User) -> bool:
    """False where an admin has taken it back, or has disabled the account, since the person was identified."""
    mark = session.get(SsoAccount, user.id)
    return mark is not None and mark.subject is not None and _why_not(user) is None


def _why_not(user: User) -> Why | None:
    return Why.DISABLED if user.disabled else None
