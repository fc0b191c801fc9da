"""Exit codes of every ``pos-app`` command, and the one way to end with a sentence instead of a stack trace."""

from __future__ import annotations

from typing import Final

OK: Final = 0
FAILED: Final = 1
"""The command ran and what it was asked for did not happen (a smoke step, an import with bad resources)."""
USAGE: Final = 2
ENVIRONMENT: Final = 3
"""Something around the program is in the way: a port is taken, no screen, no write permission, no OpenGL."""
DATABASE: Final = 4
"""The database is of another version, damaged, or does not answer."""
CONFIGURATION: Final = 5
"""A setting is missing or wrong; the program refuses to start rather than guess."""


class Stop(Exception):
    """End the command: one sentence that says what is wrong, one that says what to do."""

    def __init__(self, what: str, advice: str = "", code: int = FAILED) -> None:
        super().__init__(f"{what}\n  {advice}" if advice else what)
        self.code = code
