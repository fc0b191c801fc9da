"""Asking for a refund and following it: one screen with two faces, and a supervisor's own words at this till."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from pos_app.desktop.presenters.faces.common import ActionFace, StateFace
from pos_app.desktop.presenters.faces.detail import TimelineRow
from pos_app.desktop.presenters.faces.payment import FooterFace, MethodFace, PaymentHeader, StepFace
from pos_app.desktop.presenters.faces.sso import SsoActions, SsoView


class RefundStage(StrEnum):
    FORM = "form"
    FOLLOW = "follow"


@dataclass(frozen=True, slots=True)
class ReasonFace:
    key: str
    text: str
    shortcut: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RefundFormFace:
    """``amount``: what will be asked for, the largest thing on the screen. ``words_*``: the own words."""

    caption: str
    amount: str
    note: str
    payments: tuple[MethodFace, ...]
    whole: str
    part: str
    part_chosen: bool
    part_text: str
    part_hint: str
    problem: str
    reasons: tuple[ReasonFace, ...]
    words_text: str
    words_hint: str
    words_problem: str
    sees: str
    sees_detail: str
    earlier: tuple[TimelineRow, ...]
    locked: bool


@dataclass(frozen=True, slots=True)
class FollowFace:
    """Where the refund is. ``kind`` picks the field's colour and shape; ``said``: the words of whoever refused, else
    of whoever asked."""

    kind: Literal["waiting", "checking", "done", "failed", "over"]
    state: StateFace
    headline: str
    advice: str
    amount_caption: str
    amount: str
    patient: str
    detail: str
    said: str
    said_by: str
    timeline: tuple[TimelineRow, ...]
    next_look: str
    actions: tuple[ActionFace, ...]


class RefundView(Protocol):
    def bind(self, actions: RefundActions) -> None: ...
    def show_header(self, face: PaymentHeader) -> None: ...
    def show_steps(self, steps: tuple[StepFace, ...]) -> None: ...
    def show_stage(self, stage: RefundStage) -> None: ...
    def show_form(self, face: RefundFormFace) -> None:
        """Texts are put into a field only while it has not the focus."""
        ...

    def show_footer(self, face: FooterFace) -> None: ...
    def show_follow(self, face: FollowFace) -> None: ...
    def forget(self) -> None:
        """Nothing of the refund stays on any of its faces."""
        ...

    def focus_part(self) -> None: ...


class RefundActions(Protocol):
    def choose_payment(self, key: str) -> None: ...
    def choose_whole(self) -> None: ...
    def choose_part(self) -> None: ...
    def part_typed(self, text: str) -> None: ...
    def choose_reason(self, key: str) -> None: ...
    def words_typed(self, text: str) -> None: ...
    def act(self, key: str) -> None:
        """ "ask", "withdraw", "supervisor_here", "ask_now", "back"."""
        ...

    def escape(self) -> None: ...


@dataclass(frozen=True, slots=True)
class SupervisorFace:
    """A supervisor says yes on somebody else's till. ``problem`` with ``advice``: the last try was refused."""

    title: str  # "Approve $50.00 back to Margaret Okafor?"
    detail: str
    approve: str  # "Approve $50.00"
    busy: bool = False
    problem: str = ""
    advice: str = ""


class SupervisorView(SsoView, Protocol):
    """A layer over the window with a name and a password; it forgets the password the moment it has said it."""

    def bind_supervisor(self, actions: SupervisorActions) -> None: ...
    def show_supervisor(self, face: SupervisorFace | None) -> None:
        """None: the layer goes."""
        ...


class SupervisorActions(SsoActions, Protocol):
    def supervisor_said(self, name: str, password: str) -> None: ...
    def supervisor_left(self) -> None: ...
