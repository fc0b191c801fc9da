"""Today: sums as an equation, takings by hour, how the tries went, the table behind. A ``TodayView``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.common import ActionFace, MessageFace
from pos_app.desktop.presenters.faces.today import (
    ChoiceFace,
    DaysAnswered,
    DaysFace,
    HeadFace,
    TakingsFace,
    TodayActions,
)
from pos_app.desktop.say import say
from pos_app.desktop.views.chart_card import ChartCard
from pos_app.desktop.views.components.buttons import SMALL, Button
from pos_app.desktop.views.components.choices import Choices
from pos_app.desktop.views.components.figures import FiguresView, figures_card
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine, bind_button, bind_key
from pos_app.desktop.views.components.kit import Kit, tab_order
from pos_app.desktop.views.components.notices import Banner, Message
from pos_app.desktop.views.components.pieces import Skeleton, card
from pos_app.desktop.views.components.text import Elided, Text
from pos_app.desktop.views.days_overlay import DaysOverlay
from pos_app.desktop.views.receipt_panel import AskWhere
from pos_app.desktop.views.today_sums import MeasureCard, ReasonsCard, SumsCard

SKELETON = ((16, 150, 110), (196, 130, 100), (376, 140, 90), (556, 120, 100), (736, 200, 140))
SIDE, NARROW_SIDE = 466, 412
WIDE = 1240
"""Of the window: from here on the table's title fits beside its tabs and buttons."""


class TodayPage(QWidget):
    """``leave`` goes back to the invoices."""

    def __init__(self, kit: Kit, banner: Banner, ask_where: AskWhere, leave: Callable[[], None]) -> None:
        super().__init__()
        self._kit, self._ask_where = kit, ask_where
        self._actions: TodayActions | None = None
        self._face: TakingsFace | None = None
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.periods = Choices(kit, say("Days"), self._choose_period, {"days": "calendar"})
        self.tabs = Choices(kit, say("The numbers behind"), self._choose_table)
        self.export = Button(kit, say("Export CSV"), icon="file-type-csv", shortcut="Ctrl+E", measure=SMALL)
        self.export.clicked.connect(lambda _checked=False: self._act("export"))
        bind_button(self.export, "Ctrl+E")
        self.print = Button(kit, say("Print"), icon="printer", shortcut="Ctrl+P", measure=SMALL)
        self.print.clicked.connect(lambda _checked=False: self._act("print"))
        bind_button(self.print, "Ctrl+P")
        self.save_pdf = Button(kit, say("Save PDF"), icon="file-type-pdf", shortcut="Ctrl+S", measure=SMALL)
        self.save_pdf.clicked.connect(lambda _checked=False: self._act("save_pdf"))
        bind_button(self.save_pdf, "Ctrl+S")
        self.switch = Button(kit, "", shortcut="Alt+C", measure=SMALL)
        self.switch.clicked.connect(lambda _checked=False: self._act("switch_currency"))
        bind_button(self.switch, "Alt+C")
        self.switch.hide()
        self.sums = SumsCard(kit)
        self._chart_card = ChartCard(kit, self.switch)
        self.chart = self._chart_card.chart
        self.measures = (MeasureCard(kit), MeasureCard(kit))
        self.reasons = ReasonsCard(kit)
        self.table = FiguresView(kit, say("The numbers behind"))
        self.message = Message(kit, self._act)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 14, 16, 14)
        outer.setSpacing(12)
        outer.addWidget(banner)
        outer.addLayout(self._head())
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._figures = self._body()
        self._skeleton = self._in_card(Skeleton(kit, SKELETON, 74))
        self._said = self._in_card(self.message)
        for page in (self._skeleton, self._figures, self._said):
            self._stack.addWidget(page)
        outer.addWidget(body, 1)
        bind_key(self, "Esc", leave)

    # --- TodayView ------------------------------------------------------------------------------------------------

    def bind(self, actions: TodayActions) -> None:
        self._actions = actions

    def show_head(self, face: HeadFace) -> None:
        self._title.setText(face.title)
        self._subtitle.setText(f"{face.subtitle} · {face.age}" if face.age else face.subtitle)

    def show_periods(self, choices: tuple[ChoiceFace, ...]) -> None:
        self.periods.show_choices(choices)

    def show_export(self, face: ActionFace) -> None:
        self.export.set_label(face.text)
        self.export.setEnabled(face.enabled)
        self.export.setToolTip(face.why)

    def show_paper(self, to_print: ActionFace, to_save: ActionFace) -> None:
        for button, face in ((self.print, to_print), (self.save_pdf, to_save)):
            button.set_label(face.text)
            button.setEnabled(face.enabled)
            button.setToolTip(face.why)

    def show_takings(self, face: TakingsFace) -> None:
        self._stack.setCurrentWidget(self._figures)
        if face == self._face:
            return
        self._face = face
        self.sums.show_sums(face.sums)
        self._others.setText("\n".join(other.text for other in face.others))
        self._others.setVisible(bool(face.others))
        self.switch.setVisible(face.switch is not None)
        if face.switch is not None:
            self.switch.set_label(face.switch.text)
        self._chart_card.show_chart(face.chart)
        for part, measure in zip(self.measures, face.measures, strict=True):
            part.show_measure(measure)
        self.reasons.show_reasons(face.reasons)
        self.tabs.show_choices(face.tabs)
        self.table.show_table(face.table)
        paper = (self.export, self.print, self.save_pdf)
        tab_order(*self.periods.buttons.values(), self.switch, *self.tabs.buttons.values(), *paper, self.table)

    def show_loading(self) -> None:
        self._face = None
        self._stack.setCurrentWidget(self._skeleton)

    def show_message(self, face: MessageFace) -> None:
        self._face = None
        self.message.show_message(face, "" if face.failed else "chart-bar")
        self._stack.setCurrentWidget(self._said)

    def show_stale(self, stale: bool) -> None:
        self.sums.show_faint(stale)
        self.chart.show_faint(stale)
        self.table.show_faint(stale)

    def ask_days(self, face: DaysFace, answered: DaysAnswered) -> None:
        layer = DaysOverlay(self._kit, self, face, answered)
        layer.open(layer.first.edit)

    def ask_where_to_save(self, suggested: str) -> Path | None:
        return self._ask_where(self, suggested)

    def answer_where(self, ask_where: AskWhere) -> None:
        """Ask somebody else than the person for file names."""
        self._ask_where = ask_where

    # --- for the window -------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        chosen = next((button for button in self.periods.buttons.values() if button.isChecked()), self.export)
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        lines = (
            *self.periods.key_lines(),
            *self.tabs.key_lines(),
            KeyLine(say("Print these figures"), "Ctrl+P"),
            KeyLine(say("Save them as PDF"), "Ctrl+S"),
            KeyLine(say("Export as CSV"), "Ctrl+E"),
        )
        switch = (KeyLine(say("Another currency"), "Alt+C"),) if self._face and self._face.switch else ()
        return (KeyGroup(say("Today"), "chart-bar", (*lines, *switch, KeyLine(say("Back to the invoices"), "Esc"))),)

    @property
    def showing_figures(self) -> bool:
        return self._stack.currentWidget() is self._figures

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        window = self.width() + self._kit.theme.height("rail-width")
        self._side.setFixedWidth(NARROW_SIDE if window < 1200 else SIDE)
        self._behind.setVisible(window >= WIDE)  # the tabs say it too
        for measure in self.measures:
            measure.setMaximumWidth((self._side.maximumWidth() - 12) // 2)

    # --- inside ---------------------------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(1)
        self._title = Elided(self._kit, say("Today"), "title")
        self._subtitle = Elided(self._kit, "", "small", "ink-2")
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        row.addLayout(words, 1)
        row.addWidget(self.periods)
        return row

    def _body(self) -> QWidget:
        kit, page = self._kit, QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.sums)
        self._others = Text(kit, "", "small", "ink-2", wrap=True)
        self._others.hide()
        column.addWidget(self._others)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._chart_card, 1)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        for measure in self.measures:
            pair.addWidget(measure, 1)
        side.addLayout(pair)
        side.addWidget(self.reasons, 1)
        middle.addWidget(self._side)
        column.addLayout(middle, 1)
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 5, 8, 5)
        row.setSpacing(12)
        self._behind = Text(kit, say("The numbers behind"), "body-strong")
        row.addWidget(self._behind)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addWidget(self.export)
        row.addWidget(self.print)
        row.addWidget(self.save_pdf)
        column.addWidget(figures_card(head, self.table))
        return page

    def _in_card(self, inner: QWidget) -> QFrame:
        frame = card()
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 12, 1, 12)
        column.addWidget(inner)
        return frame

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def _act(self, key: str) -> None:
        if self._actions is not None:
            self._actions.act(key)

    def _choose_period(self, key: str) -> None:
        if self._actions is not None:
            self._actions.choose_period(key)

    def _choose_table(self, key: str) -> None:
        if self._actions is not None:
            self._actions.choose_table(key)
