"""An address as a QR code: drawn by us from its matrix, dark on light whatever the theme, as cameras want it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.desktop.views.components.kit import Kit, boxed, draw_box

QUIET = 4
"""Light modules around the code, as the standard asks."""
Matrix = tuple[tuple[bool, ...], ...]


def matrix_of(text: str) -> Matrix:
    """The modules of the code for ``text``, row by row, True where it is dark; without the quiet zone."""
    import segno  # noqa: PLC0415 - only who pays by phone needs it

    return tuple(tuple(bool(module) for module in row) for row in segno.make_qr(text, error="m").matrix)


class QrCode(QWidget):
    """Square, and as large as its place allows with every module the same number of pixels wide."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._text = ""
        self._matrix: Matrix = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(150, 150))

    @property
    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._matrix = matrix_of(text) if text else ()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, 260)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._matrix:
            return
        painter, theme = QPainter(self), self._kit.theme
        count = len(self._matrix) + 2 * QUIET
        ratio = self.devicePixelRatioF()
        room = min(self.width(), self.height())
        module = max(1, int(room * ratio / count)) / ratio  # whole pixels of the screen: sharp edges
        side = module * count
        box = boxed(self.rect())
        left, top = round((box.width() - side) / 2), round((box.height() - side) / 2)
        corner = min(theme.radius("input"), module)  # the quiet zone stays whole
        draw_box(painter, QRectF(left, top, side, side), corner, theme.colour("code-ground"))
        ink = theme.colour("code-ink")
        for row, modules in enumerate(self._matrix, QUIET):
            for column, dark in enumerate(modules, QUIET):
                if dark:
                    painter.fillRect(QRectF(left + column * module, top + row * module, module, module), ink)
