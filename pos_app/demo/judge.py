"""Reads the sandbox's ledger file: the judge of what money really moved. Shares no code with the server's books."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def charges_in(ledger: Path) -> list[dict[str, Any]]:
    """The charges of a ledger file, oldest first; none while the file does not exist."""
    if not ledger.exists():
        return []
    entries = [json.loads(line) for line in ledger.read_text().splitlines() if line.strip()]
    return [entry for entry in entries if entry["kind"] == "charge"]
