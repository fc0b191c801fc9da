"""Icons: SVG files of one set, tinted with a colour of the theme and sharp at every scale."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

STROKE: Final = "1.75"
"""One weight for all outlines, in units of the 24 x 24 grid."""
MIRRORED: Final = frozenset(
    ["arrow-left", "arrow-right", "chevron-left", "chevron-right", "arrow-back-up", "list", "login-2", "logout"],
)
"""Icons that point along the line of reading, and so turn around with it."""


class Icons:
    """Paints icons by name ("credit-card", "filled/circle-check"). Renderers are kept, one for each tint."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._renderers: dict[tuple[str, int, str], QSvgRenderer] = {}

    def paint(
        self,
        painter: QPainter,
        box: QRectF,
        name: str,
        colour: QColor,
        *,
        stroke: str = STROKE,
        mirrored: bool = False,
    ) -> None:
        """Draw ``name`` into ``box``. Raises FileNotFoundError for a name the set lacks."""
        renderer = self._renderer(name, colour, stroke)
        if not (mirrored and name in MIRRORED):
            renderer.render(painter, box)
            return
        painter.save()
        painter.translate(box.right(), box.top())
        painter.scale(-1, 1)
        renderer.render(painter, QRectF(0, 0, box.width(), box.height()))
        painter.restore()

    def pixmap(self, name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
        """``size`` in logical pixels, ``ratio`` of device pixels to them."""
        image = QPixmap(QSize(round(size * ratio), round(size * ratio)))
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRectF(0, 0, size, size), name, colour)
        painter.end()
        return image

    def mark(self, tint: QColor, paper: QColor, size: int, ratio: float = 2.0) -> QPixmap:
        """The house's mark alone: a cross in ``tint`` with a pulse in ``paper``."""
        source = (self._folder / "mark.svg").read_text(encoding="utf-8")
        source = source.replace("currentColor", tint.name()).replace('"second"', f'"{paper.name()}"')
        image = QPixmap(QSize(round(size * ratio), round(size * ratio)))
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, size, size))
        painter.end()
        return image

    def window_icon(self, tint: QColor, paper: QColor) -> QIcon:
        """The mark on its paper, in the sizes that task bars ask for."""
        icon = QIcon()
        for size in (16, 24, 32, 48, 64, 128, 256):
            icon.addPixmap(self.mark(tint, paper, size, 1.0))
        return icon

    def _renderer(self, name: str, colour: QColor, stroke: str) -> QSvgRenderer:
        key = (name, colour.rgba(), stroke)
        if key not in self._renderers:
            if name not in self._sources:
                inner = name if "/" in name else f"outline/{name}"
                self._sources[name] = (self._folder / f"{inner}.svg").read_text(encoding="utf-8")
            source = self._sources[name].replace('stroke-width="2"', f'stroke-width="{stroke}"')
            source = source.replace("currentColor", colour.name())
            if colour.alphaF() < 1:
                source = source.replace("<svg", f'<svg opacity="{colour.alphaF():.3f}"', 1)
            self._renderers[key] = QSvgRenderer(QByteArray(source.encode()))
        return self._renderers[key]
