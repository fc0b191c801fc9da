"""Where people type: a labelled field with help or error below, the password field, the search box, the switch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pos_app.desktop.say import say
from pos_app.desktop.views.components.keycaps import KeyCaps
from pos_app.desktop.views.components.kit import (
    Kit,
    boxed,
    draw_box,
    draw_disc,
    draw_text,
    is_rtl,
    mirrored,
    set_property,
)
from pos_app.desktop.views.components.text import Text


def begin_where_lines_begin(edit: QLineEdit, box: QWidget) -> None:
    """In a window that runs from right to left too, where Qt would set the cursor of an empty field at the other end
    than its hint, and figures and Latin names as well."""
    flag = Qt.AlignmentFlag
    edit.setAlignment(flag.AlignRight | flag.AlignAbsolute if is_rtl(box) else flag.AlignLeading)


class Field(QWidget):
    """Label above, field, and a line below for help or for what is wrong."""

    def __init__(self, kit: Kit, label: str, *, password: bool = False, height: int = 48, help_text: str = "") -> None:
        super().__init__()
        self.kit = kit
        self._help = help_text
        self.label = Text(kit, label, "small", "ink-2")
        self.edit = QLineEdit()
        self.edit.setFixedHeight(height)
        self.edit.setFont(kit.theme.font("lead"))
        self.edit.setAccessibleName(label)
        self.edit.setProperty("focusRadius", kit.theme.radius("input"))
        self.label.setBuddy(self.edit)
        self.below = Text(kit, help_text, "small", "ink-3", wrap=True)
        self.below.setVisible(bool(help_text))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.label)
        layout.addWidget(self.edit)
        layout.addWidget(self.below)
        self._eye: IconButton | None = None
        if password:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
            eye = self._eye = IconButton(kit, "eye", say("Show the password"))
            eye.setCheckable(True)
            eye.toggled.connect(lambda shown: self._reveal(eye, shown=shown))
            inside = QHBoxLayout(self.edit)
            self._inside = inside
            inside.addStretch(1)
            inside.addWidget(eye)
        self._make_room()

    def _make_room(self) -> None:
        """For the eye, where a line ends."""
        begin_where_lines_begin(self.edit, self)
        if self._eye is not None:
            left, right = (8, 0) if is_rtl(self) else (0, 8)
            self._inside.setContentsMargins(left, 0, right, 0)
            self.edit.setTextMargins(4 * left, 0, 4 * right, 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def text(self) -> str:
        return self.edit.text()

    def clear(self) -> None:
        """Nothing typed, and nothing to be revealed."""
        self.edit.clear()
        if self._eye is not None:
            self._eye.setChecked(False)

    def set_label(self, text: str) -> None:
        self.label.setText(text)
        self.edit.setAccessibleName(text)

    def show_help(self, text: str) -> None:
        self._help = text

    def show_problem(self, sentence: str) -> None:
        """``sentence`` below the field, in the colour of errors; empty goes back to the help."""
        set_property(self.edit, "invalid", bool(sentence))
        self.below.setText(sentence or self._help)
        self.below.set_tone("declined-ink" if sentence else "ink-3")
        self.below.setVisible(bool(sentence or self._help))
        self.edit.setAccessibleDescription(sentence or self._help)

    def _reveal(self, eye: IconButton, *, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        eye.set_icon("eye-off" if shown else "eye", say("Hide the password") if shown else say("Show the password"))


class IconButton(QPushButton):
    """A small button of an icon alone; its name is read out and shown as a tooltip."""

    def __init__(self, kit: Kit, icon: str, name: str, size: int = 32) -> None:
        super().__init__()
        self._kit = kit
        self._icon_name = icon
        self.setFixedSize(size, size)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", kit.theme.radius("kbd"))
        self.set_icon(icon, name)

    def set_icon(self, icon: str, name: str) -> None:
        self._icon_name = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        if self.underMouse():
            draw_box(painter, box, theme.radius("kbd"), theme.colour("sunken"))
        icon = QRectF(box.center().x() - 9, box.center().y() - 9, 18, 18)
        self._kit.icons.paint(painter, icon, self._icon_name, theme.colour("ink-2"), mirrored=is_rtl(self))


HINT_SPARE = 6
"""Pixels that the search box keeps clear at the sides of its hint, together."""
ROW_KEYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)


class SearchEdit(QLineEdit):
    """Up, Down, Page keys and Enter belong to the rows below. Paints its hint itself: Qt cuts off what reaches below a
    Latin line, as the dots of Arabic letters do."""

    row_key = Signal(QKeyEvent)
    typed_key = Signal(QKeyEvent)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._composing = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.text() or self._composing:
            return
        box = boxed(self.rect()).adjusted(HINT_SPARE / 2, 0, -HINT_SPARE / 2, 0)
        tone = self._kit.theme.colour("ink-3")
        draw_text(QPainter(self), box, self.placeholderText(), self.font(), tone, "start", self.layoutDirection())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ROW_KEYS:
            self.row_key.emit(event)
            return
        self.typed_key.emit(event)
        super().keyPressEvent(event)


class SearchBox(QWidget):
    """One box for number, MRN, name, phone and date of birth; it says how it is used."""

    def __init__(self, kit: Kit, hint: str, how: str, clears: str) -> None:
        super().__init__()
        self._kit = kit
        self.setFixedHeight(kit.theme.height("search"))
        self.edit = SearchEdit(kit)
        self.edit.setProperty("bare", "true")
        self.edit.setProperty("focusRing", "none")
        self.edit.setFont(kit.theme.font("lead"))
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(hint)
        self._how = Text(kit, how, "small", "ink-2")
        self._caps = KeyCaps(kit, "Esc")
        self._clears = clears
        self._how_text = how
        layout = QHBoxLayout(self)
        self._layout = layout
        self._mirror()
        layout.setSpacing(10)
        layout.addWidget(self.edit, 1)
        self._scan = _Glyph(kit, "scan")
        self._scan.setToolTip(how)
        layout.addWidget(self._scan)
        layout.addWidget(self._caps)
        layout.addWidget(self._how)
        self._caps.hide()
        self.edit.textChanged.connect(self._changed)
        self.setFocusProxy(self.edit)

    def wants(self, event: QKeyEvent) -> bool:
        """Whether it is a letter that somebody may have typed for this box, wherever the focus is."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        return plain and bool(event.text().strip()) and event.text().isprintable()

    def take_key(self, event: QKeyEvent) -> bool:
        """A letter that was typed elsewhere, as if it had been typed here. False for other keys."""
        if not self.wants(event):
            return False
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.insert(event.text())  # told by textEdited
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """What can be looked for is worth more than how: where both have no room, the sign alone says how."""
        words = self.edit.fontMetrics().horizontalAdvance(self.edit.placeholderText()) + HINT_SPARE
        whole = 48 + words + self._layout.spacing() + 20 + self._layout.spacing() + self._how.sizeHint().width() + 14
        self._how.setVisible(bool(self.edit.text()) or whole <= self.width())

    def _mirror(self) -> None:
        """Clear of the magnifying glass, which stands where a line begins."""
        left, right = (14, 48) if is_rtl(self) else (48, 14)
        self._layout.setContentsMargins(left, 0, right, 0)
        begin_where_lines_begin(self.edit, self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._mirror()

    def _changed(self, text: str) -> None:
        self._caps.setVisible(bool(text))
        self._scan.setVisible(not text)
        self._how.setText(self._clears if text else self._how_text)
        self._make_room()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        focused = self.edit.hasFocus()
        line, width = ("focus", 2.0) if focused else ("control-border", 1.0)
        draw_box(painter, box, theme.radius("button-large"), theme.colour("surface"), theme.colour(line), width)
        icon = mirrored(QRectF(15, box.center().y() - 11, 22, 22), box, self.layoutDirection())
        self._kit.icons.paint(painter, icon, "search", theme.colour("ink-2"))


class _Glyph(QWidget):
    def __init__(self, kit: Kit, icon: str) -> None:
        super().__init__()
        self._kit = kit
        self._icon = icon
        self.setFixedSize(20, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._kit.icons.paint(QPainter(self), boxed(self.rect()), self._icon, self._kit.theme.colour("ink-2"))


class Toggle(QCheckBox):
    """A switch with its words before it."""

    def __init__(self, kit: Kit, text: str) -> None:
        super().__init__()
        self._kit = kit
        self._label = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("focusRadius", 10)
        self.set_label(text)

    def set_label(self, text: str) -> None:
        self._label = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._kit.theme.metrics("small", 500).horizontalAdvance(self._label)) + 10 + 36, 24)

    def hitButton(self, _pos: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        direction = self.layoutDirection()
        words = mirrored(QRectF(0, 0, box.width() - 44, box.height()), box, direction)
        painter.setFont(theme.font("small", 500))
        painter.setPen(theme.colour("ink" if self.isEnabled() else "ink-3"))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._label)
        track = mirrored(QRectF(box.width() - 36, box.center().y() - 10, 36, 20), box, direction)
        on = self.isChecked()
        if on:
            fill, knob = theme.colour("primary", 1.0 if self.isEnabled() else 0.45), theme.colour("on-primary")
            draw_box(painter, track, 10, fill)
        else:
            knob = theme.colour("control-border")
            draw_box(painter, track, 10, theme.colour("surface"), theme.colour("control-border"))
        at_end = on != is_rtl(self)
        centre = track.center()
        centre.setX(track.right() - 10 if at_end else track.left() + 10)
        draw_disc(painter, centre, 7, knob)
