"""The sandbox: payments, lists, the time it takes to start; beside another double where one is installed."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from pos_app.sandbox.store import Store
from tests.bench.load import AUTH, FORM, Client, Measured, get, measure, post
from tests.bench.report import say
from tests.support.processes import Program, free_port

CLIENTS = 8
PAYMENT = {
    "amount": "14800",
    "currency": "usd",
    "confirm": "true",
    "payment_method": "pm_card_visa",
    "off_session": "true",  # so that no way back need be named, which not every double takes
}
SIZES = (1_000, 100_000)


PAY = post("/v1/payment_intents", urlencode(PAYMENT).encode(), FORM, AUTH)
PAID = b'"succeeded"'


def pay(url: str, pid: int, payments: int) -> Measured:
    return measure(url, pid, [PAY] * payments, CLIENTS, PAID)


@contextmanager
def sandbox(folder: Path, *extra: str) -> Iterator[tuple[str, int]]:
    program = Program(["sandbox", *extra], folder)
    try:
        yield program.addresses("ready", "control")["ready"], program.process.pid
    finally:
        program.stop()


def start_time(folder: Path, times: int) -> float:
    """Milliseconds from the command to "ready", the median."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        with sandbox(folder, "--memory"):
            took.append(time.perf_counter() - begun)
    return statistics.median(took) * 1000


def filled(folder: Path, size: int) -> Path:
    """A folder of data with ``size`` intents, each tenth of one customer: one real payment, written many times."""
    data = folder / f"data-{size}"
    with sandbox(folder, "--data", str(data)) as (url, _):
        client = Client(url)
        customer = json.loads(client.ask("POST", "/v1/customers", {"name": "Bench"}))["id"]
        intent = json.loads(client.ask("POST", "/v1/payment_intents", PAYMENT))
        client.close()
    store = Store(data / "sandbox.sqlite3")
    with store.transaction():
        for number in range(size - 1):
            ident = f"pi_bench{number:07d}"
            owner = customer if number % 10 == 0 else None
            store.put(ident, {**intent, "id": ident, "customer": owner}, {})
    store.close()
    return data


def lists(folder: Path, size: int, requests: int) -> dict[str, Measured]:
    with sandbox(folder, "--data", str(filled(folder, size))) as (url, pid):
        client = Client(url)
        customer = json.loads(client.ask("GET", "/v1/customers"))["data"][0]["id"]
        client.close()
        middle = f"pi_bench{size // 2:07d}"
        base = "/v1/payment_intents"
        paths = {
            "one intent": f"{base}/{middle}",
            "first page": f"{base}?limit=10",
            "page in the middle": f"{base}?limit=10&starting_after={middle}",
            "backwards from the middle": f"{base}?limit=10&ending_before={middle}",
            "of one customer": f"{base}?limit=10&customer={customer}",
        }
        return {name: measure(url, pid, [get(path, AUTH)] * requests) for name, path in paths.items()}


def other(requests: int, folder: Path) -> tuple[Measured | None, str]:
    """The same payment on ``localstripe``, where that program happens to be installed: as a process, nothing else."""
    program = shutil.which("localstripe")
    if program is None:
        return None, "localstripe is not installed here, so it was not measured"
    port = free_port()
    with (folder / "localstripe.log").open("wb") as log:
        process = subprocess.Popen(
            [program, "--port", str(port), "--from-scratch"], stdout=log, stderr=log, start_new_session=True
        )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                probe = Client(url)
                paid = PAID in probe.ask("POST", "/v1/payment_intents", PAYMENT)
                probe.close()
                break
            except ConnectionError:
                if time.monotonic() > deadline or process.poll() is not None:
                    return None, "localstripe did not start, so it was not measured"
                time.sleep(0.1)
        if not paid:
            return None, "localstripe did not pay, so it was not measured"
        return pay(url, process.pid, requests), "measured in turn on the same machine"
    except AssertionError as error:
        return None, f"localstripe refused the same request, so it was not measured: {error}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


def rows(results: dict[str, Measured]) -> list[str]:
    lines = [f"{'':44}{'requests':>9}{'clients':>8}{'wall ms':>9}{'cpu ms':>8}{'median':>8}{'p95':>8}"]
    for name, one in results.items():
        figures = f"{one.requests:>9,}{one.clients:>8}{one.wall:>9.2f}{one.cpu:>8.2f}{one.median:>8.2f}{one.p95:>8.2f}"
        lines.append(f"{name:44}{figures}")
    return lines


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--payments", type=int, default=4_000, help="sandbox: payments in each run (%(default)s)")
    parser.add_argument("--reads", type=int, default=2_000, help="sandbox: requests of each read (%(default)s)")


def run(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    results: dict[str, Measured] = {}
    started = start_time(folder, 7)
    say(f"start until ready, median of 7: {started:.0f} ms")
    with sandbox(folder, "--memory") as (url, pid):
        results["create and confirm, in memory"] = pay(url, pid, options.payments)
    with sandbox(folder, "--data", str(folder / "kept")) as (url, pid):
        results["create and confirm, kept on disk"] = pay(url, pid, options.payments)
    for size in SIZES:
        for what, found in lists(folder, size, options.reads).items():
            results[f"{size:,} intents: {what}"] = found
    theirs, remark = other(options.payments, folder)
    if theirs is not None:
        results["localstripe: create and confirm"] = theirs
    for line in rows(results):
        say(line)
    ratio: dict[str, float] | None = None
    ours = results["create and confirm, in memory"]
    if theirs is not None:
        ratio = {"cpu": theirs.cpu / ours.cpu, "wall": theirs.wall / ours.wall}
        say(f"localstripe needs {ratio['cpu']:.1f} times the processor, {ratio['wall']:.1f} times the time; {remark}.")
    else:
        say(f"{remark[0].upper()}{remark[1:]}.")
    return {
        "start_ms": started,
        "results_ms": {name: one.listed() for name, one in results.items()},
        "localstripe": {"remark": remark, "ratio": ratio},
    }
