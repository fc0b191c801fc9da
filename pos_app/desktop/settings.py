"""What the till remembers on this computer: theme, server, window. Never a secret, never a patient."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings


class Settings:
    """QSettings in a file of the profile folder; implements ports.Preferences."""

    def __init__(self, profile: Path) -> None:
        self._store = QSettings(str(profile / "till.ini"), QSettings.Format.IniFormat)

    @property
    def server(self) -> str:
        return self._text("server")

    @server.setter
    def server(self, value: str) -> None:
        self._store.setValue("server", value)

    @property
    def theme(self) -> str:
        found = self._text("theme")
        return found if found in ("light", "dark", "system") else "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._store.setValue("theme", value)

    @property
    def locale(self) -> str:
        return self._text("locale")

    @locale.setter
    def locale(self, value: str) -> None:
        self._store.setValue("locale", value)

    @property
    def till(self) -> str:
        return self._text("till")

    @till.setter
    def till(self, value: str) -> None:
        self._store.setValue("till", value)

    @property
    def last_name(self) -> str:
        """The user name that logged in last, to save typing it."""
        return self._text("last_name")

    @last_name.setter
    def last_name(self, value: str) -> None:
        self._store.setValue("last_name", value)

    @property
    def geometry(self) -> QByteArray | None:
        found = self._store.value("geometry")
        return found if isinstance(found, QByteArray) and not found.isEmpty() else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    def flush(self) -> None:
        self._store.sync()

    def _text(self, key: str) -> str:
        found = self._store.value(key, "")
        return found if isinstance(found, str) else ""
