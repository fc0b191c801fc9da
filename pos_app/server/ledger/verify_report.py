"""What ``pos-app verify-ledger`` found, as text for a person or JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Final

from pos_app.formats import reported


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, in plain words with its ids. ``code`` is stable."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Sums:
    """Minor units of one currency, as somebody counts them. What came back is taken off again."""

    charged: int = 0
    refunded: int = 0
    disputed: int = 0
    fees: int = 0
    paid_out: int = 0

    @property
    def left(self) -> int:
        """What stayed at Stripe of it."""
        return self.charged - self.refunded - self.disputed - self.fees - self.paid_out


@dataclass(slots=True)
class Report:
    """``sums``: currency -> whose count -> figures."""

    differences: list[Finding] = field(default_factory=list)
    still_open: list[Finding] = field(default_factory=list)
    not_ours: list[Finding] = field(default_factory=list)
    sums: dict[str, dict[str, Sums]] = field(default_factory=dict)
    compared_with: str = ""

    def right(self, *, strict: bool = False) -> bool:
        return not self.differences and not (strict and self.still_open)


_COLUMNS: Final = ("charged", "refunded", "disputed", "fees", "paid_out", "left")


def as_json(report: Report, *, strict: bool = False) -> str:
    return json.dumps(
        {
            "right": report.right(strict=strict),
            "compared_with": report.compared_with,
            "differences": [asdict(one) for one in report.differences],
            "still_open": [asdict(one) for one in report.still_open],
            "not_ours": [asdict(one) for one in report.not_ours],
            "sums": {
                currency: {whose: _figures(sums) for whose, sums in found.items()}
                for currency, found in sorted(report.sums.items())
            },
        },
        indent=2,
    )


def _figures(sums: Sums) -> dict[str, int]:
    return {**asdict(sums), "left": sums.left}


def as_text(report: Report, *, strict: bool = False) -> str:
    lines: list[str] = []
    for title, found in (
        ("What differs:", report.differences),
        ("Still open:", report.still_open),
        ("Not ours, and not in these books:", report.not_ours),
    ):
        if found:
            lines += [title, *(f"  {one.text}" for one in found), ""]
    if report.sums:
        lines += [*_table(report.sums), ""]
    lines.append(_verdict(report, strict=strict))
    return "\n".join(lines)


def _verdict(report: Report, *, strict: bool) -> str:
    against = f" and with {report.compared_with}" if report.compared_with else ""
    if report.right(strict=strict):
        return f"The books agree with themselves{against}."
    count = len(report.differences) + (len(report.still_open) if strict else 0)
    return f"{count} {'thing differs' if count == 1 else 'things differ'}. Nothing was changed."


def _table(sums: Mapping[str, Mapping[str, Sums]]) -> Sequence[str]:
    rows = [["", "counted by", *(name.replace("_", " ") for name in _COLUMNS)]]
    for currency, found in sorted(sums.items()):
        for whose, figures in found.items():
            shown = _figures(figures)
            rows.append([currency.upper(), whose, *(reported(shown[name], currency) for name in _COLUMNS)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
