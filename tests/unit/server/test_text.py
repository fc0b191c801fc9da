"""Search keys: what is typed meets what is stored."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.server import text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Zieliński  Tomasz", "zielinski tomasz"),
        ("LÓPEZ Ñandú", "lopez nandu"),
        ("Łukasz Øst", "lukasz ost"),
        ("Straße", "strasse"),
        ("Νίκος", "νικοσ"),
        ("Ёлкина", "елкина"),
        ("प्रिया", "प्रिया"),
        ("مُحَمَّد", "محمد"),
        ("Nguyễn", "nguyen"),
        ("𝝖ʟ", "αʟ"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert text.fold(written) == folded


def test_keys() -> None:
    assert text.key("inv-20418") == "INV20418"
    assert text.key("4021 7730") == "40217730"
    assert text.key("a_b%c") == "ABC"
    assert text.digits("+1 (555) ٣-٤") == "155534"


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(written: str) -> None:
    once = text.fold(written)
    assert text.fold(once) == once
