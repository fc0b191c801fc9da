"""Tells a barcode scanner's burst of keys from a person's typing."""

from __future__ import annotations

GAP_MS = 35
SHORTEST = 5


class ScanDetector:
    """Feed every printable key and Enter with its time. A scanner types a whole code, faster than anyone, then Enter.

    While keys come at scanner speed they belong to nobody yet; the caller may let them reach the search box, because
    a finished scan replaces its text anyway.
    """

    def __init__(self) -> None:
        self._code = ""
        self._last = 0.0

    def key(self, text: str, at_ms: float) -> None:
        """A printable key, at a monotonic time in milliseconds."""
        if at_ms - self._last > GAP_MS:
            self._code = ""
        self._code += text
        self._last = at_ms

    def enter(self, at_ms: float) -> str | None:
        """The scanned code, if what came before this Enter was a scan; the Enter is used up then."""
        code, quick = self._code, at_ms - self._last <= GAP_MS
        self._code = ""
        return code if quick and len(code) >= SHORTEST else None
