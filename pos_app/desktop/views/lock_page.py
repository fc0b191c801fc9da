"""The locked till, in place of every page: a card over the bare outline of the work, in which nothing of it is drawn.

The pages themselves are hidden meanwhile, with all that could be read, focused or pressed in them.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.lock import KeptFace, KeptKind, LockActions, LockFace, LockProblem
from pos_app.desktop.presenters.faces.sso import SsoFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import ENTER, LARGE, Button
from pos_app.desktop.views.components.fields import Field
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit, boxed, clear, draw_box, is_rtl, mirrored
from pos_app.desktop.views.components.pieces import Glyph, card, hairline
from pos_app.desktop.views.components.text import Text
from pos_app.desktop.views.sso_panel import BEGIN, SsoPanel

WIDE = 464
MARGIN = 16
PAD = 32
KEPT_ICONS: Final[MappingProxyType[KeptKind, str]] = MappingProxyType(
    {"invoice": "file-invoice", "search": "search", "payment": "credit-card", "refund": "arrow-back-up"}
)
SWITCH = "Alt+W"


class Tile(QWidget):
    """An icon on a square with round corners."""

    def __init__(self, kit: Kit, icon: str, size: int, fill: str, ink: str) -> None:
        super().__init__()
        self._kit, self._icon, self._fill, self._ink = kit, icon, fill, ink
        self.setFixedSize(size, size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        draw_box(painter, box, theme.radius("button"), theme.colour(self._fill))
        side = round(box.width() * 0.5)
        icon = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        self._kit.icons.paint(painter, icon, self._icon, theme.colour(self._ink), mirrored=is_rtl(self))


class LockPage(QWidget):
    """A ``LockView``."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._actions: LockActions | None = None
        self._kept: tuple[KeptFace, ...] | None = None
        self._said = ""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._card = card()
        self._card.setFixedWidth(WIDE)
        self._card.setAccessibleName(say("This till is locked"))
        outer.addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._form())
        column.addWidget(hairline())
        self._kept_part = QWidget()
        self._kept_part.setProperty("ground", "none")
        kept = QVBoxLayout(self._kept_part)
        kept.setContentsMargins(PAD, 16, PAD, 20)
        kept.setSpacing(10)
        self._kept_title = Text(kit, "", "small", "ink-2")
        kept.addWidget(self._kept_title)
        self._kept_rows = QVBoxLayout()
        self._kept_rows.setSpacing(16)
        kept.addLayout(self._kept_rows)
        column.addWidget(self._kept_part)
        column.addWidget(self._foot())

    def _head(self) -> QHBoxLayout:
        kit = self._kit
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 28, PAD, 0)
        head.setSpacing(16)
        head.addWidget(Tile(kit, "lock", 56, "primary", "on-primary"))
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = Text(kit, "", "heading", "ink", weight=600, size=28)
        self._detail = Text(kit, "", "body", "ink-2", size=15)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        words.addStretch(1)
        head.addLayout(words, 1)
        return head

    def _form(self) -> QWidget:
        kit = self._kit
        place = QWidget()
        place.setProperty("ground", "none")
        outer = QVBoxLayout(place)
        outer.setContentsMargins(PAD, 24, PAD, 24)
        outer.setSpacing(0)
        self._ways = QWidget()
        self._ways.setProperty("ground", "none")
        form = QVBoxLayout(self._ways)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        outer.addWidget(self._ways)
        self.waiting = SsoPanel(kit, self._open_again, self._cancel_sso, titled=False)
        outer.addWidget(self.waiting)
        self.password = Field(kit, say("Password"), password=True, height=LARGE.height)
        self.open = Button(
            kit,
            say("Unlock"),
            icon="lock-open",
            shortcut="Enter",
            variant="primary",
            measure=LARGE,
            on_click=self._unlock,
        )
        self.open.setFixedWidth(170)
        form.addWidget(self.password.label)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.password, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        form.addLayout(row)
        self._problem = QWidget()
        self._problem.setProperty("ground", "none")
        inside = QHBoxLayout(self._problem)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(Glyph(kit, "alert-octagon", 18, "declined-ink"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        self._sentence = Text(kit, "", "body-strong", "declined-ink", wrap=True)
        self._advice = Text(kit, "", "small", "declined-ink", wrap=True)
        words.addWidget(self._sentence)
        words.addWidget(self._advice)
        inside.addLayout(words, 1)
        self._problem.hide()
        form.addWidget(self._problem)
        self.sso = Button(kit, "", icon="world", shortcut=BEGIN, measure=LARGE, spread=True, on_click=self._begin_sso)
        bind_button(self.sso, BEGIN)
        self.sso.hide()
        form.addSpacing(4)
        form.addWidget(self.sso)
        return place

    def _foot(self) -> QFrame:
        kit = self._kit
        foot = QFrame()
        foot.setProperty("note", "foot")
        column = QVBoxLayout(foot)
        column.setContentsMargins(PAD, 16, PAD, 18)
        column.setSpacing(12)
        self.switch = Button(
            kit, say("Sign in as someone else"), icon="users", shortcut=SWITCH, spread=True, on_click=self._switch
        )
        self.switch.setMinimumHeight(46)
        bind_button(self.switch, SWITCH)
        column.addWidget(self.switch)
        row = QHBoxLayout()
        row.setContentsMargins(14, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph(kit, "eye-off", 18))
        row.addWidget(Text(kit, say("Patients’ names are hidden while the till is locked."), "small", "ink-2"), 1)
        column.addLayout(row)
        return foot

    # --- LockView -------------------------------------------------------------------------------------------------

    def bind(self, actions: LockActions) -> None:
        self._actions = actions

    def show_lock(self, face: LockFace) -> None:
        self._title.setText(face.title)
        self._detail.setText(face.detail)
        self.password.set_label(face.label)
        self._kept_title.setText(face.kept_title)
        if face.kept != self._kept:
            self._kept = face.kept
            clear(self._kept_rows)
            for one in face.kept:
                row = self._row(one)
                self._kept_rows.addWidget(row)
                row.show()  # now, not with the layout's next turn: until then it would count for nothing
        self._fit()

    def show_busy(self, *, busy: bool) -> None:
        self.password.edit.setReadOnly(busy)
        self.open.busy = busy
        self.open.setEnabled(not busy)
        self.sso.setEnabled(not busy)
        self.open.update()

    def show_problem(self, problem: LockProblem | None) -> None:
        self._said = f"{problem.sentence} {problem.advice}" if problem else ""
        self._problem.setVisible(problem is not None)
        if problem is not None:
            self._sentence.setText(problem.sentence)
            self._advice.setText(problem.advice)
        self.password.edit.setAccessibleDescription(self._said)
        self._fit()

    def show_sso_method(self, text: str) -> None:
        self.sso.set_label(text)
        self.sso.setVisible(bool(text))
        self._fit()

    def show_sso(self, face: SsoFace | None) -> None:
        self._ways.setVisible(face is None)
        if face is None:
            self.waiting.hide()
        else:
            self.waiting.show_face(face)
        self._fit()

    def clear_password(self) -> None:
        self.password.clear()

    def focus(self) -> None:
        if not self.waiting.isHidden():
            self.waiting.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.password.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """What is kept is told where there is room for it: nothing that is needed to unlock is ever squeezed."""
        layout, kept = self._card.layout(), self._kept_part
        if layout is None:
            return
        needed = layout.totalHeightForWidth(WIDE) + (kept.sizeHint().height() if kept.isHidden() else 0)
        shown = bool(self._kept) and needed <= self.height() - 2 * MARGIN
        if shown == kept.isHidden():
            kept.setVisible(shown)

    # --- inside ---------------------------------------------------------------------------------------------------

    @property
    def problem_said(self) -> str:
        """Why it did not open, as it stands on the screen; empty when nothing went wrong."""
        return self._said

    @property
    def kept_said(self) -> tuple[str, ...]:
        return tuple(one.title for one in self._kept or ())

    def key_groups(self) -> tuple[KeyGroup, ...]:
        switch = KeyLine(say("Sign in as someone else"), SWITCH)
        if not self.waiting.isHidden():
            return (KeyGroup(say("The locked till"), "lock", (*self.waiting.key_lines(), switch)),)
        sso = (KeyLine(self.sso.label, BEGIN),) if self.sso.label else ()
        lines = (KeyLine(say("Unlock"), "Enter"), *sso, switch)
        return (KeyGroup(say("The locked till"), "lock", lines),)

    def _row(self, face: KeptFace) -> QWidget:
        kit, row = self._kit, QWidget()
        row.setAccessibleName(f"{face.title}. {face.detail}")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(Tile(kit, KEPT_ICONS[face.kind], 36, "sunken", "ink-2"))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Text(kit, face.title, "body", "ink", weight=500))
        words.addWidget(Text(kit, face.detail, "small", "ink-2", wrap=True))
        line.addLayout(words, 1)
        line.addWidget(Glyph(kit, "check", 18, "paid-ink"))
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self._unlock()
            return
        super().keyPressEvent(event)

    def _begin_sso(self) -> None:
        if self._actions is not None:
            self._actions.begin_sso()

    def _open_again(self) -> None:
        if self._actions is not None:
            self._actions.open_again()

    def _cancel_sso(self) -> None:
        if self._actions is not None:
            self._actions.cancel_sso()

    def _unlock(self) -> None:
        if self._actions is not None and self.open.isEnabled() and self.waiting.isHidden():
            self._actions.unlock(self.password.text())

    def _switch(self) -> None:
        if self._actions is not None:
            self._actions.switch_person()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The outline of a list with an invoice beside it: the same for every patient."""
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        painter.fillRect(box, theme.colour("canvas"))
        side = min(352.0, box.width() / 3)
        wide = box.width() - side - 48
        self._bones(painter, QRectF(16, 14, wide, 52), ((20, 200),))
        self._bones(painter, QRectF(16, 124, wide, box.height() - 138), ((20, 60), (110, 110), (250, 150), (440, 60)))
        self._bones(painter, QRectF(wide + 32, 14, side, box.height() - 28), ((20, 150), (230, 70)))
        painter.fillRect(box, theme.colour("scrim"))

    def _bones(self, painter: QPainter, place: QRectF, bars: tuple[tuple[int, int], ...]) -> None:
        theme, whole, direction = self._kit.theme, boxed(self.rect()), self.layoutDirection()
        frame = mirrored(place, whole, direction)
        draw_box(painter, frame, theme.radius("card"), theme.colour("surface"), theme.colour("line"))
        top = place.top() + 22
        while top + 12 < place.bottom():
            for left, wide in bars:
                if left + wide < place.width():
                    bar = QRectF(place.left() + left, top, wide, 9)
                    draw_box(painter, mirrored(bar, whole, direction), 4.5, theme.colour("line-strong"))
            top += 53
