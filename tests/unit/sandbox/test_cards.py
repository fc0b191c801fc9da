"""Test cards: the table against the rules of cards, and what typing errors lead to."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pos_app.sandbox.cards import DECLINES, TABLE, CardRow, Cards, luhn
from pos_app.sandbox.errors import ApiError

CARDS = Cards()
NEXT = datetime.now(UTC).year + 1


@pytest.mark.parametrize("card", TABLE, ids=lambda card: str(card.method))
def test_rows(card: CardRow) -> None:
    assert luhn(card.number), card
    assert card.decline is None or card.decline in DECLINES
    assert CARDS.named(card.method) is card
    assert card.number not in card.fingerprint
    assert len(card.fingerprint) == 16


def test_methods_have_one_row_each() -> None:
    assert len({card.method for card in TABLE}) == len(TABLE)


def test_a_number_of_two_methods_means_the_first() -> None:
    found = CARDS.numbered("378282246310005")
    assert found is not None
    assert found.method == "pm_card_amex"


def test_typed() -> None:
    assert CARDS.typed("4242 4242 4242 4242", 12, NEXT, "123").method == "pm_card_visa"
    assert CARDS.typed("4242-4242-4242-4242", 1, NEXT - 2000, None).method == "pm_card_visa"
    assert CARDS.typed("378282246310005", 1, NEXT, "1234").method == "pm_card_amex"


@pytest.mark.parametrize(
    ("number", "month", "year", "cvc", "code", "decline"),
    [
        ("4242424242424241", 1, NEXT, "123", "incorrect_number", None),
        ("4242", 1, NEXT, "123", "incorrect_number", None),
        ("", 1, NEXT, "123", "incorrect_number", None),
        ("٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢", 1, NEXT, "123", "incorrect_number", None),
        ("4242424242424242", 13, NEXT, "123", "invalid_expiry_month", None),
        ("4242424242424242", 0, NEXT, "123", "invalid_expiry_month", None),
        ("4242424242424242", 1, 1995, "123", "invalid_expiry_year", None),
        ("4242424242424242", 1, 95, "123", "invalid_expiry_year", None),
        ("4242424242424242", 1, NEXT, "99", "invalid_cvc", None),
        ("4242424242424242", 1, NEXT, "1234", "invalid_cvc", None),
        ("378282246310005", 1, NEXT, "123", "invalid_cvc", None),
        ("4539578763621486", 1, NEXT, "123", "card_declined", "test_mode_live_card"),
    ],
)
def test_mistyped(number: str, month: int, year: int, cvc: str, code: str, decline: str | None) -> None:
    with pytest.raises(ApiError) as refused:
        CARDS.typed(number, month, year, cvc)
    assert refused.value.status == 402
    assert refused.value.error["code"] == code
    assert refused.value.error.get("decline_code") == decline
