"""A name that does not exist costs as much hashing as one that does: counted, because times are no measure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from pos_app.server.audit.hidden import HiddenNames
from pos_app.server.auth.passwords import Passwords
from pos_app.server.auth.service import AuthService
from pos_app.server.auth.throttle import Throttle
from pos_app.server.clock import SystemClock
from pos_app.server.db import Database
from pos_app.server.errors import ApiError
from pos_app.server.models import User
from pos_app.wire.auth import LoginRequest
from tests.support.sample import bring_up


class Counting(PasswordHasher):
    """Counts, and remembers with which profile each hash was made."""

    def __init__(self) -> None:
        super().__init__(time_cost=2, memory_cost=19_456, parallelism=1)
        self.verified: list[str] = []
        self.hashed = 0

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        self.hashed += 1
        return super().hash(password, salt=salt)

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - as in the library
        self.verified.append(str(hash).rsplit("$", 2)[0])
        return super().verify(hash, password)


@pytest.mark.parametrize(
    ("username", "password"),
    [("cashier", "wrong"), ("nobody", "wrong"), ("gone", "right"), ("late", "right"), ("", "wrong")],
)
def test_the_same_work_for_everybody(tmp_path: Path, username: str, password: str) -> None:
    database = Database(f"sqlite:///{tmp_path / 'hmis.sqlite'}", pool_size=2)
    bring_up(database)
    passwords = Passwords()
    now = datetime.now(UTC)
    with database.write() as session:
        for name, disabled, until in (
            ("cashier", False, None), ("gone", True, None), ("late", False, now - timedelta(days=1))
        ):  # fmt: skip
            session.add(
                User(username=name, display_name="x", password_hash=passwords.hash("right"), role="cashier",
                     disabled=disabled, created_at=now, one_time_until=until)
            )  # fmt: skip
    counting = passwords._hasher = Counting()
    hidden = HiddenNames("secret")
    throttle = Throttle(database, SystemClock(), hidden)
    auth = AuthService(database, SystemClock(), passwords, throttle, hidden)
    with pytest.raises(ApiError, match="login_failed"):
        auth.login(LoginRequest.model_construct(username=username, password=password, till=None), "10.0.0.1")
    database.close()
    assert counting.verified == ["$argon2id$v=19$m=19456,t=2,p=1"]
    assert counting.hashed == 0
