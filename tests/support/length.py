"""How long those tests go on that make up what they try: each of them could go on for ever."""

from __future__ import annotations

import os
from typing import Final

QUICK: Final = bool(os.environ.get("QUICK"))
"""``make test`` sets it unless SLOW=1 is given: somebody waits."""
LEAST: Final = 10


def examples(whole: int) -> int:
    """How many of the ``whole`` examples there are time for."""
    return max(LEAST, whole // 3) if QUICK else whole
