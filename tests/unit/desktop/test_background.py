"""Worker threads and the event loop, with a real one."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pos_app.desktop.background import QtRunner, QtTimers, SystemClock


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[QtRunner]:
    made = QtRunner()
    yield made
    made.stop()


def test_results_come_back_in_the_windows_thread(qtbot: QtBot, runner: QtRunner) -> None:
    seen: list[Any] = []
    runner.run("reads", threading.get_ident).then(lambda worker: seen.extend([worker, threading.get_ident()]))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen[0] != seen[1] == threading.get_ident()


def test_errors_come_back_too(qtbot: QtBot, runner: QtRunner) -> None:
    seen: list[Exception] = []

    def work() -> None:
        raise ValueError("no")

    runner.run("reads", work).then(None, seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert str(seen[0]) == "no"


def test_money_goes_one_after_the_other_in_order(qtbot: QtBot, runner: QtRunner) -> None:
    done: list[int] = []
    at_once: list[int] = []
    running = 0
    gate = threading.Lock()

    def work(number: int) -> int:
        nonlocal running
        with gate:
            running += 1
            at_once.append(running)
        with gate:
            running -= 1
        return number

    for number in range(100):
        runner.run("money", lambda number=number: work(number)).then(done.append)
    qtbot.waitUntil(lambda: len(done) == 100)
    assert done == list(range(100))
    assert max(at_once) == 1


def test_a_hanging_lane_holds_up_no_other(qtbot: QtBot, runner: QtRunner) -> None:
    release = threading.Event()
    seen: list[str] = []
    runner.run("keyring", release.wait).then(lambda _: seen.append("keyring"))
    runner.run("journal", lambda: "journal").then(seen.append)
    qtbot.waitUntil(lambda: seen == ["journal"])
    release.set()
    qtbot.waitUntil(lambda: seen == ["journal", "keyring"])


def test_dropped_work_is_heard_of_no_more(qtbot: QtBot, runner: QtRunner) -> None:
    seen: list[int] = []
    job = runner.run("journal", lambda: 1).then(seen.append)
    runner.run("journal", lambda: 2).then(seen.append)
    job.drop()
    qtbot.waitUntil(lambda: seen == [2])


def test_after_stop_nothing_comes_back(qtbot: QtBot, runner: QtRunner) -> None:
    release = threading.Event()
    seen: list[bool] = []
    runner.run("reads", release.wait).then(seen.append)
    runner.stop()
    release.set()
    for thread in runner._threads:
        thread.join(5)
        assert not thread.is_alive()
    qtbot.wait(1)
    assert seen == []


def test_timers_fire_once_unless_cancelled(qtbot: QtBot, runner: QtRunner) -> None:
    timers = QtTimers(runner)
    seen: list[str] = []
    timers.after(1, lambda: seen.append("a"))
    timers.after(1, lambda: seen.append("b")).cancel()
    timers.after(20, lambda: seen.append("c"))
    qtbot.waitUntil(lambda: "c" in seen)
    assert seen == ["a", "c"]


def test_the_clock_knows_its_offset() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is not None
    assert clock.monotonic() <= clock.monotonic()


def test_thousands_of_results_leave_nothing_behind(qtbot: QtBot, runner: QtRunner) -> None:
    count = 0

    def done(_result: object) -> None:
        nonlocal count
        count += 1

    for _ in range(5000):
        runner.run("reads", object).then(done)
    qtbot.waitUntil(lambda: count == 5000, timeout=20_000)


def test_time_goes_on_while_the_machine_sleeps() -> None:
    """As the kernel counts since the start, sleep included; not as its clock that stands still meanwhile."""
    before = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert before <= SystemClock().monotonic() <= time.clock_gettime(time.CLOCK_BOOTTIME)


def test_a_waiting_thread_holds_on_to_no_answer(runner: QtRunner, qtbot: QtBot) -> None:
    class Rows:
        """A list of patients, say."""

    heard: list[bool] = []
    runner.run("journal", Rows).then(lambda rows: heard.append(isinstance(rows, Rows)))
    qtbot.waitUntil(lambda: heard == [True])

    def gone() -> bool:
        gc.collect()
        return not [one for one in gc.get_objects() if type(one) is Rows]

    qtbot.waitUntil(gone)
