"""A supervisor with single sign-on alone approves at the cashier's till: in the browser, for that one refund."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from pos_app.server.models import AuthSession
from tests.integration.payments.desk import REFUNDS, Desk, Json
from tests.integration.server_base.conftest import problem
from tests.integration.till_api.counter import Counter
from tests.support.processes import free_port, running_stack
from tests.support.sso import Provider, confirm, in_browser, log_in_at_provider, running_provider


class Counters:
    """A front desk whose supervisors sign in at a provider."""

    def __init__(self, desk: Desk, provider: Provider, admin: httpx.Client) -> None:
        self.desk, self.provider, self.admin = desk, provider, admin

    def person(self, username: str, role: str = "supervisor", site: str = "North Wing", sso: str = "only") -> Json:
        sites = {one["name"]: one["id"] for one in self.admin.get("/sites").raise_for_status().json()["items"]}
        body = {"username": username, "display_name": username.title(), "role": role, "site_ids": [sites[site]]}
        made: Json = self.admin.post("/users", json=body).raise_for_status().json()["user"]
        self.admin.patch(f"/users/{made['id']}", json={"sso": sso}).raise_for_status()
        self.provider.user(username)
        return made

    def refund(self, amount: str = "5.00", till: httpx.Client | None = None) -> Json:
        return self.desk.asked(self.desk.paid("20.00"), amount, till=till)

    def start(self, refund: Json, till: httpx.Client | None = None) -> Json:
        answer = (till or self.desk.till).post(f"{REFUNDS}/{refund['id']}/approve-here/start")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def signed_in(self, refund: Json, till: httpx.Client | None = None) -> Json:
        begun = self.start(refund, till)
        in_browser(begun["open_url"])
        return begun

    def approve(self, refund: Json, begun: Json, till: httpx.Client | None = None, amount: str = "") -> httpx.Response:
        body = {"claim_secret": begun["claim_secret"], "amount": amount or refund["amount"]}
        return (till or self.desk.till).post(f"{REFUNDS}/{refund['id']}/approve-here", json=body)

    def finish(self, begun: Json) -> httpx.Response:
        return self.desk.till.post("/auth/sso/finish", json={"claim_secret": begun["claim_secret"]})

    def sessions(self, user_id: str) -> int:
        with self.desk.database.read() as session:
            return session.scalar(select(func.count()).where(AuthSession.user_id == user_id)) or 0

    def audit(self, refund: Json) -> list[Json]:
        found: list[Json] = self.admin.get("/audit", params={"limit": "200"}).json()["items"]
        return [one for one in found if (one["subject"] or {}).get("id") == refund["id"]]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counters]:
    folder: Path = tmp_path_factory.mktemp("counters")
    url = f"sqlite:///{folder / 'hmis.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("cluster").create()
    port = free_port()
    with (
        running_provider(folder) as provider,
        running_stack(folder, url, env=provider.environment(f"http://127.0.0.1:{port}"), port=port) as stack,
        closing(Desk(stack, folder)) as desk,
        closing(stack.client("admin")) as admin,
    ):
        yield Counters(desk, provider, admin)


@pytest.fixture
def counters(opened: Counters) -> Iterator[Counters]:
    yield opened
    opened.provider.calm()


def test_for_one_refund_and_with_no_session(counters: Counters) -> None:
    boss = counters.person("boss.one")
    refund = counters.refund()
    body = {"username": "boss.one", "password": "no password works for them"}
    problem(counters.desk.till.post("/auth/login", json=body), 401, "login_failed")
    begun = counters.start(refund)
    problem(counters.approve(refund, begun), 410, "sso_over")
    page = httpx.get(log_in_at_provider(begun["open_url"]))
    number = refund["invoice_number"]
    assert f"Boss.One, you are about to approve the refund of $5.00 for {number}." in page.text
    assert begun["code"] in page.text
    assert counters.finish(begun).json() == {"step": "confirming", "login": None}
    problem(counters.approve(refund, begun), 410, "sso_over")
    assert "You are not signed in at the till" in confirm(page).text
    assert counters.finish(begun).json() == {"step": "done", "login": None}
    done = counters.approve(refund, begun).raise_for_status().json()
    assert (done["state"], [one["by"] for one in done["decisions"]]) == ("succeeded", ["Boss.One"])
    assert counters.sessions(boss["id"]) == 0
    problem(counters.approve(refund, begun), 409, "refund_state_conflict")
    problem(counters.finish(begun), 410, "sso_over")
    assert counters.desk.till.get("/auth/me").json()["username"] == "cashier"
    told = {one["action"]: one for one in counters.audit(refund) if one["outcome"] == "done"}
    cashier = counters.desk.till.get("/auth/me").json()["id"]
    assert (told["approve_refund"]["user_id"], told["approve_refund"]["till"]) == (boss["id"], "Front desk 3")
    assert told["log_in"]["user_id"] == boss["id"]
    assert told["log_in"]["after"] == {"by": "sso", "for": "approve_refund", "beside": cashier}


def test_good_for_nothing_else(counters: Counters) -> None:
    """Neither for a session, nor for another refund, another till's session or another sum; and then never again."""
    counters.person("boss.two")
    refund, other = counters.refund(), counters.refund()
    begun = counters.signed_in(refund)
    claim = {"claim_secret": begun["claim_secret"]}
    assert counters.finish(begun).json()["login"] is None
    problem(counters.desk.till.post("/auth/sso/unlock", json=claim), 410, "sso_over")
    problem(counters.approve(other, begun), 410, "sso_over")
    with closing(counters.desk.stack.client("cashier", till="Front desk 3")) as second:
        problem(counters.approve(refund, begun, second), 410, "sso_over")
    with closing(httpx.Client(base_url=counters.desk.stack.url + "/api/v1")) as nobody:
        problem(counters.approve(refund, begun, nobody), 401, "not_authenticated")
    problem(counters.approve(refund, begun, amount="5.01"), 409, "refund_state_conflict")
    problem(counters.approve(refund, begun), 410, "sso_over")
    assert [counters.desk.refund(one)["state"] for one in (refund, other)] == ["requested", "requested"]


def test_a_log_in_is_no_approval(counters: Counters) -> None:
    counters.person("boss.three")
    refund = counters.refund()
    begun = counters.desk.till.post("/auth/sso/start", json={}).json()
    in_browser(begun["open_url"])
    problem(counters.approve(refund, begun), 410, "sso_over")
    assert counters.desk.refund(refund)["state"] == "requested"


def test_many_at_once_are_one_yes(counters: Counters) -> None:
    counters.person("boss.four")
    refund = counters.refund()
    begun, gate = counters.signed_in(refund), threading.Barrier(6)

    def send() -> int:
        gate.wait()
        return counters.approve(refund, begun).status_code

    with ThreadPoolExecutor(6) as threads:
        found = sorted(one.result() for one in [threads.submit(send) for _ in range(6)])
    assert found[0] == 200
    assert set(found[1:]) <= {409, 410}
    assert len(counters.desk.refund(refund)["decisions"]) == 1


@pytest.mark.parametrize(("role", "site"), [("cashier", "North Wing"), ("auditor", "North Wing"), ("supervisor", "")])
def test_who_does_not_supervise_here_approves_nothing(counters: Counters, role: str, site: str) -> None:
    elsewhere = next(one["name"] for one in counters.admin.get("/sites").json()["items"] if one["name"] != "North Wing")
    counters.person(f"{role}.{len(site)}", role, site or elsewhere)
    refund = counters.refund()
    begun = counters.signed_in(refund)
    problem(counters.approve(refund, begun), 403, "refund_not_allowed")
    problem(counters.approve(refund, begun), 410, "sso_over")
    assert counters.desk.refund(refund)["state"] == "requested"


def test_never_who_asked(counters: Counters) -> None:
    asker = counters.person("boss.asks")
    begun = counters.desk.till.post("/auth/sso/start", json={}).json()
    in_browser(begun["open_url"])
    token = counters.finish(begun).json()["login"]["access_token"]
    with closing(httpx.Client(base_url=counters.desk.stack.url + "/api/v1")) as own:
        own.headers["Authorization"] = f"Bearer {token}"
        refund = counters.refund(till=own)
        assert refund["by_id"] == asker["id"]
        begun = counters.signed_in(refund, own)
        problem(counters.approve(refund, begun, own), 403, "refund_not_allowed")
        counters.person("boss.other")
        begun = counters.signed_in(refund, own)
        assert counters.approve(refund, begun, own).json()["decisions"][0]["by"] == "Boss.Other"


@pytest.mark.parametrize("change", [{"role": "cashier"}, {"disabled": True}, {"sso": "off"}])
def test_who_was_moved_meanwhile_says_nothing_any_more(counters: Counters, change: Json) -> None:
    name = "boss." + next(iter(change))
    boss = counters.person(name)
    refund = counters.refund()
    begun = counters.signed_in(refund)
    counters.admin.patch(f"/users/{boss['id']}", json=change).raise_for_status()
    assert counters.approve(refund, begun).status_code == 403
    assert counters.desk.refund(refund)["state"] == "requested"


def test_whom_the_browser_still_knows_is_not_taken(counters: Counters) -> None:
    counters.person("boss.remembered")
    refund = counters.refund()
    counters.provider.tell(fault="logged_in_before")
    begun = counters.start(refund)
    assert httpx.get(log_in_at_provider(begun["open_url"])).status_code == 502
    problem(counters.approve(refund, begun), 410, "sso_over")


def test_what_waits_for_nobody_is_not_begun(counters: Counters) -> None:
    refund = counters.refund()
    counters.desk.cancel_refund(refund)
    path = f"{REFUNDS}/{refund['id']}/approve-here/start"
    problem(counters.desk.till.post(path), 409, "refund_state_conflict")
    problem(counters.desk.till.post(f"{REFUNDS}/nothing/approve-here/start"), 404, "not_found")


def test_at_a_whole_till(counters: Counters, tmp_path: Path, qtbot: QtBot) -> None:
    counters.person("boss.till")
    refund = counters.refund()
    with closing(Counter(counters.desk.stack.url, tmp_path, qtbot)) as till:
        till.log_in()
        got: list[object] = []
        shown = till.api.refund(refund["id"])
        till.till.approval.approve_here(shown, got.append)
        layer = till.views.supervisor
        till.until(lambda: layer.last("show_sso_method") == "Sign in with Larkfield Account", "the button")
        mine = till.session.link.token
        layer.actions.begin_sso()
        till.until(lambda: till.browser.opened, "the browser")
        in_browser(till.browser.opened[-1])
        till.until(lambda: got and got[-1] is not shown, "the answer")
        assert counters.desk.refund(refund)["decisions"][0]["by"] == "Boss.Till"
        assert layer.last("show_supervisor") is None
        assert till.session.link.token == mine
