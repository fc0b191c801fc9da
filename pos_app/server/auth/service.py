"""Logging in, staying logged in, and one's own password."""

from __future__ import annotations

from sqlalchemy import select

from pos_app.server.audit.hidden import HiddenNames
from pos_app.server.audit.rules import About
from pos_app.server.audit.writing import act
from pos_app.server.auth import password_rules, sessions, usernames
from pos_app.server.auth.passwords import Passwords
from pos_app.server.auth.throttle import Throttle
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError, not_authenticated
from pos_app.server.models import User
from pos_app.server.permissions import Principal
from pos_app.wire.audit import Act
from pos_app.wire.auth import LoginAnswer, LoginRequest, PasswordRequest, UnlockRequest
from pos_app.wire.problems import Code


class AuthService:
    def __init__(
        self, database: Database, clock: Clock, passwords: Passwords, throttle: Throttle, hidden: HiddenNames
    ) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords
        self._throttle = throttle
        self._hidden = hidden
        self._reader = sessions.Reader(database)

    def login(self, request: LoginRequest, address: str) -> LoginAnswer:
        """Check name and password and open a session. Raises ``login_failed`` or ``too_many_tries``."""
        self._begin_try(request.username, address)
        with self._database.read() as session:
            user = session.scalar(select(User).where(User.username == usernames.normal(request.username)))
        stored = None if user is None else user.password_hash
        good = self._passwords.matches(stored, request.password)
        if user is None or not stored or not good or not self._usable(user):
            raise self._login_failed(request.username, user)
        self._throttle.succeeded(request.username, address)
        new_hash = self._passwords.hash(request.password) if self._passwords.outdated(stored) else None
        with self._database.write() as session:
            # read again under a lock: a password that was changed meanwhile opens nothing
            same = select(User).where(User.id == user.id, User.password_hash == stored).with_for_update(of=User)
            found = session.scalar(same)
            if found is None or not self._usable(found):
                raise self._login_failed(request.username, user)
            if new_hash is not None:
                found.password_hash = new_hash
            return sessions.open_session(session, found, request.till or "", self._clock.now(), address)

    def refresh(self, refresh_token: str, key: str | None) -> LoginAnswer:
        """The next pair of tokens. Raises ``not_authenticated``.

        The same token under the same ``key`` is the same exchange, whose answer may have been lost. Otherwise a token
        that was exchanged already ends the whole session: two hold it, and one of them stole it.
        """
        with self._database.read() as session:
            token = sessions.known(session, refresh_token)
        with self._database.write() as session:
            answer = sessions.renew(session, token, key, self._clock.now())
        if answer is None:
            raise not_authenticated()
        return answer

    async def asking(self, token: str) -> Principal:
        """Who this access token belongs to. Raises ``not_authenticated`` if it is unknown, revoked or over."""
        return await self._reader.asking(token, self._clock.now())

    def logout(self, person: Principal) -> None:
        """End this session at once, on every server process."""
        now = self._clock.now()
        with self._database.write() as session:
            if sessions.end_session(session, person.session_id, now):
                act(session, person, Act.LOG_OUT, About("session", person.session_id), now)

    def unlock(self, who: Principal, request: UnlockRequest, address: str) -> None:
        """Is it really ``who`` that is back? Opens no session and ends none.

        Raises ``password_wrong`` or ``too_many_tries``: whoever sits at a locked till guesses no faster than at log-in.
        """
        self._own_password(who, request.password, address)
        with self._database.write() as session:
            act(session, who, Act.UNLOCK, About("session", who.session_id), self._clock.now())

    def change_password(self, who: Principal, request: PasswordRequest, address: str) -> LoginAnswer:
        """A password of one's own choice. Every session of the person ends, and a new one opens for who asks.

        Raises ``password_wrong``, ``password_refused`` or ``too_many_tries``.
        """
        stored = self._own_password(who, request.current_password, address)
        check_choice(request.new_password, who)
        if self._passwords.matches(stored, request.new_password):
            raise refused("It is the one you have now.")
        made = self._passwords.hash(request.new_password)
        now = self._clock.now()
        with self._database.write() as session:
            same = select(User).where(User.id == who.id, User.password_hash == stored).with_for_update(of=User)
            found = session.scalar(same)
            if found is None or found.disabled:  # reset or disabled by an admin meanwhile, which ended this session
                raise not_authenticated()
            found.password_hash, found.one_time_until = made, None
            act(session, who, Act.CHANGE_PASSWORD, About("user", who.id), now)
            sessions.end_all_sessions(session, who.id, now)
            return sessions.open_session(session, found, who.till, now, address)

    def _own_password(self, who: Principal, password: str, address: str) -> str | None:
        """The hash that ``password`` was found to match. Raises ``password_wrong`` or ``too_many_tries``."""
        self._begin_try(who.username, address)
        with self._database.read() as session:
            stored = session.scalars(select(User.password_hash).where(User.id == who.id)).one()
        if not self._passwords.matches(stored, password):
            raise ApiError(
                Code.PASSWORD_WRONG, 403, "The password you have now is not right.", about=About("user", who.id)
            )
        self._throttle.succeeded(who.username, address)
        return stored

    def _begin_try(self, name: str, address: str) -> None:
        wait = self._throttle.begin(name, address)
        if wait:
            detail = f"Too many tries. Wait {wait} seconds, then try again."
            about = About("name", self._hidden.name(name))
            raise ApiError(Code.TOO_MANY_TRIES, 429, detail, retry_after=wait, about=about)

    def _login_failed(self, name: str, user: User | None) -> ApiError:
        about = About("user", user.id) if user else About("name", self._hidden.name(name))
        return ApiError(Code.LOGIN_FAILED, 401, "The name or the password is not right.", about=about)

    def _usable(self, user: User) -> bool:
        until = user.one_time_until
        return not user.disabled and (until is None or self._clock.now() < until)


def check_choice(password: str, who: Principal) -> None:
    """Raises ``password_refused`` with the reason."""
    why = password_rules.why_refused(password, who.role, (who.username, who.display_name))
    if why:
        raise refused(why)


def refused(why: str) -> ApiError:
    return ApiError(Code.PASSWORD_REFUSED, 400, why, fields={"new_password": why})
