"""A supervisor's own name and password, or their single sign-on, for one act at somebody else's till.

A ``SupervisorView``.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.refund import SupervisorActions, SupervisorFace
from pos_app.desktop.presenters.faces.sso import SsoFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.fields import Field
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import Overlay
from pos_app.desktop.views.components.pieces import Disc, hairline
from pos_app.desktop.views.components.text import Text
from pos_app.desktop.views.sso_panel import AGAIN, BEGIN, SsoPanel


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
        self._ways = QWidget()
        self._ways.setProperty("ground", "none")
        ways = QVBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(14)
        ways.addWidget(self.name)
        ways.addWidget(self.password)
        self.sso = Button(kit, "", icon="world", shortcut=BEGIN, spread=True, on_click=actions.begin_sso)
        self.sso.hide()
        self.add_key(BEGIN, self.sso)
        ways.addWidget(self.sso)
        column.addWidget(self._ways)
        self.waiting = SsoPanel(kit, actions.open_again, actions.cancel_sso, titled=False)
        self.add_key(AGAIN, self.waiting.again)
        column.addWidget(self.waiting)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.not_now = Button(kit, say("Not yet"), shortcut="Esc", on_click=self.dismissed)
        self.approve = Button(kit, "", icon="check", shortcut="Enter", variant="primary", on_click=self._say)
        row.addWidget(self.not_now)
        row.addWidget(self.approve)
        self._row = QWidget()
        self._row.setProperty("ground", "none")
        row.setContentsMargins(0, 0, 0, 0)
        self._row.setLayout(row)
        ways.addWidget(self._row)
        for edit in (self.name.edit, self.password.edit):
            edit.installEventFilter(self)
        self.name.edit.returnPressed.connect(self._to_password)
        self.password.edit.returnPressed.connect(self._say)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A field takes a key with Alt for a letter, now that no shortcut gets it first.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.modifiers() == Qt.KeyboardModifier.AltModifier:
                self.keyPressEvent(event)
                return True
            return False
        return super().eventFilter(watched, event)

    def show_face(self, face: SupervisorFace) -> None:
        self.frame.setAccessibleName(face.title)
        self._title.setText(face.title)
        self._detail.setText(face.detail)
        problem = f"{face.problem} {face.advice}".strip()
        self.password.show_problem(problem)
        for edit in (self.name.edit, self.password.edit):
            edit.setEnabled(not face.busy)
        self.not_now.setEnabled(not face.busy)
        self.sso.setEnabled(not face.busy)
        self.approve.busy = face.busy
        self.approve.setEnabled(not face.busy)
        self.approve.set_label(say("Approving…") if face.busy else face.approve)
        if not face.busy and self.isVisible() and self.waiting.isHidden():
            (self.password if self.name.text() else self.name).edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sso_method(self, text: str) -> None:
        self.sso.set_label(text)
        self.sso.setVisible(bool(text))

    def show_sso(self, face: SsoFace | None) -> None:
        self._ways.setVisible(face is None)
        if face is None:
            self.waiting.hide()
        else:
            self.password.edit.clear()
            self.waiting.show_face(face)

    def _to_password(self) -> None:
        self.password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        """The password is out of the field before it is out of the window."""
        password = self.password.edit.text()
        self.password.edit.clear()
        self._actions.supervisor_said(self.name.text(), password)

    def dismissed(self) -> None:
        if self.waiting.isHidden():
            self._actions.supervisor_left()
        else:
            self._actions.cancel_sso()


class SupervisorLayer:
    """Opens and closes the overlay as it is told. ``open_layer`` lays it over the window."""

    def __init__(self, kit: Kit, host: QWidget, open_layer: Callable[[Overlay, QWidget | None], None]) -> None:
        self._kit, self._host, self._open = kit, host, open_layer
        self._actions: SupervisorActions | None = None
        self._overlay: SupervisorOverlay | None = None
        self._method = ""

    def show_sso_method(self, text: str) -> None:
        self._method = text
        if self._overlay is not None:
            self._overlay.show_sso_method(text)

    def show_sso(self, face: SsoFace | None) -> None:
        if self._overlay is not None:
            self._overlay.show_sso(face)

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
            overlay.show_sso_method(self._method)
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
