"""Logging in at the hospital's identity provider, for tills that open no port.

A till begins and gets a secret; a browser goes to the provider and comes back to our page; its person confirms there
the code that the till shows; the till comes with its secret and gets the session. Nothing secret is kept but as a hash,
and any server process may take the next step.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import structlog
from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.orm import Session

from pos_app.server.audit.hidden import HiddenNames
from pos_app.server.audit.rules import About, Actor, Draft, facts
from pos_app.server.audit.writing import act, write
from pos_app.server.auth import sessions
from pos_app.server.auth.passwords import NO_PASSWORD
from pos_app.server.auth.tokens import hashed
from pos_app.server.auth.waits import network
from pos_app.server.clock import Clock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError, not_found
from pos_app.server.models import SsoAttempt, User
from pos_app.server.permissions import Principal
from pos_app.server.sso import linking
from pos_app.server.sso.provider import Identity, IdentityProvider, ProviderTrouble, Secrets
from pos_app.server.sso.rules import KEPT, LASTS, OF_ALL, OF_AN_ADDRESS, State, derived, pairing_code
from pos_app.wire.audit import Act, Outcome
from pos_app.wire.auth import LoginAnswer, Role, SiteRef
from pos_app.wire.problems import Code
from pos_app.wire.sso import SsoMethod, SsoStarted, SsoStep

BY_SSO: Final = {"by": "sso"}
UNDER_WAY: Final = (State.BEGUN, State.ASKED, State.IDENTIFIED, State.CONFIRMED)


class PageKind(StrEnum):
    """What the browser is shown."""

    CONFIRM = "confirm"
    DONE = "done"
    DENIED = "denied"
    REFUSED = "refused"
    UNAVAILABLE = "unavailable"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Page:
    """``token`` is of the one browser that came back; ``elsewhere``: the till asked from another address than it.

    ``act``: what is said yes to, where it is no log-in.
    """

    kind: PageKind
    code: str = ""
    name: str = ""
    till: str = ""
    act: str = ""
    elsewhere: bool = False
    token: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class OneAct:
    """What a log-in is for where no session comes of it. ``told``: as its person reads it, with no patient's name."""

    refund_id: str
    session_id: str
    told: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What a browser brought back from the provider."""

    state: str = field(repr=False)
    code: str = field(default="", repr=False)
    error: str = ""
    issuer: str | None = None


class SsoService:
    """``provider`` is None where this server has no single sign-on: then everything is ``not_found``."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        hidden: HiddenNames,
        secret: str,
        provider: IdentityProvider | None,
        name: str,
    ) -> None:
        self._database = database
        self._clock = clock
        self._hidden = hidden
        self._key = secret.encode()
        self._provider = provider
        self._name = name
        self._log = structlog.get_logger("sso")

    @property
    def method(self) -> SsoMethod | None:
        return SsoMethod(name=self._name) if self._provider is not None else None

    def start(self, till: str, address: str, act: OneAct | None = None) -> SsoStarted:
        """Begin a log-in, or what is good for one act alone.

        Raises ``not_found``, ``too_many_tries``, ``sso_unavailable``.
        """
        provider = self._known_provider()
        state, claim = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        try:
            url = provider.address(self._secrets(state))
        except ProviderTrouble as error:
            self._log.warning("provider_trouble", why=str(error))
            raise _unavailable() from error
        code, now, where = pairing_code(secrets.choice), self._clock.now(), network(address)[:64]
        with self._database.write() as session:
            session.execute(delete(SsoAttempt).where(SsoAttempt.expires_at < now - KEPT))
            open_ = [SsoAttempt.expires_at > now, SsoAttempt.state.in_(UNDER_WAY)]
            if (
                _count(session, *open_, SsoAttempt.address == where) >= OF_AN_ADDRESS
                or _count(session, *open_) >= OF_ALL
            ):
                detail = "Too many people are logging in this way just now. Wait a minute, then try again."
                raise ApiError(Code.TOO_MANY_TRIES, 429, detail, retry_after=60)
            session.add(
                SsoAttempt(
                    state_hash=hashed(state),
                    claim_hash=hashed(claim),
                    code=code,
                    till=till,
                    address=where,
                    state=State.BEGUN.value,
                    created_at=now,
                    expires_at=now + LASTS,
                    act_on=act.refund_id if act else None,
                    act_beside=act.session_id if act else None,
                    act_told=act.told if act else None,
                )
            )
        return SsoStarted(
            claim_secret=claim,
            open_url=url,
            code=code,
            expires_at=now + LASTS,
            expires_in=int(LASTS.total_seconds()),
        )

    # --- the browser ----------------------------------------------------------------------------------------------

    def returned(self, back: Returned, address: str) -> Page:
        """A browser is back from the provider. Each log-in is taken up by one of them, once."""
        provider = self._known_provider()
        attempt = self._taken_up(back.state)
        if attempt is None:
            return Page(PageKind.OVER)
        if back.error or not back.code:
            denied = back.error == "access_denied"
            self._log.info("provider_refused", why=back.error or "no_code", attempt=attempt.id)
            return self._ended(attempt, State.DENIED if denied else State.FAILED)
        try:
            who = provider.identity(back.code, self._secrets(back.state), attempt.created_at, back.issuer)
        except ProviderTrouble as error:
            self._log.warning("provider_trouble", why=str(error), attempt=attempt.id)
            return self._ended(attempt, State.FAILED)
        return self._identified(attempt, who, address)

    def confirmed(self, token: str, *, agreed: bool) -> Page:
        """What the person says about the code, once."""
        self._known_provider()
        state = State.CONFIRMED if agreed else State.DENIED
        same = SsoAttempt.confirm_hash == hashed(token)
        if not self._is_there(same):
            return Page(PageKind.OVER)
        with self._database.write() as session:
            attempt = self._moved(session, same, State.IDENTIFIED, state)
            if attempt is None:
                return Page(PageKind.OVER)
            if not agreed:
                about = About("user", attempt.user_id or "")
                self._refusal(session, attempt, Code.SSO_OVER, about, "denied")
        return Page(PageKind.DONE, act=attempt.act_told or "") if agreed else Page(PageKind.DENIED)

    def _taken_up(self, state: str) -> SsoAttempt | None:
        same = SsoAttempt.state_hash == hashed(state)
        if not self._is_there(same):
            return None
        with self._database.write() as session:
            return self._moved(session, same, State.BEGUN, State.ASKED)

    def _is_there(self, which: ColumnElement[bool]) -> bool:
        """Asked before anything is locked: who only guesses must not keep those waiting who write."""
        with self._database.read() as session:
            return session.scalar(select(SsoAttempt.id).where(which)) is not None

    def _ended(self, attempt: SsoAttempt, state: State) -> Page:
        with self._database.write() as session:
            self._moved(session, SsoAttempt.id == attempt.id, State.ASKED, state)
            denied = state is State.DENIED
            code = Code.SSO_OVER if denied else Code.SSO_UNAVAILABLE
            self._refusal(session, attempt, code, About(), state.value)
        return Page(PageKind.DENIED if denied else PageKind.UNAVAILABLE)

    def _identified(self, attempt: SsoAttempt, who: Identity, address: str) -> Page:
        token, now = secrets.token_urlsafe(32), self._clock.now()
        with self._database.write() as session:
            user, why = linking.account_of(session, who, _actor(attempt), now)
            state = State.REFUSED if user is None or why is not None else State.IDENTIFIED
            found = self._moved(session, SsoAttempt.id == attempt.id, State.ASKED, state)
            if found is None:
                session.rollback()
                return Page(PageKind.OVER)
            if user is None or why is not None:
                about = About("user", user.id) if user else About("name", self._hidden.name(who.username))
                self._refusal(session, attempt, Code.SSO_REFUSED, about, str(why))
                return Page(PageKind.REFUSED)
            session.execute(
                update(SsoAttempt)
                .where(SsoAttempt.id == attempt.id)
                .values(user_id=user.id, confirm_hash=hashed(token))
            )
            elsewhere = network(address)[:64] != attempt.address
            return Page(
                PageKind.CONFIRM,
                attempt.code,
                user.display_name,
                attempt.till,
                attempt.act_told or "",
                elsewhere,
                token,
            )

    # --- the till -------------------------------------------------------------------------------------------------

    def step(self, claim: str) -> SsoStep:
        """How far it is. Raises ``sso_over``, ``sso_refused``, ``sso_unavailable``."""
        self._known_provider()
        with self._database.read() as session:
            attempt = session.scalar(select(SsoAttempt).where(SsoAttempt.claim_hash == hashed(claim)))
        if attempt is None:
            raise _over()
        match State(attempt.state):
            case State.REFUSED:
                raise _refused()
            case State.FAILED:
                raise _unavailable()
            case State.CLAIMED | State.DENIED:
                raise _over()
            case _ if attempt.expires_at <= self._clock.now():
                raise _over()
            case State.CONFIRMED:
                return SsoStep.DONE
            case State.IDENTIFIED:
                return SsoStep.CONFIRMING
            case _:
                return SsoStep.WAITING

    def finish(self, claim: str, address: str) -> LoginAnswer | None:
        """The session of whom the provider named, once; None, and nothing is used up, where it is for one act alone.

        Raises as ``step``, and ``sso_over`` while it is not done.
        """
        now = self._clock.now()
        if self._is_there(and_(SsoAttempt.claim_hash == hashed(claim), SsoAttempt.act_on.is_not(None))):
            return None
        with self._database.write() as session:
            attempt, user = self._claimed(session, claim)
            told = dict(BY_SSO)
            if user.one_time_until is not None:
                # Nobody has chosen a password yet, and whoever made the account still knows this one. A session that
                # was opened with it was good for nothing, and must not become good for everything now.
                sessions.end_all_sessions(session, user.id, now)
                user.password_hash, user.one_time_until = NO_PASSWORD, None
                told["ended"] = "one_time_password"
                session.flush()
            return sessions.open_session(session, user, attempt.till, now, address, facts=told)

    def unlock(self, who: Principal, claim: str) -> None:
        """Is it really ``who`` that is back at a locked till? Opens no session and ends none.

        Raises as ``finish``, and ``sso_other_person``.
        """
        with self._database.write() as session:
            _attempt, user = self._claimed(session, claim)
            same = user.id == who.id
            if same:
                act(session, who, Act.UNLOCK, About("session", who.session_id), self._clock.now(), after=BY_SSO)
        if not same:
            detail = "Somebody else has signed in than the person whose session this is."
            raise ApiError(Code.SSO_OTHER_PERSON, 403, detail, about=About("user", user.id))

    def stand_in(self, who: Principal, claim: str, refund_id: str) -> Principal:
        """Whom the provider named, for one act on ``refund_id`` at the till of ``who``: once, and no session opens.

        It is used up whatever comes of the act. Raises ``sso_over``, also for what was begun by another session or for
        something else, and ``sso_refused``.
        """
        self._known_provider()
        if not self._is_there(SsoAttempt.claim_hash == hashed(claim)):
            raise _over()
        with self._database.write() as session:
            _attempt, user = self._claimed(session, claim, on=refund_id, beside=who.session_id)
            sites = tuple(SiteRef(id=site.id, name=site.name) for site in user.sites)
            found = Principal(
                user.id, user.username, user.display_name, Role(user.role), sites, who.session_id, who.till,
                user.patient_id, address=who.address,
            )  # fmt: skip
            told = {**BY_SSO, "for": Act.APPROVE_REFUND.value, "beside": who.id}
            act(session, found, Act.LOG_IN, About("refund", refund_id), self._clock.now(), after=told)
            return found

    def _claimed(
        self, session: Session, claim: str, *, on: str | None = None, beside: str | None = None
    ) -> tuple[SsoAttempt, User]:
        same = and_(
            SsoAttempt.claim_hash == hashed(claim),
            SsoAttempt.act_on.is_not_distinct_from(on),
            SsoAttempt.act_beside.is_not_distinct_from(beside),
        )
        attempt = self._moved(session, same, State.CONFIRMED, State.CLAIMED)
        if attempt is None or attempt.user_id is None:
            raise _over()
        user = session.scalar(select(User).where(User.id == attempt.user_id).with_for_update(of=User))
        if user is None or not linking.still_linked(session, user):
            raise _refused()
        return attempt, user

    # --- inside ---------------------------------------------------------------------------------------------------

    def _known_provider(self) -> IdentityProvider:
        if self._provider is None:
            raise not_found("way to log in")
        return self._provider

    def _secrets(self, state: str) -> Secrets:
        """Derived, so that nothing of them is kept; not from ``state`` alone, which the browser's address shows."""
        return Secrets(state, derived(self._key, "sso nonce", state), derived(self._key, "sso verifier", state))

    def _moved(self, session: Session, which: ColumnElement[bool], before: State, after: State) -> SsoAttempt | None:
        """One step, by one of all who try to take it; None for the others, and where it is too late."""
        now = self._clock.now()
        moved = (
            update(SsoAttempt)
            .where(which, SsoAttempt.state == before.value, SsoAttempt.expires_at > now)
            .values(state=after.value)
            .returning(SsoAttempt.id)
        )
        ident = session.scalar(moved)
        return None if ident is None else session.get_one(SsoAttempt, ident, populate_existing=True)

    def _refusal(self, session: Session, attempt: SsoAttempt, code: Code, about: About, why: str) -> None:
        told = facts({**BY_SSO, "why": why})
        who, now = _actor(attempt), self._clock.now()
        write(session, Draft(now, who, Act.LOG_IN, about, after=told, outcome=Outcome.REFUSED, code=code.value))


def _actor(attempt: SsoAttempt) -> Actor:
    return Actor(till=attempt.till, address=attempt.address)


def _count(session: Session, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(SsoAttempt).where(*which)) or 0


def _over() -> ApiError:
    return ApiError(Code.SSO_OVER, 410, "This log-in has ended: begin again.")


def _refused() -> ApiError:
    return ApiError(Code.SSO_REFUSED, 403, "This account can't log in here that way: ask an admin.")


def _unavailable() -> ApiError:
    return ApiError(Code.SSO_UNAVAILABLE, 503, "The single sign-on does not answer as it should.", retry_after=30)
