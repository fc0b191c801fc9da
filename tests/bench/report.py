"""What was measured, as lines to read and as JSON to keep."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.support.processes import REPO

HEAD = f"{'':52}{'':12}{'floor':>9}{'product':>9}  {'unit':10}{'ratio':>7}   wanted"


@dataclass(frozen=True)
class Figure:
    """One line of a table. ``value``: what is compared with ``wanted``: the ratio to the floor where there is one."""

    what: str
    database: str
    product: float
    unit: str
    floor: float | None = None
    at_most: float | None = None
    at_least: float | None = None
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float | None:
        return None if self.floor is None else self.product / self.floor

    @property
    def reached(self) -> bool | None:
        """None where nothing is wanted."""
        value = self.product if self.ratio is None else self.ratio
        if self.at_most is not None:
            return value <= self.at_most
        return None if self.at_least is None else value >= self.at_least

    def line(self) -> str:
        floor = "" if self.floor is None else _short(self.floor)
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        return (
            f"{self.what:52}{self.database:12}{floor:>9}{_short(self.product):>9}  {self.unit:10}{ratio:>7}"
            f"   {self._wanted()}"
        )

    def _wanted(self) -> str:
        unit = f" {self.unit}" if self.ratio is None else "x"
        if self.at_most is not None:
            text = f"<= {self.at_most:g}{unit}"
        elif self.at_least is not None:
            text = f">= {self.at_least:g}{unit}"
        else:
            return ""
        return text if self.reached else f"{text}   NOT REACHED"

    def listed(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio, "reached": self.reached}


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def say(text: str = "") -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def machine() -> dict[str, Any]:
    return {"processors": os.cpu_count(), "python": platform.python_version(), "load": os.getloadavg()[0]}


def save(report: dict[str, Any]) -> Path:
    """Write the figures into bench-results/; where."""
    at = datetime.now(UTC)
    target = REPO / "bench-results" / f"bench-{at:%Y%m%d-%H%M%S}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps({"at": at.isoformat(timespec="seconds"), **report}, indent=2) + "\n")
    return target
