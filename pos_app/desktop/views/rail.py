"""The rail: the mark, and each place of the till as an icon with its word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos_app.desktop.views.components.bands import Field
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.keys import bind_button, bind_key
from pos_app.desktop.views.components.kit import Kit, boxed, draw_box, draw_text


class MarkTile(QWidget):
    """The house's mark on its paper."""

    def __init__(self, kit: Kit, size: int = 40) -> None:
        super().__init__()
        self._kit = kit
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        draw_box(painter, box, box.width() * 0.25, theme.colour("paper"))
        side = round(box.width() * 0.58)
        tint, paper = theme.colour("brand-mark"), theme.colour("paper")
        image = self._kit.icons.mark(tint, paper, side, self.devicePixelRatioF())
        painter.drawPixmap(round(box.center().x() - side / 2), round(box.center().y() - side / 2), image)


class RailButton(Button):
    """A place: icon over word; the chosen one on a lighter ground."""

    def __init__(self, kit: Kit, text: str, icon: str, shortcut: str, on_click: Callable[[], None]) -> None:
        super().__init__(kit, text, icon=icon, shortcut=shortcut, variant="ghost", on_click=on_click)
        self._icon = icon
        self.setToolTip(f"{text} ({shortcut})")
        self.setProperty("focusRadius", 10)
        if shortcut == "F1":
            bind_key(self, shortcut, self.click)
        else:
            bind_button(self, shortcut)

    def sizeHint(self) -> QSize:
        return QSize(64, 58)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self.kit.theme, QPainter(self), boxed(self.rect())
        chosen = self.isCheckable() and self.isChecked()
        if chosen:
            draw_box(painter, box, 10, theme.colour("rail-active"))
        elif self.underMouse():
            draw_box(painter, box, 10, theme.colour("rail-active", 0.5))
        ink = theme.colour("rail-ink" if chosen or self.underMouse() else "rail-ink-2")
        icon = QRectF(box.center().x() - 11, 9, 22, 22)
        self.kit.icons.paint(painter, icon, self._icon, ink)
        words = QRectF(0, 33, box.width(), 18)
        draw_text(painter, words, self.label, theme.font("label", 600 if chosen else 500), ink, "center")

    def nextCheckState(self) -> None:
        """Where one is, is said by the window, not by a click."""


class Rail(Field):
    """Only the places that exist."""

    def __init__(self, kit: Kit, invoices: Callable[[], None], settings: Callable[[], None], keys: Callable[[], None]):
        super().__init__(kit, "rail")
        self.setFixedWidth(kit.theme.height("rail-width"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 10, 4, 12)
        column.setSpacing(4)
        column.addWidget(MarkTile(kit), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        self.invoices = RailButton(kit, "Invoices", "file-invoice", "Ctrl+1", invoices)
        self.invoices.setCheckable(True)
        self.invoices.setChecked(True)
        self.settings = RailButton(kit, "Settings", "settings", "Ctrl+,", settings)
        self.keys = RailButton(kit, "Keys", "keyboard", "F1", keys)
        column.addWidget(self.invoices)
        column.addStretch(1)
        column.addWidget(self.settings)
        column.addWidget(self.keys)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()
