"""A whole plan of what shall go wrong: faults, the seed of their chances, the manner of webhooks."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pos_app.exits import CONFIGURATION, ENVIRONMENT, Stop
from pos_app.sandbox import faults
from pos_app.sandbox.errors import ApiError, Json
from pos_app.sandbox.faults import MAX_SEED, Fault, Faults
from pos_app.sandbox.webhooks import Manner

PARTS: Final = frozenset(["seed", "faults", "webhooks"])


@dataclass(frozen=True, slots=True)
class Plan:
    """``seed`` None leaves the generator as it is."""

    faults: tuple[Fault, ...]
    webhooks: Json
    seed: int | None = None

    def apply(self, to: Faults, manner: Manner) -> None:
        """Faults are added after those that are there."""
        if self.seed is not None:
            to.reseed(self.seed)
        manner.change(self.webhooks)
        to.extend(self.faults)


def parse(given: Any) -> Plan:
    """A list of faults, or an object of PARTS. Raises ApiError 400 for what is no plan."""
    if isinstance(given, list):
        given = {"faults": given}
    if not isinstance(given, dict):
        raise ApiError(400, "A plan is a list of faults, or an object with 'seed', 'faults', 'webhooks'.")
    unknown = sorted(set(given) - PARTS)
    if unknown:
        raise ApiError(400, f"A plan has no '{unknown[0]}'; it takes {', '.join(sorted(PARTS))}.")
    seed = given.get("seed")
    if seed is not None and (isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MAX_SEED):
        raise ApiError(400, f"'seed' is a whole number from 0 to {MAX_SEED}.")
    listed, manner = given.get("faults", []), given.get("webhooks", {})
    if not isinstance(listed, list):
        raise ApiError(400, "'faults' is a list.")
    if not isinstance(manner, dict):
        raise ApiError(400, "'webhooks' is an object.")
    Manner().change(manner)
    return Plan(tuple(_fault(number, one) for number, one in enumerate(listed, 1)), manner, seed)


def _fault(number: int, given: Any) -> Fault:
    if not isinstance(given, dict):
        raise ApiError(400, f"Fault {number} of the plan is not an object.")
    try:
        return faults.parse(given)
    except ApiError as error:
        raise ApiError(400, f"Fault {number} of the plan: {error}") from error


def read(path: Path) -> Plan:
    """The plan in a file. Raises Stop with one sentence: ENVIRONMENT where it can't be read, else CONFIGURATION."""
    try:
        return parse(json.loads(path.read_bytes()))
    except OSError as error:
        raise Stop(f"The fault plan {path} can't be read: {error.strerror}.", code=ENVIRONMENT) from error
    except (ValueError, RecursionError) as error:
        raise Stop(f"The fault plan {path} is not JSON.", code=CONFIGURATION) from error
    except ApiError as error:
        raise Stop(f"The fault plan {path} can't be followed: {error}", code=CONFIGURATION) from error
