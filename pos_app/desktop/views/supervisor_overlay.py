"""A supervisor's own name and password for one act at somebody else's till. A ``SupervisorView``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.refund import SupervisorActions, SupervisorFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.fields import Field
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import Overlay
from pos_app.desktop.views.components.pieces import Disc, hairline
from pos_app.desktop.views.components.text import Text


class SupervisorOverlay(Overlay):
    def __init__(self, kit: Kit, host: QWidget, actions: SupervisorActions) -> None:
        super().__init__(kit, host)
        self._actions = actions
        self.frame.setFixedWidth(520)
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Disc(kit, "user-shield", 44, "primary-soft", "primary-ink"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        self._title = Text(kit, "", "title", wrap=True)
        self._detail = Text(kit, "", "body", "ink-2", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(hairline())
        self.name = Field(kit, say("Supervisor’s name"), height=44)
        self.password = Field(
            kit, say("Password"), password=True, height=44,
            help_text=say("For this one act: nobody stays signed in, and nothing is kept."),
        )  # fmt: skip
        column.addWidget(self.name)
        column.addWidget(self.password)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.not_now = Button(kit, say("Not yet"), shortcut="Esc", on_click=self.dismissed)
        self.approve = Button(kit, "", icon="check", shortcut="Enter", variant="primary", on_click=self._say)
        row.addWidget(self.not_now)
        row.addWidget(self.approve)
        column.addLayout(row)
        self.name.edit.returnPressed.connect(self._to_password)
        self.password.edit.returnPressed.connect(self._say)

    def show_face(self, face: SupervisorFace) -> None:
        self.frame.setAccessibleName(face.title)
        self._title.setText(face.title)
        self._detail.setText(face.detail)
        problem = f"{face.problem} {face.advice}".strip()
        self.password.show_problem(problem)
        for edit in (self.name.edit, self.password.edit):
            edit.setEnabled(not face.busy)
        self.not_now.setEnabled(not face.busy)
        self.approve.busy = face.busy
        self.approve.setEnabled(not face.busy)
        self.approve.set_label(say("Approving…") if face.busy else face.approve)
        if not face.busy and self.isVisible():
            (self.password if self.name.text() else self.name).edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_password(self) -> None:
        self.password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        """The password is out of the field before it is out of the window."""
        password = self.password.edit.text()
        self.password.edit.clear()
        self._actions.supervisor_said(self.name.text(), password)

    def dismissed(self) -> None:
        self._actions.supervisor_left()


class SupervisorLayer:
    """Opens and closes the overlay as it is told. ``open_layer`` lays it over the window."""

    def __init__(self, kit: Kit, host: QWidget, open_layer: Callable[[Overlay, QWidget | None], None]) -> None:
        self._kit, self._host, self._open = kit, host, open_layer
        self._actions: SupervisorActions | None = None
        self._overlay: SupervisorOverlay | None = None

    def bind_supervisor(self, actions: SupervisorActions) -> None:
        self._actions = actions

    def show_supervisor(self, face: SupervisorFace | None) -> None:
        if face is None:
            overlay, self._overlay = self._overlay, None
            if overlay is not None:
                overlay.close_layer()
            return
        if self._actions is None:
            return
        if self._overlay is None:
            overlay = SupervisorOverlay(self._kit, self._host, self._actions)
            self._overlay = overlay
            overlay.closed.connect(lambda: self._gone(overlay))
            overlay.show_face(face)
            self._open(overlay, overlay.name.edit)
        else:
            self._overlay.show_face(face)

    @property
    def overlay(self) -> SupervisorOverlay | None:
        return self._overlay

    def _gone(self, overlay: SupervisorOverlay) -> None:
        """Closed by something else: another screen, another question."""
        if self._overlay is overlay:
            self._overlay = None
            if self._actions is not None:
                self._actions.supervisor_left()
