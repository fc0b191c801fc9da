"""PySide does not read the source of all that is loaded.

Whoever imports ``__feature__`` may have Qt's names in snake_case. To know which modules might, PySide has the source
of each one found, read and searched as soon as it is loaded: a tenth of the till's start. Nothing here wants those.
The function is not a public one of PySide; where it is missing, the start is slower and nothing else.
"""

from __future__ import annotations

import sys

LOOKS = "_mod_uses_pyside"


def leave_out() -> bool:
    """True if PySide asks no more. PySide must have been loaded."""
    asks = sys.modules.get("shibokensupport.feature")
    if asks is None or not hasattr(asks, LOOKS):
        return False
    setattr(asks, LOOKS, lambda _module: False)
    return True


LEFT_OUT = leave_out()
"""Done by the first import, since what is imported after it is what it is for."""
