"""Which words of a window have no room: what a person can't read without the mouse."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QLineEdit, QWidget

from pos_app.desktop.views.components.buttons import Button
from pos_app.desktop.views.components.chips import FilterChip
from pos_app.desktop.views.components.fields import SearchEdit
from pos_app.desktop.views.components.text import Elided, Text


def cut_off(window: QWidget) -> list[str]:
    """``"Widget: its words"`` of each label, button and hint that is shown and is cut, in no order."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.width() <= 1:
            continue
        words = _cut(widget)
        if words:
            found.append(f"{type(widget).__name__}: {words}")
    return found


def _cut(widget: QWidget) -> str:
    if isinstance(widget, Elided):
        return widget.text() if widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width() else ""
    if isinstance(widget, Button) and not isinstance(widget, FilterChip):
        widget.grab()  # painted, whatever lies over it: then it knows
        return widget.label if widget.is_cut else ""
    if isinstance(widget, Text) and widget.text():
        return "" if _label_fits(widget) else widget.text()
    if isinstance(widget, (SearchEdit, QLineEdit)) and not widget.text():
        hint = widget.placeholderText()
        return hint if widget.fontMetrics().horizontalAdvance(hint) > widget.width() else ""
    return ""


def _label_fits(label: QLabel) -> bool:
    if any(isinstance(above, QAbstractScrollArea) for above in _above(label)):
        return True if label.wordWrap() else label.width() >= label.sizeHint().width() - 1
    if label.wordWrap():
        return label.height() >= label.heightForWidth(label.width()) - 2
    return label.width() >= label.sizeHint().width() - 1


def _above(widget: QWidget) -> list[QWidget]:
    found, at = [], widget.parentWidget()
    while at is not None:
        found.append(at)
        at = at.parentWidget()
    return found
