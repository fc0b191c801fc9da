"""F1: every key of the till over the screen, made from what the screens themselves say they listen to."""

from __future__ import annotations

from itertools import product
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.desktop.say import mark, say
from pos_app.desktop.views.components.buttons import SMALL, Button
from pos_app.desktop.views.components.keycaps import KeyCaps
from pos_app.desktop.views.components.keys import KeyGroup, KeyLine
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import Overlay
from pos_app.desktop.views.components.pieces import Glyph, hairline
from pos_app.desktop.views.components.text import Elided, Text

COLUMNS = 3
WORD_ICONS: Final = MappingProxyType({mark("just type"): "cursor-text", mark("scan"): "scan"})


class KeyOverlay(Overlay):
    """``groups``: the first is the screen one is on."""

    def __init__(self, kit: Kit, host: QWidget, groups: tuple[KeyGroup, ...]) -> None:
        super().__init__(kit, host)
        self._scroll: QScrollArea | None = None
        self.frame.setAccessibleName(say("Keys"))
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(1, 0, 1, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(28, 15, 20, 15)
        head.setSpacing(14)
        head.addWidget(Text(kit, say("Keys"), "heading", size=22))
        head.addWidget(Elided(kit, say("Everything on this till has one."), "small", "ink-2"), 1)
        self.close_button = Button(kit, say("Close"), icon="x", shortcut="Esc", measure=SMALL, on_click=self.dismissed)
        head.addWidget(self.close_button)
        column.addLayout(head)
        column.addWidget(hairline())
        body = QWidget()
        body.setProperty("ground", "none")
        row = QHBoxLayout(body)
        row.setContentsMargins(16, 10, 16, 14)
        row.setSpacing(10)
        for at, stack in enumerate(_columns(groups)):
            part = QVBoxLayout()
            part.setSpacing(6)
            for group in stack:
                part.addWidget(self._group(group, here=at == 0 and group is groups[0]))
            part.addStretch(1)
            row.addLayout(part, 1)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(scroll, 1)
        column.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(28, 14, 28, 14)
        foot.setSpacing(12)
        foot.addWidget(Glyph(kit, "info-circle", 18))
        foot.addWidget(Elided(kit, say("The same keys stand on the buttons."), "small", "ink-2"), 1)
        column.addLayout(foot)
        self._scroll, self._body = scroll, body
        self._fit()

    def _group(self, group: KeyGroup, *, here: bool) -> QFrame:
        kit = self.kit
        frame = QFrame()
        if here:
            frame.setProperty("note", "chosen")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 6)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(Glyph(kit, group.icon, 18, "primary"))
        head.addWidget(Text(kit, group.title, "body-strong"), 1)
        if here:
            head.addWidget(Text(kit, say("you are here"), "label", "primary-ink"))
        column.addLayout(head)
        column.addSpacing(4)
        for at, line in enumerate(group.lines):
            if at:
                column.addWidget(hairline())
            column.addWidget(self._line(line))
        return frame

    def _line(self, line: KeyLine) -> QWidget:
        kit = self.kit
        holder = QWidget()
        holder.setMinimumHeight(28)
        holder.setAccessibleName(f"{line.text}: {line.keys or line.word}")
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(4)
        row.addWidget(Text(kit, line.text, "small", "ink", wrap=True), 1)
        for shortcut in line.keys.split():
            row.addWidget(KeyCaps(kit, shortcut))
        if line.word:
            icons = {say(word): icon for word, icon in WORD_ICONS.items()}
            row.addWidget(Glyph(kit, icons.get(line.word, "keyboard"), 16, "primary-ink"))
            row.addWidget(Text(kit, line.word, "small", "primary-ink", weight=500))
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._scroll is not None:
            wide = min(1080, self.width() - 64)
            wide = max(600, wide)
            tall = self._body.heightForWidth(wide - 2) + 60 + 50 + 10
            self.frame.setFixedSize(wide, min(tall, max(400, self.height() - 64)))


def _columns(groups: tuple[KeyGroup, ...]) -> list[list[KeyGroup]]:
    """Three columns, the longest as short as can be; the first group leads the first."""

    def dealt(places: tuple[int, ...]) -> list[list[KeyGroup]]:
        columns: list[list[KeyGroup]] = [[] for _ in range(COLUMNS)]
        for at, group in zip((0, *places), groups, strict=True):
            columns[at].append(group)
        return columns

    def length(columns: list[list[KeyGroup]]) -> int:
        return max(sum(len(group.lines) + 2 for group in column) for column in columns)

    return min(map(dealt, product(range(COLUMNS), repeat=max(0, len(groups) - 1))), key=length)
