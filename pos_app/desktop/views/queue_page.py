"""A place where things wait for somebody: filters, the list, and the chosen one beside it. A ``QueueView``."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import MessageFace
from pos_app.desktop.presenters.faces.invoices import ChipFace
from pos_app.desktop.presenters.faces.queue import ColumnFace, DecisionFace, FollowedFace, QueueActions, QueueRow
from pos_app.desktop.say import say
from pos_app.desktop.views.components.buttons import ENTER
from pos_app.desktop.views.components.chips import FilterChip
from pos_app.desktop.views.components.fields import SearchBox
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_button, bind_key
from pos_app.desktop.views.components.kit import Kit, tab_order
from pos_app.desktop.views.components.notices import Banner
from pos_app.desktop.views.components.pieces import Glyph
from pos_app.desktop.views.components.text import Elided, Text
from pos_app.desktop.views.decision_panel import DecisionPanel
from pos_app.desktop.views.queue_table import FollowedList, QueueList, QueueTable

NARROW, USUAL, WIDE = 400, 500, 600
"""Width of the decision at a window of 1024, 1280 and 1920 pixels."""


class Shared(QWidget):
    """The list, the line below it, and what is followed below that where there is room; the list comes first."""

    def __init__(self, of: QueueList, said: QHBoxLayout, followed: FollowedList) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self._list, self._said, self._followed = of, said, followed
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(of, 1)
        self._column.addLayout(said)
        self._column.addWidget(followed)

    def share(self) -> None:
        room = self.height() - self._said.sizeHint().height() - 2 * self._column.spacing()
        followed = self._followed.height_in(room - self._list.wanted()) or self._followed.height_in(
            room - self._list.least()
        )
        if followed:
            self._followed.setFixedHeight(followed)
        self._followed.setVisible(bool(followed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share()


class QueuePage(QWidget):
    """``title``: the place's name; ``hint``: one line that says what holds here; ``search``: what can be looked for."""

    def __init__(self, kit: Kit, title: str, icon: str, hint: str, banner: Banner, search: str = "") -> None:
        super().__init__()
        self._kit, self._title, self._icon = kit, title, icon
        self._actions: QueueActions | None = None
        self._quiet = False
        self._rows_wanted = False
        self._chip_faces: tuple[ChipFace, ...] = ()
        self._chips: dict[str, FilterChip] = {}
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = QueueList(kit, title, self._act)
        self.decision = DecisionPanel(kit, say("The chosen one of {title}", title=title), self._act)
        self.search = SearchBox(kit, search, say("Just type"), say("clears")) if search else None
        head = QVBoxLayout()
        head.setSpacing(2)
        if self.search is None:
            head.addWidget(Text(kit, title, "heading", "ink"))
        else:
            head.addWidget(self.search)
            self.search.edit.textEdited.connect(self._typed)
            self.search.edit.row_key.connect(self._row_key)
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(Glyph(kit, "shield-half", 16, "ink-2"))
        said.addWidget(Elided(kit, hint, "small", "ink-2"), 1)
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(6)
        filters = QHBoxLayout()
        filters.addLayout(self._chip_row)
        filters.addStretch(1)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addLayout(head)
        if self.search is None:
            head.addLayout(said)
        left.addLayout(filters)
        self.followed = FollowedList(kit)
        self._shared: Shared | None = None
        if self.search is None:
            self.followed.setParent(self)  # nothing is followed here: it stays hidden
            left.addWidget(self.list, 1)
        else:
            self._shared = Shared(self.list, said, self.followed)
            left.addWidget(self._shared, 1)
        self._left = QWidget()
        self._left.setLayout(left)
        body = QHBoxLayout()
        body.setSpacing(14)
        body.addWidget(self._left, 1)
        body.addWidget(self.decision)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        outer.setSpacing(12)
        outer.addWidget(banner)
        outer.addLayout(body, 1)
        table, below = self.list.table, self.followed.table
        for one, other in ((table, below), (below, table)):
            one.opened.connect(self._opened)
            one.moved.connect(partial(self._moved, one, other))
            one.left.connect(partial(self._step_over, one, other))
        self.decision.note_typed.connect(self._note_typed)
        self.decision.follow(table)
        bind_key(self, "Esc", self._escape)

    # --- QueueView ------------------------------------------------------------------------------------------------

    def bind(self, actions: QueueActions) -> None:
        self._actions = actions

    def show_search(self, text: str) -> None:
        if self.search is not None and self.search.edit.text() != text:
            self.search.edit.setText(text)

    def show_chips(self, chips: tuple[ChipFace, ...]) -> None:
        if chips == self._chip_faces:
            return
        if [c.key for c in chips] != [c.key for c in self._chip_faces]:
            for old in self._chips.values():
                old.hide()
                old.deleteLater()
            self._chips = {}
            for face in chips:
                chip = FilterChip(self._kit, face)
                chip.clicked.connect(lambda _checked=False, key=face.key: self._choose_filter(key))
                bind_button(chip, face.shortcut)
                self._chip_row.addWidget(chip)
                self._chips[face.key] = chip
            first = (self.search.edit,) if self.search else ()
            tab_order(*first, *self._chips.values(), self.list.table)
        else:
            for face in chips:
                self._chips[face.key].show_chip(face)
        self._chip_faces = chips
        self._fit_chips()

    def show_rows(self, columns: tuple[ColumnFace, ...], rows: tuple[QueueRow, ...]) -> None:
        before, self._quiet = self._quiet, True
        self.list.show_rows(columns, rows)
        self._quiet = before
        self._share()
        if self._rows_wanted and rows:
            self._rows_wanted = False
            if self.focusWidget() in self._chips.values():
                self.focus_rows()

    def show_followed(self, face: FollowedFace | None) -> None:
        before, self._quiet = self._quiet, True
        if face is None:
            self.followed.forget()
        else:
            self.followed.show_followed(face)
        self._quiet = before
        self._share()

    def _share(self) -> None:
        if self._shared is not None:
            had_focus = self.followed.table.hasFocus()
            self._shared.share()
            # Tab on the way to the note must not choose another than the one that is being decided: arrows go there
            by_tab = Qt.FocusPolicy.ClickFocus if self.list.showing_rows else Qt.FocusPolicy.StrongFocus
            self.followed.table.setFocusPolicy(by_tab)
            if had_focus and not self.followed.isVisible():
                self.focus_rows()

    def show_loading(self, text: str) -> None:
        self.list.show_loading(text)

    def show_message(self, face: MessageFace) -> None:
        had_focus = self.list.table.hasFocus()
        self.list.show_message(face)
        self._share()
        if had_focus:
            self.focus_rows()

    def show_stale(self, stale: bool) -> None:
        self.list.show_stale(stale)
        self.followed.table.show_stale(stale)

    def show_footer(self, text: str, busy: bool) -> None:
        self.list.show_footer(text, busy=busy)

    def select(self, row_id: str | None) -> None:
        before, self._quiet = self._quiet, True
        above = self.list.table.model_.find(row_id)
        self.list.table.choose(above)
        self.followed.table.choose(self.followed.table.model_.find(row_id) if above < 0 else -1)
        self._quiet = before

    def show_decision(self, face: DecisionFace) -> None:
        self.decision.show_decision(face)

    def show_decision_loading(self) -> None:
        self.decision.show_loading()

    def show_no_decision(self, face: MessageFace) -> None:
        self.decision.show_message(face)

    def clear_note(self) -> None:
        self.decision.clear_note()

    def focus_rows(self) -> None:
        """Where there are none, the chosen filter has the keyboard until the first row comes."""
        chosen = next((chip for chip in self._chips.values() if chip.isChecked()), None)
        self._rows_wanted = not self.list.showing_rows and chosen is not None
        target: QWidget = chosen if self._rows_wanted and chosen is not None else self.list.table
        if self.search is not None and self.search.edit.text() and not self.list.showing_rows:
            target = self.search.edit
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_action(self) -> None:
        self.decision.focus_action()

    def focus_note(self) -> None:
        self.decision.focus_note()

    # --- what the person does -------------------------------------------------------------------------------------

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that nobody under the window wanted: letters go to the search box. True: it was taken."""
        return self.search is not None and self.search.take_key(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        lines = (
            *((KeyLine(say("Search"), "", say("just type")),) if self.search else ()),
            KeyLine(say("Move"), "Up Down"),
            KeyLine(say("Decide on it"), "Enter"),
            *self.decision.key_lines(),
            KeyLine(say("To the note, to the buttons"), "Tab"),
            *(KeyLine(say("Filter: {text}", text=face.text), face.shortcut) for face in self._chip_faces),
        )
        return (KeyGroup(self._title, self._icon, lines),)

    def _escape(self) -> None:
        """From the decision to the list, from what was searched to all, from the list to the invoices."""
        if self.decision.isAncestorOf(self.focusWidget()) if self.focusWidget() else False:
            self.focus_rows()
        elif self.search is not None and self.search.edit.text():
            self._act("clear")
            self.focus_rows()
        else:
            self._act("back")

    def _typed(self, text: str) -> None:
        if self._actions is not None:
            self._actions.search_typed(text)

    def _row_key(self, event: QKeyEvent) -> None:
        if not self.list.showing_rows:
            if event.key() in ENTER:
                self._act("clear")
        elif event.key() in ENTER:
            self._opened(self.list.table.chosen_id or self.followed.table.chosen_id or "")
        else:
            self.list.table.step(event)

    def _choose_filter(self, key: str) -> None:
        if self._actions is not None:
            self._actions.choose_filter(key)
            self.focus_rows()

    def _opened(self, row_id: str) -> None:
        if self._actions is not None:
            self._actions.opened(row_id)

    def _moved(self, table: QueueTable, other: QueueTable) -> None:
        """One is chosen of both lists together."""
        chosen = table.chosen_id
        if self._actions is not None and not self._quiet and chosen is not None:
            self._quiet = True
            other.choose(-1)
            self._quiet = False
            self.decision.focus_elsewhere()
            self._actions.chosen(chosen)

    def _step_over(self, table: QueueTable, other: QueueTable, way: int) -> None:
        """Down from the last row above is the first below, and back."""
        down = way > 0
        if down is (table is self.list.table) and other.isVisible() and other.model_.rowCount():
            other.choose(0 if down else other.model_.rowCount() - 1)
            other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_typed(self, text: str) -> None:
        if self._actions is not None:
            self._actions.note_typed(text)

    def _act(self, key: str) -> None:
        if self._actions is not None:
            self._actions.act(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.width() + self._kit.theme.height("rail-width")
        wide = NARROW if window < 1200 else min(WIDE, USUAL + (window - 1280) * (WIDE - USUAL) // 640)
        self.decision.setFixedWidth(wide)
        self._fit_chips()

    def _fit_chips(self) -> None:
        wanted = sum(chip.full_width() + 6 for chip in self._chips.values())
        tight = wanted > self._left.width()
        for chip in self._chips.values():
            chip.set_tight(tight=tight)
        self._chip_row.setSpacing(4 if tight else 6)
