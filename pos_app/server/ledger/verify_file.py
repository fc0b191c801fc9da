"""The sandbox's own account book as the other side: JSON lines, read as a file and nothing more."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pos_app.exits import ENVIRONMENT, FAILED, Stop
from pos_app.server.ledger.verify_movements import Key, Tallies, Tally, What

_SIGNS: Final = {
    "charge": (What.CHARGE, "charge", 1),
    "refund": (What.REFUND, "refund", -1),
    "refund_failed": (What.REFUND, "refund", 1),
    "dispute": (What.DISPUTE, "dispute", -1),
    "dispute_reversal": (What.DISPUTE, "dispute", 1),
    "payout": (What.PAYOUT, "payout", -1),
    "payout_failed": (What.PAYOUT, "payout", 1),
}
_NO_MONEY: Final = ("authorization", "authorization_released")


@dataclass(slots=True)
class Told:
    """``ours``: charges that carry an attempt of this program; ``charge_of``: refund or dispute -> its charge."""

    tallies: Tallies = field(default_factory=dict)
    ours: set[str] = field(default_factory=set)
    charge_of: dict[str, str] = field(default_factory=dict)


def read(path: Path) -> Told:
    """Raises Stop: ENVIRONMENT for a file that can't be read, FAILED for a line that can't be."""
    told = Told()
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    _take(told, json.loads(line, parse_float=Decimal))
                except (ValueError, KeyError, TypeError) as error:
                    raise Stop(f"Line {number} of {path} is none of an account book.", code=FAILED) from error
    except OSError as error:
        raise Stop(f"The file {path} can't be read: {error.strerror}.", code=ENVIRONMENT) from error
    return told


def _take(told: Told, line: dict[str, Any]) -> None:
    if line["kind"] in _NO_MONEY:
        return
    what, name, sign = _SIGNS[line["kind"]]
    source, amount, fee = line[name], line["amount"], line.get("fee", 0)
    if not isinstance(source, str) or not all(type(value) is int for value in (amount, fee)):
        raise ValueError("not what it should be")
    at = datetime.fromtimestamp(int(line["at"]), UTC)
    told.tallies.setdefault(Key(what, source, line["currency"]), Tally()).add(sign * amount, fee, at)
    if what is What.CHARGE and (line.get("metadata") or {}).get("attempt_id"):
        told.ours.add(source)
    if what in (What.REFUND, What.DISPUTE):
        told.charge_of[source] = line["charge"]
