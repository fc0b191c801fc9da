"""Sums up a ledger file: what was charged, given back, disputed and kept, by currency and by payment intent.

Reads the file alone.  A line that is torn, or tells of something that can't have happened, is named and nothing is
summed: a judge that guesses is none.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from pos_app.exits import ENVIRONMENT, FAILED, Stop

_KINDS: Final = frozenset(
    "charge refund refund_failed dispute dispute_reversal authorization authorization_released".split()
)
_SHOWN: Final = 20
"""Bad lines named at most."""


@dataclass(slots=True)
class Totals:
    """Minor units of one currency. ``refunded`` and ``disputed`` are what stayed so."""

    charged: int = 0
    refunded: int = 0
    disputed: int = 0
    fees: int = 0

    @property
    def net(self) -> int:
        return self.charged - self.refunded - self.disputed - self.fees

    def add(self, kind: str, amount: int, fee: int) -> None:
        match kind:
            case "charge":
                self.charged += amount
            case "refund":
                self.refunded += amount
            case "refund_failed":
                self.refunded -= amount
            case "dispute":
                self.disputed += amount
            case "dispute_reversal":
                self.disputed -= amount
            case _:
                return
        self.fees += fee

    def shown(self) -> dict[str, int]:
        return {**asdict(self), "net": self.net}


@dataclass(slots=True)
class _Charge:
    """What the lines so far say of one charge."""

    currency: str
    intent: str | None
    totals: Totals = field(default_factory=Totals)
    held: int = 0
    refunds: dict[str, int] = field(default_factory=dict)
    disputes: dict[str, int] = field(default_factory=dict)


class Book:
    """Takes lines one after the other. Each ``_refuse`` ends in a ValueError with the reason."""

    def __init__(self) -> None:
        self.by_currency: dict[str, Totals] = defaultdict(Totals)
        self.by_intent: dict[tuple[str, str], Totals] = defaultdict(Totals)
        self._ids: set[str] = set()
        self._charges: dict[str, _Charge] = {}

    def take(self, raw: bytes) -> None:
        """Raises ValueError with what is wrong with the line."""
        line = _parsed(raw)
        kind, amount, currency, fee = line["kind"], line["amount"], line["currency"], line.get("fee", 0)
        if line["id"] in self._ids:
            raise ValueError(f"{line['id']} was booked before")
        charge = self._charges.get(line["charge"])
        if charge is None:
            if kind not in ("charge", "authorization"):
                raise ValueError(f"a {kind} of {line['charge']}, which nobody charged")
            charge = _Charge(currency, line.get("payment_intent"))
        if charge.currency != currency or charge.intent != line.get("payment_intent"):
            raise ValueError(f"{line['charge']} is of another currency or payment intent")
        _possible(charge, kind, amount, line)
        self._ids.add(line["id"])
        self._charges[line["charge"]] = charge
        for totals in (charge.totals, self.by_currency[currency], self.by_intent[charge.intent or "", currency]):
            totals.add(kind, amount, fee)


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        line = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is torn, or no JSON") from error
    if not isinstance(line, dict):
        raise ValueError("it is no JSON object")
    for name in ("id", "kind", "currency", "charge"):
        if not isinstance(line.get(name), str) or not line[name]:
            raise ValueError(f"it has no '{name}'")
    if line["kind"] not in _KINDS:
        raise ValueError(f"there is no kind '{line['kind'][:40]}'")
    if not _whole(line.get("amount")) or line["amount"] <= 0:
        raise ValueError("its amount is no whole number above zero")
    if not _whole(line.get("fee", 0)):
        raise ValueError("its fee is no whole number")
    if not (len(line["currency"]) == 3 and line["currency"].isascii() and line["currency"].islower()):
        raise ValueError("its currency is none")
    return line


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _possible(charge: _Charge, kind: str, amount: int, line: dict[str, Any]) -> None:
    """Write the line down at its charge. Raises ValueError where it can't be."""
    totals = charge.totals
    match kind:
        case "authorization":
            charge.held += amount
        case "authorization_released":
            if amount > charge.held:
                raise ValueError(f"it releases {amount} where {charge.held} were held")
            charge.held -= amount
        case "charge":
            if totals.charged:
                raise ValueError(f"{line['charge']} was charged before")
            if charge.held and amount > charge.held:
                raise ValueError(f"it takes {amount} where {charge.held} were held")
            charge.held = max(0, charge.held - amount)
        case "refund" | "dispute":
            left = totals.charged - totals.refunded - totals.disputed
            if amount > left:
                raise ValueError(f"a {kind} of {amount} where {left} were left")
            _once(charge.refunds if kind == "refund" else charge.disputes, line, kind)
        case "refund_failed" | "dispute_reversal":
            noun = "refund" if kind == "refund_failed" else "dispute"
            known = charge.refunds if noun == "refund" else charge.disputes
            if known.pop(str(line.get(noun)), None) != amount:
                raise ValueError(f"a {kind} without its {noun}")


def _once(known: dict[str, int], line: dict[str, Any], noun: str) -> None:
    ident = line.get(noun)
    if not isinstance(ident, str) or ident in known:
        raise ValueError(f"a {noun} without an id of its own")
    known[ident] = line["amount"]


def read(path: Path) -> Book:
    """Raises Stop: ENVIRONMENT for a file that can't be read, FAILED for lines that can't be true."""
    book = Book()
    wrong: list[str] = []
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                try:
                    if not raw.endswith(b"\n"):
                        raise ValueError("it is torn")
                    book.take(raw)
                except ValueError as error:
                    wrong.append(f"line {number}: {error}")
    except OSError as error:
        raise Stop(f"The ledger {path} can't be read: {error.strerror}.", code=ENVIRONMENT) from error
    if wrong:
        more = [f"and {len(wrong) - _SHOWN} more"] if len(wrong) > _SHOWN else []
        raise Stop(f"The ledger {path} can't be true.", "\n  ".join([*wrong[:_SHOWN], *more]), FAILED)
    return book


def as_json(book: Book) -> str:
    intents = [
        {"payment_intent": intent or None, "currency": currency, **totals.shown()}
        for (intent, currency), totals in sorted(book.by_intent.items())
    ]
    currencies = {currency: totals.shown() for currency, totals in sorted(book.by_currency.items())}
    return json.dumps({"currencies": currencies, "payment_intents": intents}, indent=2)


def as_table(book: Book) -> str:
    """Minor units, as the ledger has them."""
    names = list(Totals().shown())
    rows = [["", "currency", *names]]
    for (intent, currency), totals in sorted(book.by_intent.items()):
        rows.append([intent or "no payment intent", currency, *(f"{totals.shown()[name]:,}" for name in names)])
    for currency, totals in sorted(book.by_currency.items()):
        rows.append(["all", currency, *(f"{totals.shown()[name]:,}" for name in names)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join([*lines, "Amounts are in minor units."])
