"""Every page the server hands out: what it may load and do, who may read it, and what is not there with live keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute, Mount

from pos_app.exits import CONFIGURATION
from pos_app.server.app import API, create_app
from pos_app.server.clock import SystemClock
from pos_app.server.db import Database
from pos_app.server.gateway.stripe_service import StripeService
from pos_app.server.services import build_services
from pos_app.server.settings import Settings
from tests.integration.payments.desk import Desk
from tests.support.processes import Program, running_stack

TRY_IT_BY_HAND = "/api/v1/docs"
"""Never there with live keys, and the one page with scripts of others."""
EVERYWHERE = {
    "default-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
}  # fmt: skip


def application(folder: Path, mode: str) -> Iterator[FastAPI]:
    """The application with all its routes, unasked."""
    given = {
        "database_url": f"sqlite:///{folder / 'hmis.sqlite'}",
        "stripe_secret_key": f"sk_{mode}_sample",
        "stripe_publishable_key": f"pk_{mode}_sample",
        "stripe_webhook_secret": "whsec_sample",
    }
    settings = Settings(**given)  # type: ignore[arg-type] # read as from the environment
    with closing(Database(given["database_url"])) as database:
        processor = StripeService(given["stripe_secret_key"], ["whsec_sample"], settings.stripe_api_base)
        yield create_app(build_services(settings, database, SystemClock(), processor))


@pytest.fixture
def addresses(tmp_path: Path) -> list[str]:
    """Every address a server with test keys has, also those that its description leaves out."""
    for app in application(tmp_path, "test"):
        return sorted(set(paths(app.routes)))
    raise AssertionError


def paths(routes: list[BaseRoute]) -> Iterator[str]:
    for route in routes:
        path = str(getattr(route, "path", ""))
        inner = getattr(route, "routes", None) or getattr(getattr(route, "original_router", None), "routes", None)
        if isinstance(route, Mount):
            yield f"{path}/none"
        elif path:
            yield path
        elif inner:  # a router that was included, whose prefix it does not tell
            for found in paths(inner):
                yield from (found, API + found)


def test_every_page_has_a_strict_policy(desk: Desk, addresses: list[str]) -> None:
    assert {"/api/v1/info", "/pay/{token}", TRY_IT_BY_HAND} <= set(addresses), addresses
    attempt = desk.opened(desk.invoice())
    token = attempt["pay_url"].rpartition("/")[2]
    asked = [re.sub(r"{[\w:]+}", "none", path) for path in addresses] + [f"/pay/{token}"]
    pages = {}
    with httpx.Client(base_url=desk.stack.url, headers={**desk.till.headers, "Origin": "https://evil.example"}) as http:
        for path in asked:
            answer = http.get(path)
            assert not [name for name in answer.headers if name.startswith("access-control-")], path
            assert answer.headers["x-content-type-options"] == "nosniff", path
            assert "strict-transport-security" not in answer.headers  # which would lock out a till on plain http
            if answer.headers.get("content-type", "").startswith("text/html"):
                pages[path] = answer
    assert set(pages) == {TRY_IT_BY_HAND, "/pay/none", f"/pay/{token}", "/pay/waiting", "/p/none", "/sso/callback"}
    for path, page in pages.items():
        policy = {part.strip() for part in page.headers["content-security-policy"].split(";")}
        assert policy >= EVERYWHERE, path
        assert page.headers["x-frame-options"] == "DENY"
        assert "camera=()" in page.headers["permissions-policy"]
        if path == TRY_IT_BY_HAND:
            continue
        assert "worker-src 'none'" in policy
        assert not [part for part in policy if "unsafe" in part or " *" in part or part.endswith(" https:")], policy
        markup = page.text
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", markup), path  # none that runs
        assert not re.search(r"\son\w+=|\sstyle=|javascript:", markup), path


def test_with_live_keys_nothing_to_try_things_is_there(tmp_path: Path) -> None:
    """Rows 27 and 54: no page for trying, no sandbox, no controls, no debugging."""
    for app in application(tmp_path, "live"):
        found = sorted(set(paths(app.routes)))
        assert found
        assert not [path for path in found if re.search(r"docs|redoc|sandbox|control|debug|fault|test", path)], found
        assert not app.debug


@pytest.mark.parametrize("option", [["--demo"]])
def test_live_keys_and_the_sample_hospital_dont_go_together(tmp_path: Path, option: list[str]) -> None:
    """Row 54."""
    env = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'hmis.sqlite'}", "STRIPE_SECRET_KEY": "sk_live_sample",
        "STRIPE_PUBLISHABLE_KEY": "pk_live_sample", "STRIPE_WEBHOOK_SECRET": "whsec_sample",
    }  # fmt: skip
    program = Program(["server", "--port", "0", *option], tmp_path, env)
    assert program.process.wait(60) == CONFIGURATION
    assert "its passwords are published" in program.errors()


def test_a_server_known_by_an_https_address_wants_https_for_good(tmp_path: Path) -> None:
    """And is asked by its name only (row 56): nothing it says is built from another."""
    env = {"PUBLIC_URL": "https://pay.larkfield.example"}
    with running_stack(tmp_path, f"sqlite:///{tmp_path / 'hmis.sqlite'}", env=env) as stack:
        answer = httpx.get(f"{stack.url}/api/v1/info", headers={"Host": "pay.larkfield.example"})
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert httpx.get(f"{stack.url}/api/v1/info", headers={"Host": "evil.example"}).status_code == 400
        with closing(Desk(stack, tmp_path)) as desk:
            forged = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example;proto=http",
                      "X-Forwarded-Proto": "http"}  # fmt: skip
            made = desk.till.post("/payments/stripe/payment-intents", json=desk.body(desk.invoice()), headers=forged)
            assert made.json()["pay_url"].startswith("https://pay.larkfield.example/pay/")
            token = made.json()["pay_url"].rpartition("/")[2]
            page = httpx.get(
                f"{stack.url}/pay/{token}", params={"return_url": "https://evil.example", "next": "//evil"}
            )
            assert "evil" not in page.text
            assert "location" not in page.headers
