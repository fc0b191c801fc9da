"""An OpenID Connect provider as a process of its own: everybody who comes is logged in as the user it was told.

It holds its clients to the protocol (PKCE, one use of a code, the same redirect), and goes wrong on demand:
``POST /control`` sets ``user``, ``subject``, ``fault`` and ``rotate``.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import sys
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "hmis-pos"
SECRET = "a-client-secret"
MARGIN = 3600


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig"}, private=True)


@dataclass
class Grant:
    query: dict[str, str]
    user: str
    subject: str


@dataclass
class World:
    """What the provider knows. Under one lock."""

    keys: list[RSAKey]
    user: str = "cashier"
    subject: str = "subject-of-cashier"
    fault: str = ""
    grants: dict[str, Grant] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    released: threading.Event = field(default_factory=threading.Event)


def id_token(world: World, issuer: str, grant: Grant) -> str:
    now, fault = int(time.time()), world.fault
    claims: dict[str, Any] = {
        "iss": issuer,
        "sub": grant.subject,
        "aud": CLIENT,
        "exp": now + MARGIN,
        "iat": now,
        "auth_time": now,
        "nonce": grant.query["nonce"],
        "preferred_username": grant.user,
        "roles": ["admin"],  # nobody here may believe it
    }
    wrong: dict[str, dict[str, Any]] = {
        "nonce": {"nonce": "another"},
        "no_nonce": {"nonce": None},
        "audience": {"aud": "another-client"},
        "audiences": {"aud": [CLIENT, "another-client"]},  # and no azp
        "party": {"aud": [CLIENT, "another-client"], "azp": "another-client"},
        "issuer": {"iss": "https://elsewhere.example"},
        "expired": {"exp": now - MARGIN, "iat": now - 2 * MARGIN},
        "not_yet": {"nbf": now + MARGIN},
        "endless": {"exp": float("nan")},
        "logged_in_before": {"auth_time": now - MARGIN},
        "no_auth_time": {"auth_time": None},
        "odd_auth_time": {"auth_time": float("nan")},
        "no_subject": {"sub": None},
        "odd_subject": {"sub": 17},
        "long_subject": {"sub": "x" * 256},
    }
    claims |= wrong.get(fault, {}) | world.claims
    claims = {name: value for name, value in claims.items() if value is not None}
    key = world.keys[-1]
    header = {"alg": "RS256", "kid": key.kid, "typ": "JWT"}
    payload = b64(json.dumps(claims).encode())
    if fault == "none":
        return f"{b64(json.dumps({**header, 'alg': 'none'}).encode())}.{payload}."
    if fault == "hs256":  # with what everybody can read as the key
        start = f"{b64(json.dumps({**header, 'alg': 'HS256'}).encode())}.{payload}"
        return f"{start}.{b64(hmac.digest(key.as_pem(private=False), start.encode(), 'sha256'))}"
    if fault == "other_key":
        return jwt.encode(header, claims, new_key())
    if fault == "unknown_key":
        return jwt.encode({**header, "kid": "made-up"}, claims, new_key())
    token = jwt.encode(header, claims, key)
    if fault == "changed":
        start, _payload, signature = token.split(".")
        return f"{start}.{b64(json.dumps({**claims, 'sub': 'somebody-else'}).encode())}.{signature}"
    return token


class Handler(BaseHTTPRequestHandler):
    world: World
    issuer: str

    def log_message(self, *_: Any) -> None:
        """Nothing: tests read what they asked for."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        world = self.world
        with world.lock:
            world.asked[parts.path] = world.asked.get(parts.path, 0) + 1
        if self._broken(parts.path):
            return
        if parts.path == "/.well-known/openid-configuration":
            here = "http://elsewhere.example" if world.fault == "plain_http" else self.issuer
            self._json(
                {
                    "issuer": "https://elsewhere.example" if world.fault == "described_as_another" else self.issuer,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{here}/token",
                    "jwks_uri": f"{self.issuer}/jwks",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "authorization_response_iss_parameter_supported": True,
                }
            )
        elif parts.path == "/jwks":
            odd = [{"kty": "oct", "k": "AAAA", "kid": "shared"}, {"kty": "PQC", "kid": "new"}, {"kty": "RSA"}, 7]
            self._json({"keys": [*odd, *(key.as_dict(private=False) for key in world.keys)]})
        elif parts.path == "/authorize":
            self._authorize(query)
        elif parts.path == "/control":
            self._json({"asked": world.asked})
        else:
            self._json({"error": "not_found"}, 404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        path, world = urlsplit(self.path).path, self.world
        if path == "/control":
            wanted = json.loads(body)
            with world.lock:
                if wanted.pop("rotate", False):
                    world.keys = [new_key()]
                for name, value in wanted.items():
                    setattr(world, name, value)
            self._json({})
            return
        if self._broken(path):
            return
        if path == "/token":
            self._token({name: values[0] for name, values in parse_qs(body).items()})
        else:
            self._json({"error": "not_found"}, 404)

    def _authorize(self, query: dict[str, str]) -> None:
        world = self.world
        wanted = {"client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256", "prompt": "login"}
        assert wanted.items() <= query.items(), query
        assert query["max_age"] == "0"
        assert "openid" in query["scope"].split()
        back = {"state": query["state"], "iss": self.issuer}
        if world.fault == "denied":
            back["error"] = "access_denied"
        else:
            code = secrets.token_urlsafe(16)
            with world.lock:
                world.grants[code] = Grant(query, world.user, world.subject)
            back["code"] = code
        self.send_response(302)
        self.send_header("Location", f"{query['redirect_uri']}?{urlencode(back)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _token(self, form: dict[str, str]) -> None:
        world = self.world
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {basic}":
            self._json({"error": "invalid_client"}, 401)
            return
        with world.lock:
            grant = world.grants.pop(form.get("code", ""), None)
        challenge = b64(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            grant is None
            or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != grant.query["redirect_uri"]
            or challenge != grant.query["code_challenge"]
        ):
            self._json({"error": "invalid_grant"}, 400)
            return
        answer = {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer"}
        if world.fault != "no_token":
            answer["id_token"] = id_token(world, self.issuer, grant)
        self._json(answer)

    def _broken(self, path: str) -> bool:
        fault, _, where = self.world.fault.partition(" ")
        if where != path:
            return False
        if fault == "500":
            self._json({"error": "server_error"}, 500)
        elif fault == "large":
            self._json({"filler": "x" * 400_000})
        elif fault == "no_json":
            self._send(b"<html>a page of the network</html>", 200)
        elif fault == "redirect":
            self.send_response(302)
            self.send_header("Location", f"{self.issuer}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif fault == "slow":
            self.world.released.wait(30)
            self._json({})
        elif fault == "trickle":
            self.send_response(200)
            self.end_headers()
            while not self.world.released.wait(0.05):
                try:
                    self.wfile.write(b" ")
                except OSError:
                    break
            self.close_connection = True
        return True

    def _json(self, value: Any, status: int = 200) -> None:
        self._send(json.dumps(value).encode(), status)

    def _send(self, body: bytes, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Handler.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    Handler.world = World([new_key()])
    sys.stdout.write(f"ready on {Handler.issuer}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
