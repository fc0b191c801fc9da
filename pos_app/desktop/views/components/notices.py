"""What concerns the whole window (banner), what is over (toast), and a place with nothing in it (message)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import MessageFace, Toast, Tone
from pos_app.desktop.presenters.faces.shell import BannerFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import SMALL, Button, action_button
from pos_app.desktop.views.components.chips import LOOKS
from pos_app.desktop.views.components.keys import bind_button
from pos_app.desktop.views.components.kit import Kit, is_rtl
from pos_app.desktop.views.components.pieces import Disc, Glyph
from pos_app.desktop.views.components.text import Elided, Text

TOAST_MS = 6000
LETTER_MS = 150
"""Of a long toast, which may tell what became of money, for each letter: it can be read twice."""
SHADOW = 24


class Banner(QFrame):
    """Across the top of the work area: what is the matter, in one sentence, and what can be done about it."""

    def __init__(self, kit: Kit, act: Callable[[], None]) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("note", "checking")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(14)
        row.addWidget(Glyph(kit, "plug-connected-x", 22, "checking-ink"))
        words = QVBoxLayout()
        words.setSpacing(1)
        self._title = Elided(kit, "", "body-strong", "ink")
        self._detail = Elided(kit, "", "small", "checking-ink")
        words.addWidget(self._title)
        words.addWidget(self._detail)
        row.addLayout(words, 1)
        self._button = Button(kit, say("Try now"), shortcut="F5", measure=SMALL, on_click=act)
        row.addWidget(self._button)
        self.hide()

    def show_banner(self, face: BannerFace | None) -> None:
        if face is not None:
            self._title.setText(face.title)
            self._detail.setText(face.detail)
            self._button.shortcut_text = face.shortcut
            self._button.set_label(face.action)
            self._button.setVisible(bool(face.action))
            self.setAccessibleName(f"{face.title} {face.detail}")
        self.setVisible(face is not None)


class ToastLayer(QWidget):
    """Toasts at the foot of ``host``, one below the other; each goes by itself."""

    def __init__(self, kit: Kit, host: QWidget) -> None:
        super().__init__(host)
        self._kit, self._host = kit, host
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._column = QVBoxLayout(self)
        self._mirror()
        self._column.setSpacing(8)
        self._column.addStretch(1)
        host.installEventFilter(self)
        self.hide()

    def _mirror(self) -> None:
        """Clear of the rail and of the button at the foot."""
        rail, edge = (16, 96) if is_rtl(self) else (96, 16)
        self._column.setContentsMargins(rail, 16, edge, 92)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._mirror()

    def say(self, toast: Toast) -> None:
        look = LOOKS[toast.tone]
        frame = QFrame()
        frame.setProperty("toast", "true")
        frame.setAccessibleName(toast.text)
        row = QHBoxLayout(frame)
        row.setContentsMargins(14, 10, 18, 10)
        row.setSpacing(10)
        icon = "info-circle" if toast.tone is Tone.NEUTRAL else look.icon
        row.addWidget(Disc(self._kit, icon, 26, look.fill, look.ink))
        row.addWidget(Text(self._kit, toast.text, "body", "ink", weight=500))
        self._column.addWidget(frame, 0, Qt.AlignmentFlag.AlignLeft)
        lift = QGraphicsDropShadowEffect(frame, blurRadius=SHADOW, xOffset=0, yOffset=4)
        lift.setColor(self._kit.theme.colour("scrim"))
        frame.setGraphicsEffect(lift)  # on rows of its own colour it would be overlooked
        QTimer.singleShot(max(TOAST_MS, LETTER_MS * len(toast.text)), frame, lambda: self._drop(frame))
        self.setGeometry(self._host.rect())
        self.show()
        self.raise_()

    def forget(self) -> None:
        """All at once: whoever looks now is not whom they were for."""
        for frame in self.findChildren(QFrame, options=Qt.FindChildOption.FindDirectChildrenOnly):
            self._drop(frame)

    def _drop(self, frame: QFrame) -> None:
        self._column.removeWidget(frame)
        frame.hide()
        frame.deleteLater()
        if self._column.count() <= 1:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return False


class Message(QWidget):
    """An empty or failed place: what this is, what to do, and the buttons for it."""

    def __init__(self, kit: Kit, act: Callable[[str], None], *, compact: bool = False) -> None:
        super().__init__()
        self._kit, self._act, self._compact = kit, act, compact
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 24, 24, 24)
        self._column.setSpacing(0)
        self._content: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(320, 280)

    def show_message(self, face: MessageFace, icon: str = "") -> None:
        kit = self._kit
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addStretch(2)
        fill, ink = ("declined-soft", "declined-ink") if face.failed else ("sunken", "ink-2")
        name = icon or ("plug-connected-x" if face.failed else "search-off")
        column.addWidget(Disc(kit, name, 52, fill, ink), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(6)
        for text, role, tone in ((face.title, "title", "ink"), (face.detail, "body", "ink-2")):
            if text:
                label = Text(kit, text, role, tone, wrap=True)
                label.centred()
                label.setMaximumWidth(520)
                row = QHBoxLayout()
                row.addStretch(1)
                row.addWidget(label, 100)
                row.addStretch(1)
                column.addLayout(row)
        if face.actions:
            column.addSpacing(8)
            buttons = QVBoxLayout() if self._compact else QHBoxLayout()
            buttons.setSpacing(8)
            if not self._compact:
                buttons.addStretch(1)
            for action in face.actions:
                button = action_button(kit, action, self._act)
                bind_button(button, action.shortcut)
                buttons.addWidget(button)
            if not self._compact:
                buttons.addStretch(1)
            column.addLayout(buttons)
        if face.details_for_it:
            column.addSpacing(8)
            details = Text(kit, face.details_for_it, "label", "ink-3", weight=400, wrap=True)
            details.centred()
            details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(details)
        column.addStretch(3)
        self._content = content
        self._column.addWidget(content)
        self.setAccessibleName(face.title)
