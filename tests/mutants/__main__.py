"""``python -m tests.mutants``: see ``make mutants``."""

from __future__ import annotations

import argparse
import queue
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutants.plant import Verdict, copy_tree, try_out
from tests.mutants.table import MUTANTS, Mutant


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutants",
        description="Plants classic bugs in a copy of the tree, one at a time; every one must be caught by a test.",
        epilog="example:\n  python -m tests.mutants --only lease",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", default="", help="those whose name holds this")
    parser.add_argument("--at-once", type=int, default=2, metavar="N", help="so many copies (default: %(default)s)")
    options = parser.parse_args(argv)
    wanted = [mutant for mutant in MUTANTS if options.only in mutant.name]
    missed = 0
    for verdict in try_all(wanted, options.at_once):
        print(row(verdict), flush=True)  # noqa: T201 - a command talks to the person who typed it
        if not verdict.caught:
            missed += 1
            print(verdict.output[-3000:])  # noqa: T201
    return 1 if missed else 0


def try_all(mutants: Sequence[Mutant], at_once: int = 2) -> Iterator[Verdict]:
    """Each mutant's verdict, in the order of the table. Every worker has a copy of the tree of its own."""
    with tempfile.TemporaryDirectory(prefix="hmis-mutants-") as folder:
        trees: queue.SimpleQueue[Path] = queue.SimpleQueue()
        for number in range(at_once):
            trees.put(copy_tree(Path(folder) / str(number)))

        def work(mutant: Mutant) -> Verdict:
            tree = trees.get()
            try:
                return try_out(mutant, tree)
            finally:
                trees.put(tree)

        with ThreadPoolExecutor(at_once) as pool:
            yield from pool.map(work, mutants)


def row(verdict: Verdict) -> str:
    by = verdict.caught_by.removeprefix("tests/") if verdict.caught else "NOT CAUGHT"
    return f"{verdict.mutant.name:45} {verdict.seconds:6.1f} s  {by}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
