"""``python -m tests.torture``: see ``make torture``."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path

from tests.torture.plan import draw
from tests.torture.run import drain, storm
from tests.torture.world import running_world

EPILOG = """\
example:
  python -m tests.torture --seeds 20 --intentions 1000
  python -m tests.torture --seed 4711 --database postgresql
"""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.torture",
        description="Random intentions of cashiers under random faults, then calm, then a judge. One line a seed.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--seed", type=int, help="the first seed; it replays the plan (default: any)")
    parser.add_argument("--seeds", type=int, default=1, help="so many, one after the other (default: %(default)s)")
    parser.add_argument("--intentions", type=int, default=200, help="of each seed (default: %(default)s)")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    options = parser.parse_args(argv)
    first = random.randrange(10**6) if options.seed is None else options.seed
    databases = ("sqlite", "postgresql") if options.database == "both" else (options.database,)
    broken = 0
    for seed in range(first, first + options.seeds):
        for database in databases:
            broken += not one(seed, options.intentions, database)
    return 1 if broken else 0


def one(seed: int, intentions: int, database: str) -> bool:
    """A whole world for one seed; its folder is kept where a promise was broken."""
    folder = Path(tempfile.mkdtemp(prefix=f"hmis-torture-{seed}-"))
    sys.stdout.write(f"seed {seed}  {database}  ...\r")
    with running_world(folder, database) as world:
        run = storm(world, draw(seed, intentions, database))
        drain(world, [run])
    if run.findings:
        print(run.report)  # noqa: T201 - a command talks to the person who typed it
        print(f"  kept: {folder}\n  again: python -m tests.torture --seed {seed} --intentions {intentions} "  # noqa: T201
              f"--database {database}")  # fmt: skip
        return False
    print(run.line, flush=True)  # noqa: T201
    shutil.rmtree(folder, ignore_errors=True)
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
