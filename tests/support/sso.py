"""The provider that tests log in at, as its own process, and what a person does in the browser there."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.support.oidc_provider import CLIENT, SECRET
from tests.support.processes import Program

TOKEN = re.compile(r'name="token" value="([^"]+)"')


@dataclass
class Provider:
    program: Program
    url: str

    def tell(self, **wishes: Any) -> None:
        httpx.post(f"{self.url}/control", json=wishes).raise_for_status()

    def user(self, name: str, subject: str = "") -> None:
        self.tell(user=name, subject=subject or f"subject-of-{name}")

    def calm(self) -> None:
        self.tell(user="cashier", subject="subject-of-cashier", fault="", claims={})

    def asked(self, path: str) -> int:
        found: dict[str, int] = httpx.get(f"{self.url}/control").json()["asked"]
        return found.get(path, 0)

    def environment(self, server: str) -> dict[str, str]:
        """What a server at ``server`` is set up with."""
        return {
            "SSO_ISSUER": self.url,
            "SSO_CLIENT_ID": CLIENT,
            "SSO_CLIENT_SECRET": SECRET,
            "SSO_NAME": "Larkfield Account",
            "SSO_REDIRECT_URL": server,
        }


@contextlib.contextmanager
def running_provider(folder: Path) -> Iterator[Provider]:
    program = Program([], folder, name="provider", module="tests.support.oidc_provider")
    try:
        yield Provider(program, program.addresses("ready")["ready"])
    finally:
        program.kill()


def log_in_at_provider(open_url: str) -> str:
    """Where the provider sends the browser back to, once somebody has logged in there."""
    answer = httpx.get(open_url)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def confirm(page: httpx.Response, answer: str = "yes", server: str = "") -> httpx.Response:
    """Press a button of the page that asks after the code."""
    token = TOKEN.search(page.text)
    assert token, page.text
    where = server or f"{page.url.scheme}://{page.url.netloc.decode()}"
    return httpx.post(f"{where}/sso/confirm", data={"token": token[1], "answer": answer})


def in_browser(open_url: str, answer: str = "yes") -> httpx.Response:
    """All that a person does in the browser. The last page."""
    return confirm(httpx.get(log_in_at_provider(open_url)), answer)
