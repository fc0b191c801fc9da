"""What the till and its web view hold after many payments, beside a bare window with a warm web view."""

from __future__ import annotations

import json
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.bench.report import Figure
from tests.bench.till.counter import served
from tests.bench.till.payer import held
from tests.integration.payments.desk import Desk
from tests.support.processes import REPO

AT_MOST = 1.25
FLAT = 1.05


def measured(folder: Path, options: Namespace) -> Iterator[Figure]:
    own = folder / "desk"
    own.mkdir()
    with served(folder, 4 * options.till_payments) as stack, closing(Desk(stack, own)) as desk:
        floor = _bare(str(desk.opened(desk.invoice())["pay_url"]))
        numbers = _unpaid(desk, options.till_payments)
        at_log_in, half, whole = _pay(stack.url, folder, numbers)
    more = {"payments": len(numbers), "at_log_in": at_log_in, "after_half": half}
    yield Figure(
        f"memory after {len(numbers)} payments", "", whole, "MB", floor=floor, at_most=AT_MOST, more=more
    )  # fmt: skip
    yield Figure("memory after all of them, and after half", "", whole, "MB", floor=half, at_most=FLAT)


def _unpaid(desk: Desk, count: int) -> list[str]:
    """Numbers of open invoices with a due of their own."""
    found: list[str] = []
    cursor: str | None = None
    while len(found) < count:
        query: dict[str, str | int] = {"status": "open", "limit": 200, **({"cursor": cursor} if cursor else {})}
        answer = desk.till.get("/invoices", params=query).raise_for_status().json()
        found += [
            one["number"]
            for one in answer["items"]
            if one["paid"]["amount_minor"] == 0 and one["due"]["amount_minor"] > 1000 and not one.get("payment_at")
        ]
        cursor = answer["next_cursor"]
        assert cursor or len(found) >= count, "too few open invoices"
    return found[:count]


def _pay(url: str, folder: Path, numbers: list[str]) -> tuple[float, float, float]:
    """Megabytes at log-in, after half of the payments and after all, in a process that has nothing but a till."""
    command = [sys.executable, "-m", "tests.bench.till.payer", url, str(folder / "till"), json.dumps(numbers)]
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    at_log_in, half, whole = json.loads(done.stdout.splitlines()[-1])
    return at_log_in, half, whole


def _bare(url: str) -> float:
    command = [sys.executable, "-m", "tests.bench.till.bare", "page", f"{url}?view=till&theme=light&locale=en"]
    with subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        try:
            heard = process.stdout.readline()
            assert heard == b"ready\n", heard
            return held(process.pid)
        finally:
            process.kill()  # Chromium takes a polite word for itself, and the window goes on
