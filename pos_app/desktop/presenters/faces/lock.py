"""The locked till: who locked it and when, the password that opens it, what is kept. Nothing of a patient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from pos_app.desktop.presenters.faces.sso import SsoActions, SsoView

KeptKind = Literal["invoice", "search", "payment", "refund"]


@dataclass(frozen=True, slots=True)
class KeptFace:
    """Something that is as it was when the till is opened again. Never a name, never an amount."""

    kind: KeptKind
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class LockFace:
    """``detail`` as "by Tomasz Zieliński at 09:52 · 12 min ago"; ``label`` names whose password is asked for."""

    title: str
    detail: str
    label: str
    kept_title: str
    kept: tuple[KeptFace, ...]


@dataclass(frozen=True, slots=True)
class LockProblem:
    """Why it did not open, and what to do."""

    sentence: str
    advice: str


class LockView(SsoView, Protocol):
    def bind(self, actions: LockActions) -> None: ...
    def show_lock(self, face: LockFace) -> None: ...
    def show_busy(self, *, busy: bool) -> None: ...
    def show_problem(self, problem: LockProblem | None) -> None: ...
    def clear_password(self) -> None: ...
    def focus(self) -> None: ...


class LockActions(SsoActions, Protocol):
    def unlock(self, password: str) -> None: ...
    def switch_person(self) -> None: ...
