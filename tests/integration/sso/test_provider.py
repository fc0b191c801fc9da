"""What is believed of an identity provider, tried against one that is a process and goes wrong on demand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from pos_app.server.sso import oidc
from pos_app.server.sso.calls import Calls, safe
from pos_app.server.sso.oidc import Client, OidcProvider
from pos_app.server.sso.provider import Identity, ProviderRefused, ProviderTrouble, ProviderUnreachable, Secrets
from tests.support.oidc_provider import CLIENT, SECRET
from tests.support.sso import Provider, log_in_at_provider, running_provider

KEPT = Secrets("the-state", "the-nonce", "the-verifier-of-forty-three-characters-or-so")
BACK = "http://127.0.0.1:9/sso/callback"


class Hands:
    """A clock that goes on when told."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    folder: Path = tmp_path_factory.mktemp("provider")
    with running_provider(folder) as found:
        yield found


@pytest.fixture
def provider(running: Provider) -> Iterator[Provider]:
    yield running
    running.calm()


def client(provider: Provider, secret: str = SECRET, issuer: str = "") -> Client:
    return Client(issuer or provider.url, CLIENT, secret, BACK, "preferred_username")


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def ours(provider: Provider, clock: Hands) -> OidcProvider:
    return OidcProvider(client(provider), clock, Calls())


def code_of(ours: OidcProvider, secrets: Secrets = KEPT) -> tuple[str, str]:
    """A code, and who says it is it."""
    back = parse_qs(urlsplit(log_in_at_provider(ours.address(secrets))).query)
    assert back["state"] == [secrets.state]
    return back["code"][0], back["iss"][0]


def ask(ours: OidcProvider, since: datetime | None = None) -> Identity:
    code, issuer = code_of(ours)
    return ours.identity(code, KEPT, since or datetime.now(UTC), issuer)


def test_somebody_is_who_the_provider_says(ours: OidcProvider, provider: Provider) -> None:
    assert ask(ours) == Identity(provider.url, "subject-of-cashier", "cashier")


def test_the_verifier_never_goes_through_the_browser(ours: OidcProvider) -> None:
    address = ours.address(KEPT)
    assert KEPT.verifier not in address
    assert parse_qs(urlsplit(address).query)["nonce"] == [KEPT.nonce]


@pytest.mark.parametrize(
    "fault",
    [
        "nonce", "no_nonce", "audience", "audiences", "party", "issuer", "expired", "not_yet", "endless", "none",
        "hs256", "other_key", "unknown_key", "changed", "logged_in_before", "no_auth_time", "odd_auth_time",
        "no_subject", "odd_subject", "long_subject", "no_token",
    ],
)  # fmt: skip
def test_what_must_not_be_believed_is_refused(ours: OidcProvider, provider: Provider, fault: str) -> None:
    provider.tell(fault=fault)
    with pytest.raises(ProviderRefused):
        ask(ours)


@pytest.mark.parametrize("fault", ["described_as_another", "plain_http"])
def test_a_description_that_is_not_the_providers_is_refused(ours: OidcProvider, provider: Provider, fault: str) -> None:
    provider.tell(fault=fault)
    with pytest.raises(ProviderRefused):
        ours.address(KEPT)


@pytest.mark.parametrize("fault", ["500", "large", "no_json", "redirect"])
@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/jwks", "/token"])
def test_a_provider_that_is_broken_is_told_apart_from_nobody(
    ours: OidcProvider, provider: Provider, fault: str, path: str
) -> None:
    if path != "/.well-known/openid-configuration":
        ours.address(KEPT)
    provider.tell(fault=f"{fault} {path}")
    with pytest.raises(ProviderUnreachable if fault == "500" else ProviderTrouble):
        ask(ours)
    provider.calm()
    assert ask(ours).username == "cashier", "it is asked again"


@pytest.mark.parametrize("fault", ["slow", "trickle"])
def test_a_slow_provider_is_not_waited_for(provider: Provider, clock: Hands, fault: str) -> None:
    ours = OidcProvider(client(provider), clock, Calls(seconds=0.3))
    provider.tell(fault=f"{fault} /.well-known/openid-configuration")
    with pytest.raises(ProviderUnreachable):
        ours.address(KEPT)


def test_no_provider_at_all(provider: Provider, clock: Hands) -> None:
    with pytest.raises(ProviderUnreachable):
        OidcProvider(client(provider, issuer="http://127.0.0.1:9"), clock, Calls()).address(KEPT)


def test_a_code_is_good_once_and_with_its_own_verifier(ours: OidcProvider, provider: Provider) -> None:
    code, issuer = code_of(ours)
    ours.identity(code, KEPT, datetime.now(UTC), issuer)
    with pytest.raises(ProviderRefused):
        ours.identity(code, KEPT, datetime.now(UTC), issuer)
    code, issuer = code_of(ours)
    other = Secrets(KEPT.state, KEPT.nonce, "another-verifier")
    with pytest.raises(ProviderRefused):
        ours.identity(code, other, datetime.now(UTC), issuer)


@pytest.mark.parametrize("said", [None, "https://elsewhere.example"])
def test_a_browser_from_another_provider_is_refused(ours: OidcProvider, said: str | None) -> None:
    code, _issuer = code_of(ours)
    with pytest.raises(ProviderRefused):
        ours.identity(code, KEPT, datetime.now(UTC), said)


def test_the_wrong_client_secret(provider: Provider, clock: Hands) -> None:
    with pytest.raises(ProviderRefused):
        ask(OidcProvider(client(provider, secret="wrong"), clock, Calls()))


def test_new_keys_are_fetched_when_a_token_names_one(ours: OidcProvider, provider: Provider, clock: Hands) -> None:
    ask(ours)
    clock.ahead = oidc.AGAIN + timedelta(seconds=1)
    asked = provider.asked("/jwks")
    ask(ours)
    assert provider.asked("/jwks") == asked, "keys that are known are not asked for again"
    provider.tell(rotate=True)
    assert ask(ours).username == "cashier"
    assert provider.asked("/jwks") == asked + 1


def test_names_of_keys_that_are_made_up_don_t_make_us_ask_all_the_time(ours: OidcProvider, provider: Provider) -> None:
    ask(ours)
    asked = provider.asked("/jwks")
    provider.tell(fault="unknown_key")
    for _ in range(3):
        with pytest.raises(ProviderRefused):
            ask(ours)
    assert provider.asked("/jwks") == asked


def test_a_user_name_may_be_missing_or_odd(ours: OidcProvider, provider: Provider) -> None:
    for odd in (None, 7, ["cashier"], "x" * 129):
        provider.tell(claims={"preferred_username": odd})
        assert ask(ours).username == ""


@pytest.mark.parametrize(
    "url",
    ["http://login.example", "ftp://login.example", "https://", "//login.example", "https://u:p@login.example",
     "https://login.example:port", "", None, 7, "javascript:alert(1)", "https://login.example/#x"],
)  # fmt: skip
def test_addresses_that_are_not_safe(url: object) -> None:
    with pytest.raises(ProviderRefused):
        safe(url)
