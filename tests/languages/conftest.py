"""The till's language is the whole process's: each test here leaves English behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from pos_app.desktop.say import speak
from tests.unit.desktop.views.conftest import kit, look, theme

__all__ = ["kit", "look", "theme"]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    speak()
    yield
    speak()
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
