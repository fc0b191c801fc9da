"""Tells a barcode scanner's burst of keys from a person's typing."""

from __future__ import annotations

GAP_MS = 35
PAUSE_MS = 300
"""A busy computer, or a scanner's radio, may hold one key of a code back for a moment. Who has typed and then takes a
scanner into the hand needs longer than this."""
SHORTEST = 5


class ScanDetector:
    """Feed every printable key and Enter with its time. A scanner types a whole code, faster than anyone, then Enter.

    While keys come at scanner speed they belong to nobody yet; the caller may let them reach the search box, because
    a finished scan replaces its text anyway.
    """

    def __init__(self) -> None:
        self._code = ""
        self._quick = 0
        self._last = 0.0

    def key(self, text: str, at_ms: float) -> None:
        """A printable key, at a monotonic time in milliseconds."""
        gap = at_ms - self._last
        if gap > PAUSE_MS:
            self._code = ""
        self._quick = self._quick + 1 if gap <= GAP_MS else 1
        self._code += text
        self._last = at_ms

    def enter(self, at_ms: float) -> str | None:
        """The scanned code, if what came before this Enter was a scan; the Enter is used up then."""
        code, quick = self._code, self._quick if at_ms - self._last <= GAP_MS else 0
        self._code, self._quick = "", 0
        return code if quick >= SHORTEST else None
