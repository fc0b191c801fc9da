"""The server is killed at each point of a payment, one after the other; each time the end is that of an uncut run.

The points are the commits, on both databases (see ``cutter``), and on SQLite the system calls that bring a commit to
the disk: ``strace`` kills the server as it enters the Nth of them.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import select

from pos_app.server.models import LedgerEntry, StripeRefund
from tests.integration.payments.desk import Desk, Json
from tests.support.processes import cold_starts
from tests.support.waiting import until

REFUNDS = "/payments/stripe/refunds"
MOST_POINTS = 12
"""A payment has fewer; the loop ends when nothing was cut any more."""


@dataclass
class Payment:
    """Opened and charged at a till. ``go`` is False if the server died in the middle."""

    desk: Desk
    boss: httpx.Client
    invoice: Json = field(init=False)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = str(uuid4())
        while (invoice := self.desk.invoice())["currency"] != "usd":
            pass  # its minor units would be others
        self.invoice = invoice

    def go(self) -> bool:
        try:
            self.desk.create(self.invoice, self.key).raise_for_status()
            self.desk.confirm(self.key, "pm_card_visa").raise_for_status()
        except httpx.TransportError:
            return False
        return True

    def finish(self) -> None:
        """What the till does when it is back: the same request, then the charge where it has not happened."""
        found = until(self._opened, "the attempt is opened", 60, step=0.2)
        assert found is not None
        if found["state"] == "submitted":
            self.desk.confirm(self.key, "pm_card_visa").raise_for_status()
        self.desk.becomes(self.key, "succeeded", seconds=60)

    def _opened(self) -> Json | None:
        answer = self.desk.create(self.invoice, self.key)
        return dict(answer.json()) if answer.is_success else None

    def check(self) -> None:
        """The end of a run that nobody cut."""
        desk, found = self.desk, self.desk.read(self.key)
        [charge], [payment] = desk.charges(self.invoice), desk.payments(self.invoice)
        assert (payment.charge_id, payment.amount_minor) == (charge["charge"], charge["amount"])
        assert found["receipt"]["number"]
        assert found["invoice_due"]["amount_minor"] == 0
        assert len(desk.intents(self.invoice)) == 1
        assert desk.exceptions(self.invoice) == []
        numbers = desk.receipt_numbers()
        assert numbers == list(range(1, len(numbers) + 1))


@dataclass
class Refund(Payment):
    """A paid invoice of which 4.00 are given back: asked for at the till, approved by a supervisor."""

    attempt: str = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.attempt = self.desk.opened(self.invoice)["id"]
        self.desk.confirm(self.attempt, "pm_card_visa").raise_for_status()

    def go(self) -> bool:
        try:
            self._asked().raise_for_status()
            self.boss.post(f"{REFUNDS}/{self.key}/approve", json={"amount": "4.00"}).raise_for_status()
        except httpx.TransportError:
            return False
        return True

    def finish(self) -> None:
        asked = until(lambda: self._asked() if self._asked().is_success else None, "the refund is asked for", 60)
        assert asked is not None
        if asked.json()["state"] == "requested":
            self.boss.post(f"{REFUNDS}/{self.key}/approve", json={"amount": "4.00"}).raise_for_status()
        until(lambda: self._asked().json()["state"] == "succeeded", "the refund has succeeded", 60)

    def _asked(self) -> httpx.Response:
        body = {"payment_intent_id": self.attempt, "amount": "4.00", "reason": "A test of crash points"}
        return self.desk.till.post(REFUNDS, json=body, headers={"Idempotency-Key": self.key})

    def check(self) -> None:
        desk = self.desk
        [charge] = desk.charges(self.invoice)
        lines = [json.loads(line) for line in desk.stack.sandbox.ledger.read_text().splitlines()]
        back = [line["amount"] for line in lines if line["kind"] == "refund" and line["charge"] == charge["charge"]]
        assert back == [400]
        with desk.database.read() as session:
            refunds = session.scalars(select(StripeRefund).where(StripeRefund.id == self.key)).all()
            booked = session.scalars(select(LedgerEntry.kind).where(LedgerEntry.refund_id == self.key)).all()
        assert [(one.state, one.amount_minor) for one in refunds] == [("succeeded", 400)]
        assert sorted(booked) == ["refund_done", "refund_sent"]
        assert desk.detail(self.invoice)["due"]["amount_minor"] == 400
        assert desk.exceptions(self.invoice) == []


def server(desk: Desk, module: str, **env: str) -> None:
    """The desk's server again, on its port, started by ``module``."""
    port = desk.stack.url.rsplit(":", 1)[1]
    args = ["server", "--host", "127.0.0.1", "--port", port, "--demo"]
    desk.stack.server.__init__(args, desk.folder, {**desk.stack.env, **env}, module=module)  # type: ignore[misc]
    desk.stack.server.addresses("ready")


@pytest.fixture
def quiet_desk(desk: Desk) -> Iterator[Desk]:
    """No webhooks: nothing but the till's own requests brings the payment on."""
    desk.webhooks(deliver=False)
    yield desk
    if desk.stack.server.process.poll() is not None:
        server(desk, "pos_app")


@pytest.fixture
def boss(desk: Desk) -> Iterator[httpx.Client]:
    with closing(desk.stack.client("supervisor", till="Office")) as found:
        yield found


COURSES = pytest.mark.parametrize(("course", "commits"), [(Payment, 4), (Refund, 4)], ids=["payment", "refund"])
"""With how many commits each has at least: intention, question, answer, and what of it is money."""


@pytest.mark.slow
@pytest.mark.timeout(600)
@COURSES
def test_killed_before_and_after_each_commit(
    quiet_desk: Desk, boss: httpx.Client, course: type[Payment], commits: int
) -> None:
    desk = quiet_desk
    point = desk.folder / "cut"
    desk.stack.server.stop()
    server(desk, "tests.faults.cutter", CUT_FILE=str(point))
    cuts = 0
    for number in range(1, MOST_POINTS):
        whole = True
        for when in ("before", "after"):
            one = course(desk, boss)
            point.write_text(f"{number} {when}")
            whole = one.go()
            point.unlink()
            if not whole:
                cuts += 1
                assert desk.stack.server.process.wait(30) == -signal.SIGKILL
            else:
                desk.stack.server.kill()  # so that the next point is counted from the beginning
            server(desk, "tests.faults.cutter", CUT_FILE=str(point))
            one.finish()
            one.check()
        if whole:
            break
    assert cuts >= 2 * commits


# --- system calls ----------------------------------------------------------------------------------------------------


def _traceable() -> str:
    """Why system calls can't be tampered with here; empty where they can."""
    probe = ["strace", "-f", "-qq", "-o", os.devnull, "-e", "inject=getppid:retval=1", "true"]
    try:
        done = subprocess.run(probe, capture_output=True, text=True, timeout=30)
    except FileNotFoundError:
        return "strace is not installed; 'make test' installs it"
    return f"the kernel does not let strace in: {done.stderr.strip()[:100]}" if done.returncode else ""


@pytest.fixture(scope="module", autouse=True)
def _cold() -> Iterator[None]:
    """strace follows a process of its own parent's alone to the end."""
    with cold_starts():
        yield


needs_strace = pytest.mark.skipif(bool(_traceable()), reason=_traceable() or "-")


@contextmanager
def tampered(desk: Desk, *injections: str) -> Iterator[None]:
    """The running server with ``injections`` in its system calls (counted for each of its threads), then without."""
    handle, log = tempfile.mkstemp(prefix="strace-", dir=desk.folder)
    calls = {one.partition(":")[0] for one in injections}
    command = ["strace", "-f", "-o", os.devnull, "-e", f"trace={','.join(calls)}", "-p",
               str(desk.stack.server.process.pid)]  # fmt: skip
    for one in injections:
        command += ["-e", f"inject={one}"]
    with os.fdopen(handle, "wb") as stderr, subprocess.Popen(command, stderr=stderr, stdout=stderr) as strace:
        try:
            until(lambda: "attached" in Path(log).read_text(), "strace is attached")
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                strace.send_signal(signal.SIGINT)  # it lets go of the server
            try:
                strace.wait(10)
            except subprocess.TimeoutExpired:  # it waits for threads of a server that is dead already
                strace.kill()
                strace.wait(10)


@pytest.mark.slow
@pytest.mark.timeout(600)
@needs_strace
@pytest.mark.parametrize("shared_desk", ["sqlite"], indirect=True)
@COURSES
def test_killed_at_each_write_to_the_disk(
    quiet_desk: Desk, boss: httpx.Client, course: type[Payment], commits: int
) -> None:
    desk, cuts = quiet_desk, 0
    for number in range(1, MOST_POINTS):
        one = course(desk, boss)
        with tampered(desk, f"fdatasync:signal=SIGKILL:when={number}", f"fsync:signal=SIGKILL:when={number}"):
            whole = one.go()
        if not whole:
            cuts += 1
            desk.stack.server.process.wait(30)
            server(desk, "pos_app")
        one.finish()
        one.check()
        if whole:
            break
    assert cuts >= 2


@needs_strace
@pytest.mark.parametrize("shared_desk", ["sqlite"], indirect=True)
def test_a_full_disk_refuses_before_anything_is_charged_and_heals(quiet_desk: Desk) -> None:
    desk = quiet_desk
    fresh, opened = desk.invoice(), desk.invoice()
    key, attempt = str(uuid4()), desk.opened(opened)["id"]
    with tampered(desk, "pwrite64:error=ENOSPC:when=1+"):
        refusals = [desk.create(fresh, key), desk.confirm(attempt, "pm_card_visa")]
        assert {(answer.status_code, answer.json()["code"]) for answer in refusals} == {(507, "database_full")}
        assert desk.read(attempt)["state"] == "submitted"  # looking is still possible
        assert desk.intents(fresh) == []
    assert desk.charges(fresh) == desk.charges(opened) == []
    for invoice, ident in ((fresh, key), (opened, attempt)):
        if invoice is fresh:
            desk.create(invoice, ident).raise_for_status()
        assert desk.confirm(ident, "pm_card_visa").json()["state"] == "succeeded"
        assert len(desk.charges(invoice)) == len(desk.payments(invoice)) == 1
