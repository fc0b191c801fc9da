"""After how many idle minutes the till locks: its own setting, or the server's where that is stricter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pos_app.desktop.ports import Preferences
from pos_app.desktop.presenters.connection import Connection
from pos_app.desktop.say import mark, say

AT_MOST: Final = mark("The hospital’s server allows {minutes} at most; the smaller of both counts.")


@dataclass(frozen=True, slots=True)
class IdleTime:
    """What the server said last counts on while it does not answer."""

    preferences: Preferences
    connection: Connection

    @property
    def most(self) -> int | None:
        """What the server allows; None: whatever the till's own is."""
        return self.connection.info.idle_minutes if self.connection.info else None

    @property
    def minutes(self) -> int:
        own = self.preferences.idle_minutes
        return own if self.most is None else min(own, self.most)

    @property
    def note(self) -> str:
        """For Settings; empty where the server leaves it to the till."""
        return "" if self.most is None else say(AT_MOST, minutes=self.most)
