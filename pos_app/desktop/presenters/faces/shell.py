"""The frame around every screen: hospital, person, TEST, the truth about the connection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from pos_app.desktop.presenters.faces.common import Answered, Question, Screen, Toast

Theme = Literal["light", "dark", "system"]


@dataclass(frozen=True, slots=True)
class ConnectionFace:
    """As "Connected" + "2 s ago", or "No connection" + "since 09:38"."""

    text: str
    age: str
    good: bool


@dataclass(frozen=True, slots=True)
class BannerFace:
    """Across the top of the work area: stale data, lost server."""

    title: str
    detail: str
    action: str
    shortcut: str = "F5"


@dataclass(frozen=True, slots=True)
class PersonFace:
    name: str
    role: str
    initials: str


@dataclass(frozen=True, slots=True)
class HospitalFace:
    """``place`` as "North Wing · Front desk 3"; empty texts until the server has answered."""

    hospital: str
    place: str
    test: bool
    test_title: str = "TEST"
    test_note: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class PlaceFace:
    """A place in the rail beside the invoices. ``badge``: how much waits there, as "3"; empty: nothing."""

    screen: Screen
    badge: str = ""


class ShellView(Protocol):
    """The window itself."""

    def bind(self, actions: ShellActions) -> None: ...
    def show_screen(self, screen: Screen) -> None: ...
    def show_hospital(self, face: HospitalFace) -> None: ...
    def show_person(self, face: PersonFace | None) -> None: ...
    def show_connection(self, face: ConnectionFace) -> None: ...
    def show_places(self, places: tuple[PlaceFace, ...]) -> None:
        """The places this person may go to, beside the invoices."""
        ...

    def show_banner(self, face: BannerFace | None) -> None: ...
    def show_theme(self, theme: Theme) -> None: ...
    def show_language(self, language: str) -> None:
        """The one chosen for the next start, as "es"; empty: the computer's."""
        ...

    def show_idle_minutes(self, minutes: int, note: str) -> None:
        """``minutes``: the till's own; ``note``: what the server says to it, or nothing."""
        ...

    def toast(self, toast: Toast) -> None: ...
    def ask(self, question: Question, answered: Answered) -> None:
        """Show a question without blocking the event loop; ``answered`` is called once, with a choice's key."""
        ...


class ShellActions(Protocol):
    def try_now(self) -> None:
        """F5, or the banner's button."""
        ...

    def go(self, screen: Screen) -> None:
        """Another place of the rail was chosen."""
        ...

    def log_out(self) -> None: ...
    def lock(self) -> None: ...
    def change_password(self) -> None: ...
    def choose_theme(self, theme: Theme) -> None: ...
    def choose_language(self, language: str) -> None:
        """For the next start; empty: the computer's."""
        ...

    def choose_idle_minutes(self, minutes: int) -> None:
        """So long without key, mouse or touch, and the till locks."""
        ...

    def close_asked(self) -> bool:
        """The window is about to close: True lets it. False: a question has been asked instead."""
        ...
