"""Settings, as far as a till has them: the look, and what IT asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.shell import Theme as ThemeChoice
from pos_app.desktop.views.components.buttons import SMALL, Button
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import Overlay
from pos_app.desktop.views.components.pieces import hairline
from pos_app.desktop.views.components.segment import Segment
from pos_app.desktop.views.components.text import Elided, Text

CHOICES: tuple[tuple[ThemeChoice, str, str], ...] = (
    ("light", "Light", "sun"),
    ("dark", "Dark", "moon"),
    ("system", "As the desktop", "device-desktop"),
)


class SettingsOverlay(Overlay):
    def __init__(
        self,
        kit: Kit,
        host: QWidget,
        theme: ThemeChoice,
        rows: tuple[tuple[str, str], ...],
        choose: Callable[[ThemeChoice], None],
    ) -> None:
        super().__init__(kit, host)
        self.frame.setFixedWidth(620)
        self.frame.setAccessibleName("Settings")
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(24, 18, 18, 18)
        head.addWidget(Text(kit, "Settings", "heading", size=22), 1)
        shut = Button(kit, "Close", icon="x", shortcut="Esc", measure=SMALL, on_click=self.dismissed)
        head.addWidget(shut)
        column.addLayout(head)
        column.addWidget(hairline())
        body = QVBoxLayout()
        body.setContentsMargins(24, 18, 24, 0)
        body.setSpacing(8)
        body.addWidget(Text(kit, "Look", "small", "ink-2"))
        self._segment = Segment(kit)
        self._parts: dict[ThemeChoice, Button] = {}
        for key, text, icon in CHOICES:
            self._parts[key] = self._segment.add(text, icon, on_click=partial(choose, key))
        body.addWidget(self._segment)
        body.addSpacing(14)
        body.addWidget(Text(kit, "This till", "small", "ink-2"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (what, value) in enumerate(row for row in rows if row[1]):
            grid.addWidget(Text(kit, what, "body", "ink-2"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Elided(kit, value, "body", "ink", weight=500), at, 1)
        body.addLayout(grid)
        column.addLayout(body)
        self.first = self._parts[theme]
        self.show_theme(theme)

    def show_theme(self, theme: ThemeChoice) -> None:
        for key, part in self._parts.items():
            part.setChecked(key == theme)
