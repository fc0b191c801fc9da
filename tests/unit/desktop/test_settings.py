from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from pos_app.desktop.settings import Settings


def test_choices_outlast_the_program(tmp_path: Path) -> None:
    first = Settings(tmp_path)
    assert (first.server, first.theme, first.last_name, first.geometry) == ("", "system", "", None)
    first.server, first.theme, first.last_name = "https://a.example", "dark", "cashier"
    first.till, first.locale, first.geometry = "Front desk 3", "ar", QByteArray(b"\x01\x02")
    first.flush()
    second = Settings(tmp_path)
    assert (second.server, second.theme, second.last_name) == ("https://a.example", "dark", "cashier")
    assert (second.till, second.locale) == ("Front desk 3", "ar")
    assert second.geometry == QByteArray(b"\x01\x02")


def test_nonsense_in_the_file_is_no_choice(tmp_path: Path) -> None:
    (tmp_path / "till.ini").write_text("[General]\ntheme=neon\nserver=a, b, c\ngeometry=12\n")
    settings = Settings(tmp_path)
    assert settings.theme == "system"
    assert settings.server == ""
    assert settings.geometry is None


@pytest.mark.parametrize(("written", "read"), [("7", 7), ("0", 1), ("-3", 1), ("600", 60), ("soon", 5), ("", 5)])
def test_idle_minutes_are_from_one_to_sixty_whatever_stands_in_the_file(
    tmp_path: Path, written: str, read: int
) -> None:
    (tmp_path / "till.ini").write_text(f"[General]\nidle_minutes={written}\n")
    assert Settings(tmp_path).idle_minutes == read
