"""Settings, as far as a till has them: the look, and what IT asks for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.desktop.presenters.faces.shell import Theme as ThemeChoice
from pos_app.desktop.say import mark, say, say_many
from pos_app.desktop.views.components.buttons import SMALL, Button
from pos_app.desktop.views.components.keys import HEALTH
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.components.overlay import Overlay
from pos_app.desktop.views.components.pieces import hairline
from pos_app.desktop.views.components.segment import Segment
from pos_app.desktop.views.components.text import Elided, Text

CHOICES: tuple[tuple[ThemeChoice, str, str], ...] = (
    ("light", mark("Light"), "sun"),
    ("dark", mark("Dark"), "moon"),
    ("system", mark("As the desktop"), "device-desktop"),
)

IDLE_CHOICES = (1, 2, 5, 10, 15, 30, 60)


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """The languages by their own names, and the one that counts from the next start on; "" is the computer's."""

    names: tuple[tuple[str, str], ...]
    chosen: str
    choose: Callable[[str], None]


class SettingsOverlay(Overlay):
    def __init__(
        self,
        kit: Kit,
        host: QWidget,
        theme: ThemeChoice,
        minutes: int,
        rows: tuple[tuple[str, str], ...],
        choose: Callable[[ThemeChoice], None],
        choose_minutes: Callable[[int], None],
        health: Callable[[], None],
        languages: LanguageChoice | None = None,
    ) -> None:
        super().__init__(kit, host)
        self.frame.setFixedWidth(620)
        self.frame.setAccessibleName(say("Settings"))
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(24, 18, 18, 18)
        head.addWidget(Text(kit, say("Settings"), "heading", size=22), 1)
        shut = Button(kit, say("Close"), icon="x", shortcut="Esc", measure=SMALL, on_click=self.dismissed)
        head.addWidget(shut)
        column.addLayout(head)
        column.addWidget(hairline())
        body = QVBoxLayout()
        body.setContentsMargins(24, 18, 24, 0)
        body.setSpacing(8)
        body.addWidget(Text(kit, say("Look"), "small", "ink-2"))
        self._segment = Segment(kit)
        self._parts: dict[ThemeChoice, Button] = {}
        for key, text, icon in CHOICES:
            self._parts[key] = self._segment.add(say(text), icon, on_click=partial(choose, key))
        body.addWidget(self._segment)
        body.addSpacing(14)
        body.addWidget(Text(kit, say("Locks by itself after so many idle minutes"), "small", "ink-2"))
        self._idle = Segment(kit)
        self._idle_parts: dict[int, Button] = {}
        for choice in sorted({*IDLE_CHOICES, minutes}):
            part = self._idle.add(str(choice), "", on_click=partial(choose_minutes, choice))
            part.setAccessibleName(say_many("{count} minute", "{count} minutes", choice))
            self._idle_parts[choice] = part
        body.addWidget(self._idle)
        self._idle_note = Text(kit, "", "small", "ink-2", wrap=True)
        self._idle_note.hide()
        body.addWidget(self._idle_note)
        body.addSpacing(14)
        self._language: Segment | None = None
        self._language_parts: dict[str, Button] = {}
        if languages is not None:
            self._add_languages(body, languages)
        body.addWidget(Text(kit, say("This till"), "small", "ink-2"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (what, value) in enumerate(row for row in rows if row[1]):
            grid.addWidget(Text(kit, what, "body", "ink-2"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Elided(kit, value, "body", "ink", weight=500), at, 1)
        body.addLayout(grid)
        body.addSpacing(10)
        self.health = Button(
            kit, say("Health of this till"), icon="heart-rate-monitor", shortcut=HEALTH, on_click=health
        )
        body.addWidget(self.health, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_key(HEALTH, self.health)
        column.addLayout(body)
        self.first = self._parts[theme]
        self.show_theme(theme)
        self.show_idle_minutes(minutes)

    def _add_languages(self, body: QVBoxLayout, languages: LanguageChoice) -> None:
        head = QHBoxLayout()
        head.addWidget(Text(self.kit, say("Language"), "small", "ink-2"))
        head.addStretch(1)
        head.addWidget(Text(self.kit, say("From the next start of the till"), "small", "ink-2"))
        body.addLayout(head)
        self._language = Segment(self.kit)
        for code, name in languages.names:
            self._language_parts[code] = self._language.add(name, "", on_click=partial(languages.choose, code))
        body.addWidget(self._language)
        body.addSpacing(14)
        self.show_language(languages.chosen)

    def show_language(self, chosen: str) -> None:
        for code, part in self._language_parts.items():
            part.setChecked(code == chosen)

    def show_theme(self, theme: ThemeChoice) -> None:
        for key, part in self._parts.items():
            part.setChecked(key == theme)

    def show_idle_minutes(self, minutes: int, note: str = "") -> None:
        self._idle_note.setText(note)
        self._idle_note.setVisible(bool(note))
        for choice, part in self._idle_parts.items():
            part.setChecked(choice == minutes)
