"""Sessions over real sockets."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import select, update

from pos_app.server.models import AuthSession, User
from tests.integration.server_base.conftest import Hospital, problem
from tests.support.waiting import until


def login(hospital: Hospital, username: str, password: str) -> httpx.Response:
    with hospital.client() as http:
        return http.post("/auth/login", json={"username": username, "password": password})


def session_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def test_log_in_and_out(hospital: Hospital) -> None:
    with hospital.client("cashier", till="Front desk 3") as http:
        me = http.get("/auth/me").json()
        assert (me["display_name"], me["role"], me["till"]) == ("Tomasz Zieliński", "cashier", "Front desk 3")
        assert [site["name"] for site in me["sites"]] == ["North Wing"]
        out = http.post("/auth/logout")
        assert (out.status_code, out.content) == (204, b"")
        found = problem(http.get("/auth/me"), 401, "not_authenticated")
        assert http.get("/auth/me").headers["www-authenticate"] == "Bearer"
        assert "session" in str(found["detail"])
        problem(http.post("/auth/logout"), 401, "not_authenticated")


@pytest.mark.parametrize("username", ["cashier", "cashier2", "supervisor", "auditor", "admin", "patient"])
def test_the_sample_people(hospital: Hospital, username: str) -> None:
    with hospital.client(username) as http:
        assert http.get("/auth/me").json()["username"] == username


def test_logging_out_ends_this_session_only(hospital: Hospital) -> None:
    with hospital.client("cashier") as one, hospital.client("cashier") as two:
        one.post("/auth/logout")
        assert two.get("/auth/me").status_code == 200


@pytest.mark.parametrize("credentials", [("supervisor", "wrong"), ("nobody-like-that", "wrong"), ("", "")])
def test_a_wrong_log_in_does_not_say_what_was_wrong(hospital: Hospital, credentials: tuple[str, str]) -> None:
    answer = login(hospital, *credentials)
    if not credentials[0]:
        problem(answer, 422, "malformed_request")
        return
    found = problem(answer, 401, "login_failed")
    assert found["detail"] == "The name or the password is not right."


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer x",
        "Basic Y2FzaGllcjpzYW1wbGUtY2FzaGllcg==",
        "Bearer " + "x" * 5000,
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
        "Bearer ' OR 1=1 --",
    ],
)
def test_what_is_no_token(hospital: Hospital, header: str) -> None:
    with hospital.client() as http:
        problem(http.get("/auth/me", headers={"Authorization": header}), 401, "not_authenticated")
        problem(http.get("/invoices", headers={"Authorization": header}), 401, "not_authenticated")


@pytest.mark.parametrize("name", ["\\ud800", "a\\u0000b"])
def test_names_no_database_could_store(hospital: Hospital, name: str) -> None:
    body = f'{{"username": "{name}", "password": "x"}}'
    with hospital.client() as http:
        answer = http.post("/auth/login", content=body, headers={"content-type": "application/json"})
    problem(answer, 422, "malformed_request")


def test_only_the_hash_of_a_token_is_kept(hospital: Hospital) -> None:
    answer = login(hospital, "cashier2", "sample-cashier2").json()
    token = answer["access_token"]
    assert len(token) >= 43
    with hospital.database.read() as session:
        row = session.scalars(select(AuthSession).where(AuthSession.token_hash == session_of(token))).one()
    assert token not in (row.id, row.token_hash)
    family, _, secret = answer["refresh_token"].partition(".")
    assert (row.family_hash, row.refresh_hash) == (session_of(family), session_of(secret))
    stored = {str(getattr(row, column)) for column in AuthSession.__table__.columns.keys()}  # noqa: SIM118
    assert not stored & {token, family, secret, answer["refresh_token"]}
    assert timedelta(minutes=14) < row.expires_at - datetime.now(UTC) <= timedelta(minutes=15)
    assert datetime.fromisoformat(answer["expires_at"]) == row.expires_at
    assert timedelta(hours=11) < row.ends_at - datetime.now(UTC) <= timedelta(hours=12)
    assert datetime.fromisoformat(answer["session_ends_at"]) == row.ends_at
    assert answer["expires_in"] == 900


def test_a_session_that_is_over(hospital: Hospital) -> None:
    with hospital.client("supervisor") as http:
        token = http.headers["Authorization"].removeprefix("Bearer ")
        with hospital.database.write() as session:
            past = datetime.now(UTC) - timedelta(seconds=1)
            session.execute(
                update(AuthSession).where(AuthSession.token_hash == session_of(token)).values(expires_at=past)
            )
        problem(http.get("/auth/me"), 401, "not_authenticated")


def test_a_changed_role_counts_at_once(hospital: Hospital) -> None:
    with hospital.client("cashier2") as http:
        assert http.get("/invoices").status_code == 200
        try:
            _set(hospital, "cashier2", role="admin")
            problem(http.get("/invoices"), 403, "not_allowed")
            assert http.get("/auth/me").json()["role"] == "admin"
        finally:
            _set(hospital, "cashier2", role="cashier")


def test_a_disabled_person_is_out_at_once(hospital: Hospital) -> None:
    with hospital.client("cashier2") as http:
        try:
            _set(hospital, "cashier2", disabled=True)
            problem(http.get("/auth/me"), 401, "not_authenticated")
            problem(login(hospital, "cashier2", "sample-cashier2"), 401, "login_failed")
        finally:
            _set(hospital, "cashier2", disabled=False)
        assert http.get("/auth/me").status_code == 200


def _set(hospital: Hospital, username: str, **values: object) -> None:
    with hospital.database.write() as session:
        session.execute(update(User).where(User.username == username).values(**values))


def test_guessing_is_slowed_down(hospital: Hospital) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda n: login(hospital, "guessed", f"guess-{n}"), range(30)))
    codes = [answer.json()["code"] for answer in answers]
    assert codes.count("login_failed") < 10
    slow = next(answer for answer in answers if answer.status_code == 429)
    found = problem(slow, 429, "too_many_tries")
    assert int(slow.headers["retry-after"]) == found["retry_after"]
    assert found["retry_after"] in range(1, 301)
    # others at the same address work on
    assert login(hospital, "auditor", "sample-auditor").status_code == 200


def test_log_ins_at_once_each_get_a_session(hospital: Hospital) -> None:
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda _: login(hospital, "auditor", "sample-auditor"), range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["access_token"] for answer in answers}) == 4


def test_unlocking_asks_for_ones_own_password_and_touches_no_session(hospital: Hospital) -> None:
    with hospital.client("cashier2") as http:
        with hospital.database.read() as session:
            before = len(session.scalars(select(AuthSession)).all())
        answer = http.post("/auth/unlock", json={"password": "sample-cashier2"})
        assert (answer.status_code, answer.content) == (204, b"")
        for another in ("sample-cashier", "sample-supervisor", "x"):
            problem(http.post("/auth/unlock", json={"password": another}), 403, "password_wrong")
        problem(http.post("/auth/unlock", json={"password": "x", "username": "cashier"}), 422, "malformed_request")
        with hospital.database.read() as session:
            assert len(session.scalars(select(AuthSession)).all()) == before
        assert http.get("/auth/me").json()["username"] == "cashier2", "what is wrong ends nothing"
        assert http.post("/auth/unlock", json={"password": "sample-cashier2"}).status_code == 204
        http.post("/auth/logout")
        problem(http.post("/auth/unlock", json={"password": "sample-cashier2"}), 401, "not_authenticated")


def test_guessing_at_a_locked_till_is_as_slow_as_at_log_in(hospital: Hospital) -> None:
    with hospital.client("cashier2") as http:
        answers = [http.post("/auth/unlock", json={"password": f"guess-{n}"}) for n in range(6)]
        assert [answer.status_code for answer in answers] == [403] * 5 + [429]
        assert int(answers[-1].headers["retry-after"]) >= 1
        problem(login(hospital, "cashier2", "sample-cashier2"), 429, "too_many_tries")
        until(lambda: http.post("/auth/unlock", json={"password": "sample-cashier2"}).status_code == 204, "unlocked")
