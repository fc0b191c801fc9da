"""The server beside its floors, on SQLite and on PostgreSQL. Each row of the table has a module of its own."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.bench.report import HEAD, say
from tests.bench.server import events, held, invoice, lists, receipt, webhook
from tests.bench.server.places import POSTGRESQL, SQLITE, places

ROWS = MappingProxyType(
    {
        "invoice": invoice.measured,
        "webhook": webhook.measured,
        "events": events.measured,
        "held": held.measured,
        "receipt": receipt.measured,
        "lists": lists.measured,  # last: it leaves gigabytes in the caches
    }
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS), help="server: which rows; all")
    parser.add_argument(
        "--databases", nargs="+", choices=(SQLITE, POSTGRESQL), default=[SQLITE, POSTGRESQL], help="server: all"
    )
    parser.add_argument("--rounds", type=int, default=5, help="server: turns of floor and product (%(default)s)")
    parser.add_argument("--events", type=int, default=2_000, help="server: payments whose events come (%(default)s)")
    parser.add_argument("--invoices", type=int, default=2_000_000, help="server: rows of the large list (%(default)s)")


def run(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    say(HEAD)
    found = []
    with places(folder, options.databases) as every:
        for row in options.rows:
            for place in every:
                for figure in ROWS[row](place, options):
                    say(figure.line())
                    found.append(figure.listed())
    return {"figures": found}
