"""The till beside its floors, on a server and a sandbox of its own. Each row has a module and a process of its own.

There must be a screen ('make bench' gives it a virtual one). Most rows wait for a key press to be painted, so they say
more on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.bench.report import HEAD, Figure, say
from tests.support.processes import REPO

ROWS: Final = ("start", "opening", "search", "card", "stall", "memory")
"""Modules of this folder, each with ``measured(folder, options)``."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--till-rows", nargs="+", choices=ROWS, default=list(ROWS), help="till: which rows; all")
    parser.add_argument("--till-rounds", type=int, default=7, help="till: turns of floor and product (%(default)s)")
    parser.add_argument("--open-invoices", type=int, default=100_000, help="till: invoices in the list (%(default)s)")
    parser.add_argument(
        "--till-payments", type=int, default=200, help="till: payments for the row on memory (%(default)s)"
    )


def run(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    say(HEAD)
    found: list[dict[str, Any]] = []
    wanted = {name: getattr(options, name) for name in ("till_rounds", "open_invoices", "till_payments")}
    for row in options.till_rows:
        own = folder / row
        own.mkdir()
        _in_a_process(row, own, wanted)
        for listed in json.loads((own / "figures.json").read_text()):
            figure = Figure(**listed)
            say(figure.line())
            found.append(figure.listed())
    return {"figures": found}


def _in_a_process(row: str, folder: Path, wanted: dict[str, int]) -> None:
    """A window of a row must not find Qt as another one left it."""
    command = [sys.executable, "-m", "tests.bench.till.row", row, str(folder), json.dumps(wanted)]
    # as in the tests: Chromium refuses to start its sandbox as root
    no_sandbox = {"QTWEBENGINE_DISABLE_SANDBOX": "1"} if os.geteuid() == 0 else {}
    with (folder / "output.txt").open("wb") as output:
        done = subprocess.run(
            command, cwd=REPO, env={**os.environ, **no_sandbox}, stdout=output, stderr=subprocess.STDOUT, check=False
        )
    if done.returncode:
        raise SystemExit(f"the row '{row}' failed:\n{(folder / 'output.txt').read_text()[-4000:]}")
