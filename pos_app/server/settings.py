"""Settings from the environment, checked before anything starts.

Secrets are ``SecretStr``: they don't show in logs, tracebacks or the error sentences made here.  Each may come from a
file instead (``secret_files``), and none stays in the environment.
"""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any, Literal, NoReturn, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pos_app.exits import CONFIGURATION, Stop
from pos_app.server import secret_files
from pos_app.server.refunds.limits import Policy, read_amounts

STRIPE_API = "https://api.stripe.com"
STRIPE_JS = "https://js.stripe.com/endive/stripe.js"
LOOPBACK = frozenset(["127.0.0.1", "localhost", "::1"])
LIVE_REQUESTS = 80
TEST_REQUESTS = 20
"""A second. Under Stripe's 100 and 25, for others use the account too."""
Mode = Literal["test", "live"]
S = TypeVar("S", bound="DatabaseSettings")


class DatabaseSettings(BaseSettings):
    """What ``pos-app migrate`` needs."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)

    database_url: SecretStr = Field(description="sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")


class Settings(DatabaseSettings):
    """What ``pos-app server`` needs. Make it with ``load(Settings)``, which also checks that it fits together."""

    stripe_secret_key: SecretStr
    stripe_publishable_key: str
    stripe_webhook_secret: SecretStr = Field(
        default=SecretStr(""), description="whsec_...; several, separated by commas, while one is replaced; or 'none'"
    )
    stripe_api_base: str = STRIPE_API
    stripe_js_url: str = STRIPE_JS
    database_pool_size: int = Field(
        default=20, ge=2, le=500, description="Connections to the database that a server keeps; PostgreSQL: twice that"
    )
    stripe_requests_per_second: int | None = Field(
        default=None,
        ge=1,
        le=100_000,
        description="Requests to Stripe that begin within a second, at most. Stripe's own limit (25 with test keys, "
        "100 with live keys) is the account's: give each of several server processes its share of it",
    )
    hospital_name: str = "HMIS POS"
    refund_approvals: int = Field(default=1, ge=0, le=5, description="How many supervisors must approve a refund")
    refund_two_over: str = Field(
        default="",
        description="usd:50000,eur:50000: by currency, in minor units, what may go back of one payment before it takes "
        "two supervisors",
    )
    refund_two_after_days: int | None = Field(
        default=None, ge=0, le=36_500, description="Age of a payment from which a refund of it takes two supervisors"
    )
    refund_refused_after_days: int | None = Field(
        default=None, ge=1, le=36_500, description="Age of a payment from which the till gives nothing back of it"
    )
    till_idle_minutes: int | None = Field(
        default=None, ge=1, le=60, description="Idle minutes after which every till locks, unless its own are fewer"
    )
    public_url: str | None = Field(default=None, description="https://...: base of the links to the pay page")
    allowed_hosts: str = Field(default="", description="Further names this server answers to, separated by commas")
    trusted_proxies: str = Field(default="", description="Addresses whose X-Forwarded-For is believed")
    sso_issuer: str | None = Field(default=None, description="https://...: the identity provider, for single sign-on")
    sso_client_id: str = ""
    sso_client_secret: SecretStr = SecretStr("")
    sso_name: str = Field(default="single sign-on", min_length=1, max_length=40, description="As people call it")
    sso_username_claim: str = Field(default="preferred_username", min_length=1, max_length=64)
    sso_redirect_url: str | None = Field(
        default=None, description="https://...: this server, as the browsers of the tills reach it; else PUBLIC_URL"
    )

    @property
    def mode(self) -> Mode:
        return "live" if _mode_of(self.stripe_secret_key.get_secret_value()) == "live" else "test"

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """All secrets a webhook may be signed with; empty: every webhook is refused."""
        text = self.stripe_webhook_secret.get_secret_value().strip()
        if text.lower() == "none":
            return ()
        return tuple(part.strip() for part in text.split(",") if part.strip())

    @property
    def refund_policy(self) -> Policy:
        """Raises ValueError where REFUND_TWO_OVER can't be read."""
        return Policy(
            self.refund_approvals,
            read_amounts(self.refund_two_over),
            _days(self.refund_two_after_days),
            _days(self.refund_refused_after_days),
        )

    @property
    def requests_per_second(self) -> int | None:
        """What was set; else something under Stripe's own limit, or None (no limit) where another is asked."""
        if self.stripe_requests_per_second is None and self.stripe_api_base.rstrip("/") == STRIPE_API:
            return LIVE_REQUESTS if self.mode == "live" else TEST_REQUESTS
        return self.stripe_requests_per_second

    @property
    def sso_redirect(self) -> str:
        """Where the identity provider sends browsers back to, as it has to be registered there."""
        return f"{(self.sso_redirect_url or self.public_url or '').rstrip('/')}/sso/callback"

    def hosts(self, bound: str) -> tuple[str, ...]:
        """The names a request's Host header may carry when the server listens on ``bound``; ("*",) is any.

        Raises Stop(CONFIGURATION) for a live server on every address of the machine that was given no name.
        """
        named = {h.strip().lower() for h in self.allowed_hosts.split(",") if h.strip()}
        if self.public_url:
            named.add(urlsplit(self.public_url).hostname or "")
        if self.sso_redirect_url:
            named.add(urlsplit(self.sso_redirect_url).hostname or "")
        if bound in ("0.0.0.0", "::") and not named:  # noqa: S104 - compared with, not bound to
            if self.mode == "live":
                _refuse(
                    "The server is to listen on every address, but was not told its name.",
                    "Set PUBLIC_URL or ALLOWED_HOSTS, or name one address with --host.",
                )
            return ("*",)
        return tuple(sorted(named | LOOPBACK | {bound.lower()}))


SECRETS = tuple(sorted(name.upper() for name, field in Settings.model_fields.items() if field.annotation is SecretStr))
"""The settings that are secret: DATABASE_URL, SSO_CLIENT_SECRET, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET."""


def load(kind: type[S]) -> S:
    """Read the environment and take the secrets out of it. Raises Stop(CONFIGURATION) with a sentence that never holds
    a value."""
    from_files: dict[str, Any] = secret_files.take(os.environ, SECRETS)
    known = {name.lower(): value for name, value in from_files.items() if name.lower() in kind.model_fields}
    try:
        settings = kind(**known)
    except ValidationError as error:
        names = sorted({str(e["loc"][0]).upper() for e in error.errors(include_input=False, include_context=False)})
        what = f"The setting {names[0]} is" if len(names) == 1 else f"The settings {', '.join(names)} are"
        advice = "Set it in the environment, or a secret as NAME_FILE=path."
        raise Stop(f"{what} missing or not readable.", advice, CONFIGURATION) from None
    secret_files.remove(os.environ, SECRETS)  # no child of ours needs them
    check_database_url(settings.database_url.get_secret_value())
    if isinstance(settings, Settings):
        check(settings)
    return settings


def check_database_url(url: str) -> None:
    scheme = url.split(":", 1)[0].split("+", 1)[0]
    if scheme not in ("sqlite", "postgresql", "postgres"):
        _refuse(
            "DATABASE_URL is not a database this version knows.",
            "Use sqlite:////path/file.sqlite or postgresql://user:password@host/name.",
        )


def check(settings: Settings) -> None:
    """Refuse keys and addresses that don't belong together. Raises Stop(CONFIGURATION)."""
    secret, publishable = settings.stripe_secret_key.get_secret_value(), settings.stripe_publishable_key
    _check_keys(secret, publishable)
    for name, url in (("STRIPE_API_BASE", settings.stripe_api_base), ("STRIPE_JS_URL", settings.stripe_js_url)):
        _check_url(name, url)
    if settings.public_url is not None:
        _check_url("PUBLIC_URL", settings.public_url)
    for one in settings.webhook_secrets:
        if not one.startswith("whsec_") or len(one) <= len("whsec_"):
            _refuse(
                "STRIPE_WEBHOOK_SECRET holds something that is not a signing secret.",
                "Signing secrets begin with whsec_; separate several with commas.",
            )
    _check_limits(settings)
    _check_sso(settings)
    if settings.mode == "live":
        _check_live(settings)


def _check_sso(settings: Settings) -> None:
    if settings.sso_issuer is None:
        if settings.sso_client_id or settings.sso_client_secret.get_secret_value():
            _refuse("SSO_CLIENT_ID is set, but SSO_ISSUER is not.", "Set both for single sign-on, or neither.")
        return
    if not settings.sso_client_id:
        _refuse("SSO_ISSUER is set, but SSO_CLIENT_ID is not.", "Set both for single sign-on, or neither.")
    base = settings.sso_redirect_url or settings.public_url
    if base is None:
        _refuse(
            "Single sign-on is set up, but not where browsers come back to.",
            "Set SSO_REDIRECT_URL (or PUBLIC_URL) to this server's own address.",
        )
    for name, url in (("SSO_ISSUER", settings.sso_issuer), ("SSO_REDIRECT_URL", base or "")):
        _check_url(name, url)
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            _refuse(f"{name} is not an https address.", "Who logs in must not be read or changed on the way.")


def _check_keys(secret: str, publishable: str) -> None:
    if secret.startswith("pk_"):
        _refuse(
            "STRIPE_SECRET_KEY holds a publishable key.",
            "Use the secret (sk_...) or a restricted (rk_...) key there.",
        )
    if publishable.startswith(("sk_", "rk_")):
        _refuse(
            "STRIPE_PUBLISHABLE_KEY holds a secret key, which would be shown to every patient.",
            "Put the publishable key (pk_...) there, and roll the secret key in Stripe's dashboard.",
        )
    ours, theirs = _mode_of(secret), _mode_of(publishable)
    if ours is None or not secret.startswith(("sk_", "rk_")):
        _refuse(
            "STRIPE_SECRET_KEY is not a key of Stripe's.", "It begins with sk_test_, rk_test_, sk_live_ or rk_live_."
        )
    if theirs is None or not publishable.startswith("pk_"):
        _refuse("STRIPE_PUBLISHABLE_KEY is not a key of Stripe's.", "It begins with pk_test_ or pk_live_.")
    if ours != theirs:
        _refuse(
            f"STRIPE_SECRET_KEY is a {ours} key and STRIPE_PUBLISHABLE_KEY a {theirs} key.",
            "Take both from the same mode of the same account.",
        )


def _check_limits(settings: Settings) -> None:
    try:
        policy = settings.refund_policy
    except ValueError:
        _refuse(
            "REFUND_TWO_OVER is not a list of amounts.",
            "Write it as usd:50000,eur:50000: each currency once, with whole minor units (50000 is 500.00).",
        )
    two, none = policy.two_after, policy.refused_after
    if two is not None and none is not None and two >= none:
        _refuse(
            "REFUND_TWO_AFTER_DAYS is not below REFUND_REFUSED_AFTER_DAYS.",
            "What is refused altogether never comes to a second supervisor: make the first smaller, or leave it out.",
        )


def _check_live(settings: Settings) -> None:
    if settings.stripe_api_base.rstrip("/") != STRIPE_API:
        _refuse(
            "STRIPE_API_BASE is not Stripe's address, but the keys are live keys.",
            f"Leave STRIPE_API_BASE unset (it is {STRIPE_API}), or use test keys.",
        )
    js = urlsplit(settings.stripe_js_url)
    if (js.scheme, js.netloc) != ("https", "js.stripe.com"):
        _refuse(
            "STRIPE_JS_URL is not Stripe's address, but the keys are live keys.",
            f"Leave STRIPE_JS_URL unset (it is {STRIPE_JS}), or use test keys.",
        )
    if not settings.webhook_secrets and settings.stripe_webhook_secret.get_secret_value().strip().lower() != "none":
        _refuse(
            "STRIPE_WEBHOOK_SECRET is not set, but the keys are live keys.",
            "Set the endpoint's signing secret, or STRIPE_WEBHOOK_SECRET=none where no webhook can reach this server.",
        )
    if settings.public_url is not None:
        public = urlsplit(settings.public_url)
        if public.scheme != "https" and public.hostname not in LOOPBACK:
            _refuse("PUBLIC_URL is not an https address, but the keys are live keys.", "Patients pay over https only.")


def _mode_of(key: str) -> Mode | None:
    parts = key.split("_", 2)
    if len(parts) == 3 and parts[2] and parts[1] in ("test", "live"):
        return "live" if parts[1] == "live" else "test"
    return None


def _check_url(name: str, url: str) -> None:
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and not parts.query
        _ = parts.port  # raises ValueError where it is not a number
    except ValueError:
        fine = False
    if not fine:
        _refuse(f"{name} is not an http(s) address.", "Write it as https://name.example, with no user name in it.")


def _days(number: int | None) -> timedelta | None:
    return None if number is None else timedelta(days=number)


def _refuse(what: str, advice: str) -> NoReturn:
    raise Stop(what, advice, CONFIGURATION)
