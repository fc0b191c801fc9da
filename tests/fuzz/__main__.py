"""``python -m tests.fuzz``: see ``make fuzz``."""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos_app.desktop.main import choose_language
from pos_app.desktop.views import environment
from tests.fuzz.round import play

SILENCE = 2.0


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz",
        description="Random keys, clicks, scans, drags and resizes on the real till. One line a seed; kept or broken.",
        epilog="example: make fuzz SEED=4711 MINUTES=10",
    )
    parser.add_argument("--seed", type=int, help="the first one (default: any)")
    parser.add_argument("--seeds", type=int, default=1, help="so many, one after the other (default: %(default)s)")
    parser.add_argument("--minutes", type=float, default=1.0, help="for each seed (default: %(default)s)")
    parser.add_argument("--locale", default="en_US", help="the till's language (default: %(default)s)")
    options = parser.parse_args(argv)
    if os.geteuid() == 0:  # Chromium refuses to start its sandbox as root
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    environment.prepare()
    app = QApplication(["fuzz"])
    app.setApplicationName("HMIS POS")
    choose_language(app, options.locale)
    first = random.randrange(10**6) if options.seed is None else options.seed
    broken = 0
    for seed in range(first, first + options.seeds):
        folder = Path(tempfile.mkdtemp(prefix=f"hmis-fuzz-{seed}-"))
        done = play(app, folder, seed, options.minutes * 60, silence=SILENCE, locale=options.locale)
        print(done.line, flush=True)  # noqa: T201 - a command talks to the person who typed it
        if done.findings:
            broken += 1
            lines = ("  what was done last:", *done.history, "  what was found:", *done.findings, f"  kept: {folder}")
            print("\n".join(lines), flush=True)  # noqa: T201
        else:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
