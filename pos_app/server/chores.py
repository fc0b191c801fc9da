"""What the background worker looks after: attempts, refunds, disputes, sweeps. Each kind of thing is one chore."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Chore(Protocol):
    """What is due is in the database, so that it survives a crash and any server process may do it.

    Two processes may do the same thing at once; whoever implements this makes that harmless.
    """

    @property
    def name(self) -> str:
        """For the log."""

    def due(self, limit: int) -> Sequence[str]:
        """The ids of what is to be looked at now, longest overdue first."""

    def do(self, ident: str) -> None:
        """Look at one of them. Raises ProcessorError when the processor could not be asked, which is written down."""

    def postpone(self, ident: str) -> None:
        """Look at it again later: ``do`` failed in a way nobody expected, which counts as a try."""
