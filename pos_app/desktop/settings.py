"""What the till remembers on this computer: theme, server, window. Never a secret, never a patient."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from pos_app.masking import mask_cards

USUAL_IDLE, LEAST_IDLE, MOST_IDLE = 5, 1, 60
"""Minutes."""


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
        self._store.setValue("till", mask_cards(value))

    @property
    def authority(self) -> str:
        """The file with the certificates of the hospital's own authority."""
        return self._text("authority")

    @authority.setter
    def authority(self, value: str) -> None:
        self._store.setValue("authority", value)

    @property
    def last_name(self) -> str:
        """The user name that logged in last, to save typing it."""
        return self._text("last_name")

    @last_name.setter
    def last_name(self, value: str) -> None:
        self._store.setValue("last_name", mask_cards(value))

    @property
    def idle_minutes(self) -> int:
        """Without key, mouse or touch, until the till locks: 1 to 60, whatever stands in the file."""
        try:
            found = int(self._text("idle_minutes"))
        except ValueError:
            return USUAL_IDLE
        return max(LEAST_IDLE, min(found, MOST_IDLE))

    @idle_minutes.setter
    def idle_minutes(self, value: int) -> None:
        self._store.setValue("idle_minutes", str(value))

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
