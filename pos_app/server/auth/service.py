"""Sessions: opaque tokens of 256 bits, of which the database keeps only the SHA-256."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from pos_app.server.auth.passwords import Passwords
from pos_app.server.auth.throttle import Throttle
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError, not_authenticated
from pos_app.server.models import AuthSession, Site, User, UserSite
from pos_app.server.permissions import Principal
from pos_app.wire.auth import LoginAnswer, LoginRequest, Role, SiteRef
from pos_app.wire.problems import Code

LIFETIME = timedelta(hours=12)
KEPT = timedelta(days=30)
"""How long an ended session stays in the table."""


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# Built once: with each request this is the first thing asked of the database.
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
        Site.id.label("site_id"),
        Site.name.label("site_name"),
    )
    .join(User, User.id == AuthSession.user_id)
    .outerjoin(UserSite, UserSite.user_id == User.id)
    .outerjoin(Site, Site.id == UserSite.site_id)
    .where(AuthSession.token_hash == bindparam("token"))
    .order_by(Site.name)
)


class AuthService:
    def __init__(self, database: Database, clock: Clock, passwords: Passwords, throttle: Throttle) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords
        self._throttle = throttle

    def login(self, request: LoginRequest, address: str) -> LoginAnswer:
        """Check name and password and open a session. Raises ``login_failed`` or ``too_many_tries``."""
        wait = self._throttle.begin(request.username, address)
        if wait:
            raise ApiError(
                Code.TOO_MANY_TRIES, 429, f"Too many tries. Wait {wait} seconds, then try again.", retry_after=wait
            )
        with self._database.read() as session:
            user = session.scalar(select(User).where(User.username == request.username))
            stored = None if user is None else user.password_hash
        good = self._passwords.matches(stored, request.password)
        if user is None or not good or user.disabled:
            raise ApiError(Code.LOGIN_FAILED, 401, "The name or the password is not right.")
        self._throttle.succeeded(request.username, address)
        new_hash = self._passwords.hash(request.password) if self._passwords.outdated(user.password_hash) else None
        token, now = secrets.token_urlsafe(32), self._clock.now()
        with self._database.write() as session:
            if new_hash is not None:
                session.execute(
                    update(User)
                    .where(User.id == user.id, User.password_hash == user.password_hash)
                    .values(password_hash=new_hash)
                )
            self._forget_old(session, user.id, now)
            row = AuthSession(
                token_hash=token_hash(token),
                user_id=user.id,
                till=request.till or "",
                created_at=now,
                expires_at=now + LIFETIME,
            )
            session.add(row)
            session.flush()
            opened = row.id
        person = Principal(
            id=user.id,
            username=user.username,
            display_name=user.display_name,
            role=Role(user.role),
            sites=tuple(SiteRef(id=site.id, name=site.name) for site in user.sites),
            session_id=opened,
            till=request.till or "",
            patient_id=user.patient_id,
        )
        return LoginAnswer(access_token=token, expires_at=now + LIFETIME, user=person.wire())

    def person(self, token: str) -> Principal:
        """Who this token belongs to. Raises ``not_authenticated`` if it is unknown, revoked or over."""
        with self._database.read() as session:
            rows = session.connection().execute(_SESSION, {"token": token_hash(token)}).all()
        if not rows:
            raise not_authenticated()
        first = rows[0]
        if first.disabled or first.revoked_at is not None or first.expires_at <= self._clock.now():
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
        )

    def logout(self, person: Principal) -> None:
        """End this session at once, on every server process."""
        with self._database.write() as session:
            session.execute(
                update(AuthSession)
                .where(AuthSession.id == person.session_id, AuthSession.revoked_at.is_(None))
                .values(revoked_at=self._clock.now())
            )

    @staticmethod
    def _forget_old(session: Session, user_id: str, now: datetime) -> None:
        session.execute(delete(AuthSession).where(AuthSession.user_id == user_id, AuthSession.expires_at < now - KEPT))
