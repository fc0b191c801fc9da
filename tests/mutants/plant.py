"""Plants a mutant in a copy of the tree and runs the tests that have to catch it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.mutants.table import Mutant
from tests.support.processes import REPO

COPIED: Final = ("pos_app", "tests", "resources", "pyproject.toml")
FAILED: Final = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.M)


class NoSuchPlace(AssertionError):
    """The text a mutant replaces does not stand there, or more than once."""


@dataclass(frozen=True, slots=True)
class Verdict:
    mutant: Mutant
    caught_by: str
    seconds: float
    output: str

    @property
    def caught(self) -> bool:
        return bool(self.caught_by)


def patched(mutant: Mutant, text: str) -> str:
    """Raises NoSuchPlace."""
    if text.count(mutant.old) != 1:
        raise NoSuchPlace(f"'{mutant.name}': its text stands {text.count(mutant.old)} times in {mutant.path}")
    return text.replace(mutant.old, mutant.new)


def copy_tree(target: Path) -> Path:
    """The parts of the repository that tests need."""
    for name in COPIED:
        source = REPO / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)
    return target


def run_tests(tree: Path, tests: tuple[str, ...], seconds: float = 240) -> tuple[int, str]:
    """pytest's exit code and output; what takes longer than ``seconds`` has failed."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *tests]
    try:
        done = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        return 1, f"FAILED {tests[0]} - no end in {seconds:g} s\n{error.stdout!r}"
    return done.returncode, done.stdout + done.stderr


def try_out(mutant: Mutant, tree: Path) -> Verdict:
    """Plant ``mutant`` in ``tree``, run its tests, take it out again."""
    path, began = tree / mutant.path, time.monotonic()
    original = path.read_text()
    path.write_text(patched(mutant, original))
    try:
        code, output = run_tests(tree, mutant.tests)
    finally:
        path.write_text(original)
    found = FAILED.search(output)
    # 1 is "tests failed"; anything else (nothing collected, wrong arguments) is no catch
    caught_by = found[1] if code == 1 and found else ""
    return Verdict(mutant, caught_by, time.monotonic() - began, output)
