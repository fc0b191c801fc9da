"""What a till of a run has begun and what it was told, on disk before the first byte leaves."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Begun:
    """An attempt or a refund of this till."""

    kind: str
    id: str
    request: dict[str, Any]
    told: list[str] = field(default_factory=list)
    """Every state an answer named."""
    ended: bool = False
    left: bool = False
    """The till is gone for good; nobody will ask about this any more."""


class Journal:
    """A file of JSON lines. ``begun`` is what a till that starts again finds in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def begin(self, kind: str, ident: str, request: dict[str, Any]) -> None:
        self._write({"begin": ident, "kind": kind, "request": request})

    def told(self, ident: str, state: str) -> None:
        self._write({"told": ident, "state": state})

    def end(self, ident: str) -> None:
        self._write({"end": ident})

    def leave(self, ident: str) -> None:
        self._write({"leave": ident})

    def begun(self) -> list[Begun]:
        found: dict[str, Begun] = {}
        if not self._path.exists():
            return []
        with self._lock:
            lines = self._path.read_text().splitlines()
        for line in map(json.loads, lines):
            match line:
                case {"begin": ident, "kind": kind, "request": request}:
                    found.setdefault(ident, Begun(kind, ident, request))
                case {"told": ident, "state": state}:
                    found[ident].told.append(state)
                case {"end": ident}:
                    found[ident].ended = True
                case {"leave": ident}:
                    found[ident].left = True
        return list(found.values())

    def _write(self, line: dict[str, Any]) -> None:
        with self._lock, self._path.open("a") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())
