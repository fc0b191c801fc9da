from __future__ import annotations

from datetime import date

import pytest

from pos_app.server.invoices.search import Query


@pytest.mark.parametrize("text", ["", "   ", "\0", "\t\n"])
def test_nothing_searched_is_everything(text: str) -> None:
    assert Query.read(text) is None


def test_a_scanned_number() -> None:
    found = Query.read("INV-20418")
    assert found is not None
    assert (found.number, found.phone, found.births) == ("INV20418", "", ())


@pytest.mark.parametrize("text", ["+1 (555) 010-4477", "0447 7", "4477"])
def test_a_phone_number(text: str) -> None:
    found = Query.read(text)
    assert found is not None
    assert found.phone.endswith("4477")
    assert not found.phone.startswith("0")


@pytest.mark.parametrize("text", ["44", "room 4477", "4477a"])
def test_no_phone_number(text: str) -> None:
    found = Query.read(text)
    assert found is not None
    assert found.phone == ""


def test_a_birth_date() -> None:
    found = Query.read("14.03.1961")
    assert found is not None
    assert found.births == (date(1961, 3, 14),)


def test_words_of_a_name_are_folded_and_few() -> None:
    found = Query.read("  Zieliński  TOMASZ tomasz ")
    assert found is not None
    assert found.words == (("zielinski",), ("tomasz",))
    many = Query.read(" ".join(f"w{n}" for n in range(50)))
    assert many is not None
    assert len(many.words) == 8
