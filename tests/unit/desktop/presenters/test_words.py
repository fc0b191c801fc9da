"""Figures and dates inside sentences, in left-to-right and right-to-left locales."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pos_app.desktop.presenters.words import Words
from pos_app.money import Money


class Noon:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("locale", "isolated"), [("en_US", False), ("es", False), ("ar", True), ("he", True)])
def test_a_figure_keeps_its_order_in_a_sentence_of_another_direction(locale: str, isolated: bool) -> None:
    words = Words(Noon(), locale)  # type: ignore[arg-type]
    shown = [words.money(Money(8500, "usd")), words.day(datetime(2025, 3, 14, tzinfo=UTC))]
    for text in shown:
        assert (text[0] == "\N{FIRST STRONG ISOLATE}") is isolated
        assert (text[-1] == "\N{POP DIRECTIONAL ISOLATE}") is isolated
