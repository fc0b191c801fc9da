"""A refund from its form to its end: the frame with the steps, and one of the two faces. A ``RefundView``."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.payment import FooterFace, PaymentHeader, StepFace
from pos_app.desktop.presenters.faces.refund import FollowFace, RefundActions, RefundFormFace, RefundStage
from pos_app.desktop.say import say
from pos_app.desktop.views import blank_faces
from pos_app.desktop.views.components.buttons import SMALL, Button
from pos_app.desktop.views.components.keys import KeyGroup, bind_key
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.steps import Stepper
from pos_app.desktop.views.components.text import Elided
from pos_app.desktop.views.payment_form import Bar
from pos_app.desktop.views.refund_follow import RefundFollow
from pos_app.desktop.views.refund_form import RefundForm


class RefundPage(QWidget):
    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._actions: RefundActions | None = None
        self._stage = RefundStage.FORM
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = RefundForm(kit)
        self.follow = RefundFollow(kit, self._act)
        bar = Bar(kit, 64, "canvas", line_above=False)
        row = QHBoxLayout(bar)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(16)
        self.back = Button(kit, say("Back"), icon="arrow-left", shortcut="Esc", measure=SMALL, on_click=self.leave)
        row.addWidget(self.back)
        words = QVBoxLayout()
        words.setContentsMargins(0, 12, 0, 12)
        words.setSpacing(1)
        self._title = Elided(kit, "", "body-strong", "ink", size=16)
        self._subject = Elided(kit, "", "small", "ink-2")
        words.addWidget(self._title)
        words.addWidget(self._subject)
        row.addLayout(words, 2)
        self.steps = Stepper(kit)
        row.addWidget(self.steps, 5)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.form)
        self._stack.addWidget(self.follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)
        self.form.acted.connect(self._act)
        bind_key(self, "Esc", self.leave)

    def bind(self, actions: RefundActions) -> None:
        self._actions = actions
        form = self.form
        form.payment_chosen.connect(actions.choose_payment)
        form.whole_chosen.connect(actions.choose_whole)
        form.part_chosen.connect(actions.choose_part)
        form.part_typed.connect(actions.part_typed)
        form.reason_chosen.connect(actions.choose_reason)
        form.words_typed.connect(actions.words_typed)

    def show_header(self, face: PaymentHeader) -> None:
        self._title.setText(face.title)
        self._subject.setText(face.subject)
        self.form.show_header(face)

    def show_steps(self, steps: tuple[StepFace, ...]) -> None:
        self.steps.show_steps(steps)

    def show_stage(self, stage: RefundStage) -> None:
        changed, self._stage = stage is not self._stage, stage
        page = self.form if stage is RefundStage.FORM else self.follow
        self._stack.setCurrentWidget(page)
        if stage is RefundStage.FORM:
            self.form.focus_first()
        elif changed:
            self.focus_first()

    def show_form(self, face: RefundFormFace) -> None:
        self.form.show_form(face)

    def show_footer(self, face: FooterFace) -> None:
        self.form.show_footer(face)

    def show_follow(self, face: FollowFace) -> None:
        self.follow.show_follow(face)
        if self.isVisible() and not self.isAncestorOf(self.focusWidget() or self.window()):
            self.focus_first()

    def forget(self) -> None:
        self.show_header(blank_faces.HEADER)
        self.form.forget()
        self.follow.show_follow(blank_faces.REFUND_FOLLOW)

    def focus_part(self) -> None:
        self.form.focus_part()

    def focus_first(self) -> None:
        target = self.follow.first() or self.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def stage(self) -> RefundStage:
        return self._stage

    def leave(self) -> None:
        """Esc, the Back button, or another place chosen in the rail."""
        if self._actions is not None:
            self._actions.escape()

    def key_groups(self) -> tuple[KeyGroup, ...]:
        return self.form.key_groups() if self._stage is RefundStage.FORM else self.follow.key_groups()

    def _act(self, key: str) -> None:
        if self._actions is not None:
            self._actions.act(key)
