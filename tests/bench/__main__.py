"""Prints tables and writes the figures as JSON into bench-results/."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import report, sandbox, server, till
from tests.support.processes import REPO

PARTS = {"sandbox": sandbox, "server": server, "till": till}
"""Each has ``arguments(parser)`` and ``run(options, folder)``, which gives what is kept as JSON."""


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measures the product beside a floor, in turn. Nothing fails on a time.",
        epilog='example:\n  make bench ARGS="server --rows invoice lists --invoices 100000"',
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART", help=f"{', '.join(PARTS)}; all")
    for part in PARTS.values():
        part.arguments(parser)
    options = parser.parse_args()
    begun = time.monotonic()
    found: dict[str, Any] = {"machine": report.machine()}
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        for part in options.parts or PARTS:
            report.say(f"==> {part}")
            found[part] = PARTS[part].run(options, Path(name))
    found["minutes"] = round((time.monotonic() - begun) / 60, 1)
    report.say(f"It took {found['minutes']} minutes. Written to {report.save(found).relative_to(REPO)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
