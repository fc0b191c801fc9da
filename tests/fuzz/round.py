"""One round: a hospital, a till, a monkey, and the verdict of the account book."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from pos_app.server.db import Database
from pos_app.server.models import StripePaymentIntent
from tests.end2end.hands import Hands
from tests.fuzz.monkey import Monkey
from tests.fuzz.watch import Watch
from tests.support.processes import REPO, Stack, running_stack
from tests.support.waiting import until
from tests.torture.judge import Book, Ours, booked

DRAIN_SECONDS = 90.0


@dataclass(frozen=True)
class Round:
    """What a monkey did, and what was found."""

    seed: int
    acts: int
    seen: Mapping[str, int]
    restarts: int
    attempts: int
    charges: int
    paid_shown: int
    longest: float
    findings: Sequence[str]
    history: Sequence[str]

    @property
    def line(self) -> str:
        where = ", ".join(f"{name} {times}" for name, times in sorted(self.seen.items()))
        verdict = f"BROKEN ({len(self.findings)})" if self.findings else "kept"
        return (
            f"seed {self.seed}  acts {self.acts} ({where})  tills {self.restarts + 1}  attempts {self.attempts}  "
            f"charges {self.charges}  'Paid' shown {self.paid_shown}  longest silence {self.longest * 1000:.0f} ms  "
            f"{verdict}"
        )


def play(app: QApplication, folder: Path, seed: int, seconds: float, *, silence: float, locale: str = "en_US") -> Round:
    """``silence``: so many seconds without a heartbeat of the window are a finding."""
    with running_stack(folder, f"sqlite:///{folder / 'hmis.sqlite'}") as stack:
        database = Database(stack.database_url)
        watch = Watch(database, folder / "stacks.txt", silence)
        with closing(database), watch.watching():
            monkey = Monkey(
                seed, lambda: Hands(app, stack.url, folder / "till", locale=locale), database, watch, folder
            )
            try:
                monkey.play(seconds)
                monkey.calm()
            except AssertionError as error:
                watch.found(str(error))
            finally:
                monkey.till.close()
            attempts, charges = _settled(stack, database, watch)
        return Round(
            seed, monkey.acts, monkey.seen, monkey.restarts, attempts, charges, len(watch.paid), watch.longest,
            watch.findings, list(monkey.history),
        )  # fmt: skip


def _settled(stack: Stack, database: Database, watch: Watch) -> tuple[int, int]:
    """Once the news has travelled: the account book, our database, and the product's own checks of both."""

    def findings() -> list[str]:
        return [str(one) for one in booked(Book.read(stack.sandbox.ledger), Ours.read(database, ""))]

    try:
        until(lambda: not findings(), "the books agree", DRAIN_SECONDS, 0.5)
    except AssertionError:
        watch.findings += findings()
    commands = (["sandbox", "ledger", str(stack.sandbox.ledger), "--json"], ["verify-ledger"])
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "pos_app", *command],
            cwd=REPO, env={**os.environ, **stack.env}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            watch.findings.append(f"pos-app {command[0]} is not content: {(done.stdout + done.stderr)[-2000:]}")
    with database.read() as session:
        attempts = len(session.scalars(select(StripePaymentIntent.id)).all())
    return attempts, len(Book.read(stack.sandbox.ledger).charges)
