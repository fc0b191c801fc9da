"""Accounts of the people who work here: who may log in, as what, and where.

Every act is one method with a session, called inside one transaction; nothing here touches money. Patients' accounts
are none of an admin's business and look as if they did not exist.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import Select, select, tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from pos_app.server.audit.rules import About, Facts
from pos_app.server.audit.writing import act
from pos_app.server.auth import password_rules, sessions, usernames
from pos_app.server.auth.passwords import Passwords
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError, not_allowed, not_found
from pos_app.server.invoices.cursor import Cursor
from pos_app.server.models import Site, SsoAccount, User
from pos_app.server.people import sso
from pos_app.server.permissions import Principal
from pos_app.server.text import plausible_id
from pos_app.wire.audit import Act
from pos_app.wire.auth import Role, SiteRef
from pos_app.wire.people import ChangePerson, CreatePerson, OneTimePassword, PersonPage, PersonRow, SiteList
from pos_app.wire.problems import Code

ONE_TIME: Final = timedelta(days=3)
"""How long a password for one time may wait for its owner: a weekend."""


class PeopleService:
    """Every method raises ApiError for what it refuses. ``by`` is None for whoever holds the database itself."""

    def __init__(self, database: Database, clock: Clock, passwords: Passwords) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords

    def page(self, *, limit: int, cursor: str | None) -> PersonPage:
        """One page, newest first. Raises ``cursor_invalid``."""
        after = Cursor.parse(cursor) if cursor else None
        place = (User.created_at, User.id)
        statement = _staff()
        if after is not None:
            statement = statement.where(tuple_(*place) < tuple_(after.moment, after.id))
        statement = statement.order_by(*(column.desc() for column in place)).limit(limit + 1)
        with self._database.read() as session:
            found = session.scalars(statement).all()
            marks = sso.marks_of(session, found[:limit])
            shown = tuple(_row(user, marks.get(user.id)) for user in found[:limit])
        more = str(Cursor(shown[-1].created_at, shown[-1].id)) if len(found) > limit else None
        return PersonPage(items=shown, next_cursor=more)

    def read(self, user_id: str) -> PersonRow:
        with self._database.read() as session:
            return _shown(session, _found(session, user_id, lock=False))

    def named(self, username: str) -> PersonRow:
        with self._database.read() as session:
            user = session.scalar(_staff().where(User.username == usernames.normal(username)))
            if user is None:
                raise not_found("person")
            return _shown(session, user)

    def sites(self) -> SiteList:
        with self._database.read() as session:
            found = session.scalars(select(Site).order_by(Site.name))
            return SiteList(items=tuple(SiteRef(id=site.id, name=site.name) for site in found))

    def create(self, by: Principal | None, wanted: CreatePerson) -> OneTimePassword:
        """A new account with a password for one time. Raises ``username_taken``, ``not_found`` for a site."""
        password = password_rules.one_time_password()
        until = self._clock.now() + ONE_TIME
        with self._database.write() as session:
            self._still_admin(session, by)
            user = self._create(session, by, wanted, self._passwords.hash(password))
            user.one_time_until = until
            session.flush()
            return OneTimePassword(user=_shown(session, user), one_time_password=password, good_until=until)

    def create_with(self, wanted: CreatePerson, password: str) -> PersonRow:
        """A new account with a password its owner has typed. Raises ``password_refused`` too."""
        self._check_password(password, wanted.role, (wanted.username, wanted.display_name))
        made = self._passwords.hash(password)
        with self._database.write() as session:
            return _shown(session, self._create(session, None, wanted, made))

    def change(self, by: Principal | None, user_id: str, wanted: ChangePerson) -> PersonRow:
        """What is asked for, all or nothing. Raises ``own_account``, ``last_admin``, ``not_found``."""
        with self._database.write() as session:
            self._still_admin(session, by)
            user = _found(session, user_id)
            if wanted.display_name is not None and wanted.display_name != user.display_name:
                self._rename(session, by, user, wanted.display_name)
            if wanted.site_ids is not None and set(wanted.site_ids) != {site.id for site in user.sites}:
                self._move(session, by, user, wanted.site_ids)
            if wanted.role is not None and wanted.role != user.role:
                self._give_role(session, by, user, wanted.role)
            if wanted.disabled is not None and wanted.disabled != user.disabled:
                if wanted.disabled:
                    self._disable(session, by, user)
                else:
                    self._enable(session, by, user)
            if wanted.sso is not None:
                _not_oneself(by, user, "Nobody changes their own way to log in: ask another admin.")
                sso.allow(session, by, user, wanted.sso, self._clock.now())
            session.flush()
            return _shown(session, user)

    def reset_password(self, by: Principal | None, user_id: str) -> OneTimePassword:
        """A password for one time instead of the one there is. Ends all sessions. Raises ``own_account``."""
        password = password_rules.one_time_password()
        until = self._clock.now() + ONE_TIME
        made = self._passwords.hash(password)
        with self._database.write() as session:
            self._still_admin(session, by)
            user = _found(session, user_id)
            _not_oneself(by, user, "Change your own password instead: POST /auth/password.")
            self._set_password(session, by, user, made)
            user.one_time_until = until
            session.flush()
            return OneTimePassword(user=_shown(session, user), one_time_password=password, good_until=until)

    def set_password(self, user_id: str, password: str) -> PersonRow:
        """A password that its owner has typed at the server. Ends all sessions. Raises ``password_refused``."""
        person = self.read(user_id)
        self._check_password(password, person.role, (person.username, person.display_name))
        made = self._passwords.hash(password)
        with self._database.write() as session:
            user = _found(session, user_id)
            self._set_password(session, None, user, made)
            user.one_time_until = None
            session.flush()
            return _shown(session, user)

    def end_sessions(self, by: Principal | None, user_id: str) -> None:
        """Whoever is logged in as this person is not any more, on every server process."""
        with self._database.write() as session:
            self._still_admin(session, by)
            user = _found(session, user_id)
            self._end_sessions(session, by, user)

    # --- the acts -----------------------------------------------------------------------------------------------------

    def _create(self, session: Session, by: Principal | None, wanted: CreatePerson, password_hash: str) -> User:
        why = usernames.why_refused(wanted.username)
        if why:
            raise ApiError(Code.MALFORMED, 422, "The request is not well formed.", fields={"username": why})
        name = usernames.normal(wanted.username)
        user = User(
            username=name,
            display_name=wanted.display_name.strip(),
            password_hash=password_hash,
            role=wanted.role.value,
            created_at=self._clock.now(),
            sites=_sites(session, wanted.site_ids),
        )
        try:
            with session.begin_nested():
                session.add(user)
                session.flush()
        except IntegrityError:
            raise ApiError(Code.USERNAME_TAKEN, 409, "Somebody has this user name already.") from None
        sites = [site.id for site in user.sites]
        self._note(session, by, Act.CREATE_PERSON, user, after={"role": user.role, "sites": sites})
        return user

    def _rename(self, session: Session, by: Principal | None, user: User, name: str) -> None:
        user.display_name = name.strip()
        session.flush()
        self._note(session, by, Act.RENAME_PERSON, user)

    def _move(self, session: Session, by: Principal | None, user: User, site_ids: tuple[str, ...]) -> None:
        _not_oneself(by, user, "Nobody changes their own sites: ask another admin.")
        before = [site.id for site in user.sites]
        user.sites = _sites(session, site_ids)
        session.flush()
        after = [site.id for site in user.sites]
        self._note(session, by, Act.MOVE_PERSON, user, before={"sites": before}, after={"sites": after})

    def _give_role(self, session: Session, by: Principal | None, user: User, role: Role) -> None:
        _not_oneself(by, user, "Nobody changes their own role: ask another admin.")
        _not_the_last(session, user)
        self._note(session, by, Act.GIVE_ROLE, user, before={"role": user.role}, after={"role": role.value})
        user.role = role.value
        sessions.end_all_sessions(session, user.id, self._clock.now())

    def _disable(self, session: Session, by: Principal | None, user: User) -> None:
        _not_oneself(by, user, "Nobody disables their own account: ask another admin.")
        _not_the_last(session, user)
        user.disabled = True
        self._note(session, by, Act.DISABLE_PERSON, user)
        sessions.end_all_sessions(session, user.id, self._clock.now())

    def _enable(self, session: Session, by: Principal | None, user: User) -> None:
        user.disabled = False
        session.flush()
        self._note(session, by, Act.ENABLE_PERSON, user)

    def _set_password(self, session: Session, by: Principal | None, user: User, password_hash: str) -> None:
        user.password_hash = password_hash
        self._note(session, by, Act.RESET_PASSWORD, user)
        sessions.end_all_sessions(session, user.id, self._clock.now())

    def _end_sessions(self, session: Session, by: Principal | None, user: User) -> None:
        sessions.end_all_sessions(session, user.id, self._clock.now())
        self._note(session, by, Act.END_SESSIONS, user)

    def _note(
        self,
        session: Session,
        by: Principal | None,
        what: Act,
        user: User,
        *,
        before: Facts | None = None,
        after: Facts | None = None,
    ) -> None:
        act(session, by, what, About("user", user.id), self._clock.now(), before=before, after=after)

    # --- what each act rests on ---------------------------------------------------------------------------------------

    @staticmethod
    def _still_admin(session: Session, by: Principal | None) -> None:
        """Locks the admins' rows, in one order, so that two who demote each other come one after the other."""
        admins = set(session.scalars(_admins().with_for_update()))
        if by is not None and by.id not in admins:
            raise not_allowed()

    @staticmethod
    def _check_password(password: str, role: Role, own: tuple[str, ...]) -> None:
        why = password_rules.why_refused(password, role, own)
        if why:
            raise ApiError(Code.PASSWORD_REFUSED, 400, why, fields={"new_password": why})


def _staff() -> Select[User]:
    return select(User).where(User.role != Role.PATIENT.value)


def _admins() -> Select[str]:
    return select(User.id).where(User.role == Role.ADMIN.value, User.disabled.is_(False)).order_by(User.id)


def _found(session: Session, user_id: str, *, lock: bool = True) -> User:
    if not plausible_id(user_id):
        raise not_found("person")
    statement = _staff().where(User.id == user_id)
    user = session.scalar(statement.with_for_update(of=User) if lock else statement)
    if user is None:
        raise not_found("person")
    return user


def _not_oneself(by: Principal | None, user: User, why: str) -> None:
    if by is not None and by.id == user.id:
        raise ApiError(Code.OWN_ACCOUNT, 409, why)


def _not_the_last(session: Session, user: User) -> None:
    """For what would take ``user`` from the admins. The caller has locked them."""
    if list(session.scalars(_admins())) == [user.id]:
        raise ApiError(Code.LAST_ADMIN, 409, "This is the last admin: make another one first.")


def _sites(session: Session, site_ids: tuple[str, ...]) -> list[Site]:
    wanted = {one for one in site_ids if plausible_id(one)}
    found = list(session.scalars(select(Site).where(Site.id.in_(wanted)).order_by(Site.name)))
    if len(found) != len(set(site_ids)):
        raise not_found("site")
    return found


def _shown(session: Session, user: User) -> PersonRow:
    return _row(user, session.get(SsoAccount, user.id))


def _row(user: User, mark: SsoAccount | None) -> PersonRow:
    return PersonRow(
        id=user.id,
        username=user.username,
        display_name=user.display_name,
        role=Role(user.role),
        sites=tuple(SiteRef(id=site.id, name=site.name) for site in user.sites),
        disabled=user.disabled,
        must_change_password=user.one_time_until is not None,
        sso=sso.use_of(user, mark),
        sso_linked=mark is not None and mark.subject is not None,
        created_at=user.created_at,
    )
