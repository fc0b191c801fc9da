"""Makes things go wrong at the moments the plan names, and counts what it did."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal

from tests.support.road import Trouble
from tests.torture.plan import Fault, Plan
from tests.torture.world import World

KILLS = ("kill_server", "kill_sandbox", "crash_database")


class Progress:
    """How many intentions were begun; faults wait for it."""

    def __init__(self) -> None:
        self._begun = 0
        self._change = threading.Condition()

    def one_more(self) -> None:
        with self._change:
            self._begun += 1
            self._change.notify_all()

    def wait_for(self, count: int, seconds: float) -> bool:
        with self._change:
            return self._change.wait_for(lambda: self._begun >= count, seconds)


class Storm:
    """The faults of one plan, in a thread of its own. ``end`` waits for those that are under way."""

    def __init__(self, world: World, plan: Plan, progress: Progress) -> None:
        self._world = world
        self._plan = plan
        self._progress = progress
        self._over = threading.Event()
        self._pool = ThreadPoolExecutor(8, thread_name_prefix="fault")
        self._doing: list[Future[None]] = []
        self.done: Counter[str] = Counter()
        self._thread = threading.Thread(target=self._run, name="storm", daemon=True)
        self._thread.start()

    @property
    def kills(self) -> int:
        return sum(self.done[kind] for kind in KILLS)

    def end(self) -> None:
        self._over.set()
        self._thread.join()
        self._pool.shutdown()
        for one in self._doing:
            one.result()

    def _run(self) -> None:
        for fault in self._plan.faults:
            while not self._progress.wait_for(fault.after, 0.2):
                if self._over.is_set():
                    return
            self.done[fault.kind] += 1
            self._doing.append(self._pool.submit(self._do, fault))

    def _do(self, fault: Fault) -> None:
        world = self._world
        match fault.kind:
            case "stripe":
                body = {"on": fault.on, "do": fault.do, "times": fault.times}
                if fault.do.startswith("error"):
                    body["status"] = fault.status
                if fault.do.startswith("delay"):
                    body["seconds"] = fault.seconds
                world.control("POST", "/faults", body)
            case "webhooks":
                world.control("POST", "/webhooks", dict(fault.more))
            case "till_road":
                road = world.till_roads[fault.which % len(world.till_roads)]
                road.trouble(Trouble(fault.do == "after", fault.seconds), fault.times)
            case "stripe_road":
                world.stripe_road.trouble(Trouble(fault.do == "after", fault.seconds), fault.times)
            case "stop_server" | "stop_sandbox":
                world.stop_for(fault.kind.removeprefix("stop_"), fault.which, fault.seconds)
            case "kill_server":
                world.kill_server(fault.which)
            case "kill_sandbox":
                world.kill_sandbox()
            case "crash_database":
                world.crash_database()
            case other:
                raise AssertionError(f"a plan with a fault nobody knows: {other}")


def seconds_text(seconds: float) -> str:
    return f"{Decimal(seconds):.1f}"
