"""The focus ring: one for the whole window, 2 px wide and 2 px away from whatever has the focus."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from pos_app.desktop.views.components.kit import Kit

_MOVED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.EnabledChange,
    QEvent.Type.Destroy,
)


class FocusRing(QWidget):
    """Follows the focus within ``host``. A widget with the property focusRing "none" paints a mark of its own;
    ``focusRadius`` is the radius of its corners."""

    def __init__(self, kit: Kit, host: QWidget) -> None:
        super().__init__(host)
        self._kit = kit
        self._host = host
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        if self._target is not None and shiboken6.isValid(self._target):
            self._target.destroyed.disconnect(self._gone)
        self._watched = []
        self._target = None
        if new is not None and self._host.isAncestorOf(new) and not self._marks_itself(new):
            self._target = new
            new.destroyed.connect(self._gone)
            walker: QWidget | None = new
            while walker is not None and walker is not self._host:
                walker.installEventFilter(self)
                self._watched.append(walker)
                walker = walker.parentWidget()
        self._place()

    def _marks_itself(self, widget: QWidget) -> bool:
        """It, or what it is the inside of: a web view's own widget is not ours to mark."""
        walker: QWidget | None = widget
        while walker is not None and walker is not self._host:
            if walker.property("focusRing") == "none":
                return True
            walker = walker.parentWidget()
        return False

    def _gone(self, _target: QObject) -> None:
        self._target = None
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVED:
            self._place()
        return False

    def _place(self) -> None:
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        focus = self._kit.theme.tokens.focus
        away = focus["offset"] + focus["width"]
        place = QRect(target.mapTo(self._host, QPoint(0, 0)), target.size())
        self.setGeometry(place.adjusted(-away, -away, away, away))
        seen = self._seen(target)
        if seen is not None:
            # What is scrolled out of sight has no ring over its neighbours.
            self.setMask(seen.translated(-self.pos()))
        else:
            self.clearMask()
        self.raise_()
        self.show()
        self.update()

    def _seen(self, target: QWidget) -> QRect | None:
        walker = target.parentWidget()
        while walker is not None and walker is not self._host:
            if isinstance(walker, QAbstractScrollArea):
                port = walker.viewport()
                area = QRect(port.mapTo(self._host, QPoint(0, 0)), port.size())
                return area.adjusted(-4, -4, 4, 4)
            walker = walker.parentWidget()
        return None

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._target is None or not shiboken6.isValid(self._target):
            return
        width = self._kit.theme.tokens.focus["width"]
        radius = self._target.property("focusRadius")
        corner = float(radius if isinstance(radius, int) else self._kit.theme.radius("button"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._kit.theme.colour("focus"), width))
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(box, corner + 3, corner + 3)
