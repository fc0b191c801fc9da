"""Shortcuts as they are drawn: one text for the key cap, the key itself and the list of keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

HEALTH: Final = "Ctrl+H"
"""The health of this till, from anywhere."""


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One line of the list of keys: what happens, and the keys as "Alt+P" or, one after another, "Enter Enter"."""

    text: str
    keys: str
    word: str = ""
    """Instead of a cap, where no single key does it: "just type"."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    title: str
    icon: str
    lines: tuple[KeyLine, ...]


def sequences(shortcut: str) -> list[QKeySequence]:
    """The key sequences of "Alt+1"; for "Enter" the one of the letters and the one of the number block."""
    if shortcut == "Enter":
        return [QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter)]
    return [QKeySequence(shortcut.replace("Comma", ","))]


def bind_key(owner: QWidget, shortcut: str, act: Callable[[], None]) -> QShortcut:
    """Act on ``shortcut`` while ``owner`` can be seen and is enabled, wherever in its window the focus is."""
    found = QShortcut(owner)
    found.setKeys(sequences(shortcut))
    found.setContext(Qt.ShortcutContext.WindowShortcut)
    found.setAutoRepeat(False)
    found.activated.connect(act)
    return found


def bind_button(button: QAbstractButton, shortcut: str) -> None:
    """Press ``button`` on ``shortcut``. F1, F5 and Esc are the window's and its pages', which know what they mean."""
    if shortcut not in ("", "F5", "F1", "Esc"):
        bind_key(button, shortcut, button.click)
