"""Signing in by a browser: which code to compare, where to look, how to give up. At the log-in and at the lock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from pos_app.desktop.say import say


@dataclass(frozen=True, slots=True)
class SsoFace:
    """``code`` is empty until the server has given one; ``again`` is the button that opens the browser once more."""

    title: str
    detail: str
    code: str = ""
    code_label: str = ""
    note: str = ""
    again: str = ""
    cancel: str = field(default_factory=lambda: say("Cancel"))


class SsoView(Protocol):
    def show_sso_method(self, text: str) -> None:
        """The button that begins it; empty: this server has no single sign-on."""
        ...

    def show_sso(self, face: SsoFace | None) -> None:
        """In place of name and password; None brings them back."""
        ...


class SsoActions(Protocol):
    def begin_sso(self) -> None: ...
    def open_again(self) -> None: ...
    def cancel_sso(self) -> None: ...
