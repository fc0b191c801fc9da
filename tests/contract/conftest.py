"""The gateway before a real sandbox. Where the checker of Stripe's published shapes is at hand, it listens in between.

The checker and Stripe's document are not part of this repository.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from pos_app.server.gateway.stripe_service import StripeService
from tests.support.processes import REPO, SECRET_KEY, Sandbox, free_port, running_sandbox
from tests.support.waiting import until

CHECKER = REPO.parent / "shared" / "stripe" / "stripe_contract.py"


@dataclass
class Account:
    """Stripe as the sandbox plays it, and our gateway to it."""

    stripe: StripeService
    sandbox: Sandbox
    log: Path | None
    read: int = 0

    def advance(self, seconds: float) -> None:
        """Whatever was to happen by itself within these seconds happens now."""
        httpx.post(f"{self.sandbox.control}/clock", json={"advance": seconds}).raise_for_status()

    def fault(self, on: str, do: str, **how: int | str) -> None:
        """Something goes wrong with the next such request."""
        httpx.post(f"{self.sandbox.control}/faults", json={"on": on, "do": do, **how}).raise_for_status()

    def issues(self) -> list[str]:
        """What was not Stripe's shape since the last time this was asked; nothing where nobody listens."""
        if self.log is None:
            return []
        lines = self.log.read_text().splitlines()
        new, self.read = lines[self.read :], len(lines)
        assert new, "the checker saw nothing"
        entries = [json.loads(line) for line in new]
        return [f"{one.get('method')} {one.get('path')}: {issue}" for one in entries for issue in one.get("issues", [])]


@contextmanager
def checked(upstream: str, log: Path) -> Iterator[str]:
    """A proxy before ``upstream`` that checks all that passes."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, CHECKER, "serve", "--upstream", upstream, "--port", str(port), "--log", log]
    with log.with_suffix(".out").open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        until(lambda: _answers(url), "the checker listens")
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _answers(url: str) -> bool:
    try:
        return httpx.get(f"{url}/__contract/summary").status_code == 200
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def _account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    folder = tmp_path_factory.mktemp("contract")
    with running_sandbox(folder) as sandbox:
        if not CHECKER.is_file():
            yield Account(StripeService(SECRET_KEY, (), sandbox.url), sandbox, None)
            return
        log = folder / "checked.jsonl"
        with checked(sandbox.url, log) as url:
            yield Account(StripeService(SECRET_KEY, (), url), sandbox, log)


@pytest.fixture
def account(_account: Account) -> Iterator[Account]:
    """One account for a module's tests; each request and answer of a test is of Stripe's shape."""
    yield _account
    assert not _account.issues()
