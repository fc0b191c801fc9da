"""Accounts over HTTP, on both databases: who may make and change whom, and what ends at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select, update

from pos_app.server.auth.passwords import Passwords
from pos_app.server.clock import SystemClock
from pos_app.server.errors import ApiError
from pos_app.server.models import User
from pos_app.server.people.service import PeopleService
from pos_app.wire.people import ChangePerson
from tests.integration.server_base.conftest import Hospital, problem

GOOD = "tulip grey 47 wagon"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def admin(hospital: Hospital) -> Iterator[httpx.Client]:
    with hospital.client("admin") as http:
        yield http


def made(admin: httpx.Client, role: str = "cashier", **other: Any) -> Json:
    """A new account, with its password for one time beside it."""
    body = {"username": f"p-{uuid4()}", "display_name": "Leila Haddad", "role": role, "site_ids": [north(admin)]}
    answer = admin.post("/users", json=body | other)
    assert answer.status_code == 201, answer.text
    found: Json = answer.json()
    return found["user"] | {"password": found["one_time_password"]}


def north(admin: httpx.Client) -> str:
    return next(site["id"] for site in admin.get("/sites").json()["items"] if site["name"] == "North Wing")


def login(hospital: Hospital, person: Json, password: str | None = None) -> httpx.Response:
    body = {"username": person["username"], "password": password or person["password"]}
    with hospital.client() as http:
        return http.post("/auth/login", json=body)


def client(hospital: Hospital, answer: httpx.Response) -> httpx.Client:
    assert answer.status_code == 200, answer.text
    http = hospital.client()
    http.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return http


def working(hospital: Hospital, admin: httpx.Client, role: str = "cashier") -> tuple[Json, httpx.Client, Json]:
    """Somebody with a password of their own, logged in; and the answer to the log-in."""
    person = made(admin, role)
    with client(hospital, login(hospital, person)) as http:
        answer = http.post("/auth/password", json={"current_password": person["password"], "new_password": GOOD})
    person["password"] = GOOD
    return person, client(hospital, answer), answer.json()


def out(http: httpx.Client, tokens: Json) -> None:
    """The session is over: neither of its tokens is worth anything."""
    problem(http.get("/auth/me"), 401, "not_authenticated")
    body = {"refresh_token": tokens["refresh_token"]}
    problem(http.post("/auth/refresh", json=body), 401, "not_authenticated")


def test_a_new_person_chooses_a_password_before_anything_else(hospital: Hospital, admin: httpx.Client) -> None:
    person = made(admin)
    answer = login(hospital, person)
    assert answer.json()["user"]["must_change_password"]
    with client(hospital, answer) as http:
        problem(http.get("/invoices"), 403, "password_change_required")
        assert http.get("/auth/me").json()["must_change_password"]
        bad = http.post("/auth/password", json={"current_password": person["password"], "new_password": "short"})
        assert "12 characters" in str(problem(bad, 400, "password_refused")["detail"])
        good = http.post("/auth/password", json={"current_password": person["password"], "new_password": GOOD})
        out(http, answer.json())
    with client(hospital, good) as http:
        assert http.get("/invoices").status_code == 200
    assert not good.json()["user"]["must_change_password"]
    problem(login(hospital, person), 401, "login_failed")
    assert login(hospital, person, GOOD).status_code == 200
    assert admin.get(f"/users/{person['id']}").json()["must_change_password"] is False


def test_the_password_for_one_time_is_good_for_three_days(hospital: Hospital, admin: httpx.Client) -> None:
    person = made(admin)
    with hospital.database.write() as session:
        created = session.scalars(select(User.created_at).where(User.id == person["id"])).one()
        session.execute(update(User).where(User.id == person["id"]).values(one_time_until=created))
    problem(login(hospital, person), 401, "login_failed")
    assert admin.post(f"/users/{person['id']}/reset-password").status_code == 200


@pytest.mark.parametrize(
    ("current", "new", "status", "code"),
    [
        ("wrong", GOOD, 403, "password_wrong"),
        (GOOD, GOOD, 400, "password_refused"),
        (GOOD, "password1234", 400, "password_refused"),
        (GOOD, "leila haddad leila", 400, "password_refused"),
        (GOOD, "x" * 129, 400, "password_refused"),
        (GOOD, "", 422, "malformed_request"),
        ("", "another 47 grey wagon", 422, "malformed_request"),
        (GOOD, "x" * 1025, 422, "malformed_request"),
    ],
)
def test_a_password_that_is_not_changed(
    hospital: Hospital, admin: httpx.Client, current: str, new: str, status: int, code: str
) -> None:
    person, http, _ = working(hospital, admin)
    with http:
        answer = http.post("/auth/password", json={"current_password": current, "new_password": new})
        problem(answer, status, code)
        assert http.get("/auth/me").status_code == 200, "the session goes on"
    assert login(hospital, person).status_code == 200


def test_guessing_the_password_one_has_is_slowed_down_too(hospital: Hospital, admin: httpx.Client) -> None:
    _, http, _ = working(hospital, admin)
    body = {"current_password": "wrong", "new_password": "another 47 grey wagon"}
    with http:
        codes = [http.post("/auth/password", json=body).json()["code"] for _ in range(8)]
    assert codes.count("password_wrong") <= 5
    assert "too_many_tries" in codes


@pytest.mark.parametrize(
    "act",
    [
        ("patch", "", {"role": "supervisor"}),
        ("patch", "", {"disabled": True}),
        ("post", "/reset-password", None),
        ("post", "/end-sessions", None),
    ],
    ids=lambda act: str(act[2] or act[1]),
)
def test_what_ends_all_sessions_at_once(
    hospital: Hospital, admin: httpx.Client, act: tuple[str, str, Json | None]
) -> None:
    method, path, body = act
    person, http, tokens = working(hospital, admin)
    with http, client(hospital, login(hospital, person)) as second:
        answer = admin.request(method, f"/users/{person['id']}{path}", json=body)
        assert answer.status_code in (200, 204), answer.text
        out(http, tokens)
        problem(second.get("/auth/me"), 401, "not_authenticated")


def test_changing_the_password_ends_the_other_sessions(hospital: Hospital, admin: httpx.Client) -> None:
    person, http, tokens = working(hospital, admin)
    with http, client(hospital, login(hospital, person)) as second:
        body = {"current_password": GOOD, "new_password": "another 47 grey wagon"}
        assert second.post("/auth/password", json=body).status_code == 200
        out(http, tokens)


def test_another_name_or_site_ends_nothing(hospital: Hospital, admin: httpx.Client) -> None:
    person, http, _ = working(hospital, admin)
    with http:
        changed = admin.patch(f"/users/{person['id']}", json={"display_name": "L. Haddad", "site_ids": []})
        assert (changed.json()["display_name"], changed.json()["sites"]) == ("L. Haddad", [])
        me = http.get("/auth/me").json()
    assert (me["display_name"], me["sites"]) == ("L. Haddad", [])


def test_a_disabled_person_comes_back_with_the_same_password_and_no_session(
    hospital: Hospital, admin: httpx.Client
) -> None:
    person, http, tokens = working(hospital, admin)
    with http:
        admin.patch(f"/users/{person['id']}", json={"disabled": True})
        problem(login(hospital, person), 401, "login_failed")
        admin.patch(f"/users/{person['id']}", json={"disabled": False})
        out(http, tokens)
    assert login(hospital, person).status_code == 200


def test_the_command_at_another_process_counts_at_once(hospital: Hospital, admin: httpx.Client) -> None:
    person, http, tokens = working(hospital, admin)
    beside = PeopleService(hospital.database, SystemClock(), Passwords())
    with http:
        assert http.get("/auth/me").status_code == 200
        beside.change(None, person["id"], ChangePerson(disabled=True))
        out(http, tokens)


# --- what an admin may not --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("", {"role": "supervisor"}),
        ("", {"disabled": True}),
        ("", {"site_ids": ["NORTH"]}),
        ("", {"display_name": "Somebody Else", "role": "cashier"}),
        ("/reset-password", None),
    ],
)
def test_nobody_changes_what_they_may_themselves(
    hospital: Hospital, admin: httpx.Client, path: str, body: Json | None
) -> None:
    me = admin.get("/auth/me").json()
    if body and "site_ids" in body:
        body = {"site_ids": [north(admin)]}
    before = admin.get(f"/users/{me['id']}").json()
    method = "post" if path else "patch"
    problem(admin.request(method, f"/users/{me['id']}{path}", json=body), 409, "own_account")
    assert admin.get(f"/users/{me['id']}").json() == before, "all or nothing"


def test_an_admin_has_no_right_over_money(hospital: Hospital, admin: httpx.Client) -> None:
    for path in ("/invoices", "/invoices/counts", "/payments/stripe/refunds", "/exceptions", "/reports/payments.csv"):
        problem(admin.get(path), 403, "not_allowed")


def test_the_last_admin_stays(hospital: Hospital) -> None:
    people = PeopleService(hospital.database, SystemClock(), Passwords())
    with hospital.database.read() as session:
        ids = list(session.scalars(select(User.id).where(User.role == "admin", User.disabled.is_(False))))
    first, *others = ids
    try:
        for other in others:
            people.change(None, other, ChangePerson(disabled=True))
        for change in ({"disabled": True}, {"role": "cashier"}):
            with pytest.raises(ApiError, match="last_admin"):
                people.change(None, first, ChangePerson.model_validate(change))
    finally:
        for other in others:
            people.change(None, other, ChangePerson(disabled=False))


def test_two_admins_who_demote_each_other_at_once(hospital: Hospital, admin: httpx.Client) -> None:
    """One is first, and then the other is no admin any more."""
    with hospital.client("admin") as root:
        people = [working(hospital, root, "admin") for _ in range(2)]
        (one, http_one, _), (two, http_two, _) = people
        try:
            with ThreadPoolExecutor(2) as pool:
                acts = [
                    pool.submit(http_one.patch, f"/users/{two['id']}", json={"role": "auditor"}),
                    pool.submit(http_two.patch, f"/users/{one['id']}", json={"role": "auditor"}),
                ]
                codes = sorted(act.result().status_code for act in acts)
            assert codes[0] == 200
            assert codes[1] in (401, 403)
            roles = sorted(root.get(f"/users/{person['id']}").json()["role"] for person in (one, two))
            assert roles == ["admin", "auditor"]
        finally:
            http_one.close()
            http_two.close()
            for person in (one, two):
                root.patch(f"/users/{person['id']}", json={"disabled": True})


# --- lists, ids, names ------------------------------------------------------------------------------------------------


def test_the_list_by_pages_has_everybody_once_and_no_patient(hospital: Hospital, admin: httpx.Client) -> None:
    people = {made(admin)["id"] for _ in range(5)}
    seen: list[Json] = []
    cursor = None
    while True:
        query = {"limit": 3} | ({"cursor": cursor} if cursor else {})
        page = admin.get("/users", params=query).json()
        seen += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    ids = [person["id"] for person in seen]
    assert len(ids) == len(set(ids))
    assert people <= set(ids)
    assert {person["role"] for person in seen} <= {"cashier", "supervisor", "auditor", "admin"}
    assert not [key for person in seen for key in person if "password_hash" in key]
    problem(admin.get("/users", params={"cursor": "x"}), 400, "cursor_invalid")
    problem(admin.get("/users", params={"limit": 10**6}), 422, "malformed_request")


@pytest.mark.parametrize("ident", ["none", "PATIENT", "%00", "..%2f..", "x" * 64, "' OR 1=1 --"])
def test_a_patients_account_looks_like_none(hospital: Hospital, admin: httpx.Client, ident: str) -> None:
    if ident == "PATIENT":
        with hospital.client("patient") as http:
            ident = http.get("/auth/me").json()["id"]
    answers = [
        admin.get(f"/users/{ident}"),
        admin.patch(f"/users/{ident}", json={"disabled": True}),
        admin.post(f"/users/{ident}/reset-password"),
        admin.post(f"/users/{ident}/end-sessions"),
    ]
    for answer in answers:
        problem(answer, 404, "not_found")
    if not ident.startswith(("%", "..")):
        assert len({answer.json()["detail"] for answer in answers}) == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"username": "CASHIER"}, 409, "username_taken"),
        ({"username": "ｃａｓｈｉｅｒ"}, 409, "username_taken"),
        ({"username": "two words"}, 422, "malformed_request"),
        ({"username": "<script>"}, 422, "malformed_request"),
        ({"username": "a\u0000b"}, 422, "malformed_request"),
        ({"username": ""}, 422, "malformed_request"),
        ({"username": "x" * 129}, 422, "malformed_request"),
        ({"role": "patient"}, 422, "malformed_request"),
        ({"role": "root"}, 422, "malformed_request"),
        ({"site_ids": ["nowhere"]}, 404, "not_found"),
        ({"site_ids": "North Wing"}, 422, "malformed_request"),
        ({"display_name": "  "}, 422, "malformed_request"),
        ({"password": GOOD}, 422, "malformed_request"),
        ({"patient_id": "p"}, 422, "malformed_request"),
        ({"disabled": False}, 422, "malformed_request"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_no_new_account(hospital: Hospital, admin: httpx.Client, body: Json, status: int, code: str) -> None:
    wanted = {"username": f"p-{uuid4()}", "display_name": "Leila Haddad", "role": "cashier"}
    with hospital.database.read() as session:
        before = len(session.scalars(select(User.id)).all())
    problem(admin.post("/users", json=wanted | body), status, code)
    with hospital.database.read() as session:
        assert len(session.scalars(select(User.id)).all()) == before


@pytest.mark.parametrize(
    "body", [{"username": "x"}, {"patient_id": "p"}, {"role": "patient"}, {"one_time_until": None}]
)
def test_what_can_not_be_changed(hospital: Hospital, admin: httpx.Client, body: Json) -> None:
    person = made(admin)
    problem(admin.patch(f"/users/{person['id']}", json=body), 422, "malformed_request")


def test_one_name_for_twenty_at_once(hospital: Hospital, admin: httpx.Client) -> None:
    body = {"username": f"p-{uuid4()}", "display_name": "Leila Haddad", "role": "cashier"}
    with ThreadPoolExecutor(10) as pool:
        codes = sorted(pool.map(lambda _: admin.post("/users", json=body).status_code, range(20)))
    assert codes == [201] + [409] * 19


def test_a_name_in_other_letters_logs_in(hospital: Hospital, admin: httpx.Client) -> None:
    person = made(admin, username=f"Leila.{uuid4()}")
    assert person["username"] == person["username"].lower()
    assert login(hospital, person | {"username": f" {person['username'].upper()}"}).status_code == 200


def test_a_card_number_in_a_name_is_masked(hospital: Hospital, admin: httpx.Client) -> None:
    assert "4242424242424242" not in str(made(admin, display_name="Leila 4242 4242 4242 4242"))
