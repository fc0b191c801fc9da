"""One row in a process of its own: ``python -m tests.bench.till.row NAME FOLDER OPTIONS``, with figures.json left in
the folder."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from dataclasses import asdict
from importlib import import_module
from pathlib import Path


def main(name: str, folder: str, options: str) -> None:
    figures = list(import_module(f"tests.bench.till.{name}").measured(Path(folder), Namespace(**json.loads(options))))
    (Path(folder) / "figures.json").write_text(json.dumps([asdict(one) for one in figures]))


if __name__ == "__main__":
    main(*sys.argv[1:])
