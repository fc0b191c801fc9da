"""What may be on the window: nobody's log-in, somebody's work, or the lock before it."""

from __future__ import annotations

from enum import Enum, auto

from pos_app.desktop.presenters.faces.common import Screen, Toast
from pos_app.desktop.presenters.faces.shell import ShellView


class _Front(Enum):
    LOGIN = auto()
    WORK = auto()
    LOCK = auto()


class Stage:
    """Payments go on while nobody may look: where they lead then, and what they say, waits until somebody may."""

    def __init__(self, view: ShellView) -> None:
        self._view = view
        self._front = _Front.LOGIN
        self._screen = Screen.INVOICES
        self._unsaid: list[Toast] = []

    def go(self, screen: Screen) -> None:
        """A screen of the person's work."""
        self._screen = screen
        if self._front is _Front.WORK:
            self._view.show_screen(screen)

    def toast(self, toast: Toast) -> None:
        if self._front is _Front.LOCK:
            self._unsaid.append(toast)
        else:
            self._view.toast(toast)

    def enter(self) -> None:
        """Somebody has logged in."""
        self._front = _Front.WORK
        self.go(Screen.INVOICES)

    def lock(self) -> None:
        self._front = _Front.LOCK
        self._view.show_screen(Screen.LOCKED)

    def unlock(self) -> None:
        """The work as it is by now, and what was to be said meanwhile."""
        self._front = _Front.WORK
        self._view.show_screen(self._screen)
        unsaid, self._unsaid = self._unsaid, []
        for toast in unsaid:
            self._view.toast(toast)

    def leave(self) -> None:
        """Nobody is here. What was not said is nobody else's."""
        self._front = _Front.LOGIN
        self._unsaid.clear()
        self._view.show_screen(Screen.LOGIN)
