"""One's own password changed, over the window. A ``PasswordView``."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.password import PasswordActions, PasswordFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.fields import Field
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import Overlay
from pos_app.desktop.views.components.pieces import Disc, hairline
from pos_app.desktop.views.components.text import Text


class PasswordOverlay(Overlay):
    def __init__(self, kit: Kit, host: QWidget, actions: PasswordActions) -> None:
        super().__init__(kit, host)
        self._actions = actions
        self.frame.setFixedWidth(520)
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(14)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Disc(kit, "lock", 44, "primary-soft", "primary-ink"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        self._title = Text(kit, "", "title", wrap=True)
        self._detail = Text(kit, "", "body", "ink-2", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        head.addLayout(words, 1)
        column.addLayout(head)
        column.addWidget(hairline())
        self.current = Field(kit, say("The password you have now"), password=True, height=44)
        self.new = Field(kit, say("New password"), password=True, height=44)
        self.again = Field(kit, say("The same again"), password=True, height=44)
        self._fields = {"current": self.current, "new": self.new, "again": self.again}
        for field in self._fields.values():
            column.addWidget(field)
            field.edit.returnPressed.connect(self._onward)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.not_now = Button(kit, say("Not now"), shortcut="Esc", on_click=self.dismissed)
        self.change = Button(kit, "", icon="check", shortcut="Enter", variant="primary", on_click=self._say)
        row.addWidget(self.not_now)
        row.addWidget(self.change)
        column.addLayout(row)

    def show_face(self, face: PasswordFace) -> None:
        self.frame.setAccessibleName(face.title)
        self._title.setText(face.title)
        self._detail.setText(face.detail)
        for name, field in self._fields.items():
            field.show_problem(face.problem if name == face.field else "")
            field.edit.setEnabled(not face.busy)
        self.not_now.setEnabled(not face.busy)
        self.change.busy = face.busy
        self.change.setEnabled(not face.busy)
        self.change.set_label(say("Changing…") if face.busy else say("Change it"))
        if not face.busy and self.isVisible():
            self._fields[face.field].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _onward(self) -> None:
        """Enter goes to the next field that is empty, and from there says it."""
        empty = next((field for field in self._fields.values() if not field.text()), None)
        if empty is None:
            self._say()
        else:
            empty.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self) -> None:
        """What was typed is out of the fields before it is out of the window."""
        said = [field.text() for field in self._fields.values()]
        for field in self._fields.values():
            field.clear()
        self._actions.password_said(*said)

    def dismissed(self) -> None:
        self._actions.password_left()


class PasswordLayer:
    """Opens and closes the overlay as it is told. ``open_layer`` lays it over the window."""

    def __init__(self, kit: Kit, host: QWidget, open_layer: Callable[[Overlay, QWidget | None], None]) -> None:
        self._kit, self._host, self._open = kit, host, open_layer
        self._actions: PasswordActions | None = None
        self._overlay: PasswordOverlay | None = None

    def bind_password(self, actions: PasswordActions) -> None:
        self._actions = actions

    def show_password(self, face: PasswordFace | None) -> None:
        if face is None:
            overlay, self._overlay = self._overlay, None
            if overlay is not None:
                overlay.close_layer()
            return
        if self._actions is None:
            return
        if self._overlay is None:
            overlay = PasswordOverlay(self._kit, self._host, self._actions)
            self._overlay = overlay
            overlay.closed.connect(lambda: self._gone(overlay))
            overlay.show_face(face)
            self._open(overlay, overlay.current.edit)
        else:
            self._overlay.show_face(face)

    @property
    def overlay(self) -> PasswordOverlay | None:
        return self._overlay

    def _gone(self, overlay: PasswordOverlay) -> None:
        """Closed by something else: another screen, another question."""
        if self._overlay is overlay:
            self._overlay = None
            if self._actions is not None:
                self._actions.password_left()
