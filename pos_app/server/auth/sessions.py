"""Sessions in the database: opening, renewing and ending them, each inside its caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from pos_app.server.audit.rules import About, Facts
from pos_app.server.audit.writing import act
from pos_app.server.auth.rules import ACCESS, SESSION, Family, Verdict, judge
from pos_app.server.auth.tokens import Pair, RefreshToken, hashed, new_family
from pos_app.server.db import Database
from pos_app.server.errors import not_authenticated
from pos_app.server.models import AuthSession, Site, User, UserSite
from pos_app.server.permissions import Principal
from pos_app.wire.audit import Act
from pos_app.wire.auth import LoginAnswer, Role, SiteRef

KEPT = timedelta(days=30)
"""How long an ended session stays in the table."""

# Built once: with each request this is the first thing asked of the database, and the only one about who asks.
_SESSION = (
    select(
        AuthSession.id,
        AuthSession.till,
        AuthSession.expires_at,
        AuthSession.revoked_at,
        User.id.label("user_id"),
        User.username,
        User.display_name,
        User.role,
        User.disabled,
        User.patient_id,
        User.one_time_until,
        Site.id.label("site_id"),
        Site.name.label("site_name"),
    )
    .join(User, User.id == AuthSession.user_id)
    .outerjoin(UserSite, UserSite.user_id == User.id)
    .outerjoin(Site, Site.id == UserSite.site_id)
    .where(AuthSession.token_hash == bindparam("token"))
    .order_by(Site.name)
)


class Reader:
    """Who an access token belongs to: one look-up by an index."""

    def __init__(self, database: Database) -> None:
        self._lookup = database.lookup(_SESSION)

    async def asking(self, token: str, now: datetime) -> Principal:
        """Raises ``not_authenticated`` if the token is unknown, revoked or over."""
        return _principal(await self._lookup.soon(token=hashed(token)), now)


def _principal(rows: Sequence[Any], now: datetime) -> Principal:
    if not rows:
        raise not_authenticated()
    first = rows[0]
    if first.disabled or first.revoked_at is not None or first.expires_at <= now:
        raise not_authenticated()
    return Principal(
        id=first.user_id,
        username=first.username,
        display_name=first.display_name,
        role=Role(first.role),
        sites=tuple(SiteRef(id=r.site_id, name=r.site_name) for r in rows if r.site_id is not None),
        session_id=first.id,
        till=first.till,
        patient_id=first.patient_id,
        must_change_password=first.one_time_until is not None,
    )


def open_session(
    session: Session, user: User, till: str, now: datetime, address: str = "", *, facts: Facts | None = None
) -> LoginAnswer:
    """A new session of ``user``, who asks from ``address``. What ended long ago is cleared away.

    ``facts``: for the audit log, about how they logged in.
    """
    session.execute(delete(AuthSession).where(AuthSession.user_id == user.id, AuthSession.ends_at < now - KEPT))
    family, pair, ends_at = new_family(), Pair.fresh(), now + SESSION
    row = AuthSession(
        user_id=user.id,
        till=till,
        token_hash=hashed(pair.access),
        expires_at=now + ACCESS,
        family_hash=hashed(family),
        refresh_hash=hashed(pair.secret),
        previous_hash="",
        rotated_at=now,
        ends_at=ends_at,
        created_at=now,
    )
    session.add(row)
    session.flush()
    who = replace(_person(row, user), address=address)
    act(session, who, Act.LOG_IN, About("session", row.id), now, after=facts)
    return _answer(row, user, pair, family, now)


def known(session: Session, text: str) -> RefreshToken:
    """A refresh token of some session, living or not. Raises ``not_authenticated`` for one of none.

    Asked before anything is locked: who only guesses must not keep those waiting who write.
    """
    token = RefreshToken.read(text)
    if token is None:
        raise not_authenticated()
    family = select(AuthSession.id).where(AuthSession.family_hash == hashed(token.family))
    if session.scalar(family) is None:
        raise not_authenticated()
    return token


def renew(session: Session, token: RefreshToken, key: str | None, now: datetime) -> LoginAnswer | None:
    """The next pair for a refresh token; None where the session is over, or was ended just now because of it.

    The caller commits what was done in either case. Raises ``not_authenticated`` for a token of no session.
    """
    row = session.scalar(
        select(AuthSession).where(AuthSession.family_hash == hashed(token.family)).with_for_update(of=AuthSession)
    )
    if row is None:
        raise not_authenticated()
    user = session.get_one(User, row.user_id)
    family = Family(row.refresh_hash, row.previous_hash, row.rotated_at, row.ends_at, row.revoked_at is not None)
    following = Pair.after(token.secret, key)
    verdict = judge(family, hashed(token.secret), hashed(following.secret), now)
    if user.disabled or verdict is Verdict.OVER:
        return None
    if verdict is Verdict.REUSED:
        row.revoked_at = now
        act(session, _person(row, user), Act.REFRESH_REUSED, About("session", row.id), now)
        return None
    if verdict is Verdict.ROTATE:
        row.previous_hash = row.refresh_hash
    if verdict is not Verdict.AGAIN:  # or the grace would never end
        row.rotated_at = now
    row.refresh_hash, row.token_hash = hashed(following.secret), hashed(following.access)
    row.expires_at = min(now + ACCESS, row.ends_at)
    session.flush()
    return _answer(row, user, following, token.family, now)


def end_session(session: Session, session_id: str, now: datetime) -> bool:
    """End one session at once, on every server process. False if it had ended already."""
    ended = update(AuthSession).where(AuthSession.id == session_id, AuthSession.revoked_at.is_(None))
    return session.scalar(ended.values(revoked_at=now).returning(AuthSession.id)) is not None


def end_all_sessions(session: Session, user_id: str, now: datetime) -> None:
    """End all sessions of a person at once, on every server process."""
    session.execute(
        update(AuthSession)
        .where(AuthSession.user_id == user_id, AuthSession.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def _person(row: AuthSession, user: User) -> Principal:
    return Principal(
        id=user.id,
        username=user.username,
        display_name=user.display_name,
        role=Role(user.role),
        sites=tuple(SiteRef(id=site.id, name=site.name) for site in user.sites),
        session_id=row.id,
        till=row.till,
        patient_id=user.patient_id,
        must_change_password=user.one_time_until is not None,
    )


def _answer(row: AuthSession, user: User, pair: Pair, family: str, now: datetime) -> LoginAnswer:
    return LoginAnswer(
        access_token=pair.access,
        expires_at=row.expires_at,
        expires_in=int((row.expires_at - now).total_seconds()),
        refresh_token=str(RefreshToken(family, pair.secret)),
        session_ends_at=row.ends_at,
        user=_person(row, user).wire(),
    )
