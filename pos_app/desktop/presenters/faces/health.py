"""The health of this till: one line for each thing that must work, with a mark and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Mark(StrEnum):
    WAITING = "waiting"
    GOOD = "good"
    CARE = "care"  # works, and somebody should look at it
    BAD = "bad"  # something can't be done until it is mended


@dataclass(frozen=True, slots=True)
class CheckFace:
    """``title`` as "Keyring", ``sentence`` what was found, ``advice`` what to do (empty where nothing is)."""

    key: str
    title: str
    mark: Mark
    word: str
    sentence: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class HealthFace:
    """``printing``: a test page is on its way."""

    checks: tuple[CheckFace, ...]
    summary: str
    mark: Mark
    printing: bool = False


class HealthView(Protocol):
    def bind_health(self, actions: HealthActions) -> None: ...
    def show_health(self, face: HealthFace) -> None:
        """On the layer, if it is open."""
        ...


class HealthActions(Protocol):
    def opened(self) -> None:
        """The layer was opened: check everything."""
        ...

    def again(self) -> None: ...
    def print_test_page(self) -> None: ...
    def closed(self) -> None: ...
