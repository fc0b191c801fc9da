"""Log in: name, password, the server's address in a fold, the sample people of a test server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from pos_app.desktop.presenters.faces.shell import ConnectionFace, HospitalFace
from pos_app.desktop.presenters.faces.sso import SsoActions, SsoView

LoginField = Literal["name", "password", "server", "new", "again", ""]


@dataclass(frozen=True, slots=True)
class LoginFormFace:
    """``server_text`` is the address in short, for the closed fold; ``server`` the whole, for its field.

    ``choosing``: the fields are for a new password, twice, in place of name and password.
    """

    title: str
    subtitle: str
    name: str
    server: str
    server_text: str
    server_open: bool = False
    choosing: bool = False


@dataclass(frozen=True, slots=True)
class SamplePersonFace:
    name: str
    role: str
    initials: str
    username: str
    password: str
    shortcut: str


@dataclass(frozen=True, slots=True)
class LoginProblem:
    """One sentence and what to do, beside ``field`` (or above the button when empty)."""

    sentence: str
    advice: str
    field: LoginField = ""


class LoginView(SsoView, Protocol):
    def bind(self, actions: LoginActions) -> None: ...
    def show_form(self, face: LoginFormFace) -> None: ...
    def show_people(self, people: tuple[SamplePersonFace, ...]) -> None: ...
    def show_hospital(self, face: HospitalFace) -> None: ...
    def show_connection(self, face: ConnectionFace) -> None: ...
    def fill(self, name: str, password: str) -> None: ...
    def show_busy(self, text: str | None) -> None:
        """None: the form takes input. A text: it does not, and the button says why."""
        ...

    def show_problem(self, problem: LoginProblem | None) -> None: ...
    def show_notice(self, text: str) -> None:
        """A quiet line at the bottom (idle lock, no keyring); empty removes it."""
        ...

    def clear_password(self) -> None: ...
    def focus(self, field: LoginField) -> None: ...


class LoginActions(SsoActions, Protocol):
    def sign_in(self, name: str, password: str) -> None: ...
    def choose_password(self, new: str, again: str) -> None:
        """The button, while the form is ``choosing``."""
        ...

    def choose_person(self, index: int) -> None:
        """Alt+1.. or a click: fills in both fields."""
        ...

    def change_server(self, address: str) -> None:
        """The field in the fold was left or Enter pressed in it."""
        ...
