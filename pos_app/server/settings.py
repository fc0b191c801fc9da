"""Settings from the environment, checked before anything starts.

Secrets are ``SecretStr``: they don't show in logs, tracebacks or the error sentences made here.
"""

from __future__ import annotations

from typing import Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pos_app.exits import CONFIGURATION, Stop

STRIPE_API = "https://api.stripe.com"
STRIPE_JS = "https://js.stripe.com/endive/stripe.js"
LOOPBACK = frozenset(["127.0.0.1", "localhost", "::1"])
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
    hospital_name: str = "HMIS POS"
    public_url: str | None = Field(default=None, description="https://...: base of the links to the pay page")
    allowed_hosts: str = Field(default="", description="Further names this server answers to, separated by commas")
    trusted_proxies: str = Field(default="", description="Addresses whose X-Forwarded-For is believed")

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

    def hosts(self, bound: str) -> tuple[str, ...]:
        """The names a request's Host header may carry when the server listens on ``bound``; ("*",) is any.

        Raises Stop(CONFIGURATION) for a live server on every address of the machine that was given no name.
        """
        named = {h.strip().lower() for h in self.allowed_hosts.split(",") if h.strip()}
        if self.public_url:
            named.add(urlsplit(self.public_url).hostname or "")
        if bound in ("0.0.0.0", "::") and not named:  # noqa: S104 - compared with, not bound to
            if self.mode == "live":
                _refuse(
                    "The server is to listen on every address, but was not told its name.",
                    "Set PUBLIC_URL or ALLOWED_HOSTS, or name one address with --host.",
                )
            return ("*",)
        return tuple(sorted(named | LOOPBACK | {bound.lower()}))


def load(kind: type[S]) -> S:
    """Read the environment. Raises Stop(CONFIGURATION) with a sentence that never holds a value."""
    try:
        settings = kind()
    except ValidationError as error:
        names = sorted({str(e["loc"][0]).upper() for e in error.errors(include_input=False, include_context=False)})
        what = f"The setting {names[0]} is" if len(names) == 1 else f"The settings {', '.join(names)} are"
        raise Stop(f"{what} missing or not readable.", "Set it in the environment.", CONFIGURATION) from None
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
    if settings.mode == "live":
        _check_live(settings)


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


def _refuse(what: str, advice: str) -> None:
    raise Stop(what, advice, CONFIGURATION)
