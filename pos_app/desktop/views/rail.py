"""The rail: the mark, and each place of the till as an icon with its word, and how much waits there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import Screen
from pos_app.desktop.presenters.faces.shell import PlaceFace
from pos_app.desktop.say import mark, say
from pos_app.desktop.views.components.bands import Field
from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.keys import KeyLine, bind_button, bind_key
from pos_app.desktop.views.components.kit import Kit, boxed, draw_box, draw_text, mirrored

PLACES: Final = (
    (Screen.INVOICES, mark("Invoices"), "file-invoice", "Ctrl+1"),
    (Screen.RECEIPTS, mark("Receipts"), "receipt", "Ctrl+2"),
    (Screen.REFUNDS, mark("Refunds"), "arrow-back-up", "Ctrl+3"),
    (Screen.EXCEPTIONS, mark("Exceptions"), "alert-triangle", "Ctrl+4"),
    (Screen.TODAY, mark("Today"), "chart-bar", "Ctrl+5"),
)
"""From top to bottom: screen, word, icon, key."""


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


SIZES: Final = (12, 11, 10, 9)
"""Of the word below an icon: as large as it can be, so that a long one is whole."""


class RailButton(Button):
    """A place: icon over word; the chosen one on a lighter ground."""

    def __init__(self, kit: Kit, text: str, icon: str, shortcut: str, on_click: Callable[[], None]) -> None:
        super().__init__(kit, text, icon=icon, shortcut=shortcut, variant="ghost", on_click=on_click)
        self._icon = icon
        self._badge = ""
        self.setToolTip(f"{text} ({shortcut})")
        self.setProperty("focusRadius", 10)
        if shortcut == "F1":
            bind_key(self, shortcut, self.click)
        else:
            bind_button(self, shortcut)

    def show_badge(self, text: str) -> None:
        """How much waits there; empty: nothing."""
        self._badge = text
        self.setAccessibleName(say("{place}, {count} waiting", place=self.label, count=text) if text else self.label)
        self.update()

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
        weight = 600 if chosen else 500
        size = next(
            (n for n in SIZES if theme.metrics("label", weight, n).horizontalAdvance(self.label) <= words.width()),
            SIZES[-1],
        )
        draw_text(painter, words, self.label, theme.font("label", weight, size), ink, "center")
        if self._badge:
            font = theme.font("label", 700, 11)
            wide = max(18.0, theme.metrics("label", 700, 11).horizontalAdvance(self._badge) + 10)
            place = mirrored(QRectF(box.center().x() + 3, 4, wide, 18), box, self.layoutDirection())
            draw_box(painter, place, 9, theme.colour("checking-fill"))
            draw_text(painter, place, self._badge, font, theme.colour("checking-on"), "center")

    def nextCheckState(self) -> None:
        """Where one is, is said by the window, not by a click."""


class Rail(Field):
    """Only the places that exist, for whoever is logged in."""

    def __init__(
        self, kit: Kit, go: Callable[[Screen], None], settings: Callable[[], None], keys: Callable[[], None]
    ) -> None:
        super().__init__(kit, "rail")
        self.setFixedWidth(kit.theme.height("rail-width"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 10, 4, 12)
        column.setSpacing(4)
        column.addWidget(MarkTile(kit), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(14)
        self.places = {
            screen: RailButton(kit, say(text), icon, shortcut, partial(go, screen))
            for screen, text, icon, shortcut in PLACES
        }
        self.settings = RailButton(kit, say("Settings"), "settings", "Ctrl+,", settings)
        self.keys = RailButton(kit, say("Keys"), "keyboard", "F1", keys)
        for place in self.places.values():
            place.setCheckable(True)
            column.addWidget(place)
        self.show_places(())
        self.show_current(Screen.INVOICES)
        column.addStretch(1)
        column.addWidget(self.settings)
        column.addWidget(self.keys)
        self._scrim = Field(kit, "scrim")
        self._scrim.setParent(self)
        self._scrim.hide()

    def show_places(self, places: tuple[PlaceFace, ...]) -> None:
        there = {place.screen: place.badge for place in places}
        for screen, button in self.places.items():
            button.setVisible(screen is Screen.INVOICES or screen in there)
            button.show_badge(there.get(screen, ""))

    def show_current(self, screen: Screen) -> None:
        """A payment and a refund belong to the invoices they were begun from."""
        for place, button in self.places.items():
            button.setChecked(place is screen or (place is Screen.INVOICES and screen not in self.places))

    def key_lines(self) -> tuple[KeyLine, ...]:
        return tuple(
            KeyLine(place.label, place.shortcut_text) for place in self.places.values() if not place.isHidden()
        )

    def show_locked(self, *, locked: bool) -> None:
        """No place to go, and no key that leads there."""
        self.setEnabled(not locked)
        self._scrim.setVisible(locked)
        self._scrim.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._scrim.setGeometry(self.rect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()
