"""Changing one's own password: a layer with three fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

PasswordField = Literal["current", "new", "again"]


@dataclass(frozen=True, slots=True)
class PasswordFace:
    """``problem`` stands under ``field``, which gets the keyboard."""

    title: str
    detail: str
    busy: bool = False
    problem: str = ""
    field: PasswordField = "current"


class PasswordView(Protocol):
    """A layer over the window; it forgets what was typed the moment it has said it."""

    def bind_password(self, actions: PasswordActions) -> None: ...
    def show_password(self, face: PasswordFace | None) -> None:
        """None: the layer goes."""
        ...


class PasswordActions(Protocol):
    def password_said(self, current: str, new: str, again: str) -> None: ...
    def password_left(self) -> None: ...
