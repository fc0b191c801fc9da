"""Invoices: search box, filters, list, and the chosen invoice beside it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import MessageFace
from pos_app.desktop.presenters.faces.invoices import ChipFace, InvoiceRowFace, InvoicesActions, SiteFace, SortFace
from pos_app.desktop.presenters.scan import ScanDetector
from pos_app.desktop.say import mark, say
from pos_app.desktop.views.components.buttons import ENTER
from pos_app.desktop.views.components.chips import FilterChip
from pos_app.desktop.views.components.fields import SearchBox, Toggle
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_button, bind_key
from pos_app.desktop.views.components.kit import Kit, tab_order
from pos_app.desktop.views.components.notices import Banner
from pos_app.desktop.views.detail_panel import DetailPanel
from pos_app.desktop.views.invoice_list import InvoiceList
from pos_app.desktop.views.invoice_table import BY_DATE, BY_DUE

HINT = mark("Invoice number, MRN, name, phone or date of birth")
NARROW, WIDE = 320, 480
"""Width of the detail at a window of 1024 and of 1920 pixels."""


class InvoicesPage(QWidget):
    """An ``InvoicesView``; the ``DetailView`` beside it is :attr:`detail`."""

    def __init__(self, kit: Kit, banner: Banner) -> None:
        super().__init__()
        self._kit = kit
        self._actions: InvoicesActions | None = None
        self._quiet = False
        self._scan = ScanDetector()
        self._chip_faces: tuple[ChipFace, ...] = ()
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = SearchBox(kit, say(HINT), say("Just type, or scan"), say("clears"))
        self._chips: dict[str, FilterChip] = {}
        self._chip_row = QHBoxLayout()
        self._chip_row.setSpacing(6)
        self.site = Toggle(kit, say("My site"))
        self.list = InvoiceList(kit, self._message_action)
        self.detail = DetailPanel(kit)

        filters = QHBoxLayout()
        filters.setSpacing(10)
        filters.addLayout(self._chip_row)
        filters.addStretch(1)
        filters.addWidget(self.site)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self.search)
        left.addLayout(filters)
        left.addWidget(self.list, 1)
        self._left = QWidget()
        self._left.setLayout(left)
        self._left.setMaximumWidth(1100)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(14)
        body.addWidget(self._left, 1)
        body.addWidget(self.detail)
        self._body = body
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        outer.setSpacing(12)
        outer.addWidget(banner)
        outer.addLayout(body, 1)

        table = self.list.table
        table.opened.connect(self._opened)
        table.moved.connect(self._moved)
        table.verticalScrollBar().valueChanged.connect(self._report_seen)
        table.verticalScrollBar().rangeChanged.connect(self._report_seen)
        self.search.edit.textEdited.connect(self._typed)
        self.search.edit.row_key.connect(self._row_key)
        self.search.edit.typed_key.connect(self._feed)
        self.site.toggled.connect(self._site_toggled)
        bind_key(self, "Esc", self._escape)
        bind_key(self, BY_DATE, self._by_date)
        bind_key(self, BY_DUE, self._by_due)
        table.head.date_pressed.connect(self._by_date)
        table.head.due_pressed.connect(self._by_due)
        self.detail.follow(table)
        tab_order(self.search.edit, self.site, table)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # --- InvoicesView ---------------------------------------------------------------------------------------------

    def bind(self, actions: InvoicesActions) -> None:
        self._actions = actions

    def show_search(self, text: str) -> None:
        if self.search.edit.text() != text:
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
            tab_order(self.search.edit, *self._chips.values(), self.site, self.list.table)
        else:
            for face in chips:
                self._chips[face.key].show_chip(face)
        self._chip_faces = chips
        self._fit_chips()

    def show_site(self, face: SiteFace) -> None:
        self._quiet = True
        self.site.set_label(face.text)
        self.site.setChecked(face.mine)
        self.site.setVisible(face.enabled)
        self._quiet = False
        self._fit_chips()

    def show_sort(self, face: SortFace) -> None:
        self.list.show_sort(face)

    def reset_rows(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        self._silently(lambda: self.list.reset_rows(rows))
        self._report_seen()

    def append_rows(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        self.list.append_rows(rows)

    def replace_rows(self, rows: tuple[InvoiceRowFace, ...]) -> None:
        self._silently(lambda: self.list.replace_rows(rows))

    def show_loading(self, text: str) -> None:
        self.list.show_loading(text)

    def show_message(self, face: MessageFace) -> None:
        self.list.show_message(face)

    def show_stale(self, stale: bool) -> None:
        self.list.show_stale(stale)

    def show_footer(self, text: str, busy: bool) -> None:
        self.list.show_footer(text, busy=busy)

    def select(self, invoice_id: str | None) -> None:
        self._silently(lambda: self.list.table.choose(self.list.table.rows.find(invoice_id)))

    def focus_search(self) -> None:
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_rows(self) -> None:
        (self.list.table if self.list.showing_rows else self.search.edit).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what the person does -------------------------------------------------------------------------------------

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that nobody under the window wanted: letters go to the search box. True: it was taken."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if not plain or self._actions is None:
            return False
        if event.key() in ENTER:
            return self._feed(event)
        if self.search.wants(event):
            self._feed(event)  # before the box tells of the letter: it may be a scanner's
        return self.search.take_key(event)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        filters = tuple(KeyLine(say("Filter: {text}", text=face.text), face.shortcut) for face in self._chip_faces)
        lines = (
            KeyLine(say("Search"), "", say("just type")),
            KeyLine(say("Open the one you scan"), "", say("scan")),
            KeyLine(say("Move"), "Up Down"),
            KeyLine(say("Open", "what a key does"), "Enter"),
            KeyLine(say("Take the whole due"), "Enter Enter"),
            *self.detail.key_lines(),
            KeyLine(say("Clear the search"), "Esc"),
            KeyLine(say("Newest first, or oldest"), BY_DATE),
            KeyLine(say("Most due first, or least"), BY_DUE),
        )
        return (KeyGroup(say("Invoices"), "file-invoice", lines + filters),)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take_key(event):
            super().keyPressEvent(event)

    def _feed(self, event: QKeyEvent) -> bool:
        at = float(event.timestamp()) or time.monotonic() * 1000
        if event.key() in ENTER:
            code = self._scan.enter(at)
            if code and self._actions is not None:
                self._actions.scanned(code)
                return True
        elif event.text():
            self._scan.key(event.text(), at)
        return False

    def _row_key(self, event: QKeyEvent) -> None:
        if self._feed(event):
            return
        if self.list.showing_rows:
            self.list.table.step(event)
        elif event.key() in ENTER:
            self._opened("")  # they may be on their way

    def _typed(self, text: str) -> None:
        if self._actions is not None:
            self._actions.search_typed(text)

    def _escape(self) -> None:
        if self.search.edit.text():
            self.search.edit.clear()
            self._typed("")
        self.focus_rows()

    def _choose_filter(self, key: str) -> None:
        if self._actions is not None:
            self._actions.choose_filter(key)

    def _site_toggled(self, mine: bool) -> None:
        if self._actions is not None and not self._quiet:
            self._actions.choose_site(mine)

    def _by_date(self) -> None:
        if self._actions is not None:
            self._actions.sort_by_date()

    def _by_due(self) -> None:
        if self._actions is not None:
            self._actions.sort_by_due()

    def _message_action(self, key: str) -> None:
        if self._actions is not None:
            self._actions.message_action(key)

    def _opened(self, invoice_id: str) -> None:
        if self._actions is not None:
            self._actions.opened(invoice_id)

    def _moved(self) -> None:
        index = self.list.table.currentIndex()
        if not self._quiet:
            self.detail.focus_elsewhere()
        if self._actions is not None and not self._quiet and index.isValid():
            self._actions.chosen(self.list.table.rows.row(index.row()).id)

    def _report_seen(self, *_range: int) -> None:
        if self._actions is not None and self.list.showing_rows and self.list.table.rows.rowCount():
            self._actions.rows_visible(*self.list.table.seen())

    def _silently(self, act: Callable[[], None]) -> None:
        before, self._quiet = self._quiet, True
        act()
        self._quiet = before

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        live = "no" if new not in (self.list.table, self.search.edit) else "yes"
        table = self.list.table
        if new is not None and live == "no" and not self.detail.isAncestorOf(new):
            self.detail.focus_elsewhere()
        if table.property("live") != live:
            table.setProperty("live", live)
            table.viewport().update()
            self.search.update()

    # --- measures -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.width() + self._kit.theme.height("rail-width")
        wide = NARROW if window < 1200 else min(WIDE, 352 + (window - 1280) * (WIDE - 352) // 640)
        self.detail.setFixedWidth(wide)
        spare = self.width() - 32 - 14 - 1100 - wide
        self._body.setContentsMargins(0, 0, max(0, spare), 0)
        self._fit_chips()
        self._report_seen()

    def _fit_chips(self) -> None:
        """Where the row is too narrow the chips that are not chosen lose their shapes, then the switch its words."""
        room = self._left.width() - (self.site.sizeHint().width() + 10 if self.site.isVisibleTo(self) else 0)
        wanted = sum(chip.full_width() + 6 for chip in self._chips.values())
        for chip in self._chips.values():
            chip.set_tight(tight=wanted > room)
        self._chip_row.setSpacing(4 if wanted > room else 6)
