"""Which language the till starts in, and what choosing another does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.desktop import main
from pos_app.desktop.presenters.words import joined
from pos_app.desktop.say import say, say_many
from pos_app.desktop.settings import Settings
from pos_app.desktop.views.components.kit import Kit
from pos_app.desktop.views.settings_overlay import SettingsOverlay
from pos_app.exits import Stop
from tests.languages.walk import Walk

STARTS = {
    ("", "", "C"): "",
    ("", "", "en_GB"): "",  # as ever: American dollars are written as Americans do
    ("", "", "de_DE"): "",
    ("", "", "es_MX"): "es_MX",
    ("", "ar", "es_MX"): "ar",
    ("en", "ar", "es_MX"): "en",
    ("qps", "", "C"): "qps",
}


@pytest.mark.parametrize(("asked", "kept", "computers"), STARTS)
def test_asked_for_then_chosen_then_the_computers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, kept: str, computers: str
) -> None:
    settings = Settings(tmp_path)
    settings.locale = kept
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(computers))
    assert main._language(asked or None, settings) == STARTS[asked, kept, computers]


def test_a_locale_is_one_that_babel_knows() -> None:
    assert [main._locale(named) for named in ("", "qps", "es-MX", "ar")] == ["en_US", "en_US", "es_MX", "ar"]
    with pytest.raises(Stop, match="no locale 'xx'"):
        main._locale("xx")


def test_another_language_counts_from_the_next_start(kit: Kit, qtbot: QtBot) -> None:
    walk = Walk(kit, lambda _name: None)
    qtbot.addWidget(walk.window)
    walk.desk.start()
    walk.window.open_settings()
    layer = walk.window._overlay
    assert isinstance(layer, SettingsOverlay)
    assert list(layer._language_parts) == ["", "en", "ar", "es"]
    assert layer._language_parts[""].isChecked()
    layer._language_parts["es"].click()
    assert walk.desk.preferences.locale == "es"
    assert layer._language_parts["es"].isChecked()
    assert say("Sign in") == "Sign in"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_country_has_its_languages_texts(qapp: QApplication) -> None:
    main.choose_language(qapp, "es_MX")
    assert say("Sign in") == "Iniciar sesión"
    assert say("Asking again, try {number}.", number=1234).endswith("1,234.")  # as Mexicans write it


def test_english_stays_as_it_is_where_there_is_no_catalogue(qapp: QApplication) -> None:
    main.choose_language(qapp, "fr_FR")
    assert say("Take {amount}", amount="148,00 $US") == "Take 148,00 $US"


def test_from_right_to_left_each_part_keeps_its_own_order(qapp: QApplication) -> None:
    main.choose_language(qapp, "ar")
    assert say("MRN {mrn}", mrn="4021 7730") == "ملف \N{FIRST STRONG ISOLATE}4021 7730\N{POP DIRECTIONAL ISOLATE}"
    assert joined("Visa 4242", "09:41").startswith("\N{RIGHT-TO-LEFT MARK}\N{FIRST STRONG ISOLATE}Visa")
    found = [say_many("{count} payment", "{count} payments", count) for count in (1, 2, 3, 11)]
    assert found[:2] == ["دفعة واحدة", "دفعتان"]
    assert "دفعات" in found[2]
    assert found[3].endswith("دفعة")


def test_the_health_of_the_till_fits_with_the_higher_lines_of_arabic(
    kit: Kit, qtbot: QtBot, qapp: QApplication
) -> None:
    main.choose_language(qapp, "ar")
    walk = Walk(kit, lambda _name: None, locale="ar")
    qtbot.addWidget(walk.window)
    walk.window.resize(1280, 800)
    walk.desk.start()
    walk.window.health.show()
    walk.look("health")
    layer = walk.window.health.overlay
    assert layer is not None
    assert layer._scroll.geometry().bottom() < layer.page.geometry().top()
