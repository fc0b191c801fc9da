"""Refresh tokens in any order of exchanges, lost answers, late duplicates and thefts, on both databases."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pos_app.server.audit.hidden import HiddenNames
from pos_app.server.auth.passwords import Passwords
from pos_app.server.auth.rules import ACCESS, GRACE, IDLE, SESSION
from pos_app.server.auth.service import AuthService
from pos_app.server.auth.throttle import Throttle
from pos_app.server.db import Database
from pos_app.server.errors import ApiError
from pos_app.server.models import AuthSession, User
from pos_app.wire.auth import LoginAnswer, LoginRequest
from tests.support.length import examples
from tests.support.sample import bring_up

START = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)


@dataclass
class Clock:
    at: datetime = START

    def now(self) -> datetime:
        return self.at


class Plain(Passwords):
    """What is tried here is not the hashing, which is slow on purpose."""

    def hash(self, password: str) -> str:
        return password

    def matches(self, stored: str | None, password: str) -> bool:
        return stored == password

    def outdated(self, stored: str) -> bool:
        return False


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url, pool_size=12)
    bring_up(found)
    with found.write() as session:
        session.add(
            User(username="cashier", display_name="C", password_hash="pw", role="cashier", disabled=False,
                 created_at=START)
        )  # fmt: skip
    yield found
    found.close()


def service(database: Database, clock: Clock) -> AuthService:
    hidden = HiddenNames("secret")
    return AuthService(database, clock, Plain(), Throttle(database, clock, hidden), hidden)


def log_in(auth: AuthService) -> LoginAnswer:
    return auth.login(LoginRequest(username="cashier", password="pw"), str(uuid4()))


@dataclass
class Holder:
    """Whoever holds tokens: the till, or a thief who copied its keyring."""

    refresh: str
    access: str = ""
    key: str = field(default_factory=lambda: str(uuid4()))
    out: bool = False

    def take(self, answer: LoginAnswer) -> None:
        self.refresh, self.access, self.key = answer.refresh_token, answer.access_token, str(uuid4())

    def exchange(self, auth: AuthService, *, lost: bool = False) -> None:
        try:
            answer = auth.refresh(self.refresh, self.key)
        except ApiError:
            if not lost:
                self.out = True
            return
        if not lost:
            self.take(answer)

    def works(self, auth: AuthService) -> bool:
        try:
            return bool(asyncio.run(auth.asking(self.access)).username)
        except ApiError:
            return False


STEPS = st.one_of(
    st.tuples(st.just("refresh"), st.just(0)),
    st.tuples(st.just("lost"), st.just(0)),  # done, and the answer never comes
    st.tuples(st.just("late"), st.just(0)),  # a request of before comes again, delayed on its way
    st.tuples(st.just("wait"), st.sampled_from([1, 29, 31, 600, 3600])),
)
QUIET = settings(
    max_examples=examples(60),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)


@QUIET
@given(steps=st.lists(STEPS, max_size=25))
def test_an_honest_till_is_never_logged_out(database: Database, steps: list[tuple[str, int]]) -> None:
    """Whatever is lost and however late it is asked again, until the session is over by its own time.

    What a proxy delivers a second time is the last exchange: the one before it was heard of before this one was sent.
    """
    clock = Clock()
    auth = service(database, clock)
    first = log_in(auth)
    till = Holder(first.refresh_token, first.access_token)
    last_heard = clock.at
    under_way: tuple[str, str] | None = None
    for what, number in steps:
        if what == "wait":
            clock.at += timedelta(seconds=number)
            if clock.at - last_heard >= IDLE or clock.at >= START + SESSION:
                break
            continue
        if what == "late":
            if under_way is not None:
                auth.refresh(*under_way)
            continue
        under_way = (till.refresh, till.key)
        before = till.refresh
        till.exchange(auth, lost=what == "lost")
        assert not till.out
        if what == "refresh":
            assert till.refresh != before
            assert till.works(auth)
            auth_again = service(database, clock)  # another server process sees the same
            assert till.works(auth_again)
            last_heard = clock.at
    if clock.at - last_heard < IDLE and clock.at < START + SESSION:
        till.exchange(auth)
        assert not till.out
        assert till.works(auth)


WHO = st.lists(st.tuples(st.sampled_from(["till", "thief"]), st.sampled_from([0, 5, 31, 840])), min_size=2, max_size=16)


@QUIET
@given(turns=WHO)
def test_one_stolen_token_never_makes_two_living_families(database: Database, turns: list[tuple[str, int]]) -> None:
    """At no moment do both have an access token that works, and once both have come, one of them is out."""
    clock = Clock()
    auth = service(database, clock)
    first = log_in(auth)
    holders = {"till": Holder(first.refresh_token, first.access_token), "thief": Holder(first.refresh_token)}
    for name, seconds in turns:
        clock.at += timedelta(seconds=seconds)
        holder = holders[name]
        if not holder.out:
            holder.exchange(auth)
        assert sum(one.works(auth) for one in holders.values()) <= 1
    clock.at += GRACE + timedelta(seconds=1)
    for name in ("till", "thief", "till"):
        if not holders[name].out:
            holders[name].exchange(auth)
    assert not (holders["till"].works(auth) and holders["thief"].works(auth))
    assert holders["thief"].out or holders["till"].out


def test_a_token_of_long_ago_ends_the_session(database: Database) -> None:
    clock = Clock()
    auth = service(database, clock)
    stolen = log_in(auth)
    till = Holder(stolen.refresh_token)
    for _ in range(20):
        clock.at += timedelta(minutes=14)
        till.exchange(auth)
    thief = Holder(stolen.refresh_token)
    thief.exchange(auth)
    assert thief.out
    assert not till.works(auth)


def test_within_the_grace_the_token_before_is_good_once_more_unless_the_new_one_was_used(database: Database) -> None:
    clock = Clock()
    auth = service(database, clock)
    first = log_in(auth)
    second = auth.refresh(first.refresh_token, str(uuid4()))
    clock.at += GRACE
    anew = auth.refresh(first.refresh_token, str(uuid4()))
    assert anew.refresh_token != second.refresh_token
    assert asyncio.run(auth.asking(anew.access_token)).username == "cashier"
    with pytest.raises(ApiError):
        asyncio.run(auth.asking(second.access_token))
    auth.refresh(anew.refresh_token, str(uuid4()))
    with pytest.raises(ApiError):
        auth.refresh(first.refresh_token, str(uuid4()))


def test_who_sends_no_key_has_the_grace_alone(database: Database) -> None:
    clock = Clock()
    auth = service(database, clock)
    first = log_in(auth)
    pairs = {auth.refresh(first.refresh_token, None).refresh_token for _ in range(3)}
    assert len(pairs) == 3
    clock.at += GRACE + timedelta(seconds=1)
    with pytest.raises(ApiError):
        auth.refresh(first.refresh_token, None)


@pytest.mark.parametrize(
    ("after", "good"),
    [
        (ACCESS - timedelta(seconds=1), True),
        (ACCESS, False),
    ],
)
def test_an_access_token_is_good_for_a_quarter_of_an_hour(database: Database, after: timedelta, good: bool) -> None:
    clock = Clock()
    auth = service(database, clock)
    first = log_in(auth)
    clock.at += after
    assert Holder("", first.access_token).works(auth) is good


def test_twelve_hours_are_the_end_and_two_idle_ones_too(database: Database) -> None:
    clock = Clock()
    auth = service(database, clock)
    first = log_in(auth)
    till = Holder(first.refresh_token)
    clock.at += IDLE - timedelta(seconds=1)
    till.exchange(auth)
    assert not till.out
    while clock.at < START + SESSION - IDLE:
        clock.at += IDLE - timedelta(seconds=1)
        till.exchange(auth)
        assert not till.out
    clock.at = START + SESSION - timedelta(minutes=5)
    till.exchange(auth)
    answer = auth.refresh(till.refresh, till.key)
    assert answer.expires_at == answer.session_ends_at == START + SESSION
    clock.at = START + SESSION
    till.exchange(auth)
    assert till.out
    idle = Holder(log_in(auth).refresh_token)
    clock.at += IDLE
    idle.exchange(auth)
    assert idle.out


@pytest.mark.parametrize("token", ["", ".", "a.", ".b", "x", "é.b", "a.b", "a" * 256, "' OR 1=1 --.x"])
def test_what_is_no_refresh_token(database: Database, token: str) -> None:
    auth = service(database, Clock())
    log_in(auth)
    with pytest.raises(ApiError, match="not_authenticated"):
        auth.refresh(token, str(uuid4()))
    with database.read() as session:
        assert session.scalars(select(AuthSession.revoked_at)).all() == [None]


def test_the_same_exchange_from_many_threads_is_one(database: Database) -> None:
    auth = service(database, Clock())
    first = log_in(auth)
    key = str(uuid4())
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: auth.refresh(first.refresh_token, key), range(24)))
    assert len({answer.refresh_token for answer in answers}) == 1
    assert len({answer.access_token for answer in answers}) == 1
    assert asyncio.run(auth.asking(answers[0].access_token)).username == "cashier"


def test_different_exchanges_at_once_leave_one_pair(database: Database) -> None:
    auth = service(database, Clock())
    first = log_in(auth)
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: auth.refresh(first.refresh_token, str(uuid4())), range(24)))
    random.shuffle(answers)
    assert sum(Holder("", answer.access_token).works(auth) for answer in answers) == 1
