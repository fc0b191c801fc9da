"""The catalogues of other languages, through Qt's own translator."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from pos_app.desktop.languages import catalogue
from pos_app.desktop.say import Translate

CONTEXT: Final = "till"
"""All texts of the till are in one context; what is one text in English only is told apart by what it is about."""
log = logging.getLogger(__name__)


def translator(app: QCoreApplication, language: str) -> Translate | None:
    """Install ``language`` for Qt's own texts (file dialogs), and give the translation of ours; None: there is none."""
    ours = QTranslator(app)
    if not ours.load(str(catalogue(language))):
        log.warning("there is no catalogue for %s", language)
        return None
    app.installTranslator(ours)
    qt = QTranslator(app)
    if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)

    def translate(source: str, about: str, count: int | None) -> str | None:
        found = ours.translate(CONTEXT, source, about or None, -1 if count is None else count)
        return found or None

    return translate
