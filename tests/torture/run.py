"""One run: the phase with faults, then the phase in which everything must drain, then the verdict."""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from tests.torture.cashier import Cashier
from tests.torture.faults import Progress, Storm
from tests.torture.journal import Begun
from tests.torture.judge import Book, Finding, Judge
from tests.torture.plan import Intention, Plan
from tests.torture.world import World

TILLS: Final = 8
DRAIN_SECONDS: Final = 120.0
"""A minute is promised from connectivity on; the rest is for a machine that is busy with other things."""


@dataclass
class Run:
    """What one seed did, and what was found."""

    plan: Plan
    database: str
    cashiers: list[Cashier]
    faults: Counter[str]
    kills: int
    answers: Counter[str]
    began: float
    seconds: float = 0.0
    charges: int = 0
    refunds: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def begun(self) -> list[Begun]:
        return [one for cashier in self.cashiers for one in cashier.journal.begun()]

    @property
    def line(self) -> str:
        verdict = "kept" if not self.findings else f"BROKEN ({len(self.findings)})"
        return (
            f"seed {self.plan.seed}  {self.database}  intentions {len(self.plan.intentions)}  charges {self.charges}  "
            f"refunds {self.refunds}  faults {sum(self.faults.values())}  kills {self.kills}  "
            f"{self.seconds:.0f} s  {verdict}"
        )

    @property
    def report(self) -> str:
        return "\n  ".join([self.line, *map(str, self.findings[:40]), f"answers: {dict(self.answers)}"])


def storm(world: World, plan: Plan) -> Run:
    """The phase with faults."""
    began = time.monotonic()
    patient = world.add_invoices(plan)
    answers: Counter[str] = Counter()
    lock = threading.Lock()

    def count(what: str) -> None:
        with lock:
            answers[what] += 1

    cashiers = [Cashier(world, plan, patient, number, count) for number in range(TILLS)]
    progress = Progress()
    weather = Storm(world, plan, progress)
    # the parts of an invoice come from one till, one after the other; rivals of it are another matter
    work: queue.SimpleQueue[list[Intention]] = queue.SimpleQueue()
    for _, parts in groupby(plan.intentions, key=lambda intention: intention.invoice):
        work.put(list(parts))
    failures: list[BaseException] = []

    def stand(cashier: Cashier) -> None:
        try:
            while True:
                for intention in work.get_nowait():
                    progress.one_more()
                    cashier.work(intention)
        except queue.Empty:
            return
        except BaseException as error:  # noqa: BLE001 - raised again below, in the thread that can tell of it
            failures.append(error)

    threads = [threading.Thread(target=stand, args=(cashier,), name=cashier.name) for cashier in cashiers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    weather.end()
    if failures:
        raise failures[0]
    return Run(plan, world.kind, cashiers, weather.done, weather.kills, answers, began)


def drain(world: World, runs: Sequence[Run], *, strict: bool = True) -> None:
    """The phase without faults: tills start again and end what they began; then only time may pass."""
    world.calm()
    with_threads = [
        threading.Thread(target=cashier.finish, name=f"{cashier.name} again")
        for run in runs
        for cashier in run.cashiers
    ]
    for thread in with_threads:
        thread.start()
    for thread in with_threads:
        thread.join()
    judge, deadline = Judge(world, strict=strict), time.monotonic() + DRAIN_SECONDS
    begun = [one for run in runs for one in run.begun]
    pause = threading.Event()
    while (findings := judge.look(begun)) and time.monotonic() < deadline:
        pause.wait(0.5)
    findings += judge.programs()
    _give_out(world, runs, findings)


def _give_out(world: World, runs: Sequence[Run], findings: Sequence[Finding]) -> None:
    """Each run gets its own figures; a finding belongs to all of them, unless it names an object of one."""
    book = Book.read(world.ledger)
    for run in runs:
        mine = {one.id for one in run.begun}
        charges = [charge for charge in book.charges.values() if charge.attempt in mine]
        run.charges, run.refunds = len(charges), sum(1 for charge in charges if charge.refunded)
        run.seconds = time.monotonic() - run.began
        run.findings = list(findings)
        for cashier in run.cashiers:
            run.findings += [
                Finding("an answer that must not be", what, str(n)) for what, n in cashier.oddities.items()
            ]
            cashier.close()
