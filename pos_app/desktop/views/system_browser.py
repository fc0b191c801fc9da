"""The computer's own browser, for what is none of the till's business: how somebody signs in elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


class SystemBrowser:
    """A ``Browser``."""

    def open(self, address: str) -> bool:
        return QDesktopServices.openUrl(QUrl(address, QUrl.ParsingMode.StrictMode))
