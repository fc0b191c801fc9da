from __future__ import annotations

import os
import sys
from datetime import timedelta

import pytest

from pos_app.exits import CONFIGURATION, Stop
from pos_app.server.clock import SystemClock
from pos_app.server.main import identity_provider
from pos_app.server.refunds.limits import Policy
from pos_app.server.settings import STRIPE_API, STRIPE_JS, DatabaseSettings, Settings, load

TEST = {
    "DATABASE_URL": "sqlite:////tmp/x.sqlite",
    "STRIPE_SECRET_KEY": "sk_test_abc",
    "STRIPE_PUBLISHABLE_KEY": "pk_test_abc",
}
LIVE = {
    "DATABASE_URL": "postgresql://till:hush@db.example/hmis",
    "STRIPE_SECRET_KEY": "sk_live_hush",
    "STRIPE_PUBLISHABLE_KEY": "pk_live_abc",
    "STRIPE_WEBHOOK_SECRET": "whsec_hush",
    "PUBLIC_URL": "https://pay.hospital.example",
}
NAMES = (
    *LIVE,
    "STRIPE_API_BASE",
    "STRIPE_JS_URL",
    "HOSPITAL_NAME",
    "ALLOWED_HOSTS",
    "TRUSTED_PROXIES",
    "STRIPE_REQUESTS_PER_SECOND",
    "REFUND_APPROVALS",
    "REFUND_TWO_OVER",
    "REFUND_TWO_AFTER_DAYS",
    "REFUND_REFUSED_AFTER_DAYS",
    "SSO_ISSUER",
    "SSO_CLIENT_ID",
    "SSO_CLIENT_SECRET",
    "SSO_REDIRECT_URL",
)
SSO = {
    "SSO_ISSUER": "https://login.hospital.example",
    "SSO_CLIENT_ID": "hmis-pos",
    "SSO_CLIENT_SECRET": "hush",
    "SSO_REDIRECT_URL": "https://till.hospital.example/",
}


def settings(monkeypatch: pytest.MonkeyPatch, base: dict[str, str], **changes: str | None) -> Settings:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in {**base, **changes}.items():
        if value is not None:
            monkeypatch.setenv(name, value)
    return load(Settings)


def test_the_least_a_test_server_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings(monkeypatch, TEST)
    assert (found.mode, found.stripe_api_base, found.stripe_js_url) == ("test", STRIPE_API, STRIPE_JS)
    assert found.webhook_secrets == ()


def test_a_live_server(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings(monkeypatch, LIVE)
    assert found.mode == "live"
    assert found.webhook_secrets == ("whsec_hush",)


@pytest.mark.parametrize(
    ("base", "changes", "most"),
    [
        (TEST, {}, 20),
        (LIVE, {}, 80),
        (LIVE, {"STRIPE_REQUESTS_PER_SECOND": "40"}, 40),
        (TEST, {"STRIPE_API_BASE": "http://127.0.0.1:8420"}, None),
        (TEST, {"STRIPE_API_BASE": "http://127.0.0.1:8420", "STRIPE_REQUESTS_PER_SECOND": "5"}, 5),
    ],
)
def test_stripe_is_asked_under_its_limit_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch, base: dict[str, str], changes: dict[str, str], most: int | None
) -> None:
    assert settings(monkeypatch, base, **changes).requests_per_second == most


@pytest.mark.parametrize("bad", ["0", "-1", "many", "2.5"])
def test_a_limit_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    with pytest.raises(Stop, match="STRIPE_REQUESTS_PER_SECOND"):
        settings(monkeypatch, TEST, STRIPE_REQUESTS_PER_SECOND=bad)


def test_without_limits_one_supervisor_approves_whatever_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(monkeypatch, TEST).refund_policy == Policy()


def test_the_limits_of_refunds(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings(
        monkeypatch, TEST, REFUND_APPROVALS="2", REFUND_TWO_OVER="usd:50000,eur:40000", REFUND_TWO_AFTER_DAYS="30",
        REFUND_REFUSED_AFTER_DAYS="180",
    )  # fmt: skip
    limits = {"usd": 50_000, "eur": 40_000}
    assert found.refund_policy == Policy(2, limits, timedelta(days=30), timedelta(days=180))


@pytest.mark.parametrize(
    "changes",
    [
        {"REFUND_TWO_OVER": "500"},
        {"REFUND_TWO_OVER": "usd:500.00"},
        {"REFUND_TWO_OVER": "usd:1,usd:2"},
        {"REFUND_TWO_AFTER_DAYS": "-1"},
        {"REFUND_TWO_AFTER_DAYS": "a month"},
        {"REFUND_REFUSED_AFTER_DAYS": "0"},
        {"REFUND_TWO_AFTER_DAYS": "30", "REFUND_REFUSED_AFTER_DAYS": "30"},
    ],
)
def test_limits_that_can_not_be_read_or_kept_dont_start(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str]
) -> None:
    with pytest.raises(Stop, match=next(iter(changes))) as caught:
        settings(monkeypatch, TEST, **changes)
    assert caught.value.code == CONFIGURATION


def test_a_restricted_key_is_a_secret_key(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(monkeypatch, LIVE, STRIPE_SECRET_KEY="rk_live_hush").mode == "live"


def test_two_webhook_secrets_while_one_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings(monkeypatch, TEST, STRIPE_WEBHOOK_SECRET="whsec_old, whsec_new")
    assert found.webhook_secrets == ("whsec_old", "whsec_new")


def test_a_live_server_that_no_webhook_can_reach_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings(monkeypatch, LIVE, STRIPE_WEBHOOK_SECRET="none").webhook_secrets == ()


@pytest.mark.parametrize(
    ("base", "changes", "words"),
    [
        (TEST, {"DATABASE_URL": None}, "DATABASE_URL"),
        (TEST, {"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
        (TEST, {"STRIPE_SECRET_KEY": None}, "STRIPE_SECRET_KEY"),
        (TEST, {"STRIPE_SECRET_KEY": "pk_test_abc"}, "publishable key"),
        (TEST, {"STRIPE_SECRET_KEY": ""}, "not a key"),
        (TEST, {"STRIPE_SECRET_KEY": "sk_test_"}, "not a key"),
        (TEST, {"STRIPE_SECRET_KEY": "whatever"}, "not a key"),
        (TEST, {"STRIPE_PUBLISHABLE_KEY": "sk_test_abc"}, "shown to every patient"),
        (TEST, {"STRIPE_PUBLISHABLE_KEY": "rk_live_abc"}, "shown to every patient"),
        (TEST, {"STRIPE_PUBLISHABLE_KEY": "pk_live_abc"}, "test key"),
        (LIVE, {"STRIPE_PUBLISHABLE_KEY": "pk_test_abc"}, "live key"),
        (TEST, {"STRIPE_WEBHOOK_SECRET": "secret"}, "signing secret"),
        (TEST, {"STRIPE_WEBHOOK_SECRET": "whsec_"}, "signing secret"),
        (TEST, {"STRIPE_API_BASE": "ftp://x"}, "STRIPE_API_BASE"),
        (TEST, {"STRIPE_API_BASE": "http://user:pw@x"}, "STRIPE_API_BASE"),
        (TEST, {"STRIPE_JS_URL": "http://x:port/"}, "STRIPE_JS_URL"),
        (TEST, {"PUBLIC_URL": "javascript:alert(1)"}, "PUBLIC_URL"),
        (LIVE, {"STRIPE_API_BASE": "http://127.0.0.1:12111"}, "STRIPE_API_BASE"),
        (LIVE, {"STRIPE_API_BASE": "https://api.stripe.com.evil.example"}, "STRIPE_API_BASE"),
        (LIVE, {"STRIPE_API_BASE": "https://api.stripe.com@evil.example"}, "STRIPE_API_BASE"),
        (LIVE, {"STRIPE_JS_URL": "http://127.0.0.1:12111/endive/stripe.js"}, "STRIPE_JS_URL"),
        (LIVE, {"STRIPE_JS_URL": "http://js.stripe.com/endive/stripe.js"}, "STRIPE_JS_URL"),
        (LIVE, {"STRIPE_WEBHOOK_SECRET": None}, "STRIPE_WEBHOOK_SECRET"),
        (LIVE, {"STRIPE_WEBHOOK_SECRET": " , "}, "STRIPE_WEBHOOK_SECRET"),
        (LIVE, {"PUBLIC_URL": "http://pay.hospital.example"}, "PUBLIC_URL"),
    ],
)
def test_what_does_not_fit_together_stops_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, base: dict[str, str], changes: dict[str, str | None], words: str
) -> None:
    with pytest.raises(Stop) as stopped:
        settings(monkeypatch, base, **changes)
    assert stopped.value.code == CONFIGURATION
    assert words in str(stopped.value)
    assert "hush" not in str(stopped.value)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings(monkeypatch, LIVE)
    assert "hush" not in repr(found)
    assert "hush" not in str(found.model_dump())


def test_migrating_needs_the_database_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tmp/x.sqlite")
    assert load(DatabaseSettings).database_url.get_secret_value() == "sqlite:////tmp/x.sqlite"


def test_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = settings(monkeypatch, TEST)
    assert set(plain.hosts("127.0.0.1")) == {"127.0.0.1", "localhost", "::1"}
    assert plain.hosts("::") == ("*",)
    named = settings(monkeypatch, LIVE, ALLOWED_HOSTS="Till.hospital.example, ")
    assert {"pay.hospital.example", "till.hospital.example"} < set(named.hosts("::"))
    assert "*" not in named.hosts("::")
    with pytest.raises(Stop, match="not told its name"):
        settings(monkeypatch, LIVE, PUBLIC_URL=None).hosts("::")


def test_single_sign_on(monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings(monkeypatch, TEST, **SSO)
    assert found.sso_redirect == "https://till.hospital.example/sso/callback"
    assert "till.hospital.example" in found.hosts("127.0.0.1")
    assert "hush" not in repr(found)
    assert "SSO_CLIENT_SECRET" not in os.environ
    public = {**SSO, "SSO_REDIRECT_URL": None, "PUBLIC_URL": "https://pay.hospital.example"}
    assert settings(monkeypatch, TEST, **public).sso_redirect == "https://pay.hospital.example/sso/callback"


@pytest.mark.parametrize(
    "changes",
    [
        {"SSO_CLIENT_ID": None},
        {"SSO_ISSUER": None},
        {"SSO_ISSUER": None, "SSO_CLIENT_ID": None},
        {"SSO_REDIRECT_URL": None},
        {"SSO_ISSUER": "http://login.hospital.example"},
        {"SSO_ISSUER": "login.hospital.example"},
        {"SSO_REDIRECT_URL": "http://till.hospital.example"},
    ],
)
def test_half_a_single_sign_on_is_refused(monkeypatch: pytest.MonkeyPatch, changes: dict[str, str | None]) -> None:
    with pytest.raises(Stop) as stopped:
        settings(monkeypatch, TEST, **{**SSO, **changes})
    assert stopped.value.code == CONFIGURATION
    assert "hush" not in str(stopped.value)


@pytest.mark.parametrize("missing", ["authlib", "joserfc"])
def test_without_its_extra_the_server_says_which(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    found = settings(monkeypatch, TEST, **SSO)
    for name in [name for name in sys.modules if name.partition(".")[0] == missing or name.endswith("sso.oidc")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(Stop) as stopped:
        identity_provider(found, SystemClock())
    assert stopped.value.code == CONFIGURATION
    assert "extra 'sso'" in str(stopped.value)
    assert identity_provider(settings(monkeypatch, TEST), SystemClock()) is None
