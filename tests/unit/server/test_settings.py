from __future__ import annotations

import pytest

from pos_app.exits import CONFIGURATION, Stop
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
NAMES = (*LIVE, "STRIPE_API_BASE", "STRIPE_JS_URL", "HOSPITAL_NAME", "ALLOWED_HOSTS", "TRUSTED_PROXIES")


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
