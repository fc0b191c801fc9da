from __future__ import annotations

import pytest

from pos_app.server.customers.consents import View, words


@pytest.mark.parametrize("locale", ["en", "es", "ar"])
@pytest.mark.parametrize("view", ["till", "phone"])
def test_every_language_asks_on_till_and_phone(locale: str, view: View) -> None:
    said = words(locale, view, "Larkfield {General}")
    assert said.locale == locale
    assert said.short
    assert "\u2068Larkfield {General}\u2069" in said.long, "a name with braces stays a name"


@pytest.mark.parametrize(
    ("asked", "spoken"), [("es-MX", "es"), ("ar_EG", "ar"), ("AR", "ar"), ("pl", "en"), ("", "en")]
)
def test_the_words_written_down_are_those_of_the_language_spoken(asked: str, spoken: str) -> None:
    assert words(asked, "phone", "H") == words(spoken, "phone", "H")
