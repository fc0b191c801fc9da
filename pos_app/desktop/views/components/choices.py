"""A few choices in one low bar: a stretch of days, a way to look at a table. Keys stand in the tooltips."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from pos_app.desktop.presenters.faces.today import ChoiceFace
from pos_app.desktop.views.components.buttons import Measure
from pos_app.desktop.views.components.keys import KeyLine, bind_button
from pos_app.desktop.views.components.kit import Kit, clear
from pos_app.desktop.views.components.segment import Segment, SegmentButton

LOW = Measure(30, 13, 16, 11, 7, 500)


class Choices(Segment):
    """``choose`` is told the key; which part is chosen, the presenter says."""

    def __init__(self, kit: Kit, name: str, choose: Callable[[str], None], icons: dict[str, str] | None = None) -> None:
        super().__init__(kit, LOW)
        self._choose = choose
        self._icons = icons or {}
        self._faces: tuple[ChoiceFace, ...] = ()
        self.buttons: dict[str, SegmentButton] = {}
        self._row.setContentsMargins(3, 3, 3, 3)
        self._row.setSpacing(2)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_choices(self, faces: tuple[ChoiceFace, ...]) -> None:
        if [(f.key, f.text) for f in faces] != [(f.key, f.text) for f in self._faces]:
            clear(self._row)
            self.buttons = {}
            for face in faces:
                button = self.add(face.text, self._icons.get(face.key, ""), on_click=self._says(face.key))
                button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                button.setToolTip(f"{face.text} ({face.shortcut})")
                bind_button(button, face.shortcut)
                button.show()  # now, not with the layout's next turn: until then its key would be dead
                self.buttons[face.key] = button
            self.updateGeometry()
        for face in faces:
            self.buttons[face.key].setChecked(face.chosen)
        self._faces = faces

    def key_lines(self) -> tuple[KeyLine, ...]:
        return tuple(KeyLine(face.text, face.shortcut) for face in self._faces)

    def minimumSizeHint(self) -> QSize:
        wide = sum(button.sizeHint().width() + 2 for button in self.buttons.values())
        return QSize(wide + 4, LOW.height + 6)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def _says(self, key: str) -> Callable[[], None]:
        return lambda: self._choose(key)
