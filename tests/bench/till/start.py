"""From the command to a log-in window that can be typed into, beside a bare window with the same modules of Qt."""

from __future__ import annotations

import ast
import json
import re
import statistics
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from tests.bench.report import Figure
from tests.bench.till.counter import served
from tests.support.processes import REPO

AT_MOST = 1.5
USABLE = re.compile(rb"^usable", re.MULTILINE)


def measured(folder: Path, options: Namespace) -> Iterator[Figure]:
    # as a file: as a module it would load its package too, and with it what the other rows are measured by
    bare = [sys.executable, "tests/bench/till/bare.py", "window", json.dumps(names_of_qt())]
    floors, products = [], []
    with served(folder) as stack:
        for number in range(options.till_rounds + 1):
            profile = folder / f"till-{number}"
            ours = [sys.executable, "tests/bench/till/ours.py", "--server", stack.url, "--profile", str(profile)]
            floor, product = _until(bare, re.compile(rb"^ready", re.MULTILINE)), _until(ours, USABLE)
            if number:  # the first one of each reads from the disk
                floors.append(floor)
                products.append(product)
    yield Figure(
        "start to a usable log-in window", "", statistics.median(products), "ms", floor=statistics.median(floors),
        at_most=AT_MOST, more={"floors": floors, "products": products},
    )  # fmt: skip


def names_of_qt() -> dict[str, list[str]]:
    """By module: what of Qt the modules import that the till has loaded before its window shows."""
    loaded = (
        "import sys, json, pos_app.desktop.main; print(json.dumps([getattr(one, '__file__', None) for name, one in "
        "sys.modules.items() if name.startswith('pos_app.')]))"
    )
    answer = subprocess.run([sys.executable, "-c", loaded], cwd=REPO, capture_output=True, check=True, text=True)
    found: dict[str, set[str]] = {}
    for file in json.loads(answer.stdout):
        for node in ast.parse(Path(file).read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("PySide6."):
                found.setdefault(node.module, set()).update(one.name for one in node.names)
    return {module: sorted(names) for module, names in found.items()}


def _until(command: list[str], said: re.Pattern[bytes]) -> float:
    """Milliseconds until the program says so. It is ended then."""
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        heard = b""
        for line in process.stdout:
            heard += line
            if said.search(heard):
                took = time.perf_counter() - begun
                break
        else:
            raise AssertionError(f"{command} ended without a word of it: {heard!r}")
        process.terminate()
        process.stdout.read()
    return took * 1000
