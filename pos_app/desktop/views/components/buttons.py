"""Buttons: icon, words, and the key that presses them. Painted, so that one look holds on every desktop."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from pos_app.desktop.presenters.faces.common import ActionFace
from pos_app.desktop.views.components.keycaps import Ground, caps_width, paint_caps, split
from pos_app.desktop.views.components.kit import Kit, boxed, broken, clear, draw_box, draw_text, mirrored

Variant = Literal["primary", "secondary", "soft", "danger", "ghost"]
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Measure(NamedTuple):
    """One size of button, in pixels."""

    height: int
    text: int
    icon: int
    pad: int
    gap: int
    weight: int


SMALL = Measure(34, 13, 17, 9, 7, 500)
CLOSE = Measure(40, 14, 16, 8, 6, 500)
NORMAL = Measure(40, 14, 18, 12, 9, 500)
LARGE = Measure(52, 17, 20, 18, 9, 600)
HERO = Measure(60, 18, 22, 22, 9, 600)
LINE = 18
"""Pixels from one line of small words to the next."""
SMALLER = 2
"""Pixels that a button's words may lose before its icon goes."""
LEAST_TEXT = 13
"""Pixels: what a button says is set smaller, down to this, before it is cut: a big one says an amount and a name."""


class Button(QPushButton):
    """``spread``: words at the start and keys at the end; otherwise all in the middle."""

    def __init__(
        self,
        kit: Kit,
        text: str,
        *,
        icon: str = "",
        shortcut: str = "",
        variant: Variant = "secondary",
        measure: Measure = NORMAL,
        spread: bool = False,
        on_click: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.kit = kit
        self.variant: Variant = variant
        self.measure = measure
        self._icon_name = icon
        self._label = text
        self._spread = spread
        self.shortcut_text = shortcut
        self.busy = False
        self._told = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setProperty("focusRadius", kit.theme.radius("button"))
        self.set_label(text)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def set_label(self, text: str) -> None:
        self._label = text
        self.setText(text.replace("&", "&&"))  # no stray mnemonic
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon_name(self, name: str) -> None:
        self._icon_name = name
        self.update()

    @property
    def label(self) -> str:
        return self._label

    def _content_width(self) -> float:
        m = self.measure
        wide = self.kit.theme.metrics("body", m.weight, m.text).horizontalAdvance(self._label)
        wide += m.icon + m.gap if self._icon_name else 0
        keys = split(self.shortcut_text)
        return wide + (caps_width(self.kit, keys) + m.gap if keys else 0)

    def sizeHint(self) -> QSize:
        # Not a fraction of a pixel less than the words take, or they would be set smaller.
        return QSize(ceil(self._content_width() + 2 * self.measure.pad) + 2, self.measure.height)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 120), self.measure.height)

    def event(self, event: QEvent) -> bool:
        # Enter on a button that has the focus presses that button, not the screen's own default.
        # One that is chosen already has nothing to press, and lets it pass.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in ENTER:
            if not (self.isCheckable() and self.isChecked()):
                event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not (self.isCheckable() and self.isChecked()):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def colours(self) -> tuple[QColor | None, QColor | None, QColor, Ground]:
        """Fill, line, ink and the ground that key caps stand on, for the state it is in."""
        theme = self.kit.theme
        hover, press = self.underMouse() and self.isEnabled(), self.isDown()
        if not self.isEnabled():
            if self.variant == "ghost":
                return None, None, theme.colour("ink-disabled"), "surface"
            return theme.colour("sunken"), theme.colour("line"), theme.colour("ink-3"), "surface"
        if self.variant == "primary":
            fill = "primary-press" if press else "primary-hover" if hover else "primary"
            return theme.colour(fill), None, theme.colour("on-primary"), "primary"
        if self.variant == "danger":
            fill_colour = theme.colour("declined-fill", 0.85 if hover or press else 1.0)
            return fill_colour, None, theme.colour("declined-on"), "primary"
        if self.variant == "soft":
            return theme.colour("primary-soft"), theme.colour("primary"), theme.colour("primary-ink"), "surface"
        if self.variant == "ghost":
            fill_or_none = theme.colour("sunken") if hover or press else None
            return fill_or_none, None, theme.colour("ink-2"), "surface"
        fill = "sunken" if press else "surface-2" if hover else "surface"
        return theme.colour(fill), theme.colour("line-strong"), theme.colour("ink"), "surface"

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, m = self.kit.theme, self.measure
        painter = QPainter(self)
        fill, line, ink, ground = self.colours()
        box = boxed(self.rect())
        radius = theme.radius("button-large" if m.height >= LARGE.height else "button")
        draw_box(painter, box, radius, fill, line)
        keys = split(self.shortcut_text)
        keys_wide = caps_width(self.kit, keys)
        inner = box.adjusted(m.pad, 0, -m.pad, 0)
        left = inner.left() if self._spread else inner.left() + max(0.0, (inner.width() - self._content_width()) / 2)
        direction = self.layoutDirection()
        icon = "loader-2" if self.busy else self._icon_name
        if not self.busy and m is not HERO and not self._room_for_icon(inner.width()):
            icon = ""  # the words are worth more than their picture
        if icon:
            place = QRectF(left, box.center().y() - m.icon / 2, m.icon, m.icon)
            place = mirrored(place, box, direction)
            rtl = direction == Qt.LayoutDirection.RightToLeft
            self.kit.icons.paint(painter, place, icon, ink, mirrored=rtl)
            left += m.icon + m.gap
        room = inner.right() - left - (keys_wide + m.gap if keys else 0)
        size = fitting_size(self.kit, self._label, room, m.text, m.weight)
        font = theme.font("body", m.weight, size)
        wanted = theme.metrics("body", m.weight, size).horizontalAdvance(self._label) + 1
        words = QRectF(left, box.top(), min(wanted, room), box.height())
        cut = draw_text(painter, mirrored(words, box, direction), self._label, font, ink, "start", direction)
        self._tell(self._label if cut else "")
        if keys:
            at = inner.right() - keys_wide if self._spread else words.right() + m.gap
            caps = mirrored(QRectF(at, box.top(), keys_wide, box.height()), box, direction)
            paint_caps(painter, self.kit, caps, keys, ground, direction, faint=not self.isEnabled())

    @property
    def is_cut(self) -> bool:
        """As it was last painted."""
        return bool(self._told)

    def _tell(self, words: str) -> None:
        """Whole in the tooltip what is cut, unless that has something else to say."""
        if words != self._told and self.toolTip() == self._told:
            self.setToolTip(words)
        self._told = words

    def _room_for_icon(self, width: float) -> bool:
        """Beside words that are whole, and not much smaller for it."""
        m, spare = self.measure, self._content_width() - width - 1
        metrics = self.kit.theme.metrics("body", m.weight, max(min(m.text, LEAST_TEXT), m.text - SMALLER))
        usual = self.kit.theme.metrics("body", m.weight, m.text)
        return usual.horizontalAdvance(self._label) - metrics.horizontalAdvance(self._label) >= spare


def fitting_size(kit: Kit, text: str, room: float, size: int, weight: int) -> int:
    """The size (pixels) that ``text`` fits into ``room`` at, no more than ``size``; LEAST_TEXT if it fits at none."""
    least = min(size, LEAST_TEXT)
    while size > least and kit.theme.metrics("body", weight, size).horizontalAdvance(text) > room:
        size -= 1
    return size


class ButtonGrid(QWidget):
    """Buttons two by two where the words have room, one below the other where they have not."""

    def __init__(self) -> None:
        super().__init__()
        self._buttons: list[Button] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)

    def add(self, button: Button) -> None:
        self._buttons.append(button)
        self._columns = 0
        self._arrange()
        button.show()  # now, not with the layout's next turn: until then its key would be dead

    def empty(self) -> None:
        self._buttons = []
        self.setMinimumHeight(0)
        clear(self._grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def _arrange(self) -> None:
        if not self._buttons:
            return
        widest = max(button.sizeHint().width() for button in self._buttons)
        columns = 2 if len(self._buttons) > 1 and 2 * widest + 8 <= max(self.width(), 120) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for at, button in enumerate(self._buttons):
            self._grid.addWidget(button, at // columns, at % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)
        # Said outright: what a grid needs after its rows have changed, in a resize, does not reach the layout above.
        rows, high = -(-len(self._buttons) // columns), max(button.sizeHint().height() for button in self._buttons)
        self.setMinimumHeight(rows * high + (rows - 1) * self._grid.spacing())


class ChoiceButton(Button):
    """A choice with a second line that says what it means: the list of "What now?"."""

    def __init__(
        self, kit: Kit, text: str, detail: str, *, icon: str, shortcut: str = "", variant: Variant = "secondary"
    ) -> None:
        super().__init__(kit, text, icon=icon, shortcut=shortcut, variant=variant, spread=True)
        self._detail = detail
        policy = QSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleDescription(detail)
        self.setProperty("focusRadius", kit.theme.radius("button-large"))

    def sizeHint(self) -> QSize:
        return QSize(280, 68)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 68)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 68 + LINE * (len(self._lines(width)) - 1)

    def _room(self, width: float) -> float:
        """For the words, beside the icon and the keys."""
        keys = split(self.shortcut_text)
        return width - 59 - 20 - (caps_width(self.kit, keys) + 8 if keys else 0)

    def _lines(self, width: float) -> list[str]:
        """What it means, in as many lines as it takes: a sum may stand at its end."""
        return broken(self.kit.theme.font("small"), self._detail, self._room(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.kit.theme
        painter = QPainter(self)
        fill, line, ink, ground = self.colours()
        box, direction = boxed(self.rect()), self.layoutDirection()
        draw_box(painter, box, theme.radius("card"), fill, line)
        icon = mirrored(QRectF(20, box.center().y() - 11, 22, 22), box, direction)
        rtl = direction == Qt.LayoutDirection.RightToLeft
        self.kit.icons.paint(painter, icon, self._icon_name, ink, mirrored=rtl)
        keys = split(self.shortcut_text)
        wide, room = caps_width(self.kit, keys), self._room(box.width())
        first = mirrored(QRectF(59, 14, room, 22), box, direction)
        soft = ink if self.variant == "primary" else theme.colour("ink-2" if self.isEnabled() else "ink-3")
        size = fitting_size(self.kit, self._label, room, 16, 600)
        cut = draw_text(painter, first, self._label, theme.font("body", 600, size), ink, "start", direction)
        for at, words in enumerate(self._lines(box.width())):
            below = mirrored(QRectF(59, 36 + LINE * at, room, 18), box, direction)
            cut = draw_text(painter, below, words, theme.font("small"), soft, "start", direction) or cut
        self._tell(f"{self._label}\n{self._detail}" if cut else "")
        if keys:
            caps = mirrored(QRectF(box.right() - 19 - wide, box.top(), wide, box.height()), box, direction)
            paint_caps(painter, self.kit, caps, keys, ground, direction, faint=not self.isEnabled())


ICONS: Final = MappingProxyType(
    {
        "take_whole": "credit-card",
        "take_part": "circle-half-2",
        "show_receipt": "receipt",
        "retry": "refresh",
        "charge": "credit-card",
        "use_amount": "check",
        "another_card": "credit-card",
        "retry_card": "refresh",
        "on_phone": "qrcode",
        "counter": "credit-card",
        "new_link": "qrcode",
        "remove_card": "x",
        "later": "clock-pause",
        "next": "user-plus",
        "ask_now": "refresh",
        "print": "printer",
        "save_pdf": "file-type-pdf",
        "print_copy": "printer",
        "save_copy": "file-type-pdf",
        "retry_receipt": "refresh",
        "log_out": "logout",
        "stay": "arrow-left",
        "leave": "x",
        "refund": "arrow-back-up",
        "see_refund": "arrow-back-up",
        "ask": "arrow-back-up",
        "approve": "check",
        "refuse": "x",
        "withdraw": "x",
        "supervisor_here": "user-shield",
        "open_invoice": "file-invoice",
        "resolve": "check",
        "back": "arrow-left",
    }
)
"""The icon of each action a presenter may offer; a new one without an icon shows its words alone."""


def action_button(
    kit: Kit,
    face: ActionFace,
    act: Callable[[str], None],
    *,
    measure: Measure = NORMAL,
    spread: bool = False,
    variant: Variant | None = None,
    icon: str | None = None,
) -> Button:
    """A button for an action of a presenter: pressing it says the action's key."""
    chosen: Variant = variant or ("primary" if face.primary else "secondary")
    button = Button(
        kit,
        face.text,
        icon=ICONS.get(face.key, "") if icon is None else icon,
        shortcut=face.shortcut,
        variant=chosen,
        measure=measure,
        spread=spread,
        on_click=lambda: act(face.key),
    )
    button.setEnabled(face.enabled)
    if face.why or face.detail:
        button.setToolTip(face.why or face.detail)
        button.setAccessibleDescription(face.why or face.detail)
    return button
