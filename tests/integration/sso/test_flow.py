"""Logging in at a real provider process over real HTTP: what gets in, and what does not."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import select, update

from pos_app.server.auth.tokens import hashed
from pos_app.server.models import SsoAttempt
from tests.integration.server_base.conftest import problem
from tests.integration.sso.conftest import House
from tests.support.sso import TOKEN, confirm, in_browser, log_in_at_provider


def test_a_person_logs_in_by_the_browser_and_stays_logged_in(house: House) -> None:
    made = house.person("leila.first")
    assert httpx.get(f"{house.url}/api/v1/auth/methods").json() == {"sso": {"name": "Larkfield Account"}}
    begun = house.start()
    assert house.finish(begun).json() == {"step": "waiting", "login": None}
    page = httpx.get(log_in_at_provider(begun["open_url"]))
    assert page.status_code == 200
    assert begun["code"] in page.text
    assert "Leila.First at Front desk 3" in page.text
    assert house.finish(begun).json()["step"] == "confirming", "nothing is given out before the code is confirmed"
    done = confirm(page)
    assert "You may go back to the till" in done.text
    found = house.finish(begun).json()
    login = found["login"]
    assert (found["step"], login["user"]["username"], login["user"]["role"]) == ("done", "leila.first", "cashier")
    assert not login["user"]["must_change_password"]
    assert login["user"]["till"] == "Front desk 3"
    for text in (page.text, done.text):
        assert login["access_token"] not in text
        assert login["refresh_token"] not in text
        assert begun["claim_secret"] not in text
    renewed = house.post("/auth/refresh", refresh_token=login["refresh_token"]).json()
    assert house.post("/auth/logout", token=renewed["access_token"]).status_code == 204
    assert house.post("/auth/refresh", refresh_token=renewed["refresh_token"]).status_code == 401
    entries = house.audit(till="Front desk 3")
    linked = [one for one in entries if one["action"] == "link_sso" and one["subject"]["id"] == made["id"]]
    assert len(linked) == 1
    logged_in = [one for one in entries if one["action"] == "log_in" and one["user_id"] == made["id"]]
    assert [one["after"] for one in logged_in] == [{"by": "sso", "ended": "one_time_password"}]


def test_the_second_time_the_subject_counts_and_not_the_name(house: House) -> None:
    house.person("mara")
    house.provider.user("mara", "subject-1")
    _in(house)
    house.provider.user("mara.renamed", "subject-1")
    assert _in(house)["user"]["username"] == "mara"
    house.provider.user("mara", "subject-2")
    _refused(house)


def test_several_servers_share_a_log_in(house: House) -> None:
    house.person("several")
    begun = house.start()
    back = urlsplit(log_in_at_provider(begun["open_url"]))
    page = httpx.get(f"{house.second_url}{back.path}?{back.query}")
    confirm(page, server=house.url)
    assert house.finish(begun, url=house.second_url).json()["login"]["user"]["username"] == "several"


def test_an_answer_is_held_until_the_browser_is_done(house: House) -> None:
    house.person("patience")
    begun = house.start()
    with ThreadPoolExecutor() as threads:
        held = threads.submit(house.finish, begun, 10)
        in_browser(begun["open_url"])
        assert held.result(20).json()["step"] == "done"


@pytest.mark.parametrize("username", ["nobody.here", "auditor", "", "ＣＡＳＨＩＥＲ", "mi kado"])
def test_who_is_not_marked_or_not_there_is_refused_in_one_sentence(house: House, username: str) -> None:
    house.provider.user(username, f"subject of {username}")
    _refused(house)


def test_a_disabled_account_is_refused_in_the_same_sentence(house: House) -> None:
    made = house.person("gone")
    house.admin.patch(f"/users/{made['id']}", json={"disabled": True}).raise_for_status()
    _refused(house)
    house.admin.patch(f"/users/{made['id']}", json={"disabled": False}).raise_for_status()
    _in(house)
    begun = house.start()
    in_browser(begun["open_url"])
    house.admin.patch(f"/users/{made['id']}", json={"disabled": True}).raise_for_status()
    problem(house.finish(begun), 403, "sso_refused")
    whys = [one["after"]["why"] for one in house.audit(made["id"]) if one["code"] == "sso_refused" and one["after"]
            and "why" in one["after"]]  # fmt: skip
    assert whys == ["disabled"]


def test_no_claim_makes_an_account_or_changes_a_role(house: House) -> None:
    house.person("roles")
    before = house.admin.get("/users", params={"limit": "200"}).json()["items"]
    assert _in(house)["user"]["role"] == "cashier", "the provider says admin"
    house.provider.user("somebody.new")
    _refused(house)
    after = house.admin.get("/users", params={"limit": "200"}).json()["items"]
    assert {one["id"] for one in after} == {one["id"] for one in before}


def test_an_account_of_single_sign_on_alone_takes_no_password(house: House) -> None:
    made = house.person("only.one", sso="only")
    for password in (made["password"], "nobody has this password"):
        body = {"username": "only.one", "password": password}
        problem(house.post("/auth/login", **body), 401, "login_failed")
    token = _in(house)["access_token"]
    problem(house.post("/auth/unlock", token=token, password="nobody has this password"), 403, "password_wrong")
    row = house.admin.get(f"/users/{made['id']}").json()
    assert (row["sso"], row["sso_linked"]) == ("only", True)
    problem(house.admin.patch(f"/users/{made['id']}", json={"sso": "on"}), 422, "malformed_request")
    again = house.admin.post(f"/users/{made['id']}/reset-password").json()
    assert again["user"]["sso"] == "on"
    assert house.post("/auth/login", username="only.one", password=again["one_time_password"]).status_code == 200


def test_a_session_of_the_password_for_one_time_gains_nothing(house: House) -> None:
    """Whoever made the account knows that password, and may have logged in with it before its owner came."""
    made = house.person("newcomer")
    body = {"username": "newcomer", "password": made["password"]}
    early = house.post("/auth/login", **body).json()
    assert early["user"]["must_change_password"]
    _in(house)
    headers = {"Authorization": f"Bearer {early['access_token']}"}
    assert httpx.get(f"{house.url}/api/v1/invoices", headers=headers).status_code == 401
    assert house.post("/auth/refresh", refresh_token=early["refresh_token"]).status_code == 401
    problem(house.post("/auth/login", **body), 401, "login_failed")


def test_without_a_till_none_is_named(house: House) -> None:
    house.person("tillless")
    begun = house.post("/auth/sso/start").json()
    page = httpx.get(log_in_at_provider(begun["open_url"]))
    assert "You are signing in as Tillless. Does" in page.text


def test_taking_it_back_ends_the_sessions_and_the_link(house: House) -> None:
    made = house.person("taken.back")
    token = _in(house)["access_token"]
    assert house.mark(made["id"], "off")["sso_linked"] is False
    assert httpx.get(f"{house.url}/api/v1/auth/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    _refused(house)


def test_nobody_changes_their_own_way_in(house: House) -> None:
    own = house.admin.get("/auth/me").json()["id"]
    problem(house.admin.patch(f"/users/{own}", json={"sso": "on"}), 409, "own_account")


def test_a_browser_that_comes_twice_finds_it_over(house: House) -> None:
    house.person("twice")
    begun = house.start()
    back = log_in_at_provider(begun["open_url"])
    first = httpx.get(back)
    assert httpx.get(back).status_code == 410, "the same state again"
    assert confirm(first).status_code == 200
    assert confirm(first).status_code == 410
    assert house.finish(begun).status_code == 200
    problem(house.finish(begun), 410, "sso_over")


def test_of_many_who_come_at_once_one_is_first(house: House) -> None:
    house.person("race")
    begun = house.start()
    back, gate = log_in_at_provider(begun["open_url"]), threading.Barrier(6)

    def come() -> httpx.Response:
        gate.wait()
        return httpx.get(back, timeout=30)

    with ThreadPoolExecutor(6) as threads:
        pages = [one.result() for one in [threads.submit(come) for _ in range(6)]]
    assert sorted(page.status_code for page in pages) == [200] + 5 * [410]
    confirm(next(page for page in pages if page.status_code == 200))

    def claim() -> int:
        gate.wait()
        return house.finish(begun).status_code

    with ThreadPoolExecutor(6) as threads:
        assert sorted(one.result() for one in [threads.submit(claim) for _ in range(6)]) == [200] + 5 * [410]


def test_the_code_of_another_log_in_is_worth_nothing(house: House) -> None:
    house.person("mixed")
    mine, theirs = house.start(), house.start()
    stolen = dict(part.split("=") for part in urlsplit(log_in_at_provider(mine["open_url"])).query.split("&"))
    own = urlsplit(log_in_at_provider(theirs["open_url"]))
    mixed = {**dict(part.split("=") for part in own.query.split("&")), "code": stolen["code"]}
    page = httpx.get(f"{house.url}{own.path}?" + "&".join(f"{name}={value}" for name, value in mixed.items()))
    assert page.status_code == 502
    problem(house.finish(theirs), 503, "sso_unavailable")


@pytest.mark.parametrize("query", ["", "state=", "state=made-up&code=x", "state=a&state=b", "state=%F0%90&code=%ff"])
def test_a_state_that_is_nobodys(house: House, query: str) -> None:
    assert httpx.get(f"{house.url}/sso/callback?{query}").status_code == 410


@pytest.mark.parametrize("claim", ["made-up", "x" * 128])
def test_a_claim_that_is_nobodys(house: House, claim: str) -> None:
    problem(house.post("/auth/sso/finish", claim_secret=claim, wait=10), 410, "sso_over")


def test_the_state_and_the_code_are_no_claim(house: House) -> None:
    house.person("stolen")
    begun = house.start()
    query = urlsplit(log_in_at_provider(begun["open_url"])).query
    state = dict(part.split("=") for part in query.split("&"))["state"]
    for guess in (state, begun["code"]):
        problem(house.post("/auth/sso/finish", claim_secret=guess), 410, "sso_over")


def test_no_is_no(house: House) -> None:
    house.person("careful")
    begun = house.start()
    page = in_browser(begun["open_url"], answer="no")
    assert "Nobody was signed in" in page.text
    problem(house.finish(begun), 410, "sso_over")


@pytest.mark.parametrize(
    "body", [{}, {"token": "x"}, {"token": "x", "answer": "yes"}, {"token": "x" * 500, "answer": "yes"}]
)
def test_a_confirmation_of_nothing(house: House, body: dict[str, str]) -> None:
    assert httpx.post(f"{house.url}/sso/confirm", data=body).status_code == 410


def test_the_pages_are_kept_to_themselves(house: House) -> None:
    house.person("framed")
    page = httpx.get(log_in_at_provider(house.start()["open_url"]))
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert "form-action 'none'" in confirm(page).headers["content-security-policy"]
    assert "script" not in page.text
    assert "data-view" not in page.text, "the style sheet hides what a script has to fill first"
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"


def test_a_name_is_shown_as_it_is(house: House) -> None:
    body = {"username": "marked", "display_name": "<b>Bobby</b> {name}", "role": "cashier"}
    made = house.admin.post("/users", json=body).raise_for_status().json()
    house.mark(made["user"]["id"], "on")
    house.provider.user("marked")
    page = httpx.get(log_in_at_provider(house.start(till="<i>{till}</i>")["open_url"]))
    assert "&lt;b&gt;Bobby&lt;/b&gt; {name}" in page.text
    assert "&lt;i&gt;{till}&lt;/i&gt;" in page.text


def test_it_is_over_after_five_minutes(house: House) -> None:
    house.person("late")
    confirmed, back, begun = house.start(), house.start(), house.start()
    in_browser(confirmed["open_url"])
    page = httpx.get(log_in_at_provider(back["open_url"]))
    with house.database.write() as session:
        claims = [hashed(one["claim_secret"]) for one in (confirmed, back, begun)]
        past = datetime.now(UTC) - timedelta(seconds=1)
        session.execute(update(SsoAttempt).where(SsoAttempt.claim_hash.in_(claims)).values(expires_at=past))
    assert httpx.get(log_in_at_provider(begun["open_url"])).status_code == 410
    assert TOKEN.search(page.text)
    assert confirm(page).status_code == 410
    for one in (confirmed, back, begun):
        problem(house.finish(one), 410, "sso_over")


def test_who_says_no_at_the_provider(house: House) -> None:
    house.provider.tell(fault="denied")
    begun = house.start()
    assert "Nobody was signed in" in httpx.get(log_in_at_provider(begun["open_url"])).text
    problem(house.finish(begun), 410, "sso_over")


@pytest.mark.parametrize("fault", ["nonce", "hs256", "expired", "500 /token"])
def test_a_provider_that_can_t_be_believed(house: House, fault: str) -> None:
    begun = house.start()
    house.provider.tell(fault=fault)
    assert httpx.get(log_in_at_provider(begun["open_url"])).status_code == 502
    problem(house.finish(begun), 503, "sso_unavailable")


def test_a_locked_till_opens_for_its_own_person_alone(house: House) -> None:
    house.person("own")
    token = _in(house)["access_token"]
    begun = house.start()
    in_browser(begun["open_url"])
    claim = begun["claim_secret"]
    assert house.post("/auth/sso/unlock", claim_secret=claim).status_code == 401
    answer = house.post("/auth/sso/unlock", token=token, claim_secret=claim)
    assert answer.json() == {"step": "done", "login": None}
    problem(house.post("/auth/sso/unlock", token=token, claim_secret=claim), 410, "sso_over")
    house.person("other")
    begun = house.start()
    in_browser(begun["open_url"])
    refused = house.post("/auth/sso/unlock", token=token, claim_secret=begun["claim_secret"])
    problem(refused, 403, "sso_other_person")
    problem(house.finish(begun), 410, "sso_over")


def test_nothing_secret_is_stored(house: House) -> None:
    begun = house.start()
    state = dict(part.split("=") for part in urlsplit(begun["open_url"]).query.split("&"))["state"]
    with house.database.read() as session:
        rows = [str(row) for row in session.execute(select(SsoAttempt.__table__))]
    assert any(hashed(state) in row for row in rows)
    assert not any(state in row or begun["claim_secret"] in row for row in rows)


def test_too_many_at_once_wait(house: House) -> None:
    """Last in this module: it fills what one address may have."""
    codes = []
    while 429 not in codes:
        codes.append(house.post("/auth/sso/start").status_code)
        assert len(codes) <= 70
    assert set(codes) <= {200, 429}
    answer = house.post("/auth/sso/start")
    problem(answer, 429, "too_many_tries")
    assert int(answer.headers["retry-after"]) > 0
    with house.database.write() as session:
        past = datetime.now(UTC) - timedelta(seconds=1)
        session.execute(update(SsoAttempt).values(expires_at=past))
    assert house.post("/auth/sso/start").status_code == 200


def _in(house: House) -> dict[str, object]:
    begun = house.start()
    in_browser(begun["open_url"])
    login: dict[str, object] = house.finish(begun).json()["login"]
    return login


def _refused(house: House) -> None:
    begun = house.start()
    page = httpx.get(log_in_at_provider(begun["open_url"]))
    assert (page.status_code, TOKEN.search(page.text)) == (403, None)
    assert "can’t sign in here that way" in page.text
    problem(house.finish(begun), 403, "sso_refused")
