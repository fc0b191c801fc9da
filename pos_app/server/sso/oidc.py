"""An OpenID Connect provider: authorization code, PKCE, and ID tokens that are checked in all they say.

The only module that knows authlib and joserfc, which come with the extra ``sso``.
"""

from __future__ import annotations

import binascii
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # authlib ships no types
from authlib.oauth2.client import OAuth2Client  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, Key, KeySet, RSAKey
from joserfc.jws import JWSRegistry

from pos_app.server.clock import Clock
from pos_app.server.sso.calls import Calls, safe
from pos_app.server.sso.provider import Identity, ProviderRefused, Secrets

ALGORITHMS: Final = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""With a private key the provider alone has. Never ``none``, never one that whoever can check could sign with."""
KEY_KINDS: Final[Mapping[str, type[RSAKey] | type[ECKey]]] = MappingProxyType({"RSA": RSAKey, "EC": ECKey})
LEAST_RSA_BITS: Final = 2048
KEPT: Final = timedelta(hours=1)
"""How long the provider's description and keys are believed without asking again."""
AGAIN: Final = timedelta(seconds=5)
"""Not more often are keys asked for because a token names one we don't have: anybody can make up a name."""
SKEW: Final = 60
"""Seconds that the provider's clock and ours may differ."""
LONGEST_TOKEN: Final = 16_384


@dataclass(frozen=True, slots=True)
class Client:
    """Us, as the provider knows us. ``redirect``: where it sends browsers back to."""

    issuer: str
    id: str
    secret: str
    redirect: str
    username_claim: str


@dataclass(frozen=True, slots=True)
class _Description:
    authorize: str
    token: str
    keys: str
    auth_method: str
    names_itself: bool
    """It says who it is when it sends a browser back (RFC 9207)."""
    at: datetime


class OidcProvider:
    """An ``IdentityProvider``. For many threads."""

    def __init__(self, client: Client, clock: Clock, calls: Calls) -> None:
        self._client = client
        self._clock = clock
        self._calls = calls
        self._lock = threading.Lock()
        self._described: _Description | None = None
        self._keys: tuple[KeySet, datetime] | None = None

    def address(self, secrets: Secrets) -> str:
        """Always a fresh log-in: the browser of a front desk may still be logged in as somebody who has left."""
        found = self._description()
        url, _state = self._oauth(found).create_authorization_url(
            found.authorize, state=secrets.state, code_verifier=secrets.verifier, nonce=secrets.nonce,
            prompt="login", max_age="0",
        )  # fmt: skip
        return str(url)

    def identity(self, code: str, secrets: Secrets, since: datetime, issuer: str | None) -> Identity:
        found = self._description()
        if issuer != self._client.issuer and (issuer is not None or found.names_itself):
            raise ProviderRefused("the browser came back from another provider")
        try:
            answer = self._oauth(found).fetch_token(
                found.token, grant_type="authorization_code", code=code, code_verifier=secrets.verifier
            )
        except AuthlibBaseError as error:
            raise ProviderRefused(f"it did not take the code ({type(error).__name__})") from error
        except (ValueError, AttributeError, TypeError) as error:  # no JSON, or JSON of another shape
            raise ProviderRefused("the answer for the code can't be read") from error
        token = answer.get("id_token")
        if not isinstance(token, str) or len(token) > LONGEST_TOKEN:
            raise ProviderRefused("there is no ID token in its answer")
        return self._read(self._verified(token, found), secrets.nonce, since)

    def _oauth(self, found: _Description) -> OAuth2Client:
        return OAuth2Client(
            self._calls,
            client_id=self._client.id,
            client_secret=self._client.secret or None,
            token_endpoint_auth_method=found.auth_method,
            scope="openid profile",
            redirect_uri=self._client.redirect,
            code_challenge_method="S256",
        )

    def _description(self) -> _Description:
        with self._lock:
            known = self._described
        now = self._clock.now()
        if known is not None and now - known.at < KEPT:
            return known
        issuer = self._client.issuer
        said = self._calls.get(issuer.rstrip("/") + "/.well-known/openid-configuration")
        if said.get("issuer") != issuer:
            raise ProviderRefused("it describes itself as another issuer")
        methods = said.get("token_endpoint_auth_methods_supported")
        basic = not isinstance(methods, list) or "client_secret_basic" in methods
        made = _Description(
            authorize=safe(said.get("authorization_endpoint")),
            token=safe(said.get("token_endpoint")),
            keys=safe(said.get("jwks_uri")),
            auth_method="none" if not self._client.secret else "client_secret_basic" if basic else "client_secret_post",
            names_itself=said.get("authorization_response_iss_parameter_supported") is True,
            at=now,
        )
        with self._lock:
            self._described = made
        return made

    def _verified(self, token: str, found: _Description) -> Mapping[str, Any]:
        """The claims of a token whose signature is the provider's."""
        try:
            registry = JWSRegistry(algorithms=list(ALGORITHMS))
            header = jws.extract_compact(token.encode(), registry=registry).headers()
            if header.get("alg") not in ALGORITHMS:
                raise ProviderRefused("the ID token is not signed in a way we take")
            claims = jwt.decode(token, self._key(header.get("kid"), found), registry=registry).claims
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise ProviderRefused(f"the ID token is not the provider's ({type(error).__name__})") from error
        if not isinstance(claims, dict):
            raise ProviderRefused("the ID token holds no claims")
        return claims

    def _key(self, kid: object, found: _Description) -> Key:
        """The provider changes its keys: one that we don't have is asked for once more."""
        now = self._clock.now()
        with self._lock:
            known = self._keys
        if known is not None and now - known[1] < KEPT:
            key = _pick(known[0], kid)
            if key is not None:
                return key
            if now - known[1] < AGAIN:
                raise ProviderRefused("the ID token is signed with a key that is not the provider's")
        keys = _key_set(self._calls.get(found.keys))
        with self._lock:
            self._keys = (keys, now)
        key = _pick(keys, kid)
        if key is None:
            raise ProviderRefused("the ID token is signed with a key that is not the provider's")
        return key

    def _read(self, claims: Mapping[str, Any], nonce: str, since: datetime) -> Identity:
        client = self._client
        token = CodeIDToken(
            dict(claims),
            {},
            {"iss": {"essential": True, "value": client.issuer}, "aud": {"essential": True, "value": client.id}},
            {"nonce": nonce, "client_id": client.id, "max_age": True},  # authlib takes a 0 for no max_age at all
        )
        try:
            token.validate(now=int(self._clock.now().timestamp()), leeway=SKEW)
        except (JoseError, ValueError, TypeError) as error:
            raise ProviderRefused(f"the ID token is not for us and for now: {_claim_of(error)}") from error
        if not token["auth_time"] >= since.timestamp() - SKEW:  # so written because NaN is a number too
            raise ProviderRefused("the person has not logged in afresh")
        subject, name = token["sub"], token.get(client.username_claim)
        if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
            raise ProviderRefused("the ID token names nobody")
        return Identity(client.issuer, subject, name if isinstance(name, str) and len(name) <= 128 else "")


def _key_set(said: Mapping[str, Any]) -> KeySet:
    """The keys we can check a signature with; the others are passed over. Raises ProviderRefused if none is left."""
    keys: list[Key] = []
    listed = said.get("keys")
    for one in listed if isinstance(listed, list) else ():
        kind = KEY_KINDS.get(one.get("kty", "")) if isinstance(one, dict) else None
        if kind is None or one.get("use", "sig") != "sig":
            continue
        try:
            key = kind.import_key(one)
        except (JoseError, ValueError, TypeError, KeyError, binascii.Error):
            continue  # one key that can't be read is no reason to believe none of the others
        if isinstance(key, ECKey) or key.public_key.key_size >= LEAST_RSA_BITS:
            keys.append(key)
    if not keys:
        raise ProviderRefused("it shows no key that a signature could be checked with")
    return KeySet(keys)


def _pick(keys: KeySet, kid: object) -> Key | None:
    """By its name; a token that names none is the only key's."""
    if kid is None:
        return keys.keys[0] if len(keys.keys) == 1 else None
    return next((key for key in keys.keys if key.kid == kid), None)


def _claim_of(error: Exception) -> str:
    """Which claim was wrong, and never what stood in it."""
    return str(getattr(error, "claim", None) or type(error).__name__)[:64]
