"""``pos-app sandbox``: plays Stripe on a loopback port, with a second port to make things go wrong."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uvicorn

from pos_app.exits import ENVIRONMENT, OK, Stop
from pos_app.sandbox import fault_plan, totals
from pos_app.sandbox.app import Api
from pos_app.sandbox.connection import Connection
from pos_app.sandbox.control import Control
from pos_app.sandbox.engine import Engine
from pos_app.sandbox.faults import Faults
from pos_app.sandbox.ledger import Ledger
from pos_app.sandbox.pace import PACES
from pos_app.sandbox.params import Parameters
from pos_app.sandbox.rate_limit import RateLimit
from pos_app.sandbox.routes import table
from pos_app.sandbox.store import Store
from pos_app.sandbox.webhooks import Deliveries, Manner

HOST = "127.0.0.1"
LEDGER = "ledger.jsonl"
"""The ledger's name in a folder of data."""
_EPILOG = """\
example:
  pos-app sandbox --port 8420 --control-port 8421 --data ./sandbox --ledger ./ledger.jsonl
  pos-app sandbox --fault-plan ./faults.json
  pos-app sandbox ledger --data ./sandbox
  STRIPE_API_BASE=http://127.0.0.1:8420 STRIPE_SECRET_KEY=sk_test_x pos-app server ...
"""


class Web(uvicorn.Server):
    """One of two servers in a process: signals are the program's business."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def main(argv: list[str]) -> int:
    if argv[:1] == ["ledger"]:
        return _ledger(argv[1:])
    options = _parser().parse_args(argv)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")
    plan = None if options.fault_plan is None else fault_plan.read(options.fault_plan)
    sockets = [listen(options.port), listen(options.control_port)]
    path = None
    if options.data is not None:
        try:
            options.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Stop(f"The folder {options.data} can't be made: {error.strerror}.", code=ENVIRONMENT) from error
        path = options.data / "sandbox.sqlite3"
        options.ledger = options.ledger or options.data / LEDGER
    try:
        store = Store(path)
    except sqlite3.OperationalError as error:
        raise Stop(f"The data in {options.data} can't be opened: {error}.",
                   "Check that the folder is yours, or name another with --data.", ENVIRONMENT) from error  # fmt: skip
    ledger = Ledger(store, options.ledger)
    base_url = f"http://{HOST}:{sockets[0].getsockname()[1]}"
    engine = Engine(store, ledger, Parameters(), base_url, PACES[options.pace])
    faults, manner = Faults(), Manner()
    if plan is not None:
        plan.apply(faults, manner)
    api = Api(engine, table(), faults, RateLimit(options.rate_limit))
    try:
        asyncio.run(_serve(api, manner, sockets))
    finally:
        api.close()
        ledger.close()
        store.close()
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="pos-app sandbox",
        description="Plays Stripe on a local port: the API, Stripe.js with its card fields, webhooks. No money moves.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--port", type=_port, default=0, help="port of the API (0: a free one)")
    parser.add_argument("--control-port", type=_port, default=0, help="port for faults, webhooks and the clock")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--memory", action="store_true", help="forget everything at the end (the default)")
    where.add_argument("--data", type=Path, metavar="DIR", help="keep everything in this folder")
    parser.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE",
        help=f"append each movement of money, a JSON line each (with --data: {LEDGER} in that folder)",
    )
    parser.add_argument("--pace", choices=sorted(PACES), default="fast", help="how long what happens by itself takes")
    parser.add_argument(
        "--fault-plan",
        type=Path,
        metavar="FILE",
        help="what shall go wrong, as JSON: a list of faults, or a whole plan",
    )
    parser.add_argument("--rate-limit", type=_limit, metavar="N", help="refuse more than N requests a second")
    return parser


def _ledger(argv: list[str]) -> int:
    """``pos-app sandbox ledger``: sums the ledger file up."""
    parser = argparse.ArgumentParser(
        prog="pos-app sandbox ledger",
        description="Sums up a ledger file by currency and by payment intent. A line that is torn or can't be true is "
        "named, nothing is summed, and the exit code is 1.",
        epilog="example:\n  pos-app sandbox ledger ./sandbox/ledger.jsonl --json",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the file given to --ledger")
    where.add_argument("--data", type=Path, metavar="DIR", help=f"the folder of data that holds {LEDGER}")
    parser.add_argument("--json", action="store_true", help="for a program to read")
    options = parser.parse_args(argv)
    book = totals.read(options.file or options.data / LEDGER)
    print(totals.as_json(book) if options.json else totals.as_table(book))
    return OK


def _limit(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("a limit is a number from 1")
    return value


def _port(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 65_535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return value


def listen(port: int) -> socket.socket:
    """A loopback socket, 0 for any free port. Raises Stop when the port is taken."""
    # named TCP: asyncio switches Nagle off for such sockets only, and with it every answer would wait 40 ms
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((HOST, port))
    except OSError as error:
        sock.close()
        raise Stop(
            f"Port {port} of {HOST} is not free: {error.strerror}.", "Give another one, or 0 for any.", ENVIRONMENT
        ) from error
    sock.listen(1024)
    sock.settimeout(0)
    return sock


async def _serve(api: Api, manner: Manner, sockets: list[socket.socket]) -> None:
    deliveries = Deliveries(api.engine.store, api.do, manner, api.engine.pace.retries, api.engine.base_url)
    jobs = asyncio.Event()

    def changed() -> None:
        deliveries.wake()
        jobs.set()

    api.changed = changed
    api.deliver_now = deliveries.deliver_now
    apps: list[Any] = [api.app(), Control(api, deliveries).app()]
    servers = [
        Web(
            uvicorn.Config(
                app,
                # what fails is logged by the app; the rest is connections cut on purpose, or at the end
                log_level="critical",
                access_log=False,
                lifespan="off",
                http=Connection,
                ws="none",
                timeout_graceful_shutdown=1,
                server_header=False,
            )
        )
        for app in apps
    ]
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    serving = [loop.create_task(server.serve([sock])) for server, sock in zip(servers, sockets, strict=True)]
    background = [loop.create_task(deliveries.run()), loop.create_task(_keep_time(api, jobs, changed))]
    while not all(server.started for server in servers):
        await asyncio.sleep(0.005)
    for word, sock in zip(("ready", "control"), sockets, strict=True):
        sys.stdout.write(f"{word} on http://{HOST}:{sock.getsockname()[1]}\n")
    sys.stdout.flush()
    ended = loop.create_task(stop.wait())
    # a background task that ends has failed, and so has the sandbox
    await asyncio.wait([ended, *serving, *background], return_when=asyncio.FIRST_COMPLETED)
    for server in servers:
        server.should_exit = True
    await asyncio.gather(*serving)
    deliveries.close()
    ended.cancel()
    for task in background:
        if task.done():
            task.result()
        task.cancel()
    await asyncio.gather(ended, *background, return_exceptions=True)


async def _keep_time(api: Api, jobs: asyncio.Event, changed: Any) -> None:
    """Do what has become due, for ever."""
    while True:
        jobs.clear()
        done, due = await api.do(api.engine.catch_up)
        if done:
            changed()
        pause = 3600.0 if due is None else max(0.0, min(3600.0, due - time.time()))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(jobs.wait(), pause)
