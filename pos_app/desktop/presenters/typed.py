"""What is typed into a search box, and how long it is waited for more."""

from __future__ import annotations

from typing import Final

PAUSE_MS: Final = 120
"""What is typed while an earlier search is asked waits for its answer, but not longer than this."""
LONGEST: Final = 200
"""As many characters as the server takes."""


def sought(text: str) -> str:
    """What is asked for: single spaces, and no more than is taken."""
    return " ".join(text.split())[:LONGEST]
