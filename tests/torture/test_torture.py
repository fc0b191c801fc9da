"""Twenty seeds on each database: whatever goes wrong, the books agree afterwards. HMIS_SEED replays."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.torture.plan import DECLINING, draw
from tests.torture.run import Run, drain, storm
from tests.torture.world import running_world

SEEDS = 20
INTENTIONS = 12


def seed() -> int:
    return int(os.environ.get("HMIS_SEED") or random.randrange(10**6))


def kept(runs: Iterable[Run]) -> None:
    for run in runs:
        print(run.report)  # noqa: T201 - pytest shows it when the run fails, and the seed in it replays the plan
    assert [str(finding) for run in runs for finding in run.findings] == []


def test_the_same_seed_is_the_same_plan() -> None:
    for database in ("sqlite", "postgresql"):
        assert draw(7, 50, database) == draw(7, 50, database)
        assert draw(7, 50, database) != draw(8, 50, database)


def test_a_plan_has_something_of_everything() -> None:
    plans = [draw(n, 100, "postgresql") for n in range(5)]
    steps = {step.do for plan in plans for one in plan.intentions for step in one.steps}
    cards = {step.card for plan in plans for one in plan.intentions for step in one.steps}
    kinds = {fault.kind for plan in plans for fault in plan.faults}
    assert {"open", "charge", "page", "both", "bank", "cancel", "restart", "rival", "vanish"} <= steps
    assert {*DECLINING} <= cards
    assert {"kill_server", "kill_sandbox", "crash_database", "stop_server", "stop_sandbox"} <= kinds
    assert {"stripe", "till_road", "stripe_road", "webhooks"} <= kinds


def test_one_small_seed(tmp_path: Path) -> None:
    """Without a kill, so that it is quick: the machinery itself is in order."""
    with running_world(tmp_path, "sqlite") as world:
        run = storm(world, draw(seed(), 8, "sqlite", kills=0))
        drain(world, [run], strict=False)
    kept([run])
    assert run.charges


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_twenty_seeds(tmp_path: Path, database: str) -> None:
    """One storm after the other over the same processes, then one calm for all of them."""
    first = seed()
    with running_world(tmp_path, database) as world:
        runs = [storm(world, draw(first + n, INTENTIONS, database)) for n in range(SEEDS)]
        drain(world, runs, strict=False)
    kept(runs)
