"""Log in: the hospital on the left; name, password, the server's fold and the sample people on the right."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.login import (
    LoginActions,
    LoginField,
    LoginFormFace,
    LoginProblem,
    SamplePersonFace,
)
from pos_app.desktop.presenters.faces.shell import ConnectionFace, HospitalFace
from pos_app.desktop.presenters.faces.sso import SsoFace
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import ENTER, HERO, LARGE, Button
from pos_app.desktop.views.components.fields import Field
from pos_app.desktop.views.components.keycaps import KeyCaps
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit, boxed, is_rtl
from pos_app.desktop.views.components.pieces import Glyph, hairline
from pos_app.desktop.views.components.text import Text
from pos_app.desktop.views.person_card import PersonCard
from pos_app.desktop.views.rail import MarkTile
from pos_app.desktop.views.sso_panel import BEGIN, SsoPanel
from pos_app.desktop.views.top_bar import Connection

WITHOUT_PEOPLE: Final = 420
"""Pixels of height that all but the sample people take."""
ROW: Final = 124


class HospitalSide(QWidget):
    """The ground in the rail's colour with a large cross, the hospital's name, and TEST."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        column = QVBoxLayout(self)
        column.setContentsMargins(44, 44, 44, 24)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(MarkTile(kit, 52))
        head.addWidget(Text(kit, say("Front-desk till"), "small", "rail-ink-2"), 1)
        column.addLayout(head)
        column.addSpacing(60)
        self._hospital = Text(kit, "", "figure", "rail-ink", weight=600, size=38, wrap=True)
        column.addWidget(self._hospital)
        column.addSpacing(10)
        self._place = Text(kit, "", "lead", "rail-ink-2", wrap=True)
        column.addWidget(self._place)
        column.addStretch(1)
        self._test = QFrame()
        self._test.setProperty("note", "testfill")
        inside = QVBoxLayout(self._test)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(4)
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(Glyph(kit, "flask-2", 22, "test-on"))
        self._test_title = Text(kit, say("TEST"), "heading", "test-on", weight=700)
        title.addWidget(self._test_title, 1)
        inside.addLayout(title)
        self._test_note = Text(kit, "", "body", "test-on", wrap=True)
        inside.addWidget(self._test_note)
        column.addWidget(self._test)
        self._test.hide()
        column.addSpacing(22)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self._version = Text(kit, "", "small", "rail-ink-2")
        foot.addWidget(self._version, 1)
        foot.addWidget(Glyph(kit, "keyboard", 18, "rail-ink-2"))
        foot.addWidget(Text(kit, say("Keys"), "small", "rail-ink-2"))
        foot.addWidget(KeyCaps(kit, "F1", "rail"))
        column.addLayout(foot)

    def show_hospital(self, face: HospitalFace) -> None:
        self._hospital.setText(face.hospital)
        self._place.setText(face.place)
        self._test.setVisible(face.test)
        self._test_title.setText(face.test_title)
        self._test_note.setText(face.test_note)
        self._version.setText(say("Version {version}", version=face.version) if face.version else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter, box = self._kit.theme, QPainter(self), boxed(self.rect())
        # a brush that is set takes the colour as it is: what fills at once would have Python know every gradient of Qt
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("rail"))
        painter.drawRect(box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, arm, top = 306.0, 131.0, box.height() * 0.355
        left = box.width() - 220
        if is_rtl(self):
            left = -side + 220
        tall, flat = QPainterPath(), QPainterPath()
        tall.addRoundedRect(QRectF(left + (side - arm) / 2, top, arm, side), 20, 20)
        flat.addRoundedRect(QRectF(left, top + (side - arm) / 2, side, arm), 20, 20)
        painter.setBrush(theme.colour("rail-active", 0.75))
        painter.drawPath(tall.united(flat))


class LoginPage(QWidget):
    """A ``LoginView``."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._actions: LoginActions | None = None
        self._cards: list[PersonCard] = []
        self._faces: tuple[SamplePersonFace, ...] = ()
        self._server_before = ""
        self._choosing = False
        self._button_text = say("Sign in")
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side = HospitalSide(kit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        right = QVBoxLayout()
        right.setContentsMargins(24, 20, 24, 18)
        top = QHBoxLayout()
        top.addStretch(1)
        self._connection = Connection(kit)
        top.addWidget(self._connection)
        right.addLayout(top)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._form())
        right.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 6, 0, 0)
        foot.setSpacing(8)
        foot.addStretch(1)
        self._lock = Glyph(kit, "lock", 16, "ink-3")
        self._notice = Text(kit, "", "small", "ink-2")
        foot.addWidget(self._lock)
        foot.addWidget(self._notice)
        foot.addStretch(1)
        right.addLayout(foot)
        self._lock.hide()
        row.addLayout(right, 1)

    def _form(self) -> QWidget:
        kit = self._kit
        page = QWidget()
        page.setProperty("ground", "none")
        centre = QHBoxLayout(page)
        # the focus ring needs its four pixels inside the scroll area
        centre.setContentsMargins(6, 4, 6, 6)
        holder = QWidget()
        holder.setMaximumWidth(560)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(2)
        self._title = Text(kit, say("Sign in"), "heading", "ink", weight=600, size=32)
        column.addWidget(self._title)
        column.addSpacing(4)
        self._subtitle = Text(kit, "", "body", "ink-2", size=15, wrap=True)
        column.addWidget(self._subtitle)
        column.addSpacing(22)
        fields = QHBoxLayout()
        fields.setSpacing(14)
        self.name = Field(kit, say("Name"))
        self.password = Field(kit, say("Password"), password=True)
        fields.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.password, 1, Qt.AlignmentFlag.AlignTop)
        self._row = fields
        self._fresh: tuple[Field, ...] = ()
        column.addLayout(fields)
        column.addSpacing(16)
        self._said = ""
        self._problem = QFrame()
        self._problem.setProperty("note", "declined")
        inside = QHBoxLayout(self._problem)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(12)
        inside.addWidget(Glyph(kit, "alert-octagon", 20, "declined-ink"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._sentence = Text(kit, "", "body-strong", "declined-ink", wrap=True)
        self._advice = Text(kit, "", "small", "declined-ink", wrap=True)
        words.addWidget(self._sentence)
        words.addWidget(self._advice)
        inside.addLayout(words, 1)
        column.addWidget(self._problem)
        self._problem_gap = QWidget()
        self._problem_gap.setFixedHeight(14)
        column.addWidget(self._problem_gap)
        self._problem.hide()
        self._problem_gap.hide()
        self.sign_in = Button(
            kit, say("Sign in"), icon="login-2", shortcut="Enter", variant="primary", measure=HERO, spread=True,
            on_click=self._submit,
        )  # fmt: skip
        self.sign_in.setProperty("focusRadius", kit.theme.radius("button-large"))
        bind_button(self.sign_in, "Enter")
        column.addWidget(self.sign_in)
        self.sso = Button(kit, "", icon="world", shortcut=BEGIN, measure=LARGE, spread=True, on_click=self._begin_sso)
        self.sso.setProperty("focusRadius", kit.theme.radius("button-large"))
        bind_button(self.sso, BEGIN)
        self.sso.hide()
        self._sso_gap = QWidget()
        self._sso_gap.setFixedHeight(10)
        self._sso_gap.hide()
        column.addWidget(self._sso_gap)
        column.addWidget(self.sso)
        self._column = column
        self._waiting: SsoPanel | None = None
        self._waiting_at = column.count()
        column.addSpacing(10)
        self._fold = Button(
            kit,
            say("Server"),
            icon="chevron-right",
            shortcut="Alt+S",
            variant="ghost",
            spread=True,
            on_click=self._toggle,
        )
        self._fold.setCheckable(True)
        bind_button(self._fold, "Alt+S")
        fold = QHBoxLayout()
        fold.addWidget(self._fold, 1)
        column.addLayout(fold)
        self.server = Field(
            kit, say("The server’s address"), help_text=say("As https://billing.example or its name alone")
        )
        self.server.hide()
        self.server.edit.editingFinished.connect(self._server_left)
        column.addWidget(self.server)
        column.addSpacing(10)
        self._people = QWidget()
        people = QVBoxLayout(self._people)
        people.setContentsMargins(0, 0, 0, 0)
        people.setSpacing(12)
        people.addWidget(hairline())
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Glyph(kit, "flask-2", 20, "test-ink"))
        head.addWidget(Text(kit, say("Or be one of the sample people"), "body-strong", "ink", size=15), 1)
        head.addWidget(Text(kit, say("a key fills in both fields"), "small", "ink-2"))
        people.addLayout(head)
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        people.addLayout(self._grid)
        self._people.hide()
        column.addWidget(self._people)
        column.addStretch(3)
        centre.addStretch(1)
        centre.addWidget(holder, 100)
        centre.addStretch(1)
        for edit in (self.name.edit, self.password.edit):
            edit.textChanged.connect(self._mark_person)
        self.name.edit.installEventFilter(self)
        return page

    def _make_fresh(self) -> tuple[Field, ...]:
        """For a new password, twice; made when it is first needed."""
        if not self._fresh:
            words = say("New password"), say("The same again")
            self._fresh = tuple(Field(self._kit, word, password=True) for word in words)
            for field in self._fresh:
                self._row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
                field.hide()
        return self._fresh

    @property
    def new(self) -> Field:
        return self._make_fresh()[0]

    @property
    def again(self) -> Field:
        return self._make_fresh()[1]

    @property
    def waiting(self) -> SsoPanel:
        """For single sign-on; made when it is first needed."""
        if self._waiting is None:
            self._waiting = SsoPanel(self._kit, self._open_again, self._cancel_sso)
            self._column.insertWidget(self._waiting_at, self._waiting)
        return self._waiting

    @property
    def _waits(self) -> bool:
        return self._waiting is not None and not self._waiting.isHidden()

    # --- LoginView ------------------------------------------------------------------------------------------------

    def bind(self, actions: LoginActions) -> None:
        self._actions = actions

    def show_form(self, face: LoginFormFace) -> None:
        self._button_text = face.title
        self._title.setText(face.title)
        self._subtitle.setText(face.subtitle)
        self.name.edit.setText(face.name)
        self.server.edit.setText(face.server)
        self._server_before = face.server
        self._fold.set_label(say("Server  {address}", address=face.server_text))
        self.sign_in.set_label(face.title)
        self._open_fold(open_=face.server_open)
        self._choosing = face.choosing
        for field in self._fresh:
            field.edit.clear()
        self._show_parts()

    def show_people(self, people: tuple[SamplePersonFace, ...]) -> None:
        if people != self._faces:
            for card in self._cards:
                card.hide()
                card.deleteLater()
            self._cards = []
            for at, face in enumerate(people):
                card = PersonCard(self._kit, face, partial(self._choose, at))
                bind_button(card, face.shortcut)
                self._grid.addWidget(card, at // 2, at % 2)
                self._cards.append(card)
            self._faces = people
        self._fit_people()
        self._show_parts()
        self._mark_person()

    def show_hospital(self, face: HospitalFace) -> None:
        self._side.show_hospital(face)

    def show_connection(self, face: ConnectionFace) -> None:
        self._connection.show_connection(face)

    def fill(self, name: str, password: str) -> None:
        self.name.edit.setText(name)
        self.password.edit.setText(password)
        self.sign_in.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, text: str | None) -> None:
        busy = text is not None
        for field in (self.name, self.password, *self._fresh, self.server):
            field.edit.setReadOnly(busy)
        self.sign_in.busy = busy
        self.sign_in.setEnabled(not busy)
        self.sign_in.set_label(text if text is not None else self._button_text)
        self.sso.setEnabled(not busy)
        for card in self._cards:
            card.setEnabled(not busy)

    @property
    def problem_said(self) -> str:
        """The sentence of what went wrong, as it stands on the screen; empty when nothing did."""
        return self._said

    def show_problem(self, problem: LoginProblem | None) -> None:
        self._said = problem.sentence if problem else ""
        fields = self._fields()
        for key, field in fields.items():
            field.show_problem(problem.sentence if problem and problem.field == key else "")
        loud = problem is not None and problem.field not in fields
        self._problem.setVisible(loud)
        self._problem_gap.setVisible(loud)
        if problem is not None:
            self._sentence.setText(problem.sentence)
            self._advice.setText(problem.advice)
            self._advice.setVisible(bool(problem.advice))
            self._problem.setAccessibleName(f"{problem.sentence} {problem.advice}")
            if problem.field == "server":
                self._open_fold(open_=True)

    def show_sso_method(self, text: str) -> None:
        self.sso.set_label(text)
        self._show_parts()

    def show_sso(self, face: SsoFace | None) -> None:
        if face is None:
            if self._waiting is not None:
                self._waiting.hide()
        else:
            self.waiting.show_face(face)
        self._show_parts()

    def show_notice(self, text: str) -> None:
        self._notice.setText(text)
        self._lock.setVisible(bool(text))

    def clear_password(self) -> None:
        for field in (self.password, *self._fresh):
            field.clear()

    def focus(self, field: LoginField) -> None:
        found = self._fields().get(field)
        target = found.edit if found else self.sign_in
        if field == "server":
            self._open_fold(open_=True)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fields(self) -> dict[str, Field]:
        fresh = dict(zip(("new", "again"), self._fresh, strict=False))
        return {"name": self.name, "password": self.password, "server": self.server, **fresh}

    # --- what the person does -------------------------------------------------------------------------------------

    def key_groups(self) -> tuple[KeyGroup, ...]:
        people = tuple(KeyLine(say("Be {name}", name=face.name), face.shortcut) for face in self._faces)
        if self._waits:
            return (KeyGroup(say("Sign in by the browser"), "world", self.waiting.key_lines()),)
        sso = (KeyLine(self.sso.label, BEGIN),) if self.sso.label else ()
        lines = (KeyLine(say("Sign in"), "Enter"), *sso, KeyLine(say("The server’s address"), "Alt+S"), *people)
        return (KeyGroup(say("Sign in"), "login-2", lines),)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a name without a password goes on to the password."""
        if watched is self.name.edit and isinstance(event, QKeyEvent) and event.key() in ENTER:
            if self.password.text():
                return False
            if event.type() == QEvent.Type.KeyPress:
                self.password.edit.setFocus(Qt.FocusReason.TabFocusReason)
            event.accept()
            return True
        return False

    def _submit(self) -> None:
        if QApplication.focusWidget() is self.server.edit:
            self._server_left()
        if self._actions is None:
            return
        if self._choosing:
            self._actions.choose_password(self.new.text(), self.again.text())
        else:
            self._actions.sign_in(self.name.text(), self.password.text())

    def _show_parts(self) -> None:
        """Name and password, or a new password twice, or what to do in the browser."""
        waiting = self._waits
        plain = not waiting and not self._choosing
        shown: tuple[QWidget, ...] = (self._title, self._subtitle, self.sign_in, self._fold)
        for one in shown:
            one.setVisible(not waiting)
        for field in (self.name, self.password):
            field.setVisible(plain)
        if self._choosing:
            self._make_fresh()
        for field in self._fresh:
            field.setVisible(self._choosing and not waiting)
        for part in (self.sso, self._sso_gap):
            part.setVisible(plain and bool(self.sso.label))
        self._people.setVisible(plain and bool(self._faces))
        self.server.setVisible(not waiting and self._fold.isChecked())

    def _begin_sso(self) -> None:
        if self._actions is not None:
            self._actions.begin_sso()

    def _open_again(self) -> None:
        if self._actions is not None:
            self._actions.open_again()

    def _cancel_sso(self) -> None:
        if self._actions is not None:
            self._actions.cancel_sso()

    def _choose(self, index: int) -> None:
        if self._actions is not None:
            self._actions.choose_person(index)

    def _toggle(self) -> None:
        self._open_fold(open_=self.server.isHidden())
        if not self.server.isHidden():
            self.server.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_fold(self, *, open_: bool) -> None:
        self.server.setVisible(open_)
        self._fold.setChecked(open_)
        self._fold.set_icon_name("chevron-down" if open_ else "chevron-right")

    def _server_left(self) -> None:
        address = self.server.text().strip()
        if self._actions is not None and address != self._server_before:
            self._server_before = address
            self._actions.change_server(address)

    def _mark_person(self) -> None:
        for card, face in zip(self._cards, self._faces, strict=False):
            card.setChecked(face.username == self.name.text() and face.password == self.password.text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(max(320, min(480, self.width() // 3 + 2)))
        self._fit_people()

    def _fit_people(self) -> None:
        """Whole in sight rather than half of them below the edge."""
        rows = -(-len(self._cards) // 2)
        for card in self._cards:
            card.set_low(low=self.height() < WITHOUT_PEOPLE + rows * ROW)
