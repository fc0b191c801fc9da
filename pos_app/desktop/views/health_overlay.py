"""The health of this till, over whatever is on screen. A ``HealthView``; opened by the key HEALTH from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.health import CheckFace, HealthActions, HealthFace, Mark
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import SMALL, Button
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import MARGIN, Overlay
from pos_app.desktop.views.components.pieces import Glyph, hairline
from pos_app.desktop.views.components.text import Text

LOOKS: Final = MappingProxyType(
    {
        Mark.WAITING: ("loader-2", "ink-2"),
        Mark.GOOD: ("circle-check", "paid-ink"),
        Mark.CARE: ("alert-triangle", "checking-ink"),
        Mark.BAD: ("alert-octagon", "declined-ink"),
    }
)
"""Icon and colour; the word beside them says it too."""


class CheckLine(QWidget):
    """Mark, title and word; under them what was found and what to do."""

    def __init__(self, kit: Kit, title: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(12)
        icon, ink = LOOKS[Mark.WAITING]
        self._glyph = Glyph(kit, icon, tone=ink)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(kit, title, "body-strong"))
        self._sentence = Text(kit, "", "small", "ink-2", wrap=True)
        words.addWidget(self._sentence)
        row.addLayout(words, 1)
        self._word = Text(kit, "", "small", weight=600)
        row.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)

    def show_check(self, face: CheckFace) -> None:
        icon, ink = LOOKS[face.mark]
        self._glyph.set_icon(icon, ink)
        said = f"{face.sentence} {face.advice}".strip()
        self._sentence.setText(said)
        self._word.setText(face.word)
        self._word.set_tone(ink)
        self.setAccessibleName(f"{face.title}: {face.word}. {said}")


class HealthOverlay(Overlay):
    def __init__(self, kit: Kit, host: QWidget, actions: HealthActions) -> None:
        super().__init__(kit, host)
        self._lines: dict[str, CheckLine] = {}
        self.frame.setFixedWidth(640)
        self.frame.setAccessibleName(say("Health of this till"))
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(0, 0, 0, 16)
        column.setSpacing(0)
        head = self._head = QHBoxLayout()
        head.setContentsMargins(24, 18, 18, 14)
        head.setSpacing(8)  # the title begins where those of the checks begin
        head.addWidget(Glyph(kit, "heart-rate-monitor", 22, "primary"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(kit, say("Health of this till"), "heading", size=22))
        self._summary = Text(kit, "", "small", "ink-2")
        words.addWidget(self._summary)
        head.addLayout(words, 1)
        shut = Button(kit, say("Close"), icon="x", shortcut="Esc", measure=SMALL, on_click=self.dismissed)
        head.addWidget(shut, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(hairline())
        body = QWidget()
        body.setProperty("ground", "none")
        whole = QVBoxLayout(body)
        whole.setContentsMargins(24, 4, 24, 4)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        whole.addLayout(self._list)
        whole.addStretch(1)  # room that is left is below the checks, not between them
        self._scroll = QScrollArea()
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._body = body
        column.addWidget(self._scroll, 1)
        column.addWidget(hairline())
        foot = self._foot = QHBoxLayout()
        foot.setContentsMargins(24, 14, 24, 0)
        foot.setSpacing(8)
        self.page = Button(
            kit, say("Print a test page"), icon="printer", shortcut="Alt+P", on_click=actions.print_test_page
        )
        self.again = Button(
            kit, say("Check again"), icon="refresh", shortcut="F5", variant="primary", on_click=actions.again
        )
        foot.addWidget(self.page)
        foot.addStretch(1)
        foot.addWidget(self.again)
        column.addLayout(foot)
        self.add_key("Alt+P", self.page)
        self.add_key("F5", self.again)

    def show_face(self, face: HealthFace) -> None:
        for check in face.checks:
            if check.key not in self._lines:
                if self._lines:
                    self._list.addWidget(hairline())
                self._lines[check.key] = CheckLine(self.kit, check.title)
                self._list.addWidget(self._lines[check.key])
            self._lines[check.key].show_check(check)
        self._summary.setText(face.summary)
        self._summary.set_tone(LOOKS[face.mark][1])
        self.frame.setAccessibleDescription(face.summary)
        self.page.setEnabled(not face.printing)
        self._scroll.setMinimumHeight(min(self._body.heightForWidth(self.frame.width()), max(240, self._room())))

    def _room(self) -> int:
        """For the list, in pixels: lines of Arabic are higher, those above and below it too."""
        around = self._head.sizeHint().height() + self._foot.sizeHint().height() + 16 + 2  # below, and two lines
        return self.height() - 2 * MARGIN - around


class HealthLayer:
    """``open_layer`` lays it over the window."""

    def __init__(self, kit: Kit, host: QWidget, open_layer: Callable[[Overlay, QWidget | None], None]) -> None:
        self._kit, self._host, self._open = kit, host, open_layer
        self._actions: HealthActions | None = None
        self._face: HealthFace | None = None
        self.overlay: HealthOverlay | None = None

    def bind_health(self, actions: HealthActions) -> None:
        self._actions = actions

    def show_health(self, face: HealthFace) -> None:
        self._face = face
        if self.overlay is not None:
            self.overlay.show_face(face)

    def show(self) -> None:
        if self._actions is None or self.overlay is not None:
            return
        overlay = self.overlay = HealthOverlay(self._kit, self._host, self._actions)
        overlay.closed.connect(self._gone)
        self._actions.opened()
        self._open(overlay, overlay.again)

    def _gone(self) -> None:
        self.overlay = None
        if self._actions is not None:
            self._actions.closed()
