"""A sum and its parts: a bar, and below it each part with its figure."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.queue import BarPart
from pos_app.desktop.views.components.kit import Kit, boxed, clear, draw_box, mirrored
from pos_app.desktop.views.components.pieces import upright
from pos_app.desktop.views.components.text import Amount, Elided

PARTS: Final = MappingProxyType({"before": "control-border", "now": "brand", "left": "line-strong"})
"""Kind of a part -> its colour; the whole has none."""


class Swatch(QWidget):
    def __init__(self, kit: Kit, tone: str) -> None:
        super().__init__()
        self._kit, self._tone = kit, tone
        self.setFixedSize(9, 9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_box(QPainter(self), boxed(self.rect()), 2, self._kit.theme.colour(self._tone))


class _Bar(QWidget):
    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._parts: tuple[BarPart, ...] = ()
        self.setFixedHeight(10)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: tuple[BarPart, ...]) -> None:
        self._parts = parts
        self.setAccessibleName("; ".join(f"{part.text} {part.amount}" for part in parts))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        at = 0.0
        for part in self._parts:
            wide = box.width() * part.permille / 1000
            if part.kind in PARTS and wide > 2:
                place = mirrored(QRectF(at, 0, wide - 2, box.height()), box, self.layoutDirection())
                painter.setBrush(theme.colour(PARTS[part.kind]))
                painter.drawRoundedRect(place, 3, 3)
                at += wide


class PartsBar(QWidget):
    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._shown: tuple[BarPart, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._bar = _Bar(kit)
        column.addWidget(self._bar)
        self._figures = QHBoxLayout()
        self._figures.setSpacing(12)
        column.addLayout(self._figures)

    def show_parts(self, parts: tuple[BarPart, ...]) -> None:
        self.setVisible(bool(parts))
        if parts == self._shown:
            return
        self._shown = parts
        self._bar.show_parts(parts)
        clear(self._figures)
        for at, part in enumerate(parts):
            if at:
                self._figures.addWidget(upright())
            self._figures.addWidget(self._figure(part), 1)

    def _figure(self, part: BarPart) -> QWidget:
        kit = self._kit
        holder = QWidget()
        holder.setAccessibleName(f"{part.text}: {part.amount}")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(6)
        if part.kind in PARTS:
            head.addWidget(Swatch(kit, PARTS[part.kind]))
        head.addWidget(Elided(kit, part.text, "label", "ink-2", weight=400), 1)
        column.addLayout(head)
        amount = Amount(kit, "body-strong")
        amount.setText(part.amount)
        amount.setMinimumWidth(1)  # it shrinks rather than push the panel
        column.addWidget(amount)
        return holder
